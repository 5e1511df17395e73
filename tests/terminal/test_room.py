"""The researcher's room in a terminal: what is decided stands when the program dies, and can be undone then."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kennis.workflows.themes_room import ThemesRoom
from kennis.workflows.workspace import Workspace, init
from tests.ledgers import PERSON, fill
from tests.programs import ForkServers
from tests.terminal.terminal import Terminal, environment

PROGRAM = (sys.executable, "-m", "kennis.cli")
OPEN = "Notitie 1:"

Opener = Callable[..., Terminal]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace with three themes."""
    made = init(tmp_path / "ruimte")
    with made.store() as store:
        fill(store)
    return made


@pytest.fixture
def explore(workspace: Workspace, tmp_path: Path, forks: ForkServers) -> Iterator[Opener]:
    """Give a function that opens the researcher's room and waits until a theme is shown."""
    with ExitStack() as stack:

        def opened(*words: str, ready: str = OPEN, size: tuple[int, int] = (80, 24), **more: str) -> Terminal:
            given = environment(workspace.folder, tmp_path, **more)
            terminal = stack.enter_context(Terminal([*PROGRAM, *(words or ("explore",))], given, size, forks.start))
            terminal.wait(ready)
            return terminal

        yield opened


def numbers(workspace: Workspace, theme: str) -> list[int]:
    """Give the numbers of a theme's notes as they are stored."""
    room = ThemesRoom(workspace, PERSON)
    try:
        return sorted(line.note.number for line in room.theme(theme).notes)
    finally:
        room.leave()


def test_a_move_survives_a_kill_and_is_undone_afterwards(workspace: Workspace, explore: Opener) -> None:
    first = explore()
    first.type("right", "m")
    first.wait("Move 1 note to")
    first.type(*"bbbb")
    first.wait("T-003", absent=True)
    first.type("enter")
    first.wait("moved n1 to T-002")
    first.kill(signal.SIGKILL)
    assert numbers(workspace, "bbbb") == [1, 6, 7, 8, 9]
    second = explore()
    second.type("ctrl+z")
    second.wait("undone: moved n1 to T-002")
    assert numbers(workspace, "bbbb") == [6, 7, 8, 9]
    second.type("ctrl+y")
    second.wait("done again")
    assert numbers(workspace, "bbbb") == [1, 6, 7, 8, 9]


def test_f3_and_f2_go_between_the_rooms_and_nothing_typed_is_lost(explore: Opener) -> None:
    terminal = explore("capture", ready="Digital twins")
    terminal.type(*"half getypt")
    terminal.wait("half getypt")
    terminal.type("f3")
    terminal.wait(OPEN)
    terminal.type("f2")
    terminal.wait("half getypt")
    terminal.type(*" en af", "enter")
    terminal.wait("● 13")
    terminal.type("f3")
    terminal.wait("13 notes")
    terminal.type("f2")
    terminal.wait("half getypt en af")
    assert terminal.text.count("half getypt") == 1


def test_keys_in_a_burst_do_what_they_mean_in_their_order(workspace: Workspace, explore: Opener) -> None:
    terminal = explore()
    terminal.type("right", " ", " ", "m", *"cccc", "enter", "p", "n", *" samen", "enter")
    terminal.wait("samen")
    terminal.wait("renamed T-001")
    terminal.until(lambda: len(numbers(workspace, "cccc")) == 4)
    with workspace.store() as store:
        assert "samen" in store.ledger.theme("T-001").title


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda one: one.name)
def test_a_signal_leaves_the_terminal_as_it_was(explore: Opener, number: signal.Signals) -> None:
    terminal = explore()
    terminal.kill(number)
    assert not terminal.modes()["alternate screen"] and terminal.modes()["cursor"] and terminal.restored()


def test_no_colour_and_small_windows(explore: Opener) -> None:
    terminal = explore(NO_COLOR="1")
    assert not [code for code in (b"\x1b[38;", b"\x1b[48;") if code in terminal.raw]
    assert "›" in terminal.text
    for size in ((40, 10), (12, 4), (3, 2), (80, 24)):
        terminal.resize(*size)
        terminal.quiet()
    terminal.wait(OPEN)
    terminal.type("ctrl+q")
    assert terminal.end() == 0
