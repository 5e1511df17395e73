"""Keys in the order in which they were pressed, however they come."""

import datetime

from kennis.nouns import Consent, Kind
from tests.terminal.conftest import Opener, Room, enter
from tests.terminal.hostile import strangers


def test_keys_that_come_together_do_what_they_mean_one_after_another(room: Room, capture: Opener) -> None:
    terminal = capture()
    terminal.type(*"een", "enter", *"twee", "enter", *"drie", "left", "left", "X", "enter")
    terminal.wait("● 3")
    assert room.texts() == ["een", "twee", "drXie"]
    terminal.type("ctrl+up", "delete")
    terminal.wait("● 2")
    terminal.type("ctrl+z", "ctrl+f", *"drX")
    terminal.wait("twee", absent=True)
    terminal.wait("drXie")
    assert room.texts() == ["een", "twee", "drXie"]


def test_bytes_that_are_no_text_are_no_reason_to_stop(room: Room, capture: Opener) -> None:
    terminal = capture()
    for count, data in enumerate(
        (b"\xff", b"caf\xe9 ", b"\xed\xa0\x80", b"\x1b[200~a\xffb\x1b[201~", b"\xf0\x9f", b"\x1b]52;c;AAAA\x1b\\"),
        start=1,
    ):
        terminal.type(*"voor ")
        terminal.send(data)
        terminal.type(*f" hierna {count}")
        terminal.wait(f"hierna {count}")
        terminal.type("enter")
        terminal.wait(f"● {count}")
    assert not strangers(bytes(terminal.raw))


def test_what_is_pasted_is_never_taken_for_keys(room: Room, capture: Opener) -> None:
    terminal = capture()
    inside = (
        "\x1bxx\x11",
        "\x1b]0;titel\x07",
        "\x1bab\r",
        "\x1b\x1b\x1b",
        "\x03",
        "\x1b[5~\x1b[3~",
        "\x1b",
        "\x1b[200~",
        "\x1a\x0f",
    )
    for count, one in enumerate(inside):
        terminal.paste(f"voor{one}na")
        terminal.type(*f"erna {count}")
        terminal.wait(f"erna {count}")
        assert len(room.texts()) == count, one
        terminal.type("enter")
        terminal.wait(f"● {count + 1}")
    for count, text in enumerate(room.texts()):
        assert text.startswith("voor") and text.endswith(f"naerna {count}")


def test_a_paste_that_comes_in_pieces_ends_where_it_ends(room: Room, capture: Opener) -> None:
    terminal = capture()
    for count, (first, second) in enumerate(
        ((b"\x1b", b"[201~"), (b"\x1b[20", b"1~"), (b"\xc3", b"\xab\x1b[201~")), start=1
    ):
        terminal.send(b"\x1b[200~geplakt" + first)
        terminal.quiet(0.3)
        terminal.send(second)
        terminal.type(*" en getypt", "enter")
        terminal.wait(f"● {count}")
    assert room.texts() == ["geplakt en getypt", "geplakt en getypt", "geplaktë en getypt"]


def test_an_action_is_taken_down_with_who_and_when_given_to_another_and_done(room: Room, capture: Opener) -> None:
    terminal = capture()
    terminal.type(*"* De kaart sturen @adviseur >15-1 #kaart")
    terminal.wait("* action  → adviseur by Fri 15 Jan 2021  #kaart")
    terminal.type("enter")
    terminal.wait("→ adviseur by Fri 15 Jan 2021 #kaart")
    terminal.type("ctrl+up")
    terminal.wait("n1 action")
    terminal.type("d")
    terminal.wait("n1: set to done or open; Ctrl+Z undoes it")
    terminal.wait("✓ ")
    terminal.type("p")
    terminal.wait("Who is to do it?")
    terminal.type("down", "enter")
    terminal.wait("→ wethouder by Fri")
    terminal.type("ctrl+z", "ctrl+z")
    terminal.until(lambda: [(one.owner, one.done) for one in room.notes()] == [("adviseur", None)])
    (note,) = room.notes()
    assert (note.kind, note.speaker, note.due) == (Kind.ACTION, "", datetime.date(2021, 1, 15))


def test_undoing_a_stricter_level_is_asked_about(room: Room, capture: Opener) -> None:
    terminal = capture()
    enter(terminal, '" Dat trek ik in. @adviseur')
    terminal.wait("● 1")
    terminal.type("ctrl+up", "c")
    terminal.wait("What may be printed of it?")
    terminal.type("end", "enter")
    terminal.until(lambda: [one.consent for one in room.notes()] == [Consent.WITHDRAWN])
    terminal.type("ctrl+z")
    terminal.wait("More could be printed then of n1. Do it all the same?")
    terminal.type("enter")
    terminal.wait("More could be printed", absent=True)
    assert [one.consent for one in room.notes()] == [Consent.WITHDRAWN]
    terminal.type("ctrl+z")
    terminal.wait("More could be printed")
    terminal.type("down", "enter")
    terminal.until(lambda: [one.consent for one in room.notes()] == [None])
