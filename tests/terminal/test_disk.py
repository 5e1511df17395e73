"""A database or disk that refuses: typing goes on, the mark says so and why, and all is written when it can be."""

import contextlib
import resource
import signal
import sqlite3
import sys
from collections.abc import Iterator

import pytest

from tests.terminal.conftest import Opener, Room, enter
from tests.terminal.terminal import FOUND, Terminal

NOTES = ["een eerste notitie", "een tweede notitie"]


@contextlib.contextmanager
def locked(room: Room) -> Iterator[None]:
    """Hold the database so that no other process can read or write it."""
    with contextlib.closing(sqlite3.connect(room.folder / ".kennis" / "kennis.db", isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        yield


@contextlib.contextmanager
def full(terminal: Terminal) -> Iterator[None]:
    """Let the program's files grow no more, as on a disk that is full."""
    before = resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (0, before[1]))
    yield
    if terminal.process.poll() is None:
        resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, before)


# Permissions do not bind root: as root, the program takes the place of nobody while the folder is read-only.
ANYONE = """
import os, signal
from kennis.cli import run
if os.geteuid() == 0:
    signal.signal(signal.SIGUSR1, lambda *_: os.seteuid(65534))
    signal.signal(signal.SIGUSR2, lambda *_: os.seteuid(0))
else:
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    signal.signal(signal.SIGUSR2, signal.SIG_IGN)
run()
"""


@contextlib.contextmanager
def read_only(room: Room, terminal: Terminal) -> Iterator[None]:
    """Take the program's right to write in its folder away."""
    folders = (room.folder / ".kennis", room.folder / ".kennis" / "places")
    for folder in folders:
        folder.chmod(0o555)
    terminal.process.send_signal(signal.SIGUSR1)
    yield
    terminal.process.send_signal(signal.SIGUSR2)
    for folder in folders:
        folder.chmod(0o700)


def test_a_folder_that_turns_read_only_is_waited_for(room: Room, capture: Opener) -> None:
    terminal = capture(program=(sys.executable, "-c", ANYONE, "capture"))
    enter(terminal, NOTES[0])
    terminal.wait("● 1")
    with read_only(room, terminal):
        enter(terminal, NOTES[1])
        terminal.wait("not saved: ")
        terminal.type(*"half een zin")
        terminal.wait("half een zin")
    terminal.wait("● 2")
    terminal.until(lambda: room.keeps("half een zin"), 3.0)
    assert room.texts() == NOTES


def test_a_locked_database_is_waited_for(room: Room, capture: Opener) -> None:
    terminal = capture()
    with locked(room):
        for note in NOTES:
            enter(terminal, note)
            terminal.wait("○")
            terminal.wait(note)
        terminal.wait("not saved: the database")
        terminal.type(*"half een zin")
        terminal.wait("half een zin")
        terminal.wait("○")
    terminal.wait("● 2")
    assert room.texts() == NOTES
    terminal.kill(signal.SIGTERM)
    assert room.draft().text == "half een zin" and not room.draft().waiting


@pytest.mark.parametrize("end", [signal.SIGKILL, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
def test_a_program_that_ends_while_it_waits_for_the_database_loses_nothing(
    room: Room, capture: Opener, end: signal.Signals
) -> None:
    terminal = capture()
    with locked(room):
        for note in NOTES:
            enter(terminal, note)
            terminal.wait("○")
        terminal.type(*"half een zin")
        terminal.until(lambda: room.keeps("half een zin") and room.keeps(NOTES[1]), 2.0)
        terminal.kill(end)
        again = capture(ready="half een zin")
        again.type("X")
        again.wait("half een zinX")
    again.wait("● 2")
    assert room.texts() == NOTES
    again.wait("half een zinX")


def test_notes_entered_before_a_locked_database_opens_are_kept(room: Room, capture: Opener) -> None:
    with locked(room):
        terminal = capture(ready="opening")
        for note in NOTES:
            enter(terminal, note)
        terminal.type(*"half een zin")
        terminal.until(lambda: room.keeps("half een zin") and all(map(room.keeps, NOTES)), 2.0)
    terminal.wait("● 2")
    assert room.texts() == NOTES
    terminal.wait("half een zin")


def test_a_full_disk_is_waited_for_and_at_the_end_it_is_said_what_is_not_kept(room: Room, capture: Opener) -> None:
    terminal = capture()
    with full(terminal):
        for note in NOTES:
            enter(terminal, note)
            terminal.wait("○")
        terminal.wait("not saved: the database")
        terminal.type(*"half een zin")
        terminal.wait("half een zin")
    terminal.wait("● 2")
    terminal.until(lambda: room.keeps("half een zin"), 3.0)
    assert room.texts() == NOTES
    with full(terminal):
        terminal.type(*" en meer")
        terminal.wait("not saved")
        terminal.kill(signal.SIGTERM)
    assert terminal.modes() == FOUND and terminal.restored()
    assert "cannot be kept" in terminal.text


def test_a_draft_that_cannot_be_kept_is_said_and_kept_later(room: Room, capture: Opener) -> None:
    terminal = capture()
    blocked = room.folder / ".kennis" / "places" / "1.json"
    blocked.unlink(missing_ok=True)
    (blocked / "in the way").mkdir(parents=True)
    enter(terminal, NOTES[0])
    terminal.type(*"half een zin")
    terminal.wait("not saved: what is")
    (blocked / "in the way").rmdir()
    blocked.rmdir()
    terminal.until(lambda: room.keeps("half een zin"), 5.0)
    terminal.wait("● 1")
    assert room.texts() == NOTES[:1]


def test_a_database_that_is_gone_is_waited_for(room: Room, capture: Opener) -> None:
    terminal = capture()
    enter(terminal, NOTES[0])
    terminal.wait("● 1")
    database = room.folder / ".kennis" / "kennis.db"
    database.rename(database.with_suffix(".elsewhere"))
    enter(terminal, NOTES[1])
    terminal.wait("not saved")
    database.with_suffix(".elsewhere").rename(database)
    terminal.wait("● 2")
    assert room.texts() == NOTES


def test_a_file_in_the_place_of_the_folder_of_drafts_does_not_stop_the_screen(room: Room, capture: Opener) -> None:
    places = room.folder / ".kennis" / "places"
    places.write_text("in the way")
    terminal = capture()
    enter(terminal, NOTES[0])
    terminal.type(*"half een zin")
    terminal.wait("not saved: what is")
    places.unlink()
    terminal.until(lambda: room.keeps("half een zin"), 5.0)
    terminal.wait("● 1")
    terminal.kill(signal.SIGKILL)
    assert room.draft().text == "half een zin" and room.texts() == NOTES[:1]
