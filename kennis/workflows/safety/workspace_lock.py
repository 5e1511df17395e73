"""Nobody else at work in a workspace: no run, no screen, no export; the locks end with the process."""

import errno
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import filelock

from kennis.errors import WorkspaceError
from kennis.files import inside
from kennis.locale import _
from kennis.locale.reasons import why

RUN = "run.lock"
PLACES = "places"
LEAVING = "leaving.lock"
_NEW, _HELD = ".new-", "held.lock"
_MOMENT = 60.0  # seconds between making such a folder and holding it, at the very most
_PATIENCE = 300.0  # seconds; the longest exports take one or two minutes


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Hold the locks of runs, of what leaves, and of all places at which notes are taken, in a workspace's `.kennis`.

    Raises WorkspaceError where another program holds one of them.
    """
    with ExitStack() as held:
        try:
            inside(database, database.parent)
            database.mkdir(mode=0o700, parents=True, exist_ok=True)
            for path in locks(database):
                held.enter_context(filelock.FileLock(path, timeout=0, mode=0o600, is_singleton=False))
        except filelock.Timeout:
            raise WorkspaceError(
                _("another kennis is at work in {folder}; leave its screen, or wait for its run").format(
                    folder=database.parent
                )
            ) from None
        except OSError as error:
            raise WorkspaceError(
                _("{folder} cannot be used: {reason}").format(folder=database, reason=why(error))
            ) from error
        yield


@contextmanager
def leaving(database: Path) -> Iterator[None]:
    """Keep what forgets or restores away while words leave a workspace; waits for another that lets words leave.

    In a workspace that cannot be written nothing is forgotten meanwhile. Raises WorkspaceError after five minutes.
    """
    with ExitStack() as held:
        try:
            inside(database, database.parent)
            lock = filelock.FileLock(database / LEAVING, timeout=_PATIENCE, mode=0o600, is_singleton=False)
            held.enter_context(lock)
        except filelock.Timeout:
            said = _("another kennis forgets, restores or exports in {folder}; try again when it is done")
            raise WorkspaceError(said.format(folder=database.parent)) from None
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                said = _("{folder} cannot be used: {reason}")
                raise WorkspaceError(said.format(folder=database, reason=why(error))) from error
        yield


@contextmanager
def new_folder(database: Path) -> Iterator[Path]:
    """Give a new folder in a workspace's `.kennis`, closed to others, and gone afterwards; raises OSError.

    It is held by a lock, so that one whose program was killed is known, and goes when the next one is made.
    """
    database.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in abandoned(database):
        shutil.rmtree(left, ignore_errors=True)
    temporary = tempfile.TemporaryDirectory(prefix=_NEW, dir=database, ignore_cleanup_errors=True)
    with temporary as made, filelock.FileLock(Path(made) / _HELD, timeout=0, mode=0o600, is_singleton=False):
        yield Path(made)


def abandoned(database: Path) -> Iterator[Path]:
    """Give the folders of `new_folder` that nobody holds any more."""
    for path in database.glob(f"{_NEW}*"):
        try:
            if not (path / _HELD).exists():  # just made, or by an earlier version
                if time.time() - path.stat().st_mtime > _MOMENT:
                    yield path
                continue
            with filelock.FileLock(path / _HELD, timeout=0, mode=0o600, is_singleton=False):
                pass
        except (filelock.Timeout, OSError):
            continue
        yield path


def locks(database: Path) -> tuple[Path, ...]:
    """Give the paths of the locks that a workspace has."""
    return (database / RUN, database / LEAVING, *sorted((database / PLACES).glob("*.lock")))
