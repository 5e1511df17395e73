"""What the disk refuses is told in words of what was asked of it, whoever holds a lock or a folder meanwhile."""

import errno
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from kennis.errors import FileRefused, WorkspaceError
from kennis.store import FILE, archive, sqlite
from kennis.store.erasure import erase
from kennis.store.erasure.erasure_targets import Wanted
from kennis.store.sqlite import backups
from kennis.workflows import import_files, settings_files
from kennis.workflows.erasure import file_traces, forget
from kennis.workflows.import_files import Choices
from kennis.workflows.safety import restore, workspace_lock
from kennis.workflows.workspace import Workspace, init
from tests import ledgers
from tests.unit.workflows.test_archive import written


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace that holds something."""
    made = init(tmp_path / "ruimte")
    with made.store() as store:
        ledgers.fill(store)
    return made


def staged(workspace: Workspace) -> AbstractContextManager[object]:
    """Read the archive of a workspace."""
    return archive.staged(written(workspace), workspace.folder, lambda done, whole: None)


HELD: dict[str, Callable[[Workspace], AbstractContextManager[object]]] = {
    "backups": lambda workspace: backups.held(workspace.database / backups.FOLDER),
    "alone": lambda workspace: workspace_lock.alone(workspace.database),
    "new folder": lambda workspace: restore.new_folder(workspace.database),
    "archive": staged,
}


@pytest.mark.parametrize("held", HELD)
def test_what_is_raised_while_something_is_held_is_the_callers(workspace: Workspace, held: str) -> None:
    with pytest.raises(IsADirectoryError), HELD[held](workspace):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), "oud.md")


@pytest.mark.parametrize("held", HELD)
def test_what_cannot_be_held_is_said(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, held: str) -> None:
    def refused(*_given: object, **_more: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO), "schijf")

    manager = HELD[held](workspace)
    for owner, name in ((Path, "mkdir"), (Path, "open"), (os, "open")):
        monkeypatch.setattr(owner, name, refused)
    with pytest.raises((WorkspaceError, FileRefused), match="cannot be read or written"), manager:
        pass


@pytest.mark.parametrize("verb", [forget.look, forget.forget])
def test_a_session_file_that_cannot_be_read_is_named(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, verb: Callable[[Workspace, str], object]
) -> None:
    def refused(*_given: object) -> None:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), "sessions/oud.md")

    monkeypatch.setattr(forget, "as_written", refused)
    with pytest.raises(WorkspaceError, match=r"^sessions/oud\.md cannot be used: it is a folder"):
        verb(workspace, "n1")


@pytest.mark.parametrize("verb", [forget.look, forget.forget])
def test_others_can_write_while_files_are_searched(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, verb: Callable[[Workspace, str], object]
) -> None:
    real, wrote = file_traces.held, list[int]()

    def searched(search: file_traces.Search) -> tuple[file_traces.FileTrace, ...]:
        path = str(workspace.database / FILE)
        with closing(sqlite.driver().connect(path, isolation_level=None, timeout=0)) as other:
            wrote.append(other.execute("UPDATE session SET closed = 1").rowcount)
        return real(search)

    monkeypatch.setattr(forget, "held", searched)
    verb(workspace, "n1")
    assert wrote == [1]
    assert list(workspace.database.glob(".new-*")) == []


def test_a_database_that_cannot_be_copied_is_said(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workspace.database / FILE
    monkeypatch.setattr(sqlite, "_prepare", lambda connection, _record: connection.execute("PRAGMA busy_timeout=0"))
    with closing(sqlite.driver().connect(str(path))) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(WorkspaceError, match="cannot be used"), erase.trial(sqlite.engine(path), Wanted()):
            pass


def test_settings_that_cannot_be_read_are_said_before_anything_is_merged(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = init(tmp_path / "ander")
    with other.store() as store:
        ledgers.fill(store)
    path = written(other)

    def refused(_folder: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "kennis.toml")

    with workspace.store() as store:
        before = store.decisions.all()
    with monkeypatch.context() as patched, pytest.raises(WorkspaceError, match=r"kennis\.toml cannot be read"):
        patched.setattr(settings_files, "settings", refused)
        import_files.import_files(workspace, [path], Choices())
    with workspace.store() as store:
        assert store.decisions.all() == before
    assert [one.reason for one in backups.listed(workspace.database)] == []
