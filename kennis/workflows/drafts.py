"""What stands in the entry field, kept outside the database, so that it outlives the program and a locked database.

Each note-taker who has the workspace open holds a place of their own: a number with a lock that ends with the
process. Who starts next takes the lowest free place, and with it what was left there.
"""

import contextlib
import json
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from kennis import plain
from kennis.errors import WorkspaceError
from kennis.files import write_atomically
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.nouns import Draft

_FOLDER = "places"
_MOST = 100
_NOWHERE = "0"


class Station:
    """A note-taker's place, held until `leave` or the end of the process; `name` is its number.

    Where the folder cannot be written there is no lock and the name is 0; `keep` goes on trying for a place.
    """

    def __init__(self, places: Path, name: str = _NOWHERE, lock: FileLock | None = None) -> None:
        self.name = name
        self._places = places
        self._lock = lock

    def draft(self) -> Draft:
        """Give what was left at this place; an empty draft if there is nothing that can be read.

        A file that cannot be read is put aside, never overwritten.
        """
        try:
            return _read(self._path)
        except (FileNotFoundError, NotADirectoryError):
            return Draft()
        except (OSError, ValueError, KeyError, TypeError):
            self._put_aside()
            return Draft()

    def keep(self, draft: Draft) -> None:
        """Keep a draft, on disk when this returns; raises WorkspaceError if the disk refuses."""
        try:
            if self._lock is None:
                self.name, self._lock = _settle(self._places)
            # In ASCII: what a terminal sends can hold half of a surrogate pair, which UTF-8 cannot.
            write_atomically(self._path, json.dumps(plain.of_draft(draft)).encode("ascii"))
        except OSError as error:
            raise WorkspaceError(
                _("what is being typed cannot be kept in {path}: {reason}").format(path=self._path, reason=why(error))
            ) from error

    def leave(self) -> None:
        """Give the place up; what was kept stays."""
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    @property
    def _path(self) -> Path:
        return self._places / f"{self.name}.json"

    def _put_aside(self) -> None:
        names = (self._path.with_suffix(f".{number}.unread") for number in count(1))
        free = next(name for name in names if not name.exists())
        try:
            self._path.rename(free)
        except OSError as error:
            raise WorkspaceError(
                _("what was being typed cannot be read from {path}: {reason}").format(
                    path=self._path, reason=why(error)
                )
            ) from error


def claim(folder: Path) -> Station:
    """Take a free place in a workspace's `.kennis`: the lowest where something was left, else the lowest.

    Raises WorkspaceError if all are taken.
    """
    places = folder / _FOLDER
    try:
        return Station(places, *_settle(places))
    except OSError:
        return Station(places)


def _settle(places: Path) -> tuple[str, FileLock]:
    places.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = [str(number) for number in range(1, _MOST + 1)]
    for name in sorted(names, key=lambda name: not _left(places / f"{name}.json")):
        lock = FileLock(places / f"{name}.lock", timeout=0, mode=0o600, is_singleton=False)
        try:
            lock.acquire()
        except Timeout:
            continue
        for half_written in places.glob(f".{name}.json.*.tmp"):
            half_written.unlink(missing_ok=True)
        return name, lock
    raise WorkspaceError(_("there are {number} note-takers at work already").format(number=_MOST))


def _left(path: Path) -> bool:
    """Say whether something was left at a place, if only a file that cannot be read."""
    try:
        draft = _read(path)
    except (ValueError, KeyError, TypeError):
        return True
    except OSError:
        return False
    return bool(draft.text or draft.waiting or draft.unfinished)


def _read(path: Path) -> Draft:
    return plain.draft(json.loads(path.read_text("utf-8")))


def left(folder: Path) -> dict[str, Draft]:
    """Give what was left at each place of a workspace's `.kennis`, by the place's name; not what cannot be read."""
    found: dict[str, Draft] = {}
    for path in sorted((folder / _FOLDER).glob("*.json")):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            found[path.stem] = _read(path)
    return {name: draft for name, draft in found.items() if draft.text or draft.waiting or draft.unfinished}


def leave(folder: Path, name: str, draft: Draft) -> bool:
    """Leave a draft at a place where nothing was left, and say whether that was so; raises OSError."""
    path = folder / _FOLDER / f"{name}.json"
    if name not in map(str, range(1, _MOST + 1)) or path.exists():
        return False
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomically(path, json.dumps(plain.of_draft(draft)).encode("ascii"))
    return True
