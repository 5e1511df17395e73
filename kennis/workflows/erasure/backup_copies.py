"""Backups forget too: on a copy of each, brought up to date and checked, which then takes its place and name."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from kennis.errors import WorkspaceError
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.nouns import Fate, Forgotten, FoundTrace, Trace, Why
from kennis.store import migrations, sqlite
from kennis.store.erasure.erase import erase
from kennis.store.erasure.erasure_targets import Wanted
from kennis.store.sqlite import any_file, backups, file_header
from kennis.store.sqlite.wipe import wipe
from kennis.workflows.safety.restore import brought_up_to_date, room
from kennis.workflows.workspace import Workspace

_NAME = re.compile(r"kennis-\d{8}T\d{6}Z(?:-[a-z0-9-]+)?\.db(?:\.damaged)*")  # the ending is the doctor's


def holding(workspace: Workspace, wanted: Wanted) -> tuple[FoundTrace, ...]:
    """Give the backups that hold notes or people, and what is to become of each; raises WorkspaceError."""
    try:
        return tuple(_foreseen(path) for path in _files(workspace) if any_file.may_hold(path, wanted))
    except OSError as error:
        raise WorkspaceError(_("the backups cannot be read: {reason}").format(reason=why(error))) from error


def forget(workspace: Workspace, wanted: Wanted, ledger: Sequence[Forgotten]) -> tuple[FoundTrace, ...]:
    """Erase notes and people in every backup that holds them, and keep the ledger in it.

    A damaged one is deleted: nobody can tell what it holds. What kennis gave no name of a backup stays. Where the disk
    refuses or another program is in the way, WorkspaceError is raised, and no backup is lost. The caller holds the
    backups.
    """
    try:
        return tuple(_forgotten(path, wanted, ledger) for path in _files(workspace) if any_file.may_hold(path, wanted))
    except OSError as error:
        said = _("the backups cannot be changed: {reason}; to go on:  kennis forget")
        raise WorkspaceError(said.format(reason=why(error))) from error


def is_copy(path: Path) -> bool:
    """Say whether a file beside the backups is looked after here: named as kennis names them, or a database."""
    with suppress(OSError):  # what cannot be read is told by who looks into other files
        return _NAME.fullmatch(path.name) is not None or file_header.read(path) is not None
    return False


def _files(workspace: Workspace) -> Iterator[Path]:
    """Give the backups, and other databases beside them, newest first."""
    folder = workspace.database / backups.FOLDER
    yield from sorted((path for path in folder.glob("*") if path.is_file() and is_copy(path)), reverse=True)


def _fate(path: Path) -> FoundTrace:
    """Say what becomes of a backup that may hold it; raises OSError, and WorkspaceError where it cannot be told."""

    def found(fate: Fate, reason: Why = Why.PLAIN) -> FoundTrace:
        return FoundTrace(sort=Trace.BACKUP, item=path.name, fate=fate, why=reason)

    spoilt, head = any_file.is_spoilt(path), file_header.read(path)
    if spoilt and _NAME.fullmatch(path.name):
        return found(Fate.ERASED, Why.UNREAD)
    if spoilt or head is None or head.application != sqlite.APPLICATION_ID or not head.version:
        return found(Fate.LEFT, Why.UNREAD)
    if head.version > migrations.CURRENT:
        return found(Fate.LEFT, Why.NEWER)
    return found(Fate.BLANKED)


def _foreseen(path: Path) -> FoundTrace:
    try:
        return _fate(path)
    except WorkspaceError as error:
        said = _("the backup {name} cannot be read: {reason}")
        raise WorkspaceError(said.format(name=path.name, reason=error)) from error


def _forgotten(path: Path, wanted: Wanted, ledger: Sequence[Forgotten]) -> FoundTrace:
    try:
        found = _fate(path)
        if found.fate is Fate.ERASED:
            path.unlink()
        elif found.fate is Fate.BLANKED:
            _blank(path, wanted, ledger)
    except WorkspaceError as error:
        said = _("the backup {name} cannot be changed: {reason}; to go on:  kennis forget")
        raise WorkspaceError(said.format(name=path.name, reason=error)) from error
    return found


def _blank(path: Path, wanted: Wanted, ledger: Sequence[Forgotten]) -> None:
    with room(path.parent.parent) as folder:
        made = brought_up_to_date(path, folder).path
        engine = sqlite.engine(made)
        try:
            erase(engine, wanted, ledger)
            wipe(engine)
        finally:
            engine.dispose()
        _put_in_place(made, path)


def _put_in_place(made: Path, path: Path) -> None:
    """Give a copy the name and the time of the backup that it was made of."""
    at = path.stat().st_mtime_ns
    made.chmod(0o600)
    os.utime(made, ns=(at, at))
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(path)
