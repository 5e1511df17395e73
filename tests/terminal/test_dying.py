"""Each way of dying: the text comes back with its cursor, the notes are there once, the terminal is as it was found."""

import os
import random
import select
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.conftest import Opener, Room, enter
from tests.terminal.terminal import FOUND, Terminal

TEXT = "Iedereen heeft een dashboard, niemand heeft hetzelfde"
BACK = 9
BROKEN = (
    sys.executable,
    "-c",
    """
import sys
from textual import events
from kennis.tui import app
from kennis.workflows.workspace import find

class Broken(app.KennisApp):
    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and event.key == "f12":
            raise RuntimeError("de tekst van een notitie")
        await super().on_event(event)

app.ROOMS["capture"] = Broken
sys.exit(app.run(find()))
""",
)


def write(terminal: Terminal, notes: list[str]) -> None:
    """Save a note, then type a text and put the cursor inside it."""
    notes.append(f"notitie {len(notes)}")
    enter(terminal, notes[-1])
    terminal.wait(f"● {len(notes)}")
    terminal.type(*TEXT, *["left"] * BACK)
    terminal.wait(TEXT)


def finish(room: Room, again: Terminal, notes: list[str]) -> None:
    """See that all came back: finish the text at its cursor, and look at what is stored."""
    again.wait(TEXT)
    again.wait(f"● {len(notes)}")
    notes.append(TEXT[:-BACK] + "X" + TEXT[-BACK:])
    again.type("X", "enter")
    again.wait(f"● {len(notes)}")
    assert room.texts() == notes


def raise_inside(terminal: Terminal) -> int:
    """Have the app raise."""
    terminal.send(b"\x1b[24~")
    return terminal.end()


def keys(*names: str) -> Callable[[Terminal], int]:
    """Give the way of dying that is pressing these keys."""

    def press(terminal: Terminal) -> int:
        terminal.type(*names)
        return terminal.end()

    return press


WAYS: dict[str, tuple[Callable[[Terminal], int], int]] = {
    "TERM": (lambda terminal: terminal.kill(signal.SIGTERM), 128 + signal.SIGTERM),
    "HUP": (lambda terminal: terminal.kill(signal.SIGHUP), 128 + signal.SIGHUP),
    "INT": (lambda terminal: terminal.kill(signal.SIGINT), 128 + signal.SIGINT),
    "Ctrl+C": (keys("ctrl+c", "ctrl+c"), 0),
    "Ctrl+Q": (keys("ctrl+q"), 0),
    "an error": (raise_inside, 1),
}
OFTEN = ("TERM", "Ctrl+C", "an error")


@pytest.mark.parametrize("ways", [OFTEN, pytest.param(tuple(WAYS), marks=pytest.mark.slow)], ids=["often", "all"])
def test_each_way_of_ending_leaves_all_behind(room: Room, capture: Opener, ways: tuple[str, ...]) -> None:
    notes: list[str] = []
    for way in ways:
        die, code = WAYS[way]
        terminal = capture(program=BROKEN)
        if notes:
            finish(room, terminal, notes)
        write(terminal, notes)
        assert die(terminal) == code, way
        assert terminal.modes() == FOUND and terminal.restored(), way
        after = bytes(terminal.raw).rpartition(b"\x1b[?1049l")[2].decode()
        assert "de tekst" not in after and TEXT not in after
    finish(room, capture(), notes)


def test_a_terminal_that_is_closed_or_stuck_loses_nothing(room: Room, capture: Opener) -> None:
    notes: list[str] = []
    terminal = capture()
    write(terminal, notes)
    terminal.hang_up()
    terminal = capture()
    finish(room, terminal, notes)
    write(terminal, notes)
    terminal.quiet(0.2)
    terminal.stall()
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.process.wait(15) == 128 + signal.SIGTERM
    finish(room, capture(), notes)


def test_what_is_typed_into_a_terminal_that_shows_nothing_any_more_is_kept(room: Room, capture: Opener) -> None:
    terminal = capture()
    terminal.type(*"gezien")
    terminal.wait("gezien")
    terminal.stall()
    blind = "".join(f" woord{number}" for number in range(25))
    for key in blind:
        terminal.send(key.encode())
        terminal.pump(0.01)
    terminal.until(lambda: room.keeps(blind))
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.process.wait(15) == 128 + signal.SIGTERM
    assert room.draft().text == f"gezien{blind}"


def test_what_is_typed_just_before_the_signal_is_kept(room: Room, capture: Opener) -> None:
    terminal = capture()
    terminal.type(*"een zin die in een keer komt, zoals over een trage verbinding")
    terminal.wait("trage verbinding")
    terminal.send(b" en nog iets")
    terminal.kill(signal.SIGTERM)
    assert room.draft().text.endswith("verbinding en nog iets")


@pytest.mark.slow
def test_killed_at_any_moment_no_note_and_no_more_than_a_second_is_lost(room: Room, capture: Opener) -> None:
    chance = random.Random(3)
    saved: list[str] = []
    for turn in range(6):
        terminal = capture()
        terminal.wait(f"● {len(saved)}")
        for number in range(chance.randint(1, 3)):
            saved.append(f"notitie {turn} {number}")
            enter(terminal, saved[-1])
            terminal.wait(f"● {len(saved)}")
        terminal.type(*"half een zin")
        terminal.until(lambda: room.keeps("half een zin"), 2.0)
        terminal.type(*" gezegd")
        select.select([], [], [], chance.uniform(0, 0.3))
        terminal.process.kill()
        terminal.end()
        assert room.texts() == saved
        kept = room.draft()
        assert kept.text.startswith("half een zin") and kept.cursor == (0, len(kept.text))
        again = capture()
        again.wait("half een zin")
        again.type("ctrl+u")
        again.wait("half", absent=True)
        again.kill(signal.SIGTERM)


def test_nothing_of_a_text_is_left_in_files_of_a_killed_program(room: Room, capture: Opener) -> None:
    terminal = capture()
    terminal.type(*"geheim van de kamer")
    terminal.until(lambda: room.keeps("geheim van de kamer"), 2.0)
    left = room.folder / ".kennis" / "places" / ".1.json.0badcafe.tmp"
    left.write_text("geheim van de kamer")
    terminal.process.kill()
    terminal.end()
    again = capture()
    again.type("ctrl+u")
    again.wait("geheim", absent=True)
    again.type("ctrl+q")
    again.end()
    assert holding(b"geheim van de kamer", room.folder, room.home) == []


def holding(words: bytes, *folders: Path) -> list[str]:
    """Give the files that hold these bytes."""
    files = [Path(at, name) for folder in folders for at, _, names in os.walk(folder) for name in names]
    return [str(path) for path in files if words in path.read_bytes()]
