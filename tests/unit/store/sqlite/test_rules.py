"""The tables refuse what means nothing; a database from before that is migrated, or left and told what it breaks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import IntegrityError

from kennis.errors import BrokenRules
from kennis.store import FILE, Store, migrations, sqlite
from kennis.store.schema import METADATA
from kennis.store.sqlite.repair import rule_checks
from kennis.store.sqlite.repair.rule_checks import column_of, rules
from kennis.store.sqlite.row_rules import INSTEAD
from tests.unit.store.sqlite import rows


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Give a database with a row in each table, which no test changes."""
    folder = tmp_path_factory.mktemp("gevuld")
    with Store.open(folder) as store:
        with sqlite.writing(store.engine) as transaction:
            rows.fill(transaction.connection())
        yield store.engine


def checks(connection: Connection) -> dict[str, dict[str, str]]:
    """Give the rules of the tables of a database, by table and column."""
    inspector = inspect(connection)
    return {
        table: {
            str(one["name"]).removeprefix(f"ck_{table}_"): one["sqltext"]
            for one in inspector.get_check_constraints(table)
        }
        for table in rows.ROWS
    }


def test_the_rules_of_the_migrations_are_those_of_the_rows(engine: Engine) -> None:
    """A kind that is new in an enumeration asks for a migration that lets it in."""
    with sqlite.reading(engine) as transaction:
        held = checks(transaction.connection())
    assert held == {table: {column_of(one): str(one.sqltext) for one in every} for table, every in rules().items()}
    assert sum(map(len, held.values())) > 90


def test_each_table_and_each_column_of_json_has_its_rules() -> None:
    ruled = {(table, column_of(one)) for table, every in rules().items() for one in every}
    assert set(rows.ROWS) == set(METADATA.tables)
    for table in METADATA.sorted_tables:
        for column in table.columns:
            if str(column.type) in ("JSON", "BOOLEAN", "FLOAT", "DATE", "TIME", "DATETIME"):
                assert (table.name, column.name) in ruled


@pytest.mark.parametrize(("table", "column", "value"), [*rows.refused()], ids=rows.as_text)
def test_a_value_that_means_nothing_is_refused(engine: Engine, table: str, column: str, value: Any) -> None:
    with sqlite.trying(engine) as transaction, pytest.raises(IntegrityError, match=f"ck_{table}_{column}"):
        transaction.connection().exec_driver_sql(f'UPDATE "{table}" SET "{column}" = ?', (value,))


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("note", "at", "00:00:00"),
        ("note", "at", "09:30:00.000001"),
        ("note", "at", "09:30:00.001"),
        ("note", "due", "9999-12-31"),
        ("note", "due", "0001-01-01"),
        ("memo", "at", "2024-02-29 23:59:59"),
        ("memo", "at", "2024-02-29 23:59:59.999"),
        ("memo", "at", "2024-02-29 23:59:59.999999"),
        ("placement", "strength", 1),
        ("placement", "strength", 0.0),
        ("note", "tags", '["caf\\u00e9", "loket"]'),
    ],
)
def test_what_kennis_writes_is_taken(engine: Engine, table: str, column: str, value: Any) -> None:
    with sqlite.trying(engine) as transaction:
        changed = transaction.connection().exec_driver_sql(f'UPDATE "{table}" SET "{column}" = ?', (value,))
        assert changed.rowcount == 1


def test_each_rule_has_what_takes_the_place_of_a_value_that_breaks_it() -> None:
    for table, every in rules().items():
        for rule in every:
            told = rule_checks.instead(table, rule)
            assert told is None or told != f"{column_of(rule)} = ", (table, column_of(rule))
    assert all(one.info.keys() == {INSTEAD} for every in rules().values() for one in every)


def test_an_older_database_keeps_its_rows_and_gets_the_rules(tmp_path: Path) -> None:
    path = rows.before_rules(tmp_path / "oud")
    before = rows.counts(path)
    Store.open(tmp_path / "nieuw").close()
    with Store.open(path.parent) as store, sqlite.reading(store.engine) as transaction:
        connection = transaction.connection()
        assert checks(connection) == checks_of(tmp_path / "nieuw" / FILE)
        assert defined(connection) == defined_in(tmp_path / "nieuw" / FILE)
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert [note.text for note in store.notes.select()] == ["Een zin."]
        held = connection.exec_driver_sql("SELECT rowid FROM words WHERE words MATCH 'zin'").scalars().all()
        assert held == [100]
    assert rows.counts(path) == before == dict.fromkeys(rows.ROWS, 1)


def defined(connection: Connection) -> list[tuple[Any, ...]]:
    """Give what a database defines."""
    query = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name <> 'alembic_version' ORDER BY type, name"
    return [tuple(row) for row in connection.exec_driver_sql(query)]


def defined_in(path: Path) -> list[tuple[Any, ...]]:
    """Give what the database in a file defines."""
    engine = sqlite.engine(path)
    with sqlite.reading(engine) as transaction:
        found = defined(transaction.connection())
    engine.dispose()
    return found


def checks_of(path: Path) -> dict[str, dict[str, str]]:
    """Give the rules of the database in a file."""
    engine = sqlite.engine(path)
    with sqlite.reading(engine) as transaction:
        found = checks(transaction.connection())
    engine.dispose()
    return found


def break_all(path: Path) -> None:
    """Let a database from before the rules break each of them."""
    engine = sqlite.engine(path)
    with sqlite.writing(engine) as transaction:
        rows.break_all(transaction.connection())
    engine.dispose()


def test_an_older_database_that_breaks_rules_is_left_and_told_of(tmp_path: Path) -> None:
    path = rows.before_rules(tmp_path)
    break_all(path)
    before = path.read_bytes()
    with pytest.raises(BrokenRules, match="kennis doctor --repair") as raised:
        Store.open(tmp_path)
    assert path.read_bytes() == before
    for table, every in rules().items():
        assert all(f"“{column_of(one)}”: 1 (" in raised.value.told for one in every), table
    assert re.search(r"notes with a value that means nothing in “kind”: 1 \(n\d+\)", str(raised.value))
    assert raised.value.told.count(";") + 1 == sum(map(len, rules().values()))


def test_many_rows_of_one_rule_are_counted_and_some_named(tmp_path: Path) -> None:
    path = rows.before_rules(tmp_path)
    engine = sqlite.engine(path)
    with sqlite.writing(engine) as transaction:
        for number in range(1, 8):
            rows.insert(transaction.connection(), "note", {**rows.row("note", number), "kind": "kreet"})
    engine.dispose()
    with pytest.raises(BrokenRules, match=r"notes with .* in “kind”: 7 \(n1, n2, n3, n4, n5, …\)"):
        Store.open(tmp_path)


def test_what_a_migration_breaks_off_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rows.before_rules(tmp_path)
    before = path.read_bytes()
    monkeypatch.setattr(sqlite, "mark", lambda *_given: (_ for _ in ()).throw(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        Store.open(tmp_path)
    monkeypatch.undo()
    assert path.read_bytes() == before
    Store.open(tmp_path).close()
    assert len([*(tmp_path / "backups").glob("*-schema-9.db")]) == 1
    assert migrations.CURRENT >= 10
