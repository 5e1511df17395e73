"""The words of the notes, indexed twice: by whole words, and by three letters at a time for parts of compounds.

`searchable` is a view that gives what is indexed of every note that is not deleted: its text, its tags, the headings
it stands under, and its speaker's handle with the name that the register has for it. Both indexes hold it folded, as
`kennis.folding` does, and no text of their own. Triggers keep them in step within the transaction that changes a note
or a register. What a note no longer says is wiped from them where SQLite can (from 3.42).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from kennis.store.sqlite import FOLDED

Version = tuple[int, ...]
WIPES: Version = (3, 42, 0)  # of SQLite, from which on FTS5 wipes deleted words
COLUMNS = ("text", "tags", "headings", "speaker")
WEIGHTS = (4.0, 3.0, 1.0, 2.0)  # of a word in each column, when whole words are ranked; set by hand

HELD = {"words": COLUMNS, "parts": ("whole",)}  # the indexes, and of what in `searchable`
INDEXES = tuple(HELD)

_NAMES = ", ".join(COLUMNS)
_NAME = "coalesce((SELECT name FROM participant WHERE session_id = {row}.session_id AND handle = {row}.speaker), '')"
_LIST = "CASE {list} WHEN '[]' THEN '' ELSE (SELECT group_concat(value, char(10)) FROM json_each({list})) END"
_ADDED = "index_note_added"
_MANY = 200  # notes at once; set by hand
_LAST = 2**63 - 1  # the highest row number that SQLite can hold
_INDEXED = ("number", "session_id", "text", "tags", "context", "speaker", "deleted")


def make(connection: Connection) -> None:
    """Make the view, both indexes and the triggers, and index the notes that are there."""
    for statement in (*_tables(_version(connection)), *(trigger for _name, trigger in _triggers())):
        connection.exec_driver_sql(statement)
    _fill(connection, 0, _LAST)


def without_index(connection: Connection) -> None:
    """Take the triggers away from a database that is only read from, before it holds any notes."""
    for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def index_all(connection: Connection) -> None:
    """Index the notes of a database after `without_index`, and put the triggers back."""
    held = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
    if not held:
        for _name, trigger in _triggers():
            connection.exec_driver_sql(trigger)
        _fill(connection, 0, _LAST)


@contextmanager
def in_bulk(connection: Connection, notes: int) -> Iterator[Callable[[int, int], None]]:
    """Give a function that indexes the notes just added, from one number to another; call it a batch.

    A trigger makes SQLite write the indexes out after every note, which takes four times as long as after a batch.
    So for many notes the trigger is taken away meanwhile, in the same transaction; for few the function does nothing.
    """
    if notes < _MANY:
        yield lambda first, last: None
        return
    trigger = dict(_triggers())[_ADDED]
    connection.exec_driver_sql(f"DROP TRIGGER {_ADDED}")
    yield lambda first, last: _fill(connection, first, last)
    connection.exec_driver_sql(trigger)


def _fill(connection: Connection, first: int, last: int) -> None:
    of_these = f"FROM searchable WHERE number BETWEEN {first} AND {last}"
    for name, columns in HELD.items():
        connection.exec_driver_sql(
            f"INSERT INTO {name}(rowid, {', '.join(columns)}) SELECT number, {_folded(*columns)} {of_these}"
        )


def make_anew(connection: Connection) -> None:
    """Make the indexes of a database anew, as where an earlier kennis folded otherwise."""
    _drop(connection)
    make(connection)


def is_of_index(table: str) -> bool:
    """Say whether a table is one of the indexes, or part of one."""
    return table.split("_")[0] in INDEXES


def _version(connection: Connection) -> Version:
    return tuple(map(int, str(connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()).split(".")))


def _drop(connection: Connection) -> None:
    """Take the indexes away, also where this SQLite is too old to open them, and so to drop them."""
    for name, _statement in _triggers():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
    connection.exec_driver_sql("DROP VIEW searchable")
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    connection.exec_driver_sql("DELETE FROM sqlite_master WHERE type = 'table' AND name IN ('words', 'parts')")
    connection.exec_driver_sql("PRAGMA writable_schema=RESET")
    for index in INDEXES:
        for part in ("data", "idx", "docsize", "config"):
            connection.exec_driver_sql(f"DROP TABLE {index}_{part}")


def _tables(version: Version) -> tuple[str, ...]:
    values = _values("note", _NAME.format(row="note"))
    wiping = (f"INSERT INTO {index}({index}, rank) VALUES ('secure-delete', 1)" for index in INDEXES)
    return (
        f"CREATE VIEW searchable AS SELECT number, id, {_named(values)}, {_whole(values)} AS whole"
        " FROM note WHERE NOT deleted",
        f"CREATE VIRTUAL TABLE words USING fts5({_NAMES}, content='', tokenize='unicode61 remove_diacritics 2')",
        "CREATE VIRTUAL TABLE parts USING fts5(whole, content='', tokenize='trigram')",
        f"INSERT INTO words(words, rank) VALUES ('rank', 'bm25({', '.join(map(str, WEIGHTS))})')",
        *(wiping if version >= WIPES else ()),
    )


def _triggers() -> tuple[tuple[str, str], ...]:
    changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in _INDEXED)
    of_speaker = (
        " FROM note WHERE note.session_id = {row}.session_id AND note.speaker = {row}.handle AND NOT note.deleted"
    )
    new, old = of_speaker.format(row="new"), of_speaker.format(row="old")
    moments = (
        (_ADDED, "INSERT ON note WHEN NOT new.deleted", (*_put("new"),)),
        (
            "index_note_changed",
            f"UPDATE ON note WHEN {changed}",
            (*_take("old", source=" WHERE NOT old.deleted"), *_put("new", source=" WHERE NOT new.deleted")),
        ),
        ("index_note_gone", "DELETE ON note WHEN NOT old.deleted", (*_take("old"),)),
        (
            "index_name_added",
            "INSERT ON participant",
            (*_take("note", "''", new), *_put("note", "new.name", new)),
        ),
        (
            "index_name_changed",
            "UPDATE OF name ON participant WHEN old.name IS NOT new.name",
            (*_take("note", "old.name", new), *_put("note", "new.name", new)),
        ),
        ("index_name_gone", "DELETE ON participant", (*_take("note", "old.name", old), *_put("note", "''", old))),
    )
    return tuple((name, f"CREATE TRIGGER {name} AFTER {when} BEGIN {'; '.join(do)}; END") for name, when, do in moments)


def _put(row: str, name: str = "", source: str = "") -> tuple[str, str]:
    """Give the statements that add a row to both indexes; `name` is what the register calls its speaker."""
    values = _values(row, name or _NAME.format(row=row))
    return (
        f"INSERT INTO words(rowid, {_NAMES}) SELECT {row}.number, {_folded(*values)}{source}",
        f"INSERT INTO parts(rowid, whole) SELECT {row}.number, {_folded(_whole(values))}{source}",
    )


def _take(row: str, name: str = "", source: str = "") -> tuple[str, str]:
    """Give the statements that take a row out of both indexes, which asks for what it held."""
    values = _values(row, name or _NAME.format(row=row))
    return (
        f"INSERT INTO words(words, rowid, {_NAMES}) SELECT 'delete', {row}.number, {_folded(*values)}{source}",
        f"INSERT INTO parts(parts, rowid, whole) SELECT 'delete', {row}.number, {_folded(_whole(values))}{source}",
    )


def _values(row: str, name: str) -> tuple[str, ...]:
    tags, headings = (_LIST.format(list=f"{row}.{column}") for column in ("tags", "context"))
    return (f"{row}.text", tags, headings, f"trim({row}.speaker || ' ' || {name})")


def _folded(*values: str) -> str:
    return ", ".join(f"{FOLDED}({value})" for value in values)


def _named(values: tuple[str, ...]) -> str:
    return ", ".join(f"{value} AS {name}" for value, name in zip(values, COLUMNS, strict=True))


def _whole(values: tuple[str, ...]) -> str:
    return " || char(10) || ".join(values)
