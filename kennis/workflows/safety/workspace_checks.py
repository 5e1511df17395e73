"""What can be wrong around a database: settings, permissions, session files, locks, drafts, backups, what was left."""

import contextlib
import datetime
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from kennis import config, edit_json
from kennis.errors import FileRefused, SettingsError, WorkspaceError
from kennis.files import is_half_written, read_file
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.reading import ReadOptions, read
from kennis.store import FILE, sqlite
from kennis.store.sqlite import backups, file_header
from kennis.store.sqlite.repair.check import SHOWN, DatabaseFinding
from kennis.workflows.draft_files import LARGEST
from kennis.workflows.safety.workspace_lock import PLACES, abandoned, locks

_LEFT = datetime.timedelta(hours=1)  # after which nobody is still writing a temporary file
_DAMAGED = ".damaged"


@dataclass(frozen=True, slots=True)
class Around:
    """A workspace's folder, the sessions that its database knows (None: not known), and the time."""

    folder: Path
    sessions: frozenset[str] | None
    now: datetime.datetime

    @property
    def database(self) -> Path:
        """The folder of the database."""
        return self.folder / ".kennis"


@dataclass(frozen=True, slots=True)
class WorkspaceCheck:
    """One kind of fault: what it is in words, each case of it, and what mends one case."""

    name: str
    words: Callable[[], str]
    find: Callable[[Around], Iterator[tuple[Path, str]]]
    mend: Callable[[Path], None] | None = None
    how: Callable[[], str] | None = None


def examine(around: Around) -> tuple[DatabaseFinding, ...]:
    """Give what is wrong around a database."""
    return tuple(found for check in CHECKS if (found := _finding(check, around)) is not None)


def mend(around: Around, only: str = "") -> None:
    """Mend what can be mended, or what one check finds; raises WorkspaceError where the disk refuses."""
    for check in [one for one in CHECKS if only in ("", one.name)]:
        for path, _said in [*check.find(around)] if check.mend else ():
            assert check.mend is not None
            try:
                check.mend(path)
            except OSError as error:
                raise WorkspaceError(
                    _("{path} cannot be mended: {reason}").format(path=path, reason=why(error))
                ) from error


def _finding(check: WorkspaceCheck, around: Around) -> DatabaseFinding | None:
    cases = sorted(said for _path, said in check.find(around))
    how = check.how() if check.how else ""
    if not cases:
        return None
    return DatabaseFinding(
        name=check.name, words=check.words(), count=len(cases), examples=tuple(cases[:SHOWN]), how=how
    )


def _settings(around: Around) -> Iterator[tuple[Path, str]]:
    try:
        config.read(around.folder)
    except SettingsError as error:
        yield around.folder / config.FILE, str(error)


def _no_folders(around: Around) -> Iterator[tuple[Path, str]]:
    ours = (around.database / PLACES, around.database / backups.FOLDER)
    for path in (around.folder / "sessions", around.folder / "exports", *ours):
        if path.exists() and not path.is_dir():
            yield path, _named(path, around)


def _open_to_others(around: Around) -> Iterator[tuple[Path, str]]:
    folder = around.database / backups.FOLDER
    for path in (around.database, around.database / FILE, folder, *folder.glob("*.db")):
        if os.name == "posix" and path.exists() and path.stat().st_mode & 0o077:
            yield path, _named(path, around)


def _close(path: Path) -> None:
    path.chmod(0o700 if path.is_dir() else 0o600)


def _session_files(around: Around) -> Iterator[tuple[Path, str]]:
    """Give files that cannot be read, and ids that stand in more than one place."""
    notes, sessions = Counter[str](), Counter[str]()
    for path in sorted((around.folder / "sessions").glob("*.md")):
        try:
            found = read(path, ReadOptions(today=around.now.date()))
        except FileRefused as error:
            yield path, str(error)
            continue
        notes.update(one.id for one in found.notes)
        sessions.update(one.id for one in found.sessions if found.described)
        yield from ((path, f"{path.name}:{one.line}: {one.reason}") for one in found.refusals)
    for name, number in (notes + sessions).items():
        if number > 1:
            yield around.folder / "sessions", name


def left_over(around: Around) -> Iterator[tuple[Path, str]]:
    """Give what a program left behind that was killed while it wrote, by its name and age."""
    people = (around.folder, around.folder / "sessions", around.folder / "exports")
    ours = (around.database, around.database / PLACES, around.database / backups.FOLDER)
    found = [path for folder in people for path in folder.glob(".*.tmp") if is_half_written(path)]
    found += [path for folder in ours for path in folder.glob(".*.tmp*")]
    for path in abandoned(around.database):
        yield path, _named(path, around)
    for path in found:
        changed = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
        if around.now - changed > _LEFT:
            yield path, _named(path, around)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _locks(around: Around) -> Iterator[tuple[Path, str]]:
    for path in (*locks(around.database), around.database / backups.LOCK):
        if path.is_symlink() or (path.exists() and (not path.is_file() or path.stat().st_size)):
            yield path, _named(path, around)


def _drafts(around: Around) -> Iterator[tuple[Path, str]]:
    for path in sorted((around.database / PLACES).glob("*.json")):
        try:
            draft = edit_json.draft(json.loads(read_file(path, LARGEST)))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            yield path, _named(path, around)
            continue
        known = around.sessions is None or draft.session in {"", *around.sessions}
        if not known and (draft.text.strip() or draft.waiting):
            yield path, f"{_named(path, around)}: {draft.session}"


def _put_aside(path: Path) -> None:
    free = next(name for name in (path.with_suffix(f".{number}.unread") for number in count(1)) if not name.exists())
    path.rename(free)


def _backups(around: Around) -> Iterator[tuple[Path, str]]:
    for place, one in enumerate(backups.listed(around.database)):
        head = file_header.read(one.path)
        sound = head is not None and head.application == sqlite.APPLICATION_ID and head.size >= head.told
        if sound and place == 0:
            with contextlib.suppress(WorkspaceError):
                backups.check(one.path)
                continue
        if (not sound or place == 0) and one.reason != backups.UNREAD:
            yield one.path, one.name


def _set_apart(path: Path) -> None:
    path.rename(path.with_name(path.name + _DAMAGED))


def _named(path: Path, around: Around) -> str:
    return str(path.relative_to(around.folder))


CHECKS = (
    WorkspaceCheck("settings", lambda: _("settings that cannot be read"), _settings),
    WorkspaceCheck("folders", lambda: _("files that stand where a folder is to be"), _no_folders),
    WorkspaceCheck(
        "permissions",
        lambda: _("files that others on this computer may read"),
        _open_to_others,
        _close,
        lambda: _("they are closed to others"),
    ),
    WorkspaceCheck(
        "session-files", lambda: _("session files that cannot be read, or ids that stand twice"), _session_files
    ),
    WorkspaceCheck(
        "leftovers",
        lambda: _("temporary files that were left behind"),
        left_over,
        _remove,
        lambda: _("they are removed"),
    ),
    WorkspaceCheck(
        "locks",
        lambda: _("locks that nobody can hold"),
        _locks,
        _remove,
        lambda: _("they are removed"),
    ),
    WorkspaceCheck(
        "drafts",
        lambda: _("half-typed notes that cannot be read, or of a session that is not there"),
        _drafts,
        _put_aside,
        lambda: _("they are put aside under another name, not removed"),
    ),
    WorkspaceCheck(
        "backups",
        lambda: _("backups that are damaged"),
        _backups,
        _set_apart,
        lambda: _("they are set apart under another name, not removed"),
    ),
)
