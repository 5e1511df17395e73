"""One database in the place of another: all of it or nothing, and only while nobody is at work in the old one."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kennis.errors import WorkspaceError
from kennis.files import sync_folder
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.store import sqlite

BESIDE = ("-journal", "-wal", "-shm")
_PATIENCE = 5000  # milliseconds to wait for a transaction that goes on; set by hand


def swap(new: Path, present: Path) -> None:
    """Give a finished database the name of the present one, which is gone then; keep it first.

    A program that still has the old file open can no longer write to it: SQLite sees that it has moved. Raises
    WorkspaceError, the present database untouched, where a transaction goes on in it or the disk refuses.
    """
    try:
        new.chmod(0o600)
        with new.open("rb+") as file:
            os.fsync(file.fileno())
        with _held(present):
            for ending in BESIDE:
                Path(f"{present}{ending}").unlink(missing_ok=True)
            new.replace(present)
        if os.name == "posix":
            sync_folder(present.parent)
    except OSError as error:
        raise WorkspaceError(
            _("{path} cannot be replaced: {reason}; it is as it was").format(path=present, reason=why(error))
        ) from error


@contextmanager
def _held(database: Path) -> Iterator[None]:
    """Keep all others out of a database, where it can be opened at all; what was half done in it is rolled back."""
    if not database.exists():
        yield
        return
    with closing(sqlite.driver().connect(str(database), isolation_level=None)) as connection:
        try:
            connection.execute(f"PRAGMA busy_timeout={_PATIENCE}")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite.driver().DatabaseError as error:
            if "locked" in str(error):
                raise WorkspaceError(
                    _("another program is writing in {path}; try again").format(path=database)
                ) from None
        if os.name != "posix":  # where an open file cannot be replaced
            connection.close()
        yield
