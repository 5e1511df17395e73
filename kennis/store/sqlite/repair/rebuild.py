"""A new database from all rows that can be read, whatever has become of the pages between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from kennis.store import FILE, Store
from kennis.store.sqlite.fulltext import schema as fulltext_schema
from kennis.store.sqlite.repair.check import changing, column, opened

_LAST = 2**63 - 1  # the highest row number that SQLite can hold
_AT_ONCE = 500  # rows that are read together; one by one behind a row that cannot be read; set by hand
_PROBES = 2_000  # gaps between rows that are looked into; set by hand
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
    " ORDER BY name = 'note', name"  # what is indexed comes after the names that are indexed with it
)
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class RowLoss:
    """How many rows of a table could not be read; None where that cannot be told."""

    table: str
    rows: int | None


def rebuild(damaged: Path, folder: Path) -> tuple[Path, tuple[RowLoss, ...]]:
    """Make a new database in a folder from the rows of a damaged one; gives it and what is lost.

    Indexes, triggers and what the file says of itself are new; of two rows with one key the first stays.
    """
    Store.open(folder).close()
    losses = []
    with (
        opened(damaged) as source,
        changing(folder / FILE) as target,
        fulltext_schema.in_bulk(target, _LAST) as index_notes,
    ):
        for name in column(target, _TABLES):
            if not name.startswith(("words", "parts")):
                missing = _copy(source, target, name)
                losses += [RowLoss(name, missing)] if missing != 0 else []
        index_notes(0, _LAST)
    return folder / FILE, tuple(losses)


def _copy(source: Connection, target: Connection, table: str) -> int | None:
    """Copy a table; give how many rows are missing, None where that cannot be told."""
    wanted = column(target, f'SELECT name FROM pragma_table_info("{table}")')
    names = _shared(source, table, wanted)
    if not names:
        return None
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    before = _count(target, table) or 0
    for rows in _readable(source, table, columns):
        target.exec_driver_sql(f'INSERT OR IGNORE INTO "{table}" ({columns}) VALUES ({marks})', rows)
    expected = _count(source, table)
    return None if expected is None else max(expected - (_count(target, table) or 0) + before, 0)


def _shared(source: Connection, table: str, wanted: list[str]) -> list[str]:
    try:
        held = set(column(source, f'SELECT name FROM pragma_table_info("{table}")'))
    except DatabaseError:
        return []
    return [name for name in wanted if name in held]


def _count(connection: Connection, table: str) -> int | None:
    try:
        return int(connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one())
    except DatabaseError:
        return None


def _readable(source: Connection, table: str, columns: str) -> Iterator[list[Row]]:
    """Give the rows that can be read, in portions; behind one that cannot, from ever nearer to it."""
    gaps = [(1, _highest(source, table))]
    for _probe in range(_PROBES):
        if not gaps:
            return
        first, last = gaps.pop(0)
        try:
            for rows in _walk(source, (table, columns), (first, last)):
                yield [row[1:] for row in rows]
                first = rows[-1][0] + 1
        except DatabaseError:
            middle = (first + last) // 2
            gaps += [(first, middle), (middle + 1, last)] if first < last else []


def _highest(source: Connection, table: str) -> int:
    try:
        return int(source.exec_driver_sql(f'SELECT max(rowid) FROM "{table}"').scalar() or 0)
    except DatabaseError:
        return 2**32


def _walk(source: Connection, what: tuple[str, str], within: tuple[int, int]) -> Iterator[list[Row]]:
    """Give rows in their order, until the end or one that cannot be read: then raises DatabaseError."""
    table, columns = what
    first, last = within
    size = _AT_ONCE
    query = f'SELECT rowid, {columns} FROM "{table}" WHERE rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?'
    while first <= last:
        try:
            rows = [tuple(row) for row in source.exec_driver_sql(query, (first, last, size))]
        except DatabaseError:
            if size == 1:
                raise
            size = 1
            continue
        if not rows:
            return
        yield rows
        first = rows[-1][0] + 1
