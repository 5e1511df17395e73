"""What was forgotten and a backup that still holds it: not before all is forgotten, and never without the ledger."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from kennis.errors import WorkspaceError
from kennis.store import FILE, sqlite
from kennis.store.erasure import erase
from kennis.workflows.erasure import forget as forgetting
from kennis.workflows.safety import backup, restore
from kennis.workflows.workspace import Workspace
from tests.unit.workflows.erasure.test_forget import everywhere, forget, interrupted, made, workspace

__all__ = ["made", "workspace"]


def test_nothing_is_restored_before_all_is_forgotten(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    (copy,) = backup.every(workspace)
    interrupted(workspace, monkeypatch)
    for verb in (restore.compare, restore.restore):
        with pytest.raises(WorkspaceError, match="not wholly forgotten yet; first: kennis forget"):
            verb(workspace, copy.name)
    assert forgetting.finish(workspace) is not None
    assert restore.restore(workspace, copy.name).forgotten == 0
    assert everywhere(workspace) == set()


def test_a_database_that_another_program_has_is_not_taken_for_one_without_a_ledger(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (copy,) = backup.every(workspace)
    shutil.copy(copy.path, tmp_path / "oud.db")
    forget(workspace)
    driver, real, path = sqlite.driver(), sqlite.driver().connect, workspace.database / FILE
    monkeypatch.setattr(sqlite, "_prepare", lambda connection, _record: connection.execute("PRAGMA busy_timeout=0"))
    with closing(real(str(path), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(driver.OperationalError), closing(real(str(path), timeout=0)) as asked:
            asked.execute("SELECT 1 FROM forgotten")
        with pytest.raises(WorkspaceError, match="cannot be used"):
            restore.compare(workspace, str(tmp_path / "oud.db"))
        with pytest.raises(WorkspaceError, match="cannot be used"):
            erase.notes_in(path)


@pytest.mark.parametrize("content", [b"", b"geen database" * 1000, b"SQLite format 3\x00" + b"\x00" * 4080])
def test_a_file_that_is_no_database_has_no_ledger(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "iets.db"
    path.write_bytes(content)
    assert erase.ledger_in(path) == () and erase.notes_in(path) == frozenset()
