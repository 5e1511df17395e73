"""The outline as it would be printed, and what it is made from: gathered from the store, for all that reads it."""

from collections.abc import Sequence
from dataclasses import replace

from kennis.embedding import text_hash
from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import (
    Chapter,
    Outline,
    Passage,
    PassageKind,
    PrintedOutline,
    Programme,
    Remark,
    RemarkKind,
    Section,
)
from kennis.outline.first_proposal import first
from kennis.outline.outline_material import OutlineMaterial
from kennis.outline.printable import printed
from kennis.preflight import STOPPING, DraftFacts, preflight
from kennis.store import Store
from kennis.workflows.workspace import Workspace

__all__ = ["as_printed", "facts", "is_kept", "markdown", "material", "outline", "own_words", "public", "stopping"]


def is_kept(workspace: Workspace) -> bool:
    """Say whether an outline is kept."""
    with workspace.store() as store:
        return bool(store.outlines.current().chapters)


def outline(workspace: Workspace) -> PrintedOutline:
    """Give the outline as it would be printed: the one that is kept, else the first proposal of one.

    Raises InputError while there are no accepted themes.
    """
    with workspace.store() as store:
        return as_printed(store, material(workspace, store))


def markdown(workspace: Workspace) -> str:
    """Give the whole outline as Markdown."""
    from kennis.export.markdown import write_markdown

    return write_markdown(outline(workspace)).decode("utf-8")


def as_printed(store: Store, found: OutlineMaterial) -> PrintedOutline:
    """Give the outline that is kept as it would be printed, else the first proposal of one."""
    book = store.outlines.current()
    return printed(book, found) if book.chapters else printed(first(found), found, kept=False)


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


def facts(workspace: Workspace, store: Store, found: OutlineMaterial | None = None) -> DraftFacts:
    """Gather what a pre-flight looks at: the outline that is kept, else the first proposal of one."""
    found = found or material(workspace, store)
    book = store.outlines.current()
    if not book.chapters:
        book = _lasting(first(found))
    return DraftFacts(
        book=book,
        names={one.part.id: one.name for one in book.walk()},
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
    passage = Passage(id="new", kind=PassageKind.TEXT, text=text, notes=tuple(notes), own=True)
    alone = Outline(chapters=(Chapter(id="chapter", title="", passages=(passage,)),))
    written = replace(found, book=alone, names={}, printed=printed(alone, material(workspace, store)))
    return preflight(written, STOPPING)


def public(programme: Programme) -> tuple[str, ...]:
    """Give the texts that everybody knows: those of the programme itself."""
    lenses = (text for lens in programme.lenses for text in (lens.title, lens.question, *lens.anchors))
    houses = (text for one in programme.organisations for text in (one.name, one.sector))
    return (programme.title, *lenses, *houses)


def _lasting(book: Outline) -> Outline:
    """Give the parts of an outline that nobody keeps ids that are the same when it is made again."""

    def passage(one: Passage, parent: str) -> Passage:
        return replace(one, id=f"{parent}/{one.kind}/{' '.join(one.notes)}")

    def section(one: Section, parent: str) -> Section:
        name = f"{parent}/{' '.join(one.themes) or one.title}"
        return replace(one, id=name, passages=tuple(passage(item, name) for item in one.passages))

    def chapter(one: Chapter) -> Chapter:
        name = one.lens or one.title
        sections = tuple(section(item, name) for item in one.sections)
        return replace(one, id=name, sections=sections, passages=tuple(passage(item, name) for item in one.passages))

    return replace(book, chapters=tuple(map(chapter, book.chapters)))
