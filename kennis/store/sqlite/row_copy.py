"""The rows of a table from one database into another, as they are kept: what is only copied needs no conversion."""

from collections.abc import Sequence
from contextlib import closing
from typing import Any

from sqlalchemy import Connection

_BATCH = 1_000  # rows in memory at a time; set by hand


def copy(source: Connection, target: Connection, table: str, columns: Sequence[str]) -> int:
    """Copy these columns of all rows of a table; give how many rows."""
    listed = ", ".join(f'"{name}"' for name in columns)
    put = f'INSERT INTO "{table}" ({listed}) VALUES ({", ".join("?" * len(columns))})'
    copied = 0
    with closing(_cursor(source)) as rows, closing(_cursor(target)) as written:
        rows.execute(f'SELECT {listed} FROM "{table}"')
        while batch := rows.fetchmany(_BATCH):
            written.executemany(put, batch)
            copied += len(batch)
    return copied


def _cursor(connection: Connection) -> Any:
    return connection.connection.cursor()
