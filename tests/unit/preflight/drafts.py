"""Drafts to look at before they are exported: the small meeting, each of its notes a passage."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kennis.nouns import (
    Approval,
    Chapter,
    Consent,
    Kind,
    Note,
    Outline,
    Passage,
    PassageKind,
    Remark,
    RemarkKind,
    Section,
)
from kennis.outline.outline_material import OutlineMaterial
from kennis.outline.printable import printed
from kennis.preflight import DraftFacts, preflight
from tests.unit.outline.meeting import NOTES, SESSION, material

QUOTE, SECOND = NOTES[2], NOTES[3]  # of the adviser, who is shown by name, and of the councillor, by role


def passage(note: Note, **changes: object) -> Passage:
    """Make the passage of a note."""
    kind = PassageKind.QUOTE if note.kind is Kind.QUOTE else PassageKind.POINT
    made = Passage(id=f"p{note.number}", kind=kind, text=note.text, notes=(note.id,))
    return replace(made, **changes)  # type: ignore[arg-type]


def own(text: str, *notes: Note) -> Passage:
    """Make a passage in the editor's own words."""
    return Passage(id="own", kind=PassageKind.TEXT, text=text, notes=tuple(note.id for note in notes), own=True)


def book(*passages: Passage) -> Outline:
    """Make an outline of one chapter with one section; without passages, one of each note."""
    made = passages or tuple(map(passage, NOTES))
    section = Section(id="s1", title="Sectie", titled=True, themes=("twins",), passages=made)
    return Outline(chapters=(Chapter(id="c1", title="Hoofdstuk", lens="rol-overheid", sections=(section,)),))


def draft(
    kept: Outline, given: OutlineMaterial | None = None, approvals: tuple[Approval, ...] = (), words: int = 100
) -> DraftFacts:
    """Give what a pre-flight looks at."""
    found = replace(given or material(), approvals=approvals)
    return DraftFacts(
        book=kept,
        names={one.part.id: one.name for one in kept.walk()},
        printed=printed(kept, found),
        notes=found.notes,
        sessions=found.sessions,
        organisations=found.programme.organisations,
        placements=found.placements,
        approvals=approvals,
        refused=found.refused,
        words=words,
    )


def changed(changes: Mapping[str, Mapping[str, object]]) -> OutlineMaterial:
    """Give the meeting with notes changed, by id."""
    found = material()
    notes = tuple(replace(note, **changes.get(note.id, {})) for note in found.notes)  # type: ignore[arg-type]
    return replace(found, notes=notes)


def open_consent(given: OutlineMaterial) -> OutlineMaterial:
    """Let everybody be shown by name."""
    people = tuple(replace(one, consent=Consent.NAME) for one in SESSION.participants)
    return replace(given, sessions=(replace(given.sessions[0], participants=people),))


def remarks(facts: DraftFacts, *kinds: RemarkKind) -> list[Remark]:
    """Give the remarks of these kinds."""
    return [one for one in preflight(facts) if one.kind in kinds]


def said(found: Iterable[Remark]) -> list[tuple[str, tuple[str, ...]]]:
    """Give the part and the notes of each remark."""
    return [(one.name, one.notes) for one in found]
