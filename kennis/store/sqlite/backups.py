"""Copies of the database in `backups/`: whole, read back before they count, the older ones thinned out.

A copy is made by SQLite itself within one reading transaction, under a temporary name; it takes its name only after
its integrity and the number of its rows have been checked. A copy has the time of change of the database as it was
copied, by which it shows without opening anything whether the database has changed since.
"""

import datetime
import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import filelock
from sqlalchemy import Engine

from kennis.errors import WorkspaceError
from kennis.files import inside, is_file, sync_folder
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.store import sqlite
from kennis.store.sqlite import backup_rotation

FOLDER = "backups"
BEFORE_RESTORE, BEFORE_REPAIR, UNREAD = "before-restore", "before-repair", "unread"
LOCK = "backup.lock"
_PATIENCE = 60  # seconds to wait for a backup that another program is making; set by hand
_TEMPORARY = ".tmp"
_NAME = re.compile(r"kennis-(\d{8}T\d{6})Z(?:-(\d+))?(?:-([a-z][a-z0-9-]*))?\.db")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A copy of the database: when it was made, in UTC, and before what; `reason` is empty for one of the routine.

    `count` tells apart those of one second.
    """

    path: Path
    at: datetime.datetime
    reason: str = ""
    count: int = 1
    size: int = 0

    @property
    def name(self) -> str:
        """What it is called for short: its time, and what else its file name tells."""
        return self.path.stem.removeprefix("kennis-")


@dataclass(frozen=True, slots=True)
class MadeBackup:
    """A backup, whether it had to be written (False: nothing had changed), and those that were dropped for it."""

    backup: Backup
    written: bool
    dropped: tuple[Backup, ...] = ()


def listed(folder: Path) -> tuple[Backup, ...]:
    """Give the backups beside the database in a folder, newest first."""
    found = (_backup(path) for path in (folder / FOLDER).glob("kennis-*.db"))
    return tuple(sorted((one for one in found if one), key=lambda one: (one.at, one.count), reverse=True))


def due(database: Path) -> bool:
    """Say whether a database has changed since its newest backup; looks at times only, and opens nothing.

    Opening the file by hand would let go of the locks that SQLite holds on it in this process.
    """
    newest = next(iter(listed(database.parent)), None)
    return database.exists() and (newest is None or newest.path.stat().st_mtime_ns != database.stat().st_mtime_ns)


def make(engine: Engine, database: Path, reason: str = "", now: datetime.datetime | None = None) -> MadeBackup:
    """Copy a database into `backups/`, check the copy, and drop what the rotation does not keep.

    Where the newest backup holds the same, nothing is written. Raises WorkspaceError, with the earlier backups
    untouched and no half copy left, where there is no room, the folder cannot be written or the copy is damaged.
    """
    folder = database.parent / FOLDER
    with held(folder), _said(folder):
        newest = next(iter(listed(database.parent)), None)
        with _temporary(folder) as copy:
            changed = database.stat().st_mtime_ns
            check(copy, _copied(engine, copy))
            os.utime(copy, ns=(changed, changed))
            if newest and newest.size == copy.stat().st_size and _digest(newest.path) == _digest(copy):
                os.utime(newest.path, ns=(changed, changed))
                return MadeBackup(newest, written=False)
            made = _named(copy, folder, reason, now)
        return MadeBackup(made, written=True, dropped=_rotate(database.parent))


def keep_as_is(database: Path, now: datetime.datetime | None = None) -> Backup:
    """Keep the file of a database that SQLite cannot copy, byte for byte; raises WorkspaceError."""
    folder = database.parent / FOLDER
    with held(folder), _said(folder), _temporary(folder) as copy:
        shutil.copyfile(database, copy)
        return _named(copy, folder, UNREAD, now)


def check(path: Path, expected: Mapping[str, int] | None = None) -> None:
    """Read a copy back; raises WorkspaceError where it is damaged or has not the rows that it should.

    A row that breaks a rule of its table is doctor's matter and keeps nobody from a backup.
    """
    try:
        with closing(sqlite.driver().connect(str(path))) as connection:
            connection.execute("PRAGMA ignore_check_constraints=ON")
            (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            held = counts(connection) if said == "ok" and expected is not None else expected
    except sqlite.driver().DatabaseError as error:
        said, held = str(error), expected
    if said != "ok":
        reason = said.splitlines()[-1]
        raise WorkspaceError(_("the database is damaged ({reason}); see: kennis doctor").format(reason=reason))
    if held != expected:
        raise WorkspaceError(_("the copy does not hold what the database holds; earlier backups are untouched"))


def counts(connection: Any) -> dict[str, int]:
    """Give the number of rows of each table, on a connection of the driver."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    tables = [name for (name,) in connection.execute(query).fetchall()]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}


