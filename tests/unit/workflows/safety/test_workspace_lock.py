"""What lets words leave and what forgets them keep each other out of a workspace."""

import errno
import os
import threading
import time
from pathlib import Path

import filelock
import pytest

from kennis.errors import WorkspaceError
from kennis.workflows.safety import workspace_lock
from kennis.workflows.safety.workspace_lock import LEAVING, alone, leaving, new_folder


def test_nothing_is_forgotten_while_words_leave(tmp_path: Path) -> None:
    with leaving(tmp_path), pytest.raises(WorkspaceError, match="at work"), alone(tmp_path):
        pass
    with alone(tmp_path):
        pass


def test_what_leaves_waits_for_what_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    started = threading.Event()

    def leave() -> None:
        started.set()
        with leaving(tmp_path):
            order.append("left")

    with alone(tmp_path):
        thread = threading.Thread(target=leave)
        thread.start()
        assert started.wait(10)
        order.append("forgotten")
    thread.join(10)
    assert order == ["forgotten", "left"]
    monkeypatch.setattr(workspace_lock, "_PATIENCE", 0.0)
    with alone(tmp_path), pytest.raises(WorkspaceError, match="try again when it is done"), leaving(tmp_path):
        pass


@pytest.mark.parametrize(("number", "refused"), [(errno.EACCES, False), (errno.EROFS, False), (errno.EIO, True)])
def test_where_nothing_can_be_written_words_may_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, refused: bool
) -> None:
    def fail(*_given: object) -> None:
        raise OSError(number, "no", LEAVING)

    monkeypatch.setattr(filelock.FileLock, "acquire", fail)
    if refused:
        with pytest.raises(WorkspaceError, match="cannot be used"), leaving(tmp_path):
            pass
    else:
        with leaving(tmp_path):
            pass


@pytest.mark.parametrize(("lock", "age", "goes"), [(True, 0, True), (False, 3600, True), (False, 0, False)])
def test_what_a_killed_program_left_goes_with_the_next_one_and_what_is_held_stays(
    tmp_path: Path, lock: bool, age: int, goes: bool
) -> None:
    left = tmp_path / ".new-oud"
    left.mkdir()
    (left / "kennis.db").write_bytes(b"half")
    if lock:
        (left / "held.lock").touch()
    os.utime(left, (time.time() - age,) * 2)
    with new_folder(tmp_path) as held, new_folder(tmp_path) as other:
        assert {*tmp_path.glob(".new-*")} == {held, other, *(() if goes else (left,))}
    assert {*tmp_path.glob(".new-*")} == {*(() if goes else (left,))}
