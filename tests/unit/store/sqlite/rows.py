"""A row of each table as it may be, and what may stand in no column of it."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import Connection

from kennis.nouns import Note
from kennis.store import FILE, migrations, sqlite
from kennis.store.notes import note_mapping
from kennis.store.sqlite.repair.rule_checks import column_of, rules

Row = dict[str, Any]
AT = "2026-03-12 14:05:00.123456"
THEME: Row = {"title": "Water", "keywords": "[]", "stability": 0.5, "lenses": "[]", "medoids": "[]", "run": 100}
THEME |= {"state": "accepted", "titled": 0}
PLACEMENT: Row = {"theme_id": None, "strength": 0.5, "second_id": None, "second_strength": 0.0, "lenses": "[]"}
VERSIONED: Row = {"version": 1, "lineage": "[]", "origin": "", "digest": ""}
SESSION: Row = {"title": "Sessie", "date": "2024-02-29", "timezone": "Europe/Amsterdam", "place": "", "form": "online"}
SESSION |= {"access": "open", "audience": "everyone", "consent": None, "note_takers": "[]", "closed": 0, "written": ""}
PERSON: Row = {"session_id": "s100", "name": "", "role": "", "organisation": "", "sector": "", "consent": "role"}
NOTE: Row = {
    "session_id": "s100",
    "kind": "quote",
    "text": "Een zin.",
    "at": "23:59:59.999999",
    "speaker": "",
    "tags": "[]",
}
NOTE |= {"lenses": "[]", "consent": None, "star": 0, "context": "[]", "external_id": None, "attributes": "[]"}
NOTE |= {"tags": "[]", "owner": "", "due": "2024-02-29", "done": None, "deleted": 0, "stamp": 0}
DECISION: Row = {
    "verb": "rename",
    "person": "",
    "at": AT,
    "themes": "[]",
    "notes": "[]",
    "details": "[]",
    "steps": "[]",
}
DECISION |= {"steps": "[]", "run": 0, "undone": 0, "redoable": 0}
RUN: Row = {"created": "2026-03-12 14:05:00", "model": "", "notes": 0, "fingerprint": "", "parameters": "{}"}
ANSWER: Row = {"text": "", "attribution": "", "asked": None, "verdict": None, "date": None, "words": "", "person": ""}
ROWS: Mapping[str, tuple[tuple[str, ...], Row]] = {
    "session": (("id",), SESSION | VERSIONED),
    "participant": (("handle",), PERSON | VERSIONED),
    "note": (("id", "number"), NOTE | VERSIONED),
    "history": (
        ("digest",),
        {"subject": "note", "item": "n100", "version": 1, "content": "{}", "open_conflict": 0, "recorded": AT},
    ),
    "edit": (("id",), {"session_id": "s100", "station": "1", "deed": "text", "steps": "[]", "undone": 0}),
    "run": (("number",), RUN | {"reach": "full", "unmet": "[]"}),
    "theme": (("id", "number"), THEME | {"family": "", "split_from": "", "into": "", "subs": "[]"}),
    "family": (("id", "number"), THEME),
    "placement": (("note_id",), PLACEMENT),
    "suggestion": (("note_id",), PLACEMENT),
    "proposed_placement": (("note_id",), PLACEMENT | {"run": 100}),
    "constraint": (("item",), {"rule": "apart", "other": "n100"}),
    "mark": (("note_id",), {"stance": None, "shelf": 0}),
    "memo": (("id",), {"about": "note", "item": "n100", "text": "Memo.", "person": "", "at": AT}),
    "decision": (("id",), DECISION),
    "proposal": (
        ("position",),
        {"run": 100, "change": "new", "state": "waiting", "reason": "{}", "theme": "{}", "parts": "[]"},
    ),
    "part": (("id",), {"kind": "answer", "parent": "", "place": 0, "content": "{}"}),
    "edition": (("number",), {"parent": 0, "verb": "build", "about": "", "person": "", "at": AT, "steps": "[]"}),
    "approval": (("key",), ANSWER | {"note": "n100", "at": None}),
    "acceptedremark": (("key",), {"person": "", "at": AT}),
    "forgotten": (("key",), {"kind": "note", "salt": "", "number": 0, "at": AT, "mentions": 0, "done": 1}),
    "vector": (("text_hash",), {"model": "m", "vector": b"\x00\x00\x80\x3f"}),
}
_DAYS = ("now", "2026-02-30", "2026-1-1", "0000-01-01", "12-03-2026", 20260312, "2026-03-12 ")
_TIMES = ("now", "24:00:00", "14:60:00", "14:05", "14:05:00.1", "14:05:00+02:00", "14:05:00.12345x", 14)
_MOMENTS = ("now", "2026-02-30 14:05:00", "2026-03-12", "2026-03-12T14:05:00", f"{AT}Z", "2026-03-12 25:00:00", 1)
_ODD: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("'array'", ("[", "{}", "5", "", "[NaN]")),
    ("'object'", ("{", "[]", "null", "")),
    ("IN (0, 1)", (2, -1, "ja")),
    ("BETWEEN 0 AND 1", (-0.1, 1.1, "veel")),
    (">= 1", (0, -1, "een", 1.5)),
    (">= 0", (-1, "nul", 1.5)),
    ("'blob'", (b"", b"\x00", "tekst", b"12345")),
    ("IN (19, 23, 26)", _MOMENTS),
    ("IN (8, 12, 15)", _TIMES),
    ("date(", _DAYS),
    (" IN ('", ("kreet", "", 1)),
)  # by what a rule says, the first that fits


def row(table: str, number: int) -> Row:
    """Give a row as it may be, the so many-th of its table."""
    keys, values = ROWS[table]
    names = {"session": "s"}
    found: Row = {}
    for key in keys:
        text = f"{names.get(table, 'n')}{number}"
        found[key] = number if key in ("number", "position") else f"{number:064x}" if key == "text_hash" else text
    made = {**found, **values}
    return {**made, "undone": 0} if table == "edition" else made


def odd(rule: str) -> tuple[Any, ...]:
    """Give values that a rule refuses."""
    return next(values for says, values in _ODD if says in rule)


def refused() -> Iterator[tuple[str, str, Any]]:
    """Give each table and column with a rule, and a value that it refuses."""
    for table, every in rules().items():
        for rule in every:
            for value in odd(str(rule.sqltext)):
                yield table, column_of(rule), value


def insert(connection: Connection, table: str, values: Row) -> None:
    """Add a row by itself."""
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    connection.exec_driver_sql(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values.values()))


def fill(connection: Connection) -> None:
    """Add a row to each table, number 100."""
    for table in ROWS:
        insert(connection, table, row(table, 100))


def sealed(connection: Connection) -> None:
    """Give the notes the digests of what they say."""
    for one in connection.exec_driver_sql("SELECT * FROM note").mappings().all():
        note: Note = note_mapping.note_of_raw(dict(one))
        digest = note_mapping.note_values(note)["digest"]
        query = "UPDATE note SET digest = ?, origin = ? WHERE id = ?"
        connection.exec_driver_sql(query, (digest, digest, note.id))


def before_rules(folder: Path) -> Path:
    """Make a database of the schema before the rules, with a row in each table; give its file."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = sqlite.engine(folder / FILE)
    with sqlite.writing(engine) as transaction:
        connection = transaction.connection()
        command.upgrade(migrations.configuration(connection), "0009")
        sqlite.mark(connection, 9)
        fill(connection)
        sealed(connection)
    engine.dispose()
    (folder / FILE).chmod(0o600)
    return folder / FILE


