"""The editors' room in a terminal: edits stand when the program ends, a person's own editor has the terminal."""

import shlex
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kennis.workflows.workspace import Workspace
from tests.programs import ForkServers
from tests.terminal.terminal import Terminal, environment
from tests.tui.outlined import outlined, texts, titles

PROGRAM = (sys.executable, "-m", "kennis.cli", "explore")
Opener = Callable[..., Terminal]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace with an outline."""
    return outlined(tmp_path / "ruimte")


@pytest.fixture
def outline(workspace: Workspace, tmp_path: Path, forks: ForkServers) -> Iterator[Opener]:
    """Give a function that opens the screen and goes to the editors' room."""
    with ExitStack() as stack:

        def opened(**more: str) -> Terminal:
            given = environment(workspace.folder, tmp_path, **more)
            terminal = stack.enter_context(Terminal(PROGRAM, given, (80, 24), forks.start))
            terminal.wait("Titel aaaa")
            terminal.type("f4")
            terminal.wait("8 chapters")
            return terminal

        yield opened


def test_an_edit_survives_a_kill_and_is_undone_afterwards(workspace: Workspace, outline: Opener) -> None:
    first = outline()
    first.type("down", "n", *" nu", "enter")
    first.wait("Verkokering doorbreken nu")
    first.wait("Ctrl+Z undoes it")
    first.kill(signal.SIGKILL)
    assert titles(workspace)[1] == "Verkokering doorbreken nu"
    second = outline()
    second.type("ctrl+z")
    second.wait("undone")
    assert titles(workspace)[1] == "Verkokering doorbreken"
    second.type("ctrl+y")
    second.wait("done again")
    second.type("ctrl+q")
    assert second.end() == 0 and second.restored() and not second.modes()["alternate screen"]
    assert titles(workspace)[1] == "Verkokering doorbreken nu"


@pytest.mark.parametrize("end", [signal.SIGKILL, pytest.param(signal.SIGHUP, marks=pytest.mark.slow)])
def test_what_is_being_written_stands_there_again_after_a_kill(
    workspace: Workspace, outline: Opener, end: signal.Signals
) -> None:
    first = outline()
    first.type("down", "down", "right", "e", *" en verder")
    first.wait("verder  ")
    places = workspace.folder / ".kennis" / "places"
    first.until(lambda: any("en verder" in path.read_text("utf-8") for path in places.glob("*.json")), 3.0)
    first.kill(end)
    assert not texts(workspace)[0].endswith("en verder")
    second = outline()
    second.wait("when kennis ended")
    second.type("ctrl+s")
    second.wait("rewrote a passage")
    assert texts(workspace)[0].endswith("en verder")
    second.until(lambda: not any("en verder" in path.read_text("utf-8") for path in places.glob("*.json")), 3.0)


def test_the_own_editor_has_the_terminal_and_gives_it_back(
    workspace: Workspace, outline: Opener, tmp_path: Path
) -> None:
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\nprintf "klaar? "\nread answer\nprintf "%s" "$answer" > "$1"\n', "utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    terminal = outline(EDITOR=str(script))
    terminal.type("down", "down", "right", "E")
    terminal.wait("klaar?")
    assert not terminal.modes()["alternate screen"]
    terminal.type(*"Van buiten.", "enter")
    terminal.wait("rewrote a passage")
    terminal.wait("Van buiten.")
    assert texts(workspace)[0] == "Van buiten." and terminal.modes()["alternate screen"]
    terminal.type("ctrl+z")
    terminal.wait("undone")
    terminal.type("left", "f3")
    terminal.wait("T-001")
    terminal.type("f4", "ctrl+q")
    assert terminal.end() == 0 and terminal.restored()


def test_ctrl_c_in_the_own_editor_ends_the_editor_only(workspace: Workspace, outline: Opener, tmp_path: Path) -> None:
    far = tmp_path / f"{'ver' * 20}-python"  # what is told takes more than a line then
    far.symlink_to(sys.executable)
    empties = "import sys, time; open(sys.argv[1], 'w').close(); print('klaar', flush=True); time.sleep(60)"
    terminal = outline(EDITOR=shlex.join([str(far), "-c", empties]))  # a shell can lose a signal as it starts cat
    terminal.type("down", "down", "right", "E")
    terminal.wait("klaar")
    terminal.type("ctrl+c")
    terminal.wait("nothing is changed")
    time.sleep(3)  # longer than kennis takes to end after a signal of its own
    terminal.type("ctrl+q")
    assert terminal.end() == 0 and texts(workspace)[0].startswith("Notitie 1")
