"""A backup comes back whole, what was there is kept, and nothing changes where it cannot be done."""

import os
from contextlib import closing
from pathlib import Path

import filelock
import pytest

from kennis.errors import NewerDatabase, UnknownItem, WorkspaceError
from kennis.store import FILE, Offer, migrations, sqlite
from kennis.store.sqlite import backups, replace_file
from kennis.workflows import theme_runs
from kennis.workflows.draft_files import claim
from kennis.workflows.safety import backup, restore, workspace_lock
from kennis.workflows.workspace import Workspace
from tests.samples import note, session
from tests.unit.workflows.safety.test_backup import add, little_room, overwrite, workspace

__all__ = ["workspace"]


def texts(workspace: Workspace) -> list[str]:
    """Give the texts of all notes."""
    with workspace.store() as store:
        return [one.text for one in store.notes.select()]


def left(workspace: Workspace) -> set[str]:
    """Give the names of what stands beside the database, but for locks."""
    return {path.name for path in workspace.database.iterdir() if path.suffix != ".lock"}


def test_what_was_comes_back_and_what_was_there_is_kept(workspace: Workspace) -> None:
    before, name = texts(workspace), backup.back_up(workspace).backup.name
    add(workspace, 13)
    after = texts(workspace)
    done = restore.restore(workspace, name)
    assert texts(workspace) == before
    assert done.kept is not None and done.kept.reason == backups.BEFORE_RESTORE
    assert left(workspace) == {FILE, backups.FOLDER}
    restore.restore(workspace, done.kept.name)
    assert texts(workspace) == after


def test_what_is_lost_and_gained_is_told(workspace: Workspace) -> None:
    name = backup.back_up(workspace).backup.name
    with workspace.store() as store:
        gone = store.session_views.sheet(session().id).notes[0]
    with closing(sqlite.driver().connect(str(workspace.database / FILE))) as connection, connection:
        sqlite.add_functions(connection)
        connection.execute("UPDATE note SET deleted = 1 WHERE id = ?", (gone.id,))
        connection.execute("UPDATE theme SET title = 'Anders' WHERE number = 1")
    add(workspace, 13)
    add(workspace, 14)
    told = {one.sort: (one.now, one.then, one.lost, one.gained, one.changed) for one in _compared(workspace, name)}
    assert told["notes"] == (13, 12, 2, 1, 0)
    assert told["themes"] == (3, 3, 0, 0, 1)
    assert told["sessions"] == (1, 1, 0, 0, 0)
    assert told["decisions"] == (1, 1, 0, 0, 0)


def _compared(workspace: Workspace, name: str) -> tuple[restore.Difference, ...]:
    before = (workspace.database / FILE).read_bytes()
    told = restore.compare(workspace, name).differences
    assert (workspace.database / FILE).read_bytes() == before
    assert left(workspace) == {FILE, backups.FOLDER}
    return told


def test_a_database_that_cannot_be_read_is_kept_byte_for_byte(workspace: Workspace) -> None:
    before, name = texts(workspace), backup.back_up(workspace).backup.name
    (workspace.database / FILE).write_bytes(b"geen database" * 1000)
    done = restore.restore(workspace, name)
    assert texts(workspace) == before
    assert done.kept is not None and done.kept.reason == backups.UNREAD
    assert done.kept.path.read_bytes() == b"geen database" * 1000
    assert {one.now for one in done.differences} == {None}


def test_a_database_that_is_gone_comes_back(workspace: Workspace) -> None:
    before, name = texts(workspace), backup.back_up(workspace).backup.name
    (workspace.database / FILE).unlink()
    assert restore.restore(workspace, name).kept is None
    assert texts(workspace) == before


def test_an_older_backup_is_brought_up_to_date(workspace: Workspace, tmp_path: Path) -> None:
    from alembic import command

    engine = sqlite.engine(tmp_path / "oud.db")
    with sqlite.writing(engine) as transaction:
        command.upgrade(migrations.configuration(transaction.connection()), "0001")
        sqlite.mark(transaction.connection(), 1)
    engine.dispose()
    before = (tmp_path / "oud.db").read_bytes()
    restore.restore(workspace, str(tmp_path / "oud.db"))
    assert texts(workspace) == []
    assert (tmp_path / "oud.db").read_bytes() == before
    assert left(workspace) == {FILE, backups.FOLDER}


