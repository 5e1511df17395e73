"""A database is written anew, so that nothing is left in its file of what was deleted."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from kennis.store import sqlite
from kennis.store.sqlite import backups
from kennis.store.sqlite.fulltext.schema import INDEXES


def wipe(engine: Engine) -> None:
    """Write a database anew, so that nothing is left in its pages of what was deleted; raises WorkspaceError."""
    with sqlite.writing(engine) as transaction:
        for name in INDEXES:
            transaction.connection().exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('optimize')")
    path = Path(engine.url.database or "")
    engine.dispose()
    try:
        _write_anew(path)
    except sqlite.driver().Error as error:
        raise sqlite.unusable(error) from error
    backups.check(path)


def _write_anew(path: Path) -> None:
    with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA busy_timeout=5000")
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("VACUUM")
