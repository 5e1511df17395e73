"""Accepted themes into a draft of the book, and the draft into files."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from kennis.approved import approved, wordings
from kennis.embedding import text_hash
from kennis.errors import CheckFailed, InputError, UsageError
from kennis.export import FORMATS, Extras
from kennis.export.quote_table import Fact
from kennis.export.write import Exported, export_files
from kennis.locale import _
from kennis.nouns import (
    KeptChapter,
    KeptOutline,
    KeptPassage,
    KeptSection,
    Outline,
    PassageKind,
    Programme,
    Remark,
    RemarkKind,
)
from kennis.outline.first_proposal import first
from kennis.outline.material import OutlineMaterial, open_up
from kennis.outline.parts import walk
from kennis.outline.printable import printed, unkept
from kennis.preflight import STOPPING, Facts, preflight, told_in_own_words
from kennis.store import Store
from kennis.workflows import archive
from kennis.workflows.outline import house_style
from kennis.workflows.safety.workspace_lock import leaving
from kennis.workflows.workspace import Workspace

__all__ = [
    "USUAL",
    "Exported",
    "check_formats",
    "export_draft",
    "facts",
    "markdown",
    "material",
    "outline",
    "public",
    "stopping",
]
USUAL = ("md", "html", "docx", "odt")
_TOLD = 3
_KNOWN = (*FORMATS, archive.FORMAT)


def outline(workspace: Workspace) -> Outline:
    """Give the outline as it would be printed: the one that is kept, else the first proposal of one.

    Raises InputError while there are no accepted themes.
    """
    with workspace.store() as store:
        return _printed(store, material(workspace, store))


def markdown(workspace: Workspace) -> str:
    """Give the whole outline as Markdown."""
    return FORMATS["md"].write(outline(workspace)).decode("utf-8")


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
    remarks: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Exported:
    """Write the outline in these formats into a folder (the workspace's `exports/`); give the files.

    `remarks` stand beside the passages with these ids, in formats that have comments. The archive of the whole
    workspace may be one of the formats; alone it asks for no themes. Raises UsageError for an unknown format,
    SettingsError for a reference document that cannot be used, CheckFailed if a written quotation is not what its note
    says, or an editor's own words quote what none says, hold what may not be printed, or name somebody in a register
    who may not be named and nobody accepted that.
    """
    check_formats(formats)
    target = workspace.outlet(folder)
    with leaving(workspace.database), workspace.store() as store:
        made = _drafts(workspace, store, [name for name in formats if name in FORMATS], target, remarks)
        if archive.FORMAT in formats:
            made.append(Exported((archive.write_archive(workspace, store, target),)))
    return Exported(
        paths=tuple(path for one in made for path in one.paths),
        replaced=tuple(dict.fromkeys(letter for one in made for letter in one.replaced)),
        stale=tuple(path for one in made for path in one.stale),
    )


def _drafts(
    workspace: Workspace, store: Store, formats: Sequence[str], target: Path, remarks: Mapping[str, tuple[str, ...]]
) -> list[Exported]:
    if not formats:
        return []
    found = material(workspace, store)
    _refuse(workspace, store, found)
    draft = _printed(store, found)
    _refuse_names(store, draft, found)
    extras = Extras(_facts(found), house_style.looks(workspace, formats), remarks)
    answers = wordings(found.notes, found.approvals)
    notes = [replace(one, text=approved(one.text, answers.get(one.id, ()))) for one in found.notes]
    return [export_files(draft, notes, name, target, extras) for name in formats]


def _refuse_names(store: Store, draft: Outline, found: OutlineMaterial) -> None:
    """Raise CheckFailed where own words name somebody who may not be named, unless those remarks were accepted."""
    accepted = store.approvals.accepted_remarks()
    named = [(one.id, keys) for one, keys in told_in_own_words(draft, found.sessions) if not accepted.issuperset(keys)]
    if named:
        called = {one.part.id: one.name for one in walk(store.outlines.current())}
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


def _printed(store: Store, found: OutlineMaterial) -> Outline:
    book = store.outlines.current()
    return printed(book, found) if book.chapters else unkept(printed(first(found), found))


def material(workspace: Workspace, store: Store) -> OutlineMaterial:
    """Gather what an outline is made from; raises InputError while there are no accepted themes."""
    themes = store.ledger.themes()
    if not themes:
        raise InputError(_("there are no accepted themes yet; first: kennis themes run --accept-all"))
    sessions, notes = store.notes.leaving()
    hashes = {note.id: text_hash(note.text) for note in notes}
    model = store.ledger.runs()[-1].model
    vectors = store.vectors.known(model, sorted(set(hashes.values())))
    return OutlineMaterial(
        programme=workspace.settings.programme,
        sessions=sessions,
        notes=notes,
        themes=themes,
        placements=store.ledger.placements(),
        vectors={note: vectors[key] for note, key in hashes.items() if key in vectors},
        stances={mark.note: mark.stance for mark in store.ledger.marks() if mark.stance},
        quotes=workspace.settings.outline.quotes,
        words=workspace.settings.outline.words,
        refused=store.approvals.refused(),
        approvals=store.approvals.all(),
    )


def facts(workspace: Workspace, store: Store, found: OutlineMaterial | None = None) -> Facts:
    """Gather what a pre-flight looks at: the outline that is kept, else the first proposal of one."""
    found = found or material(workspace, store)
    book = store.outlines.current()
    if not book.chapters:
        book = _lasting(first(found))
    return Facts(
        book=book,
        names={one.part.id: one.name for one in walk(book)},
        printed=printed(book, found),
        notes=found.notes,
        sessions=found.sessions,
        organisations=found.programme.organisations,
        placements=found.placements,
        approvals=found.approvals,
        refused=found.refused,
        words=workspace.settings.outline.words,
        public=public(found.programme),
    )


def stopping(workspace: Workspace, store: Store, found: OutlineMaterial | None = None) -> tuple[Remark, ...]:
    """Give what no draft goes out with: an editor's words that may not be printed, quotations that no note says.

    Of the latter those are left out of which an editor said that they are not from a note.
    """
    accepted = store.approvals.accepted_remarks()
    told = preflight(facts(workspace, store, found), STOPPING)
    return tuple(one for one in told if one.kind is RemarkKind.LEAKED or one.key not in accepted)


def own_words(workspace: Workspace, store: Store, text: str, notes: Sequence[str]) -> tuple[Remark, ...]:
    """Give what would stop an export if an editor wrote these words, citing notes by their ids."""
    found = facts(workspace, store)
    passage = KeptPassage(id="new", kind=PassageKind.TEXT, text=text, notes=tuple(notes), own=True)
    alone = KeptOutline(chapters=(KeptChapter(id="chapter", title="", passages=(passage,)),))
    written = replace(found, book=alone, names={}, printed=printed(alone, material(workspace, store)))
    return preflight(written, STOPPING)


def _refuse(workspace: Workspace, store: Store, found: OutlineMaterial) -> None:
    told = stopping(workspace, store, found)
    if told:
        first = "; ".join(f"{one.name}: {one.message}" for one in told[:_TOLD])
        more = f" (+{len(told) - _TOLD})" if len(told) > _TOLD else ""
        message = _("no draft was written: {told}{more}; see: kennis preflight")
        raise CheckFailed(message.format(told=first, more=more))


def public(programme: Programme) -> tuple[str, ...]:
    """Give the texts that everybody knows: those of the programme itself."""
    lenses = (text for lens in programme.lenses for text in (lens.title, lens.question, *lens.anchors))
    houses = (text for one in programme.organisations for text in (one.name, one.sector))
    return (programme.title, *lenses, *houses)


def _lasting(book: KeptOutline) -> KeptOutline:
    """Give the parts of an outline that nobody keeps ids that are the same when it is made again."""

    def passage(one: KeptPassage, parent: str) -> KeptPassage:
        return replace(one, id=f"{parent}/{one.kind}/{' '.join(one.notes)}")

    def section(one: KeptSection, parent: str) -> KeptSection:
        name = f"{parent}/{' '.join(one.themes) or one.title}"
        return replace(one, id=name, passages=tuple(passage(item, name) for item in one.passages))

    def chapter(one: KeptChapter) -> KeptChapter:
        name = one.lens or one.title
        sections = tuple(section(item, name) for item in one.sections)
        return replace(one, id=name, sections=sections, passages=tuple(passage(item, name) for item in one.passages))

    return replace(book, chapters=tuple(map(chapter, book.chapters)))
