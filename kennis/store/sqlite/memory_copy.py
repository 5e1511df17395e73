"""A copy of a database in memory, to try something on: nobody waits for a lock, and none is left that is broken off."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from kennis.store import sqlite


@contextmanager
def in_memory(engine: Engine) -> Iterator[Engine]:
    """Give a copy of a database, and drop it afterwards; raises WorkspaceError where there is no reading it."""
    copy = sqlite.engine(Path(":memory:"))
    try:
        _copy(engine, copy)
        yield copy
    finally:
        copy.dispose()


def _copy(engine: Engine, copy: Engine) -> None:
    """Copy a database into another; each connection to one in memory is the same in a thread."""
    with sqlite.reading(engine) as transaction, closing(copy.raw_connection()) as target:
        connection = transaction.connection()
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")  # waits for who is writing, but not for ever
        source: Any = connection.connection.driver_connection
        try:
            source.backup(target.driver_connection)
        except sqlite.driver().Error as error:
            raise sqlite.unusable(error) from error