def assert_refused(workspace: Workspace, name: str, error: type[WorkspaceError], match: str) -> None:
    """Check that a restore is refused and that nothing has changed."""
    before, known = (workspace.database / FILE).read_bytes(), backup.every(workspace)
    with pytest.raises(error, match=match):
        restore.restore(workspace, name)
    assert (workspace.database / FILE).read_bytes() == before
    assert backup.every(workspace) == known
    assert left(workspace) <= {FILE, backups.FOLDER, workspace_lock.PLACES}


def test_a_newer_backup_is_refused(workspace: Workspace) -> None:
    made = backup.back_up(workspace).backup
    with closing(sqlite.driver().connect(str(made.path))) as connection:
        connection.execute(f"PRAGMA user_version={migrations.CURRENT + 1}")
    assert_refused(workspace, made.name, NewerDatabase, "newer kennis")


@pytest.mark.parametrize("content", [b"", b"geen database" * 400, b"SQLite format 3\x00" + b"\x00" * 4080])
def test_a_file_that_is_no_kennis_database_is_refused(workspace: Workspace, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "iets.db").write_bytes(content)
    assert_refused(workspace, str(tmp_path / "iets.db"), WorkspaceError, "no kennis database")


def test_a_damaged_backup_is_refused(workspace: Workspace) -> None:
    made = backup.back_up(workspace).backup
    for page in range(8, 20):
        overwrite(made.path, page * 4096)
    assert_refused(workspace, made.name, WorkspaceError, "damaged|malformed")


def test_a_truncated_backup_is_refused(workspace: Workspace) -> None:
    made = backup.back_up(workspace).backup
    os.truncate(made.path, made.path.stat().st_size - 4096)
    assert_refused(workspace, made.name, WorkspaceError, "damaged|malformed")


def test_an_unknown_name_is_refused(workspace: Workspace) -> None:
    backup.back_up(workspace)
    with pytest.raises(UnknownItem, match="no backup 1999"):
        restore.restore(workspace, "1999")
    add(workspace, 13)
    backup.back_up(workspace)
    with pytest.raises(UnknownItem, match="more than one backup"):
        restore.restore(workspace, "2")


def test_nobody_else_may_be_at_work(workspace: Workspace) -> None:
    name = backup.back_up(workspace).backup.name
    with claim(workspace.database):
        assert_refused(workspace, name, WorkspaceError, "at work")
    with theme_runs._alone(workspace):
        assert_refused(workspace, name, WorkspaceError, "at work")
    with closing(sqlite.driver().connect(str(workspace.database / FILE), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(replace_file, "_PATIENCE", 1)
            with pytest.raises(WorkspaceError, match="another program is writing"):
                restore.restore(workspace, name)


def test_the_lock_of_runs_is_the_one_that_is_held(workspace: Workspace) -> None:
    with (
        workspace_lock.alone(workspace.database),
        pytest.raises(filelock.Timeout),
        filelock.FileLock(workspace.database / theme_runs._LOCK, timeout=0, is_singleton=False),
    ):
        pass


def test_who_had_the_old_file_open_can_write_no_more_into_nothing(workspace: Workspace) -> None:
    name = backup.back_up(workspace).backup.name
    add(workspace, 13)
    with workspace.store() as held:
        held.notes.select()
        restore.restore(workspace, name)
        with pytest.raises(WorkspaceError, match="cannot be used"):
            held.take_in(Offer((session(),), (note(14),)))
    assert len(texts(workspace)) == 12


def test_a_full_disk_leaves_the_database_as_it_was(workspace: Workspace) -> None:
    name = backup.back_up(workspace).backup.name
    before = (workspace.database / FILE).read_bytes()
    with little_room(40_000), pytest.raises(WorkspaceError, match=r"no new database|cannot"):
        restore.restore(workspace, name)
    assert (workspace.database / FILE).read_bytes() == before
    assert left(workspace) == {FILE, backups.FOLDER}
