"""Backups: whole, checked, private, only when something changed, and nothing half done when the disk refuses."""

import datetime
import multiprocessing
import os
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kennis.errors import WorkspaceError
from kennis.store import FILE, Offer, sqlite
from kennis.store.sqlite import backups
from kennis.workflows.safety import backup
from kennis.workflows.workspace import Workspace, init
from tests.ledgers import fill
from tests.samples import note, session
from tests.unit.workflows.test_read_only import read_only


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace with twelve notes in three themes."""
    made = init(tmp_path / "ruimte")
    with made.store() as store:
        fill(store)
    return made


def add(workspace: Workspace, number: int) -> None:
    """Store one more note."""
    with workspace.store() as store:
        store.take_in(Offer((session(),), (note(number),)))


def names(workspace: Workspace) -> list[str]:
    """Give the names of all that stands among the backups."""
    return sorted(path.name for path in (workspace.database / backups.FOLDER).iterdir())


def overwrite(path: Path, start: int, size: int = 4096) -> None:
    """Damage a file in the middle."""
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"\xa5" * size)


def test_a_backup_holds_all_and_nobody_else_may_read_it(workspace: Workspace) -> None:
    assert backup.due(workspace)
    made = backup.back_up(workspace)
    assert made.written and not backup.due(workspace)
    assert stat.S_IMODE(made.backup.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.backup.path.parent.stat().st_mode) == 0o700
    with closing(sqlite.driver().connect(str(made.backup.path))) as copy:
        assert backups.counts(copy)["note"] == 12
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert backup.every(workspace) == (made.backup,)
    assert names(workspace) == [made.backup.path.name]


def test_nothing_is_written_where_nothing_changed(workspace: Workspace) -> None:
    first = backup.back_up(workspace)
    again = backup.back_up(workspace)
    assert (again.written, again.backup.path) == (False, first.backup.path)
    (workspace.database / FILE).touch()
    assert backup.due(workspace)
    assert not backup.back_up(workspace).written
    assert not backup.due(workspace)


def test_what_changed_is_due_again(workspace: Workspace) -> None:
    backup.back_up(workspace)
    add(workspace, 13)
    assert backup.due(workspace)
    assert backup.back_up(workspace).written
    assert len(names(workspace)) == 2


def test_backups_of_one_second_have_names_of_their_own(workspace: Workspace) -> None:
    at = datetime.datetime(2026, 11, 22, 7, 30, tzinfo=datetime.UTC)
    with workspace.store() as store:
        for number in (20, 21, 22):
            store.take_in(Offer((session(),), (note(number),)))
            backups.make(store._engine, workspace.database / FILE, now=at)
    found = backup.every(workspace)
    assert [one.name for one in found] == ["20261122T073000Z-3", "20261122T073000Z-2", "20261122T073000Z"]
    assert {one.at for one in found} == {at}


def test_old_ones_are_dropped_but_for_those_made_before_something_that_was_done(workspace: Workspace) -> None:
    start = datetime.datetime(2026, 11, 2, 9, tzinfo=datetime.UTC)
    with workspace.store() as store:
        for number in range(12):
            store.take_in(Offer((session(),), (note(20 + number),)))
            reason = backups.BEFORE_RESTORE if number == 1 else ""
            at = start + datetime.timedelta(minutes=30 * number)
            dropped = backups.make(store._engine, workspace.database / FILE, reason, at).dropped
    assert [one.name for one in dropped] == ["20261102T113000Z"]
    assert [one.at.hour * 60 + one.at.minute for one in backup.every(workspace)] == [
        *(14 * 60 + 30 - 30 * back for back in range(6)),
        9 * 60 + 30,
    ]


def test_a_damaged_database_is_no_backup_and_costs_none(workspace: Workspace) -> None:
    backup.back_up(workspace)
    add(workspace, 13)
    before = names(workspace)
    for page in range(8, 20):
        overwrite(workspace.database / FILE, page * 4096)
    with pytest.raises(WorkspaceError, match=r"damaged|malformed"):
        backup.back_up(workspace)
    assert names(workspace) == before


def test_a_row_that_breaks_a_rule_keeps_nobody_from_a_backup(workspace: Workspace) -> None:
    with sqlite.rebuilding(workspace.database / FILE, whatever=True) as connection:
        connection.exec_driver_sql("UPDATE note SET kind = 'zucht' WHERE number = 3")
    made = backup.back_up(workspace).backup
    with closing(sqlite.driver().connect(str(made.path))) as connection:
        assert connection.execute("SELECT kind FROM note WHERE number = 3").fetchone() == ("zucht",)


def test_damage_that_only_shows_when_the_copy_is_read_back_is_no_backup(workspace: Workspace) -> None:
    with closing(sqlite.driver().connect(str(workspace.database / FILE), isolation_level=None)) as connection:
        run = connection.execute
        sqlite.add_functions(connection)
        run("PRAGMA writable_schema=ON")
        row = run("SELECT * FROM sqlite_master WHERE name = 'ix_note_stamp'").fetchone()
        for statement in (
            "DELETE FROM sqlite_master WHERE name = 'ix_note_stamp'",
            "PRAGMA writable_schema=RESET",
            "UPDATE note SET stamp = stamp + 1",
            "PRAGMA writable_schema=ON",
        ):
            run(statement)
        run("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)
    with pytest.raises(WorkspaceError, match="damaged"):
        backup.back_up(workspace)
    assert names(workspace) == []


def test_a_copy_with_other_rows_is_refused(workspace: Workspace) -> None:
    path = backup.back_up(workspace).backup.path
    with pytest.raises(WorkspaceError, match="does not hold"):
        backups.check(path, {"note": 11})


@contextmanager
def little_room(size: int) -> Iterator[None]:
    """Let no file of this process grow above a size."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("pages", [0, 1, 7, 40])