def break_all(connection: Connection, which: int = 0) -> None:
    """Add to a database before the rules a row that breaks each of them, by the so many-th value that it refuses."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    triggers = connection.exec_driver_sql(query).all()  # those of the index stop at what is no JSON
    for name, _sql in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for table, every in rules().items():
        for place, rule in enumerate(every, start=1):
            values = odd(str(rule.sqltext))
            insert(connection, table, {**row(table, place), column_of(rule): values[which % len(values)]})
    for _name, sql in triggers:
        connection.exec_driver_sql(sql)


def counts(path: Path) -> dict[str, int]:
    """Count the rows of each table."""
    engine = sqlite.engine(path)
    with sqlite.reading(engine) as transaction:
        ask = transaction.connection().exec_driver_sql
        found = {table: int(ask(f'SELECT count(*) FROM "{table}"').scalar_one()) for table in ROWS}
    engine.dispose()
    return found


def as_text(value: Any) -> str:
    """Give a value to name a test by."""
    return value.hex() if isinstance(value, bytes) else json.dumps(value)


def without_rules(execute: Callable[[str], Any]) -> None:
    """Take the rules out of what a database defines, as it was before it had any."""
    execute("PRAGMA writable_schema=ON")
    for name, sql in [*execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%CHECK (%'")]:
        lines = [line.rstrip(", ") for line in sql.splitlines() if not line.startswith("\tCONSTRAINT ck_")]
        body = ", \n".join(lines[1:-1]).replace("'", "''")
        execute(f"UPDATE sqlite_master SET sql = '{lines[0]}\n{body}\n)' WHERE name = '{name}'")
    execute("PRAGMA writable_schema=RESET")
