"""Every kind of damage is found; what can be mended is, on a copy first, and the rest is said."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from kennis.errors import KennisError, NewerDatabase, SettingsError, WorkspaceError
from kennis.store import FILE, migrations, sqlite
from kennis.store.sqlite import backups
from kennis.store.sqlite.repair import repair
from kennis.workflows.draft_files import claim
from kennis.workflows.safety import doctor, restore, workspace_checks
from kennis.workflows.workspace import find
from tests.unit.workflows.safety.damages import DAMAGES, INCURABLE, LEFT, database, file, sound, sql


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a sound workspace, which no test may change."""
    return sound(tmp_path_factory.mktemp("gezond") / "ruimte").folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Give a copy of it that may be damaged."""
    return Path(shutil.copytree(made, tmp_path / "ruimte"))


def named(findings: tuple[doctor.DatabaseFinding, ...]) -> set[str]:
    """Give the names of findings."""
    return {one.name for one in findings}


def test_peoples_own_hidden_files_are_no_leftovers(folder: Path) -> None:
    file("sessions/.aantekeningen.tmp.txt", b"van mij", old=True)(folder)
    assert doctor.examine(folder).found == ()


def texts(folder: Path) -> list[str]:
    """Give the texts of all notes."""
    with find(folder).store() as store:
        return [one.text for one in store.notes.select()]


def test_a_sound_workspace_has_nothing_and_stays_as_it_is(folder: Path) -> None:
    before = database(folder).read_bytes()
    assert doctor.examine(folder).found == ()
    report = doctor.repair(folder)
    assert (report.found, report.left, report.kept) == ((), (), None)
    assert report.sound and database(folder).read_bytes() == before


@pytest.mark.parametrize("planted", DAMAGES)
def test_planted_damage_is_found_and_mended(folder: Path, planted: str) -> None:
    name, plant = DAMAGES[planted]
    plant(folder)
    before = database(folder).read_bytes() if database(folder).exists() else b""
    report = doctor.examine(folder)
    assert name in named(report.found), report.found
    assert all(one.count > 0 and one.words for one in report.found)
    assert (database(folder).read_bytes() if before else b"") == before
    mended = doctor.repair(folder)
    curable = name not in INCURABLE
    assert named(mended.found) >= named(report.found) - {"locks"}
    assert named(mended.left) == ({LEFT[planted]} if planted in LEFT else {name} & INCURABLE)
    assert mended.sound == (curable and planted not in LEFT)
    assert doctor.examine(folder).found == mended.left
    if curable:
        assert len(texts(folder)) == 12 and [one.table for one in mended.losses] in ([], ["memo"], ["suggestion"])


def test_every_check_has_its_damage() -> None:
    planted = {name for name, _plant in DAMAGES.values()}
    outside = {"owner", "version", "journal", "cut-short", "database"}
    assert planted == set(repair.CHECKS) | {one.name for one in workspace_checks.CHECKS} | outside
    assert len(planted) >= 15


def test_the_present_database_is_kept_before_it_is_mended(folder: Path) -> None:
    sql("DELETE FROM participant", "UPDATE vector SET vector = x'00000000'")(folder)
    report = doctor.repair(folder)
    assert report.kept is not None and report.kept.reason == backups.BEFORE_REPAIR
    restore.restore(find(folder), report.kept.name)
    assert "register" in named(doctor.examine(folder).found)


def test_several_kinds_at_once(folder: Path) -> None:
    names = ["a missing trigger", "a page of an index", "a text changed from outside", "notes without their session"]
    names += ["a constraint about no note", "another program's mark", "a lock that is a folder"]
    for name in names:
        DAMAGES[name][1](folder)
    assert named(doctor.examine(folder).found) >= {DAMAGES[name][0] for name in names}
    assert doctor.repair(folder).sound
    assert len(texts(folder)) == 12


def test_rows_between_damaged_pages_are_saved(folder: Path) -> None:
    with closing(sqlite.driver().connect(str(database(folder)))) as connection, connection:
        connection.executemany(
            "INSERT INTO memo VALUES (?, 'note', 'n1', ?, 'p', '2026-01-01 00:00:00.000000')",
            [(f"m{number}", "x" * 900) for number in range(400)],
        )
        pages = connection.execute("SELECT count(*) FROM memo").fetchone()
        assert pages == (400,)
    data = bytearray(database(folder).read_bytes())
    leaves = [at for at in range(0, len(data), 4096) if data[at] == 13 and data[at : at + 4096].count(b"x" * 900) > 2]
    for at in leaves[20:24] + leaves[60:61]:
        data[at : at + 4096] = b"\xa5" * 4096
    database(folder).write_bytes(data)
    report = doctor.repair(folder)
    lost = {one.table: one.rows for one in report.losses}
    assert report.sound and set(lost) == {"memo"}
    with closing(sqlite.driver().connect(str(database(folder)))) as connection:
        (kept,) = connection.execute("SELECT count(*) FROM memo").fetchone()
    assert kept == 400 - 5 * 4


def test_what_would_not_get_better_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sql("DROP INDEX ix_note_stamp")(folder)
    before = database(folder).read_bytes()
    found = doctor.examine(folder).found
    monkeypatch.setattr(repair, "mend", lambda copy, *_rest, **_more: repair.Mended(copy, found, ()))
    report = doctor.repair(folder)
    assert (report.kept, report.left) == (None, found)
    assert database(folder).read_bytes() == before


def test_a_newer_database_is_refused(folder: Path) -> None:
    sql(f"PRAGMA user_version={migrations.CURRENT + 1}", "UPDATE alembic_version SET version_num = '0099'")(folder)
    with pytest.raises(NewerDatabase, match="newer kennis"):
        doctor.examine(folder)


def test_another_programs_database_is_left_alone(folder: Path) -> None:
    database(folder).unlink()
    with closing(sqlite.driver().connect(str(database(folder)))) as connection:
        connection.execute("CREATE TABLE theirs (id INTEGER)")
    before = database(folder).read_bytes()
    assert named(doctor.repair(folder).left) == {"database"}
    assert database(folder).read_bytes() == before


def test_an_older_database_is_examined_as_it_will_be(tmp_path: Path) -> None:
    from alembic import command

    (tmp_path / ".kennis").mkdir(mode=0o700)
    path = tmp_path / ".kennis" / FILE
    (tmp_path / "kennis.toml").write_text('programme = "slim-besturen"\n', "utf-8")
    engine = sqlite.engine(path)
    with sqlite.writing(engine) as transaction:
        command.upgrade(migrations.configuration(transaction.connection()), "0003")
        sqlite.mark(transaction.connection(), 3)
    engine.dispose()
    path.chmod(0o600)
    assert doctor.examine(tmp_path).found == ()
    with closing(sqlite.driver().connect(str(path))) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)


def test_nobody_else_may_be_at_work(folder: Path) -> None:
    with claim(folder / ".kennis"), pytest.raises(WorkspaceError, match="at work"):
        doctor.repair(folder)


def test_a_folder_that_is_no_workspace_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no kennis workspace"):
        doctor.examine(tmp_path)


def pages(made: Path) -> int:
    """Count the pages of the database."""
    return database(made).stat().st_size // 4096


@pytest.mark.parametrize("at", range(0, 100, 9))
def test_a_database_cut_anywhere_is_said_and_what_can_be_read_is_saved(folder: Path, at: int) -> None:
    whole = pages(folder)
    data = database(folder).read_bytes()[: whole * at // 100 * 4096 + (at % 2) * 1000]
    database(folder).write_bytes(data)
    expected = {"database"} if len(data) < 4096 and len(data) < 100 else {"cut-short"}
    assert expected <= named(doctor.examine(folder).found)
    try:
        report = doctor.repair(folder)
    except KennisError as error:
        assert "\n" not in str(error)
    else:
        assert report.found


@pytest.mark.parametrize("at", range(0, 100, 8))
def test_a_page_of_garbage_anywhere_is_found_and_never_stops_the_doctor(folder: Path, at: int) -> None:
    whole, before = pages(folder), database(folder).read_bytes()
    start = whole * at // 100 * 4096
    database(folder).write_bytes(before[:start] + b"\xa5" * 4096 + before[start + 4096 :])
    assert doctor.examine(folder).found
    report = doctor.repair(folder)
    assert report.found
    if report.sound:
        assert len(texts(folder)) <= 12