def test_a_full_disk_leaves_no_half_copy_and_the_earlier_backups(workspace: Workspace, pages: int) -> None:
    backup.back_up(workspace)
    add(workspace, 13)
    before = names(workspace)
    with workspace.store() as store, little_room(pages * 4096), pytest.raises(WorkspaceError, match="no backup can"):
        store.back_up()
    assert names(workspace) == before
    assert backup.back_up(workspace).written


@pytest.mark.skipif(os.name != "posix", reason="permissions of folders are POSIX's")
def test_a_folder_that_cannot_be_written_is_said(workspace: Workspace) -> None:
    backup.back_up(workspace)
    add(workspace, 13)
    before = names(workspace)
    workspace.database.parent.parent.chmod(0o755)
    with workspace.store() as store:
        store.notes.select()
        with (
            read_only(workspace.database, workspace.database / backups.FOLDER),
            pytest.raises(WorkspaceError, match=r"cannot be|no backup can"),
        ):
            store.back_up()
    assert names(workspace) == before


def test_what_was_left_half_done_is_cleared_away(workspace: Workspace) -> None:
    folder = workspace.database / backups.FOLDER
    folder.mkdir()
    for name in (".copy.tmp", ".copy.tmp-journal"):
        (folder / name).write_bytes(b"half")
    made = backup.back_up(workspace)
    assert names(workspace) == [made.backup.path.name]


def _in_another_process(folder: str) -> None:
    from kennis.workflows.workspace import find

    backup.back_up(find(Path(folder)))


def test_programs_that_back_up_at_once_do_not_spoil_each_others(workspace: Workspace) -> None:
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=_in_another_process, args=(str(workspace.folder),)) for _ in range(3)]
    for one in others:
        one.start()
    for one in others:
        one.join()
    assert [one.exitcode for one in others] == [0, 0, 0]
    assert len(names(workspace)) == 1


def test_files_that_are_no_backups_are_left_alone(workspace: Workspace) -> None:
    folder = workspace.database / backups.FOLDER
    folder.mkdir()
    (folder / "kennis-mijn-eigen.db").write_bytes(b"eigen")
    (folder / "notities.txt").write_bytes(b"eigen")
    backup.back_up(workspace)
    assert len(backup.every(workspace)) == 1
    assert {"kennis-mijn-eigen.db", "notities.txt"} < set(names(workspace))
