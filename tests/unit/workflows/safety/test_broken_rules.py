"""A database from before the rules that breaks them: the doctor shows it, mends it, and no note is lost by it."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from kennis.errors import BrokenRules
from kennis.nouns import Consent, Kind
from kennis.store import FILE, Store, migrations, sqlite
from kennis.store.sqlite import backups
from kennis.store.sqlite.repair import repair, rule_checks, structure_checks
from kennis.store.sqlite.repair.check import changing, opened
from kennis.store.sqlite.repair.rebuild import RowLoss
from kennis.store.sqlite.repair.rule_checks import column_of, instead, rules
from kennis.workflows.safety import doctor, restore
from kennis.workflows.workspace import find
from tests.unit.store.sqlite import rows

GONE = {"constraint", "edit", "proposal", "vector"}  # whose rows go where they say nothing
WITHOUT = {"history", "placement", "suggestion", "proposed_placement", "mark"}  # of which other checks may take rows


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace whose database breaks every rule, which no test may change."""
    folder = tmp_path_factory.mktemp("oud")
    (folder / "kennis.toml").write_text('programme = "slim-besturen"\n', "utf-8")
    path = rows.before_rules(folder / ".kennis")
    engine = sqlite.engine(path)
    with sqlite.writing(engine) as transaction:
        rows.break_all(transaction.connection())
    engine.dispose()
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Give a copy of it."""
    return Path(shutil.copytree(made, tmp_path / "ruimte"))


def ask(folder: Path, query: str) -> list[object]:
    """Give the first column of a query in the database of a workspace."""
    with closing(sqlite.driver().connect(str(folder / ".kennis" / FILE))) as connection:
        return [found for (found, *_rest) in connection.execute(query).fetchall()]


def test_the_doctor_shows_each_row_and_changes_nothing(folder: Path) -> None:
    before = (folder / ".kennis" / FILE).read_bytes()
    (found,) = [one for one in doctor.examine(folder).found if one.name == "rules"]
    assert found.count == sum(map(len, rules().values()))
    assert (folder / ".kennis" / FILE).read_bytes() == before


def test_the_repair_mends_all_of_it_keeps_the_old_one_and_loses_nothing(folder: Path) -> None:
    path = folder / ".kennis" / FILE
    before = rows.counts(path)
    report = doctor.repair(folder)
    assert report.losses == ()
    assert "rules" in {one.name for one in report.found} - {one.name for one in report.left}
    assert report.kept is not None and report.kept.reason == backups.BEFORE_REPAIR
    assert ask(folder, "PRAGMA integrity_check") == ["ok"]
    with find(folder).store() as store:
        assert len(store.notes.select()) == before["note"] - 1  # one is marked deleted
    after = rows.counts(path)
    assert {table: after[table] for table in after if table not in GONE | WITHOUT} == {
        table: count for table, count in before.items() if table not in GONE | WITHOUT
    }
    dropped = {table for table, every in rules().items() for one in every if instead(table, one) is None}
    assert dropped == GONE


def test_what_takes_the_place_of_a_level_or_a_state_is_the_strictest(folder: Path) -> None:
    doctor.repair(folder)
    place = [column_of(one) for one in rules()["note"]]
    assert ask(folder, f"SELECT consent FROM note WHERE id = 'n{place.index('consent') + 1}'") == [Consent.BACKGROUND]
    assert ask(folder, f"SELECT kind FROM note WHERE id = 'n{place.index('kind') + 1}'") == [Kind.OBSERVATION]
    assert ask(folder, "SELECT count(*) FROM approval WHERE verdict = 'refused'") == [1]
    assert ask(folder, "SELECT min(number), count(DISTINCT number) = count(*) FROM note")[0] == 1
    parts = ask(folder, "SELECT content FROM part WHERE content <> '{}' ORDER BY content")
    assert parts == ['{"content":"{"}', '{"kind":"kreet","parent":"","content":"{}"}']


@pytest.mark.parametrize("which", range(8))
def test_every_value_that_is_refused_is_mended(tmp_path: Path, which: int) -> None:
    path = rows.before_rules(tmp_path)
    engine = sqlite.engine(path)
    with sqlite.writing(engine) as transaction:
        rows.break_all(transaction.connection(), which)
    engine.dispose()
    migrations.bring_copy_up_to_date(path)
    structure_checks.quiet(path)
    (check,) = rule_checks.CHECKS
    with opened(path) as connection:
        assert len(check.find(connection)) == sum(map(len, rules().values()))
    for mend in (check.mend, *check.others):
        with changing(path) as connection:
            assert mend is not None
            mend(connection)
    with opened(path) as connection:
        assert check.find(connection) == []


def test_a_backup_that_breaks_rules_is_restored_mended_and_told_of(folder: Path) -> None:
    with closing(sqlite.driver().connect(str(folder / ".kennis" / FILE))) as connection, connection:
        connection.execute("DELETE FROM forgotten WHERE key <> 'n100'")  # a ledger is read in whatever is a backup
    doctor.repair(folder)
    (kept,) = [one for one in backups.listed(folder / ".kennis") if one.reason == backups.BEFORE_REPAIR]
    before = kept.path.read_bytes()
    assert "in “kind”: 1 (" in restore.compare(find(folder), kept.name).mended
    done = restore.restore(find(folder), kept.name)
    assert "notes with a value that means nothing in “kind”: 1 (" in done.mended
    assert kept.path.read_bytes() == before
    assert ask(folder, "PRAGMA integrity_check") == ["ok"]
    with find(folder).store() as store:
        assert len(store.notes.select()) > 10


def test_a_damaged_page_of_an_older_database_is_told_and_what_can_be_read_is_saved(folder: Path) -> None:
    path = folder / ".kennis" / FILE
    (page,) = ask(folder, "SELECT rootpage FROM sqlite_master WHERE name = 'memo'")
    assert isinstance(page, int)
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)
    notes = ask(folder, "SELECT count(*) FROM note")
    assert {"pages", "rules"} <= {one.name for one in doctor.examine(folder).found}
    report = doctor.repair(folder)
    assert [one.table for one in report.losses] == ["memo"]
    assert ask(folder, "SELECT count(*) FROM note") == notes
    Store.open(folder / ".kennis").close()


def test_opening_it_is_refused_until_it_is_mended(folder: Path) -> None:
    with pytest.raises(BrokenRules, match="kennis doctor"), find(folder).store():
        pass
    doctor.repair(folder)
    with find(folder).store() as store:
        assert store.notes.sessions()


def test_a_session_without_a_day_gets_that_of_its_id(tmp_path: Path) -> None:
    path = rows.before_rules(tmp_path / ".kennis")
    (tmp_path / "kennis.toml").write_text('programme = "slim-besturen"\n', "utf-8")
    with closing(sqlite.driver().connect(str(path))) as connection, connection:
        connection.execute("UPDATE session SET date = 'donderdag'")
        values = rows.row("session", 1) | {"id": "2024-02-29-raad", "date": ""}
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO session ({names}) VALUES ({marks})", tuple(values.values()))
    doctor.repair(tmp_path)
    assert ask(tmp_path, "SELECT date FROM session ORDER BY id") == ["2024-02-29", "1970-01-01"]


def test_a_backup_that_cannot_be_mended_without_a_loss_is_not_restored(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copyfile(folder / ".kennis" / FILE, folder / "oud.db")
    (folder / ".kennis" / FILE).unlink()
    Store.open(folder / ".kennis").close()
    before = (folder / ".kennis" / FILE).read_bytes()
    mended = repair.Mended(folder / "oud.db", (), (RowLoss("memo", 1),))
    monkeypatch.setattr(repair, "mend", lambda *_given: mended)
    with pytest.raises(BrokenRules):
        restore.restore(find(folder), str(folder / "oud.db"))
    assert (folder / ".kennis" / FILE).read_bytes() == before
