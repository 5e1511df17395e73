"""The whole workspace into one file and back: into an empty workspace as it was, into another merged with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kennis import edit_json
from kennis.clean_text import clean, slug
from kennis.errors import InputError, WorkspaceError
from kennis.files import write_pieces_atomically
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.nouns import Draft
from kennis.store import Store, archive
from kennis.store.archive import ArchivedProgramme, ArchivedSettings, ArchiveExtras, Joined, Staged
from kennis.workflows import draft_files, settings_files
from kennis.workflows.deciding_person import me
from kennis.workflows.progress import Progress, step
from kennis.workflows.safety.restore import new_folder
from kennis.workflows.workspace import Workspace

FORMAT = "jsonl"
SUFFIX = ".jsonl"
BEFORE_MERGE = "before-merge"
_SHOWN = 20  # numbers that are told one by one; set by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of an archive: notes read, new, changed and known, what is in conflict, and what else to tell.

    `forgotten` says that the ledger knows by now what was forgotten where it comes from, and that it is to go here too.
    """

    read: int
    added: int = 0
    changed: int = 0
    known: int = 0
    conflicts: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    forgotten: bool = False


def write_archive(workspace: Workspace, store: Store, folder: Path) -> Path:
    """Write the archive of a workspace into a folder, for its owner only; raises WorkspaceError where it cannot."""
    programme = workspace.settings.programme
    path = folder / f"{slug(programme.title) or 'kennis'}{SUFFIX}"
    extras = ArchiveExtras(
        _settings(workspace),
        tuple(settings_files.references(workspace)),
        tuple(_drafts(workspace)),
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        pieces = store.archive.lines(ArchivedProgramme(programme.slug, programme.title), extras)
        write_pieces_atomically(path, pieces, private=True)
    except OSError as error:
        raise WorkspaceError(_("{path} cannot be written: {reason}").format(path=path, reason=why(error))) from error
    return path


def _drafts(workspace: Workspace) -> Iterator[archive.DraftLine]:
    for place, draft in draft_files.left(workspace.database).items():
        yield archive.DraftLine(place, edit_json.of_draft(draft))


def take_archive(workspace: Workspace, store: Store, path: Path, progress: Progress) -> Taken:
    """Take an archive into a workspace: all of it or nothing.

    Raises FileRefused, with the line, where it is no whole and sound archive; InputError where it does not fit.
    """
    reads = step(progress, _("reading {file}").format(file=path.name))
    stores = step(progress, _("storing {file}").format(file=path.name))
    ours = _settings(workspace)
    with new_folder(workspace.database) as folder, archive.staged(path, folder, reads) as found:
        left = _readable(found)
        if store.archive.is_empty():
            store.archive.fill(found, stores)
            return _filled(workspace, found, left)
        kept = store.back_up(BEFORE_MERGE)
        stores(0, 1)
        joined = store.archive.join(found, me())
        stores(1, 1)
    notices = [_("the workspace as it was before: {path}").format(path=kept.backup.path)]
    notices += [*_of_another(workspace, found), *_said(joined), *_left_there(found, ours)]
    return _merged(joined, found.counts["note"], notices)


def _settings(workspace: Workspace) -> tuple[ArchivedSettings, ...]:
    """Give the settings of a workspace; raises WorkspaceError where the disk refuses."""
    try:
        return tuple(settings_files.settings(workspace.folder))
    except OSError as error:
        said = _("{path} cannot be read: {reason}")
        raise WorkspaceError(said.format(path=error.filename, reason=why(error))) from error


def _filled(workspace: Workspace, found: Staged, left: Mapping[str, Draft]) -> Taken:
    """Take what stands beside the database over into a workspace that held nothing."""
    settings = settings_files.take(workspace, found.extras)
    notices = (*_counted(found), *settings, *_take_drafts(workspace, left), _files())
    return Taken(read=found.counts["note"], added=found.counts["note"], notices=notices)


def _merged(joined: Joined, read: int, notices: list[str]) -> Taken:
    if joined.added or joined.changed or joined.conflicts:
        notices.append(_files())
    return Taken(
        read=read,
        added=joined.added,
        changed=joined.changed,
        known=joined.known,
        conflicts=joined.conflicts,
        notices=tuple(notices),
        forgotten=joined.forgotten,
    )


def _files() -> str:
    return _("to write the session files from it: kennis sessions write")


def _said(joined: Joined) -> Iterator[str]:
    names = _sorts()
    counts = ", ".join(f"{names[one.sort]} {one.new}/{one.held}" for one in joined.counts if one.held)
    yield _("new, of those in the archive: {counts}").format(counts=counts)
    if joined.renumbered:
        pairs = [f"{one.there} → {one.here}" for one in joined.renumbered]
        shown = ", ".join(pairs[:_SHOWN]) + (" …" if len(pairs) > _SHOWN else "")
        yield _("numbers that were taken, {count} in all: {pairs}").format(count=len(pairs), pairs=shown)
    yield from joined.told


def _sorts() -> dict[str, str]:
    """Give what people call the rows of tables."""
    return {
        "session": _("sessions"),
        "participant": _("participants"),
        "note": _("notes"),
        "history": _("past versions"),
        "theme": _("themes"),
        "family": _("families"),
        "memo": _("memos"),
        "decision": _("decisions"),
        "run": _("runs"),
        "part": _("parts of the outline"),
        "edition": _("versions of the outline"),
        "approval": _("approvals"),
        "acceptedremark": _("accepted remarks"),
    }


def _of_another(workspace: Workspace, found: Staged) -> Iterator[str]:
    """Say where an archive is of another programme than the workspace."""
    here, there = workspace.settings.programme, found.programme
    if there.slug != here.slug:
        said = _("the archive is of another programme, “{there}”; this workspace is of “{here}”")
        yield said.format(there=clean(there.title).text, here=here.title)


def _left_there(found: Staged, ours: tuple[ArchivedSettings, ...]) -> Iterator[str]:
    """Say what of an archive belongs to another computer, and is not taken into a workspace that holds something."""
    if found.extras.settings != ours:
        yield _("the settings stay as they are; those of the archive are other")
    if found.extras.drafts:
        count = len(found.extras.drafts)
        yield _("what was being typed there is not taken; the archive keeps it: {count}").format(count=count)


def _readable(found: Staged) -> Mapping[str, Draft]:
    """Give the drafts of an archive; raises InputError where one is none."""
    try:
        return {one.place: edit_json.draft(dict(one.content)) for one in found.extras.drafts}
    except (KeyError, TypeError, ValueError, AttributeError):
        raise InputError(_("the archive is not sound: what was being typed cannot be read")) from None


def _counted(found: Staged) -> Iterator[str]:
    names = _sorts()
    counts = [f"{names[name]} {count}" for name, count in found.counts.items() if count and name in names]
    yield _("taken from the archive: {counts}").format(counts=", ".join(counts))


def _take_drafts(workspace: Workspace, left: Mapping[str, Draft]) -> Iterator[str]:
    for place, draft in left.items():
        try:
            taken = draft_files.leave(workspace.database, place, draft)
        except OSError as error:
            yield _("what was being typed cannot be kept: {reason}").format(reason=why(error))
        else:
            if not taken:
                yield _("what was being typed at place {place} is not taken").format(place=place)
