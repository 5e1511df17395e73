"""Keys in the order in which they were pressed, however they come."""

from tests.terminal.conftest import Opener, Room


def test_notes_whose_keys_come_together_are_notes_of_their_own(room: Room, capture: Opener) -> None:
    terminal = capture()
    terminal.type(*"een", "enter", *"twee", "enter", *"drie", "left", "left", "X", "enter", *"vier")
    terminal.wait("● 3")
    assert room.texts() == ["een", "twee", "drXie"]
    terminal.wait("vier")


def test_a_key_that_goes_elsewhere_takes_the_next_ones_along(room: Room, capture: Opener) -> None:
    terminal = capture()
    terminal.type(*"een", "enter")
    terminal.wait("● 1")
    terminal.type("pageup", "delete")
    terminal.wait("● 0")
    terminal.type("ctrl+z")
    terminal.wait("● 1")
    assert room.texts() == ["een"]


def test_undo_of_typing_comes_in_its_place(room: Room, capture: Opener) -> None:
    terminal = capture()
    terminal.type(*"weg", "ctrl+u", *"een", "enter", "up", *" en meer", "escape", "escape", *"twee", "enter")
    terminal.wait("● 2")
    assert room.texts() == ["een", "twee"]
