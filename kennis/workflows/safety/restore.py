"""A backup comes back: into a new file, brought up to date, compared, then in the place of the present database."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kennis.errors import BrokenRules, NewerDatabase, UnknownItem, WorkspaceError
from kennis.files import is_file
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.nouns import Forgotten
from kennis.store import FILE, Store, migrations, sqlite
from kennis.store.erasure.erase import erase_again, ledger_in, notes_in
from kennis.store.sqlite import backups, file_header, replace_file
from kennis.store.sqlite.backups import Backup
from kennis.store.sqlite.compare import Difference, differences
from kennis.store.sqlite.repair import repair
from kennis.workflows.safety import workspace_lock
from kennis.workflows.safety.workspace_lock import alone
from kennis.workflows.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy import Engine

__all__ = ["Difference", "Restored", "brought_up_to_date", "compare", "keep", "new_folder", "restore", "room"]

_MENDED = "mended"  # a folder in that of the copy


@dataclass(frozen=True, slots=True)
class BroughtUpToDate:
    """A copy of a backup of this program's schema; `mended` tells what the tables refused of it, empty for nothing."""

    path: Path
    mended: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: from which file, what it changed, and where what was there before is kept.

    `forgotten` counts the notes of the file that were forgotten since, and are not restored. `mended` tells what the
    tables of today refuse of it, empty for nothing.
    """

    source: Path
    differences: tuple[Difference, ...]
    kept: Backup | None = None
    forgotten: int = 0
    mended: str = ""


def compare(workspace: Workspace, name: str) -> Restored:
    """Say what restoring a backup would lose and gain, and change nothing; raises what `restore` raises."""
    present = workspace.database / FILE
    ledger, source = _settled(present), _named(workspace, name)
    with new_folder(workspace.database) as folder:
        made = brought_up_to_date(source, folder)
        forgotten = _forget_again(present, made.path, ledger)
        told = differences(present, made.path)
        return Restored(source, told, forgotten=forgotten, mended=made.mended)


def restore(workspace: Workspace, name: str) -> Restored:
    """Put a backup in the place of the present database, which is kept as a backup first.

    `name` is that of a backup or the beginning of it, or a file. Raises UnknownItem; NewerDatabase where a later
    kennis made the backup; WorkspaceError where it is damaged or no kennis database, where another kennis is at work,
    or where something is not wholly forgotten yet. The present database is as it was then.
    """
    present = workspace.database / FILE
    with alone(workspace.database), new_folder(workspace.database) as folder:
        ledger, source = _settled(present), _named(workspace, name)
        made = brought_up_to_date(source, folder)
        forgotten = _forget_again(present, made.path, ledger)
        told = differences(present, made.path)
        kept = keep(present, backups.BEFORE_RESTORE)
        replace_file.swap(made.path, present)
    return Restored(source, told, kept, forgotten, made.mended)


def _settled(present: Path) -> tuple[Forgotten, ...]:
    """Give the ledger of the present database; raises WorkspaceError where something in it is left to erase.

    A restored database that was made to forget would say that this is done, and other backups still hold it.
    """
    ledger = ledger_in(present)
    if not all(one.done for one in ledger):
        raise WorkspaceError(_("something is not wholly forgotten yet; first: kennis forget"))
    return ledger


def _forget_again(present: Path, made: Path, ledger: Sequence[Forgotten]) -> int:
    """Erase in a restored database what was forgotten since it was copied; give how many notes that were.

    Where the present database is lost, the backups still know it.
    """
    of_backups = (line for one in backups.listed(present.parent) for line in ledger_in(one.path))
    notes = notes_in(present)
    engine = sqlite.engine(made)
    try:
        return erase_again(engine, (*ledger, *of_backups), notes).notes
    finally:
        engine.dispose()


def keep(present: Path, reason: str) -> Backup | None:
    """Keep the present database as a backup, byte for byte where SQLite cannot read it; None if there is none."""
    if not present.exists():
        return None
    try:
        with _opened(present) as engine:
            return backups.make(engine, present, reason).backup
    except WorkspaceError:
        return backups.keep_as_is(present)


@contextmanager
def _opened(path: Path) -> "Iterator[Engine]":
    """Open a database without bringing it up to date."""
    engine = sqlite.engine(path)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def new_folder(database: Path) -> Iterator[Path]:
    """Give a folder beside the database, on the same disk and closed to others; gone afterwards.

    Raises WorkspaceError where it cannot be made; what is raised in it is the caller's.
    """
    with ExitStack() as held:
        try:
            folder = held.enter_context(workspace_lock.new_folder(database))
        except OSError as error:
            raise _no_database(database, error) from error
        yield folder


@contextmanager
def room(database: Path) -> Iterator[Path]:
    """Give a folder like `new_folder` to make a database in; what the disk refuses there is WorkspaceError."""
    try:
        with new_folder(database) as folder:
            yield folder
    except OSError as error:
        raise _no_database(database, error) from error


def _no_database(folder: Path, error: OSError) -> WorkspaceError:
    said = _("no new database can be made in {folder}: {reason}")
    return WorkspaceError(said.format(folder=folder, reason=why(error)))


def _named(workspace: Workspace, name: str) -> Path:
    known = backups.listed(workspace.database)
    found = [one.path for one in known if one.name.startswith(name)]
    exact = [one.path for one in known if name in (one.name, one.path.name)]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found and is_file(Path(name)):
        return Path(name)
    said = _("more than one backup is called {name}") if found else _("there is no backup {name}")
    raise UnknownItem(said.format(name=name) + "; " + _("see: kennis restore"))


def brought_up_to_date(source: Path, folder: Path) -> BroughtUpToDate:
    """Copy a backup into a folder, check it, and migrate the copy, mended where the tables of today refuse its rows.

    Raises NewerDatabase where a later kennis made it, WorkspaceError where it is damaged or no kennis database, or
    where the disk refuses; BrokenRules where it cannot be mended without a loss.
    """
    made = folder / FILE
    _check(source)
    try:
        shutil.copyfile(source, made)
        made.chmod(0o600)
    except OSError as error:
        raise _no_database(folder.parent, error) from error
    backups.check(made)
    try:
        with closing(Store.open(folder)):
            return BroughtUpToDate(made)
    except BrokenRules as error:
        migrations.bring_copy_up_to_date(made)
        mended = repair.mend(made, folder / _MENDED, repair.examine(made))
        if mended.losses or any(one.name == "rules" for one in mended.left):
            raise
        return BroughtUpToDate(mended.path, error.told)


def _check(source: Path) -> None:
    try:
        head = file_header.read(source)
    except OSError as error:
        raise WorkspaceError(_("{path} cannot be read: {reason}").format(path=source, reason=why(error))) from error
    if head is None or head.application != sqlite.APPLICATION_ID or not head.version:
        raise WorkspaceError(_("{path} is no kennis database").format(path=source))
    if head.version > migrations.CURRENT:
        raise NewerDatabase(
            _("{path} was written by a newer kennis (schema {found}, this one knows {known}); upgrade kennis").format(
                path=source, found=head.version, known=migrations.CURRENT
            )
        )
