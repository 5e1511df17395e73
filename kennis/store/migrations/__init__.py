"""Bring a database to this program's schema; each step is a file in `versions/`, in order of its number."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from kennis.errors import NewerDatabase, WorkspaceError
from kennis.locale import _
from kennis.store import sqlite

if TYPE_CHECKING:
    from alembic.config import Config

CURRENT = 10  # the schema of this program: the number of the last step in `versions/`
MAKING = "kennis.db-new"  # stands beside a database that is only just made


def configuration(connection: Connection) -> "Config":
    """Give alembic's configuration for the steps of this package, on an open connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def bring_up_to_date(engine: Engine, path: Path) -> Path | None:
    """Migrate the database if it is behind, after a copy into `backups/`; give the copy's path.

    Raises NewerDatabase if a later kennis wrote it, WorkspaceError if the file is another program's, BrokenRules if it
    holds what the tables of today refuse: then it is as it was, and its earlier kennis opens it. A database that
    is only just made is marked so until it is whole: an empty one that bears no mark has lost what it held.
    """
    making = path.with_name(MAKING)
    if not path.exists():
        making.touch(mode=0o600)
    version = sqlite.schema_version(engine)
    if not version and not making.exists() and sqlite.is_empty(engine):
        said = _("{path} is empty, which no database is; restore a backup, or delete the file to begin anew")
        raise WorkspaceError(said.format(path=path))
    if version == CURRENT:
        making.unlink(missing_ok=True)
        return None
    return _migrate(engine, path, version)


def _migrate(engine: Engine, path: Path, version: int) -> Path | None:
    from alembic import command

    from kennis.store.sqlite import backups

    if not sqlite.is_ours(engine):
        raise WorkspaceError(_("{path} is not a kennis database; choose another folder").format(path=path))
    if version > CURRENT:
        raise NewerDatabase(
            _("{path} was written by a newer kennis (schema {found}, this one knows {known}); upgrade kennis").format(
                path=path, found=version, known=CURRENT
            )
        )
    copy = None
    if version:
        copy = backups.make(engine, path, f"schema-{version}").backup.path
    with sqlite.rebuilding(path) as connection:
        if sqlite.version_in(connection) != CURRENT:
            command.upgrade(configuration(connection), "head")
            sqlite.mark(connection, CURRENT)
    path.with_name(MAKING).unlink(missing_ok=True)
    return copy


def bring_copy_up_to_date(path: Path) -> None:
    """Migrate a copy that is to be examined, whatever its rows say; raises WorkspaceError where it is damaged."""
    from alembic import command

    with sqlite.rebuilding(path, whatever=True) as connection:
        command.upgrade(configuration(connection), "head")
        sqlite.mark(connection, CURRENT)
