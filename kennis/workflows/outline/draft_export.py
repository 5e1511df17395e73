"""Accepted themes into a draft of the book, and the draft into files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kennis.approved_wordings import approved, wordings
from kennis.errors import CheckFailed, UsageError
from kennis.export import FORMATS, ExportInputs
from kennis.export.quote_table import Fact
from kennis.export.write import Exported, export_files
from kennis.locale import _
from kennis.nouns import PrintedOutline
from kennis.outline.outline_material import OutlineMaterial, open_up
from kennis.preflight import told_in_own_words
from kennis.store import Store
from kennis.workflows import archive
from kennis.workflows.outline import house_style, outline_material
from kennis.workflows.safety.workspace_lock import leaving
from kennis.workflows.workspace import Workspace

__all__ = ["USUAL", "Exported", "check_formats", "export_draft"]
USUAL = ("md", "html", "docx", "odt")
_TOLD = 3  # remarks that are told where they stop an export; the rest is counted; set by hand
_KNOWN = (*FORMATS, archive.FORMAT)
Remarks = Mapping[str, tuple[str, ...]]  # by the ids of passages


def check_formats(formats: Sequence[str]) -> None:
    """Raise UsageError where a format is unknown, or none is named."""
    if not formats:
        raise UsageError(_("name at least one format: {known}").format(known=", ".join(_KNOWN)))
    for name in formats:
        if name not in _KNOWN:
            known = ", ".join(_KNOWN)
            raise UsageError(_("unknown format “{format}”; there are {known}").format(format=name, known=known))


def export_draft(
    workspace: Workspace,
    formats: Sequence[str],
    folder: Path | None = None,
    look: Callable[[Workspace], Remarks] = lambda _here: {},
) -> Exported:
    """Write the outline in these formats into a folder (the workspace's `exports/`); give the files.

    What `look` finds in the workspace stands beside passages, in formats that have comments. The archive of the whole
    workspace may be one of the formats; alone it asks for no themes. Raises UsageError for an unknown format,
    SettingsError for a reference document that cannot be used, CheckFailed if a written quotation is not what its note
    says, or an editor's own words quote what none says, hold what may not be printed, or name somebody in a register
    who may not be named and nobody accepted that.
    """
    check_formats(formats)
    target = workspace.outlet(folder)
    with leaving(workspace.database), workspace.opened() as here, here.store() as store:
        remarks = look(here)
        made = _drafts(here, store, [name for name in formats if name in FORMATS], target, remarks)
        if archive.FORMAT in formats:
            made.append(Exported((archive.write_archive(here, store, target),)))
    return Exported(
        paths=tuple(path for one in made for path in one.paths),
        replaced=tuple(dict.fromkeys(letter for one in made for letter in one.replaced)),
        stale=tuple(path for one in made for path in one.stale),
    )


def _drafts(
    workspace: Workspace, store: Store, formats: Sequence[str], target: Path, remarks: Remarks
) -> list[Exported]:
    if not formats:
        return []
    found = outline_material.material(workspace, store)
    _refuse(workspace, store, found)
    draft = outline_material.as_printed(store, found)
    _refuse_names(store, draft, found)
    extras = ExportInputs(_facts(found), house_style.looks(workspace, formats), remarks)
    answers = wordings(found.notes, found.approvals)
    notes = [replace(one, text=approved(one.text, answers.get(one.id, ()))) for one in found.notes]
    return [export_files(draft, notes, name, target, extras) for name in formats]


def _refuse_names(store: Store, draft: PrintedOutline, found: OutlineMaterial) -> None:
    """Raise CheckFailed where own words name somebody who may not be named, unless those remarks were accepted."""
    accepted = store.approvals.accepted_remarks()
    named = [(one.id, keys) for one, keys in told_in_own_words(draft, found.sessions) if not accepted.issuperset(keys)]
    if named:
        called = {one.part.id: one.name for one in store.outlines.current().walk()}
        waiting = [one for _part, keys in named for one in keys if one not in accepted]
        raise CheckFailed(
            _(
                "own words name somebody who may not be named, in {parts}; nothing was written. Change the words "
                "(kennis outline write), or: kennis preflight accept {keys}"
            ).format(parts=", ".join(called.get(part, "?") for part, _keys in named), keys=" ".join(waiting))
        )


def _facts(found: OutlineMaterial) -> dict[str, Fact]:
    """Give what may be told of notes beside their text and speaker, by number."""
    return {
        f"n{note.number}": Fact(note.sector, found.stances.get(note.id, "")) for note in open_up(found).notes.values()
    }


def _refuse(workspace: Workspace, store: Store, found: OutlineMaterial) -> None:
    told = outline_material.stopping(workspace, store, found)
    if told:
        first = "; ".join(f"{one.name}: {one.message}" for one in told[:_TOLD])
        more = f" (+{len(told) - _TOLD})" if len(told) > _TOLD else ""
        message = _("no draft was written: {told}{more}; see: kennis preflight")
        raise CheckFailed(message.format(told=first, more=more))
