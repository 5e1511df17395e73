"""What is SQLite's own. Another database is another folder with these doors; all else speaks SQLAlchemy.

Here stand the driver, the pragmas and the transactions: `engine`, `reading`, `writing`, `trying`. Beside them:

fulltext         the words of the notes: indexes, search, and notes by their words for who asks otherwise
repair           what can be wrong with a database, and how it is mended
backups          copies in `backups/`, with `backup_rotation`, which says what is kept of them
compare          what one database holds that another does not
swap_file        a database takes the place of another, with `file_header`, which tells whose a file is
any_file         what a file is asked that may be of any schema, or damaged
row_copy         rows from one database into another
rewrite          texts that a function changes where they stand
memory_copy      a copy to try something on
wipe             nothing is left in the file of what was deleted

One driver only: pysqlite3, which bundles a SQLite without the WAL-reset defect of the versions before 3.51.3.
Where it has no wheel the system's is used, without the features that ask for a newer one.
"""

import json
import sys
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import URL, ColumnElement, Connection, Engine, Integer, create_engine, event, literal_column
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlmodel import Session

from kennis.errors import InputError, WorkspaceError
from kennis.folding import folded
from kennis.locale import _
from kennis.locale.reasons import why

APPLICATION_ID = 0x6B656E6E  # "kenn"
SAFE_VERSION = (3, 51, 3)  # of SQLite: those before it, since 3.7.0, can damage a database in WAL mode
_CORRUPT, _NOT_A_DATABASE = 11, 26  # https://www.sqlite.org/rescode.html
_WRITES = "kennis_writes"
FOLDED = "folded"  # the function of SQL by which the triggers of the indexes fold what a note says
ARRIVAL: ColumnElement[int] = literal_column("rowid", Integer)  # of a row: grows with each that comes in
WRITES = {_WRITES: True}  # of an engine whose transactions hold the write lock from their start


def driver() -> ModuleType:
    """Give the SQLite that kennis uses, with a warning where only an older one than is safe can be had."""
    try:
        from pysqlite3 import dbapi2
    except ModuleNotFoundError:
        import sqlite3

        if sqlite3.sqlite_version_info < SAFE_VERSION:
            warnings.warn(f"SQLite {sqlite3.sqlite_version} of this system is in use", stacklevel=2)
        return sqlite3
    module: ModuleType = dbapi2
    return module


def engine(path: Path) -> Engine:
    """Open the database file with kennis's pragmas; transactions begin as `writing()` and `reading()` say."""
    url = URL.create("sqlite", database=str(path))  # a name may hold ? or %
    made = create_engine(url, module=driver(), json_serializer=_plain)
    event.listen(made, "connect", _prepare)
    event.listen(made, "begin", _begin)
    return made


def _plain(value: Any) -> str:
    """Give a value as JSON; most lists of a note are empty, which an import of many notes feels."""
    return "[]" if value == [] else json.dumps(value)


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    add_functions(connection)
    with closing(connection.cursor()) as cursor:
        for pragma in (
            "busy_timeout=5000",
            "journal_mode=DELETE",
            "synchronous=FULL",
            "mmap_size=0",
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")


def add_functions(connection: Any) -> None:
    """Give a connection of the driver the functions that the triggers of the database ask for."""
    connection.create_function(FOLDED, 1, _folded, deterministic=True)


def _folded(value: Any) -> Any:
    """Give a text folded, for the indexes of words and what is looked up beside them; a damaged row may hold others."""
    return folded(value) if isinstance(value, str) else value


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """Give a session in a transaction that holds the write lock from its start; commits at the end."""
    with _said(), Session(engine.execution_options(**WRITES)) as session, session.begin():
        yield session


@contextmanager
def rebuilding(path: Path, whatever: bool = False) -> Iterator[Connection]:
    """Give a connection in a transaction like that of `writing`, in which no foreign key is held.

    `whatever` lets in what the rules of the tables refuse.

    So tables can be made anew: SQLite forgets no foreign key within a transaction that holds them. Raises
    WorkspaceError also where a row is refused, as by an index that was damaged.
    """
    made = engine(path)
    event.listen(made, "connect", _release)
    try:
        with _said(), made.execution_options(**WRITES).begin() as connection:
            if whatever:
                connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
            yield connection
    except IntegrityError as error:
        raise unusable(error.orig) from error
    finally:
        made.dispose()


def _release(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")


@contextmanager
def trying(engine: Engine) -> Iterator[Session]:
    """Give a session like `writing`, of which nothing stays."""
    with _said(), Session(engine.execution_options(**WRITES)) as session, session.begin() as transaction:
        try:
            yield session
        finally:
            transaction.rollback()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Give a session that sees one state of the database throughout."""
    with _said(), Session(engine) as session, session.begin():
        yield session


@contextmanager
def _said() -> Iterator[None]:
    """Say in a sentence what SQLite refuses, whether it was asked through SQLAlchemy or through the driver itself."""
    try:
        yield
    except (IntegrityError, driver().IntegrityError):
        raise
    except DatabaseError as error:
        raise unusable(error.orig) from error
    except driver().DatabaseError as error:
        raise unusable(error) from error
    except OverflowError as error:
        if "SQLite" not in str(error):
            raise
        raise InputError(_("a number that was given is larger than any that stands here")) from error


def unusable(error: BaseException | None) -> WorkspaceError:
    """Give the error that says why a database cannot be used, of the driver's."""
    return WorkspaceError(_("the database cannot be used: {reason}").format(reason=why(error)))


def is_damage(error: BaseException | None) -> bool:
    """Say whether the driver found a file that is no database, or a damaged one."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (_CORRUPT, _NOT_A_DATABASE)


def schema_version(engine: Engine) -> int:
    """Give the number of migrations that made this database; 0 for a new one."""
    with reading(engine) as session:
        return version_in(session.connection())


def version_in(connection: Connection) -> int:
    """Give the number of migrations as `mark` wrote it, in an open transaction; 0 where it did not."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def mark(connection: Connection, version: int) -> None:
    """Write whose database this is and which migrations made it, in the migration's own transaction."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={version}")


def is_empty(engine: Engine) -> bool:
    """Say whether the file holds nothing; waits for a program that is just making the database."""
    with trying(engine) as session:
        return not session.connection().exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()


def is_ours(engine: Engine) -> bool:
    """Say whether the file is kennis's own or still empty."""
    with reading(engine) as session:
        connection = session.connection()
        found = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    return bool(found == APPLICATION_ID or tables == 0)


def on_network(folder: Path) -> bool:
    """Say whether a folder looks like a network or cloud-synchronised one, where SQLite's locks do not hold."""
    clouds = ("onedrive", "dropbox", "google drive", "icloud", "nextcloud")
    if any(cloud in part.lower() for part in folder.resolve().parts for cloud in clouds):
        return True
    if sys.platform == "win32":
        return str(folder.resolve()).startswith("\\\\")
    mounts = Path("/proc/mounts")
    return mounts.exists() and _mounted_by(folder.resolve(), mounts.read_text("utf-8")) in {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "fuse.sshfs",
        "9p",
    }


def _mounted_by(folder: Path, mounts: str) -> str:
    found = [line.split()[1:3] for line in mounts.splitlines() if len(line.split()) > 2]
    holding = [(len(point), kind) for point, kind in found if folder.is_relative_to(point)]
    return max(holding, default=(0, ""))[1]
