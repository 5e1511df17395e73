"""Two note-takers on one session: each sees the other's notes soon, and neither overwrites the other."""

import time

from kennis.workflows.desk import Desk
from tests.terminal.conftest import Opener, Room, enter
from tests.terminal.terminal import Terminal

SOON = 2.0


def seen(watcher: Terminal, text: str) -> float:
    """Give how long it takes until a text stands on a screen."""
    start = time.monotonic()
    watcher.wait(text, 10.0)
    return time.monotonic() - start


def test_each_sees_the_notes_of_the_other_within_two_seconds(room: Room, capture: Opener) -> None:
    one, other = capture(), capture()
    for count in range(3):
        enter(one, f"van de een {count}")
        one.wait(f"● {2 * count + 1}")
        assert seen(other, f"van de een {count}") < SOON
        enter(other, f"van de ander {count}")
        other.wait(f"● {2 * count + 2}")
        assert seen(one, f"van de ander {count}") < SOON
    assert room.texts() == [text for count in range(3) for text in (f"van de een {count}", f"van de ander {count}")]


def test_an_edit_of_the_same_note_keeps_both_texts_and_says_so(room: Room, capture: Opener) -> None:
    one, other = capture(), capture()
    enter(one, "wie de bron beheert")
    one.wait("● 1")
    other.wait("wie de bron beheert")
    for terminal, more in ((one, " bepaalt"), (other, " weet alles")):
        terminal.type("up")
        terminal.wait("CHANGE")
        terminal.type(*more)
        terminal.wait(f"beheert{more}")
    one.type("enter")
    one.wait("CHANGE", absent=True)
    one.until(lambda: room.texts() == ["wie de bron beheert bepaalt"])
    other.type("enter")
    other.wait("both texts are kept")
    with Desk(room.workspace, "test") as desk:
        (note,) = room.notes()
        versions = {version.text for version in desk.versions(note.id)}
    assert {"wie de bron beheert bepaalt", "wie de bron beheert weet alles"} <= versions


def test_a_note_that_the_other_deleted_while_it_was_being_changed_is_not_lost(room: Room, capture: Opener) -> None:
    one, other = capture(), capture()
    enter(one, "wie de bron beheert")
    other.wait("wie de bron beheert")
    one.wait("● 1")
    other.type("up")
    other.wait("CHANGE")
    other.type(*" weet alles")
    other.wait("weet alles")
    one.type("pageup", "delete")
    one.wait("● 0")
    other.until(lambda: other.pump(1.2) is None or "● 0" in other.text or not other.pump(0.1))
    other.type("enter")
    other.until(lambda: room.texts() == ["wie de bron beheert weet alles"], 5.0)


def test_near_twins_of_two_note_takers_are_pointed_out(room: Room, capture: Opener) -> None:
    one, other = capture(), capture()
    enter(one, "Wie de bron beheert, bepaalt het gesprek")
    other.wait("bepaalt het gesprek")
    enter(other, "wie de bron beheert bepaalt het gesprek.")
    other.wait("● 2")
    other.wait("≈")
    assert len(room.texts()) == 2