def _backup(path: Path) -> Backup | None:
    matched = _NAME.fullmatch(path.name)
    if matched is None or not is_file(path):
        return None
    at = datetime.datetime.strptime(matched[1], "%Y%m%dT%H%M%S").replace(tzinfo=datetime.UTC)
    size = path.stat().st_size
    return Backup(path=path, at=at, reason=matched[3] or "", count=int(matched[2] or 1), size=size)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the backups in a folder, nothing half written in them; raises WorkspaceError where the disk refuses."""
    with ExitStack() as lock:
        with _said(folder):
            inside(folder, folder.parent)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = folder.parent / LOCK
            lock.enter_context(filelock.FileLock(path, timeout=_PATIENCE, mode=0o600, is_singleton=False))
            for half_written in folder.glob(f".*{_TEMPORARY}*"):
                half_written.unlink()
        yield


@contextmanager
def _said(folder: Path) -> Iterator[None]:
    """Raise WorkspaceError where the disk refuses, or another program is in the way."""
    try:
        yield
    except filelock.Timeout:
        raise WorkspaceError(_("another program is making a backup of this workspace; wait for it")) from None
    except OSError as error:
        raise _cannot(folder, why(error)) from error


def _cannot(path: Path, reason: object) -> WorkspaceError:
    return WorkspaceError(
        _("no backup can be made in {path}: {reason}; earlier backups are untouched").format(path=path, reason=reason)
    )


@contextmanager
def _temporary(folder: Path) -> Iterator[Path]:
    """Give a file that nobody else may read, gone again unless it has got another name."""
    path = folder / f".copy{_TEMPORARY}"
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _copied(engine: Engine, target: Path) -> dict[str, int]:
    with sqlite.reading(engine) as session, closing(sqlite.driver().connect(str(target))) as other:
        source: Any = session.connection().connection.driver_connection
        try:
            other.execute("PRAGMA journal_mode=OFF")
            source.backup(other)
            found = counts(source)
        except sqlite.driver().Error as error:
            raise _cannot(target.parent, why(error)) from error
    with target.open("rb+") as handle:
        os.fsync(handle.fileno())
    return found


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _named(copy: Path, folder: Path, reason: str, now: datetime.datetime | None) -> Backup:
    at = (now or datetime.datetime.now(datetime.UTC)).astimezone(datetime.UTC)
    same = [one.count for one in listed(folder.parent) if one.at == at.replace(microsecond=0)]
    parts = [f"kennis-{at:%Y%m%dT%H%M%S}Z", *([str(max(same) + 1)] if same else []), *([reason] if reason else [])]
    path = folder / f"{'-'.join(parts)}.db"
    copy.rename(path)
    if os.name == "posix":
        sync_folder(folder)
    found = _backup(path)
    assert found is not None
    return found


def _rotate(folder: Path) -> tuple[Backup, ...]:
    """Drop what is not kept; one made before something that a person did stays as long as the oldest of the days."""
    found = listed(folder)
    kept = backup_rotation.kept(one.at for one in found)
    days = sorted({one.at.date() for one in found}, reverse=True)[: backup_rotation.DAILY]
    gone = [one for one in found if one.at not in kept and not (one.reason and one.at.date() in days)]
    for one in gone:
        with suppress(FileNotFoundError):
            one.path.unlink()
    return tuple(gone)
