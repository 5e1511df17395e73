"""A check of a database: how it is called, what it finds, how that is mended."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

from kennis.store import sqlite

Find = Callable[[Connection], list[str]]
Mend = Callable[[Connection], None]
SHOWN = 5  # cases that are named; the rest is counted; set by hand
LIST = "[]"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseCheck:
    """One kind of damage: `words` says what it is, `find` names each case of it.

    `mend` puts it right row by row, and so do `others`, each by itself where a damaged table must not stop it; a check
    that is `structural` is put right by making the database anew. `how` says in words what either does; it is None
    where nothing can be done.
    """

    name: str
    words: Callable[[], str]
    find: Find
    mend: Mend | None = None
    others: tuple[Mend, ...] = ()
    structural: bool = False
    how: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseFinding:
    """Damage of one kind: what, how often, the first cases of it, and how it is repaired; empty if it cannot be."""

    name: str
    words: str
    count: int
    examples: tuple[str, ...] = ()
    how: str = ""


def finding(check: DatabaseCheck, cases: list[str]) -> DatabaseFinding:
    """Give what a check found."""
    how = check.how() if check.how else ""
    return DatabaseFinding(
        name=check.name, words=check.words(), count=len(cases), examples=tuple(sorted(cases)[:SHOWN]), how=how
    )


@contextmanager
def opened(path: Path) -> Iterator[Connection]:
    """Open a copy to read it, whatever its texts are in; nothing that is done to it stays."""
    with lenient_engine(path) as engine, engine.connect() as connection:
        yield connection


@contextmanager
def changing(path: Path) -> Iterator[Connection]:
    """Open a copy to change it in one transaction, without its foreign keys and rules being held."""
    with lenient_engine(path) as engine, engine.execution_options(**sqlite.WRITES).begin() as connection:
        yield connection


@contextmanager
def lenient_engine(path: Path) -> Iterator[Engine]:
    """Give what opens a copy, whatever its texts are in and without its foreign keys and rules being held."""
    made = sqlite.engine(path)
    event.listen(made, "connect", _leniently)
    try:
        yield made
    finally:
        made.dispose()


def _leniently(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA ignore_check_constraints=ON")
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")


def mappings(connection: Connection, query: str) -> Iterator[dict[str, Any]]:
    """Give rows by the names of their columns."""
    found = connection.exec_driver_sql(query)
    names = [*found.keys()]
    for row in found:
        yield dict(zip(names, row, strict=True))


def column(connection: Connection, query: str) -> list[str]:
    """Give the first column of a query, as text."""
    return [str(row[0]) for row in connection.exec_driver_sql(query)]


def parsed(value: Any) -> Any:
    """Give what a column of JSON holds; raises ValueError or TypeError."""
    return json.loads(value)


def run(*statements: str) -> Mend:
    """Make the mending that carries out these statements."""

    def mend(connection: Connection) -> None:
        for statement in statements:
            connection.exec_driver_sql(statement)

    return mend


def select(query: str) -> Find:
    """Make the finding that a query's first column tells."""
    return lambda connection: column(connection, query)
