"""What shows of a database from outside, before anything in it is looked at; and a copy that can be opened."""

import os
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from kennis.errors import NewerDatabase, WorkspaceError
from kennis.locale import _
from kennis.store import FILE, migrations, sqlite
from kennis.store.sqlite import file_header
from kennis.store.sqlite.repair.check import DatabaseFinding, column, opened

_ALEMBIC = "SELECT version_num FROM alembic_version"


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that can be examined (None: nothing can be made of it), and what was wrong with it from outside."""

    path: Path | None
    findings: tuple[DatabaseFinding, ...]


def copied(database: Path, folder: Path) -> Copied:
    """Copy a database into a folder, as far up to date and put right that it can be examined.

    Nothing in this process may have the database open. Raises NewerDatabase where a later kennis wrote it,
    WorkspaceError where there is no room.
    """
    head = file_header.read(database)
    if head is None:
        return Copied(None, (_outside("database", _("a file that is no database, or an empty one")),))
    copy = folder / FILE
    findings = []
    if head.size < head.told:
        said, how = _("a file that is cut short; bytes missing"), _("a new database is made from what can be read")
        findings.append(_outside("cut-short", said, how, head.told - head.size))
        shutil.copyfile(database, copy)
        os.truncate(copy, head.told)
    else:
        _copy(database, copy)
    if head.wal:
        findings.append(_outside("journal", _("a journal of a kind that can damage it (WAL)"), _set_right()))
    made = _made_by(copy)
    if made is None and head.application != sqlite.APPLICATION_ID:
        return Copied(None, (_outside("database", _("a database of another program")),))
    return Copied(copy, (*findings, *_identity(database, copy, head, made)))


def _copy(database: Path, copy: Path) -> None:
    """Copy a database by SQLite, without a change to it; byte for byte where SQLite cannot."""
    try:
        with (
            closing(sqlite.driver().connect(str(database))) as source,
            closing(sqlite.driver().connect(str(copy))) as target,
        ):
            source.backup(target)
    except sqlite.driver().DatabaseError:
        shutil.copyfile(database, copy)


def _outside(name: str, words: str, how: str = "", count: int = 1) -> DatabaseFinding:
    return DatabaseFinding(name=name, words=words, count=count, how=how)


def _set_right() -> str:
    return _("it is set right")


def _identity(database: Path, copy: Path, head: file_header.FileHeader, made: int | None) -> list[DatabaseFinding]:
    """Say what a file says wrongly of itself, and let the copy say it rightly, brought up to date."""
    version = made or head.version or migrations.CURRENT
    if version > migrations.CURRENT:
        raise NewerDatabase(
            _("{path} was written by a newer kennis (schema {found}, this one knows {known}); upgrade kennis").format(
                path=database, found=version, known=migrations.CURRENT
            )
        )
    findings = []
    if head.application != sqlite.APPLICATION_ID:
        findings.append(_outside("owner", _("a file that says it is another program's"), _set_right()))
    if head.version != version:
        findings.append(_outside("version", _("a file that says it has another schema than it has"), _set_right()))
    broken = sqlite.driver().DatabaseError  # then a new database is made of it, which says what it should
    with suppress(broken), closing(sqlite.driver().connect(str(copy), isolation_level=None)) as connection:
        for pragma in ("journal_mode=DELETE", f"application_id={sqlite.APPLICATION_ID}", f"user_version={version}"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
    if version < migrations.CURRENT:
        with suppress(WorkspaceError):  # a damaged one stays of its schema: a new database is made of it
            migrations.bring_copy_up_to_date(copy)
    return findings


def _made_by(copy: Path) -> int | None:
    """Give the number of migrations that made a database, as its own tables tell; None where they do not."""
    try:
        with opened(copy) as connection:
            (found,) = column(connection, _ALEMBIC)
            return int(found)
    except (DatabaseError, ValueError):
        return None
