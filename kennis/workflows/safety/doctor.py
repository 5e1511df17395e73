"""Is a workspace sound? And what can be mended: on a copy, examined anew, then in the place of the present database."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kennis import config
from kennis.errors import SettingsError
from kennis.locale import _
from kennis.store import FILE
from kennis.store.sqlite import backups, replace_file
from kennis.store.sqlite.backups import Backup
from kennis.store.sqlite.repair import file_checks, rule_checks, structure_checks
from kennis.store.sqlite.repair import repair as mending
from kennis.store.sqlite.repair.check import DatabaseFinding
from kennis.store.sqlite.repair.rebuild import RowLoss
from kennis.workflows.safety import workspace_checks
from kennis.workflows.safety.restore import keep, room
from kennis.workflows.safety.workspace_checks import Around
from kennis.workflows.safety.workspace_lock import alone

__all__ = ["DatabaseFinding", "DoctorReport", "RowLoss", "examine", "repair"]

_ANEW = ("cut-short",)
_WHOLE = frozenset(check.name for check in (*structure_checks.CHECKS, *rule_checks.CHECKS))


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorReport:
    """What was found; after a repair also what is left of it, the rows lost, and where the old database is."""

    found: tuple[DatabaseFinding, ...]
    left: tuple[DatabaseFinding, ...] = ()
    losses: tuple[RowLoss, ...] = ()
    kept: Backup | None = None

    @property
    def sound(self) -> bool:
        """Say whether nothing is wrong, or nothing any more."""
        return not self.left


@dataclass(frozen=True, slots=True)
class _Examined:
    """What is wrong with a database; a copy that can be mended, and the sessions it knows, where it can be read."""

    findings: tuple[DatabaseFinding, ...] = ()
    copy: Path | None = None
    sessions: frozenset[str] | None = field(default=None)


def examine(folder: Path) -> DoctorReport:
    """Say what is wrong with the workspace in a folder; changes nothing in it.

    Raises SettingsError if there is no workspace, NewerDatabase if a later kennis wrote its database.
    """
    _refuse_elsewhere(folder)
    if not (folder / ".kennis").exists():
        found = workspace_checks.examine(_around(folder, None))
        return DoctorReport(found=found, left=found)
    with room(folder / ".kennis") as place:
        examined = _database(folder, place)
        found = (*examined.findings, *workspace_checks.examine(_around(folder, examined.sessions)))
    return DoctorReport(found=found, left=found)


def repair(folder: Path) -> DoctorReport:
    """Mend what can be mended, and say what was found and what is left.

    The database is mended on a copy, which takes its place only if it is sound where the old one was not; the old one
    is kept as a backup. Raises WorkspaceError where another kennis is at work.
    """
    _refuse_elsewhere(folder)
    if not (folder / ".kennis").exists():
        return examine(folder)
    present = folder / ".kennis" / FILE
    workspace_checks.mend(_around(folder, None), only="locks")
    with alone(folder / ".kennis"), room(folder / ".kennis") as place:
        examined = _database(folder, place)
        around = _around(folder, examined.sessions)
        found = (*examined.findings, *workspace_checks.examine(around))
        mended = _mended(examined, place)
        kept = None
        if mended is not None:
            kept = keep(present, backups.BEFORE_REPAIR)
            replace_file.swap(mended.path, present)
        workspace_checks.mend(around)
        left = (*(mended.left if mended else examined.findings), *workspace_checks.examine(around))
    return DoctorReport(found=found, left=left, losses=mended.losses if mended else (), kept=kept)


def _mended(examined: _Examined, place: Path) -> mending.Mended | None:
    """Give a copy that was mended; None where there is nothing to mend, or it would not get better by it."""
    if examined.copy is None or not examined.findings:
        return None
    inside = [one for one in examined.findings if one.name in mending.CHECKS]
    anew = any(one.name in _ANEW for one in examined.findings)
    made = mending.mend(examined.copy, place / "anew", inside, anew)
    return made if _better(made.left, examined.findings) else None


def _better(left: Sequence[DatabaseFinding], found: Sequence[DatabaseFinding]) -> bool:
    """Say whether a mended copy is whole as a file, and has less wrong with it than what it was made from."""
    return not any(one.name in _WHOLE for one in left) and tuple(left) != tuple(found)


def _database(folder: Path, place: Path) -> _Examined:
    database = folder / ".kennis" / FILE
    if not database.exists():
        if not backups.listed(database.parent):
            return _Examined()
        missing = DatabaseFinding(name="database", words=_("no database, though there are backups of one"), count=1)
        return _Examined((missing,))
    copied = file_checks.copied(database, place)
    if copied.path is None:
        return _Examined(copied.findings)
    findings = (*copied.findings, *mending.examine(copied.path))
    return _Examined(findings, copied.path, mending.sessions(copied.path))


def _around(folder: Path, sessions: frozenset[str] | None) -> Around:
    return Around(folder, sessions, datetime.datetime.now(datetime.UTC))


def _refuse_elsewhere(folder: Path) -> None:
    if not (folder / config.FILE).exists() and not (folder / ".kennis").exists():
        raise SettingsError(
            _("{folder} is no kennis workspace; make one with: kennis init {folder}").format(folder=folder)
        )
