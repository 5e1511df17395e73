"""Accepted themes into a draft of the book, and the draft into files."""

from collections.abc import Sequence
from pathlib import Path

from kennis.embedding import text_hash
from kennis.errors import InputError, UsageError
from kennis.export import FORMATS, known_format
from kennis.export.quotes import Fact
from kennis.export.writing import Exported, export_files
from kennis.locale import _
from kennis.nouns import Outline
from kennis.outline.first import first
from kennis.outline.material import Material, open_up
from kennis.outline.printing import printed, unkept
from kennis.store import Store
from kennis.workflows.workspace import Workspace

USUAL = ("md", "html", "docx", "odt")


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
        raise UsageError(_("name at least one format: {known}").format(known=", ".join(FORMATS)))
    for name in formats:
        known_format(name)


def export_draft(workspace: Workspace, formats: Sequence[str], folder: Path | None = None) -> Exported:
    """Write the outline in these formats into a folder (the workspace's `exports/`); give the files.

    Raises UsageError for an unknown format, CheckFailed if a written quotation is not what its note says.
    """
    check_formats(formats)
    with workspace.store() as store:
        found = material(workspace, store)
        draft = _printed(store, found)
        target = folder or workspace.exports
        facts = _facts(found)
        made = [export_files(draft, found.notes, name, target, facts) for name in formats]
    replaced = dict.fromkeys(letter for one in made for letter in one.replaced)
    return Exported(tuple(path for one in made for path in one.paths), tuple(replaced))


def _facts(found: Material) -> dict[str, Fact]:
    """Give what may be told of notes beside their text and speaker, by number."""
    return {
        f"n{note.number}": Fact(note.sector, found.stances.get(note.id, "")) for note in open_up(found).notes.values()
    }


def _printed(store: Store, found: Material) -> Outline:
    book = store.books.current()
    return printed(book, found) if book.chapters else unkept(printed(first(found), found))


def material(workspace: Workspace, store: Store) -> Material:
    """Gather what an outline is made from; raises InputError while there are no accepted themes."""
    themes = store.ledger.themes()
    if not themes:
        raise InputError(_("there are no accepted themes yet; first: kennis themes run --accept-all"))
    notes = store.notes.select()
    hashes = {note.id: text_hash(note.text) for note in notes}
    model = store.ledger.runs()[-1].model
    vectors = store.vectors.known(model, sorted(set(hashes.values())))
    return Material(
        programme=workspace.settings.programme,
        sessions=store.notes.sessions(),
        notes=notes,
        themes=themes,
        placements=store.ledger.placements(),
        vectors={note: vectors[key] for note, key in hashes.items() if key in vectors},
        stances={mark.note: mark.stance for mark in store.ledger.marks() if mark.stance},
        quotes=workspace.settings.outline.quotes,
        refused=store.approvals.refused(),
    )
