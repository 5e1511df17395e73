"""A staged archive becomes an empty workspace, row by row as it is."""

from contextlib import closing
from typing import Any

from sqlalchemy import Connection, Engine, Table

from kennis.errors import InputError
from kennis.locale import _
from kennis.store import sqlite
from kennis.store.archive import archived_tables
from kennis.store.archive.staging import Progress, Staged
from kennis.store.sqlite import fulltext

_BATCH = 1_000  # rows in memory at a time; set by hand
_LAST = 2**63 - 1  # the highest row number that SQLite can hold


def fill(engine: Engine, archive: Staged, progress: Progress) -> None:
    """Put a staged archive into a store that holds nothing, in one transaction; raises InputError if it holds any."""
    whole, done = sum(archive.counts.values()), 0
    with sqlite.writing(engine) as transaction, sqlite.reading(archive.engine) as source:
        connection = transaction.connection()
        if any(archived_tables.count(connection, table) for table in archived_tables.archived()):
            raise InputError(_("something was stored in the workspace meanwhile; import the archive again"))
        with fulltext.in_bulk(connection, _LAST) as index_notes:
            for table in archived_tables.archived():
                done += copy(source.connection(), connection, table)
                progress(done, whole)
            index_notes(0, _LAST)


def copy(source: Connection, target: Connection, table: Table) -> int:
    """Copy the rows of a table as the database keeps them; give how many."""
    names = [one.name for one in archived_tables.columns(table)]
    listed = ", ".join(f'"{name}"' for name in names)
    put = f'INSERT INTO "{table.name}" ({listed}) VALUES ({", ".join("?" * len(names))})'
    copied = 0
    with closing(_cursor(source)) as rows, closing(_cursor(target)) as written:
        rows.execute(f'SELECT {listed} FROM "{table.name}"')
        while batch := rows.fetchmany(_BATCH):
            written.executemany(put, batch)
            copied += len(batch)
    return copied


def _cursor(connection: Connection) -> Any:
    """Give a cursor of the driver: what is only copied needs no conversion."""
    return connection.connection.cursor()
