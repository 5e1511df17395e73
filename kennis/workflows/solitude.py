"""Nobody else at work in a workspace: no run, no screen, no export; the locks end with the process."""

import errno
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


def locks(database: Path) -> tuple[Path, ...]:
    """Give the paths of the locks that a workspace has."""
    return (database / RUN, database / LEAVING, *sorted((database / PLACES).glob("*.lock")))
