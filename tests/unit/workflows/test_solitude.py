"""What lets words leave and what forgets them keep each other out of a workspace."""

import errno
import threading
from pathlib import Path

import filelock
import pytest

from kennis.errors import WorkspaceError
from kennis.workflows import solitude
from kennis.workflows.solitude import LEAVING, alone, leaving


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
    monkeypatch.setattr(solitude, "_PATIENCE", 0.0)
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
