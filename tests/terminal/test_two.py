"""Two note-takers on one session: each sees the other's notes soon, and neither overwrites the other."""

import statistics
import time

from kennis.workflows.note_taking import NoteTaking
from tests.terminal.conftest import Opener, Room, enter
from tests.terminal.terminal import Terminal

SOON = 2.0


def seen(watcher: Terminal, text: str) -> float:
    """Give how long it takes until a text stands on a screen."""
    start = time.monotonic()
    watcher.wait(text, 10.0)
    return time.monotonic() - start


def test_each_sees_the_notes_of_the_other_soon_and_near_twins_are_pointed_out(room: Room, capture: Opener) -> None:
    one, other, took = capture(), capture(), []
    for count in range(3):
        enter(one, f"van de een {count}")
        one.wait(f"● {2 * count + 1}")
        took.append(seen(other, f"van de een {count}"))
        enter(other, f"van de ander {count}")
        other.wait(f"● {2 * count + 2}")
        took.append(seen(one, f"van de ander {count}"))
    assert statistics.median(took) < SOON  # one alone can come late where other tests keep the processors busy
    assert room.texts() == [text for count in range(3) for text in (f"van de een {count}", f"van de ander {count}")]
    enter(one, "Wie de bron beheert, bepaalt het gesprek")
    seen(other, "bepaalt het gesprek")
    enter(other, "wie de bron beheert bepaalt het gesprek.")
    other.wait("● 8")
    other.wait("≈")
    assert len(room.texts()) == 8


def test_a_note_that_both_change_or_one_deletes_keeps_both_texts(room: Room, capture: Opener) -> None:
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
    with NoteTaking(room.workspace, "test") as desk:
        (note,) = room.notes()
        versions = {version.text for version in desk.versions(note.id)}
    assert {"wie de bron beheert bepaalt", "wie de bron beheert weet alles"} <= versions
    one.type(*"een ander", "enter")
    other.wait("een ander")
    other.wait("● 2")
    other.type("up")
    other.wait("CHANGE")
    other.type(*" geluid")
    other.wait("een ander geluid")
    one.type("ctrl+up", "delete")
    one.wait("● 1")
    other.type("enter")
    other.until(lambda: "een ander geluid" in room.texts(), 5.0)
