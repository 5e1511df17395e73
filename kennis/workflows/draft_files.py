"""What stands in the entry field, kept outside the database, so that it outlives the program and a locked database.

Each note-taker who has the workspace open holds a place of their own: a number with a lock that ends with the
process. Who starts next takes the lowest free place, and with it what was left there.
"""

import contextlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from kennis import edit_json
from kennis.errors import WorkspaceError
from kennis.files import inside, read_file, write_atomically
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.nouns import Draft

_FOLDER = "places"
_MOST = 100  # note-takers at work in one workspace; set by hand
_NOWHERE = "0"
LARGEST = 1 << 26  # bytes of what was being typed; set by hand


class ClientId:
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
            write_atomically(self._path, json.dumps(edit_json.of_draft(draft)).encode("ascii"))
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


class Texts:
    """Half-typed notes, each in the session where it was typed: what does not stand in the field now."""

    def __init__(self, left: Iterable[Draft]) -> None:
        self._left: dict[str, list[Draft]] = {}
        self._aside: list[Draft] = []
        for one in left:
            if one.session:
                self._left.setdefault(one.session, []).append(one)

    @property
    def others(self) -> tuple[Draft, ...]:
        """All that must be kept beside what stands in the field."""
        return tuple(one for texts in (self._aside, *self._left.values()) for one in texts if one.text)

    def left_in(self, but: str = "") -> tuple[str, ...]:
        """Give the ids of the sessions that a text was left in, but for one."""
        return tuple(name for name, texts in self._left.items() if name != but and any(one.text for one in texts))

    def put_aside(self, draft: Draft) -> None:
        """Put a text aside in the session that is open: it comes back when the field is empty."""
        self._aside.insert(0, draft)

    def put_behind(self, draft: Draft) -> None:
        """Put a text aside in the session that is open, after all others."""
        self._aside.append(draft)

    def take_back(self) -> Draft | None:
        """Give what was put aside last."""
        return self._aside.pop(0) if self._aside else None

    def give_to(self, session: str, text: Draft) -> None:
        """Leave a text in another session, after what was left there."""
        self._left.setdefault(session, []).append(text)

    def go(self, now: Draft, session: str) -> Draft:
        """Go from a session to another; give what stands in the field then.

        What stands there now stays with the session where it was typed; where that was before any was open, it goes
        along, and what was left there comes after it.
        """
        if now.session not in ("", session):
            behind = (*self._aside, *self._left.get(now.session, ()))
            self._left[now.session] = [one for one in (now, *behind) if one.text]
            self._aside, now = [], Draft(session=session)
        kept = self._left.pop(session, [])
        if now.text or now.editing:
            self._aside += [one for one in kept if one.text]
            return replace(now, speaker=now.speaker or kept[0].speaker) if kept else now
        if kept:
            self._aside += [one for one in kept[1:] if one.text]
            return kept[0]
        return now

    def known_as(self, titles: Mapping[str, str], but: str) -> list[str]:
        """Give the titles of the sessions that a text was left in, but for one."""
        return [titles.get(name, name) for name in self.left_in(but)]


def claim(folder: Path) -> ClientId:
    """Take a free place in a workspace's `.kennis`: the lowest where something was left, else the lowest.

    Raises WorkspaceError if all are taken.
    """
    places = folder / _FOLDER
    try:
        return ClientId(places, *_settle(places))
    except OSError:
        return ClientId(places)


def _settle(places: Path) -> tuple[str, FileLock]:
    inside(places, places.parent.parent)
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
    return _holds(draft)


def _holds(draft: Draft) -> bool:
    return bool(draft.text or draft.waiting or draft.unfinished or draft.others)


def _read(path: Path) -> Draft:
    try:
        return edit_json.draft(json.loads(read_file(path, LARGEST)))
    except RecursionError as error:
        raise ValueError from error


def left(folder: Path) -> dict[str, Draft]:
    """Give what was left at each place of a workspace's `.kennis`, by the place's name; not what cannot be read."""
    found: dict[str, Draft] = {}
    for path in sorted((folder / _FOLDER).glob("*.json")):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            found[path.stem] = _read(path)
    return {name: draft for name, draft in found.items() if _holds(draft)}


def leave(folder: Path, name: str, draft: Draft) -> bool:
    """Leave a draft at a place where nothing was left, and say whether that was so; raises OSError."""
    path = folder / _FOLDER / f"{name}.json"
    if name not in map(str, range(1, _MOST + 1)) or path.exists():
        return False
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomically(path, json.dumps(edit_json.of_draft(draft)).encode("ascii"))
    return True
