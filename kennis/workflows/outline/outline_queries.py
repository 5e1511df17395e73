"""The outline as it is read: its parts, what it could take over, its versions."""

from collections.abc import Mapping

from kennis.consent import Publishable
from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import (
    Edition,
    FoundPart,
    Kind,
    Outline,
    OutlineDifference,
    OutlineLine,
    OutlineProposal,
    Part,
    Passage,
    PassageKind,
    PrintedOutline,
    PrintedPassage,
    Section,
    WaitingProposal,
)
from kennis.outline import outline_proposals
from kennis.outline.first_proposal import members
from kennis.outline.outline_material import Open, OutlineMaterial, open_up
from kennis.outline.parts import find
from kennis.outline.printable import printed
from kennis.outline.version_diff import differences, words
from kennis.store import Store
from kennis.workflows.outline import outline_material
from kennis.workflows.workspace import Workspace

_SPOKEN = (PassageKind.QUOTE, PassageKind.COUNTER)


class OutlineReader:
    """A workspace's outline to read; whatever it gives raises InputError while there is none."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def book(self) -> Outline:
        """Give the outline; raises InputError while there is none."""
        with self.workspace.store() as store:
            return kept(store)

    def printed(self) -> PrintedOutline:
        """Give the outline as it would be printed."""
        with self.workspace.store() as store:
            return printed(kept(store), self._material(store))

    def lines(self) -> tuple[OutlineLine, ...]:
        """Give all parts in order, with what each is called."""
        return lines(self.book())

    def waiting(self) -> tuple[WaitingProposal, ...]:
        """Give what the outline is proposed to take over from themes and notes, with what each is about."""
        with self.workspace.store() as store:
            book = kept(store)
            material = self._material(store)
            found = outline_proposals.proposals(book, material)
            numbers = {note.id: note.number for note in material.notes}
        names = book.by_id
        return tuple(_waiting(one, names[one.part], numbers) for one in found)

    def others(self, part: str) -> tuple[PrintedPassage, ...]:
        """Give what could stand in a passage's place: notes that are printed nowhere, the firmest first.

        They are of the section's themes, or loose where the passage stands in a chapter itself. In the place of a
        quote or a counter-voice come quotes only; in that of another passage those of its kind come first.
        Raises InputError for a part that is no passage.
        """
        with self.workspace.store() as store:
            book, usable = kept(store), self._usable(store)
            found = find(book, part)
            if not isinstance(found.part, Passage):
                raise InputError(_("{part} is not a passage; a chapter or section has a title").format(part=part))
            taken = {note for one in book.every for note in one.notes}
            kind, alike = found.part.kind, _kind(found.part, usable)
            notes = [
                note
                for note in _about(find(book, found.parent).part, usable)
                if note.quotable and note.id not in taken and note.text.strip()
                if note.kind is Kind.QUOTE or kind not in _SPOKEN
            ]
        return tuple(
            PrintedPassage(
                kind=kind,
                text=note.text,
                notes=(f"n{note.number}",),
                attribution=note.attribution,
                quoted=note.kind is Kind.QUOTE,
            )
            for note in sorted(notes, key=lambda note: _fitness(note, alike, usable))
        )

    def editions(self) -> tuple[Edition, ...]:
        """Give all versions, first to last."""
        with self.workspace.store() as store:
            return store.outlines.editions()

    def at(self, number: int) -> Outline:
        """Give the outline as it was after a version; raises UnknownItem."""
        with self.workspace.store() as store:
            return store.outlines.at(number)

    def compared(self, before: int, after: int | None = None) -> tuple[OutlineDifference, ...]:
        """Give what differs between two versions, the later being the present one where none is given."""
        with self.workspace.store() as store:
            later = kept(store) if after is None else store.outlines.at(after)
            return differences(store.outlines.at(before), later)

    def _material(self, store: Store) -> OutlineMaterial:
        return outline_material.material(self.workspace, store)

    def _usable(self, store: Store) -> Open:
        return open_up(self._material(store))

    def _view(self, store: Store, name: str) -> Publishable:
        note = store.notes.note(name)
        view = self._usable(store).notes.get(note.id)
        if view is None or not view.quotable:
            raise InputError(_("note n{number} may not be printed at its level of consent").format(number=note.number))
        return view


def _about(holder: Part, usable: Open) -> list[Publishable]:
    """Give the notes of a section's themes, or those that are loose."""
    if isinstance(holder, Section):
        by_theme = members(usable)
        return [note for theme in holder.themes for note in by_theme.get(theme, ())]
    placed = {note.id for notes in members(usable).values() for note in notes}
    return [note for note in usable.notes.values() if note.id not in placed]


def _kind(passage: Passage, usable: Open) -> Kind:
    """Give the kind of note that a passage says."""
    first = usable.notes.get(passage.notes[0]) if passage.notes else None
    return Kind.QUOTE if passage.kind in _SPOKEN or first is None else first.kind


def _fitness(note: Publishable, alike: Kind, usable: Open) -> tuple[bool, float, int]:
    place = usable.placements.get(note.id)
    return note.kind is not alike, -place.strength if place else 0.0, note.number


def _waiting(one: OutlineProposal, part: FoundPart, numbers: Mapping[str, int]) -> WaitingProposal:
    notes = " ".join(f"n{numbers[note]}" for note in one.notes if note in numbers)
    return WaitingProposal(key=one.key, name=part.name, title=one.title or words(part.part), told=notes, proposal=one)


def lines(book: Outline) -> tuple[OutlineLine, ...]:
    """Give all parts of an outline in order, with what each is called."""
    return tuple(OutlineLine(name=one.name, part=one.part, text=words(one.part)) for one in book.walk())


def kept(store: Store) -> Outline:
    """Give the outline that is kept; raises InputError while there is none."""
    book = store.outlines.current()
    refuse_nothing(book)
    return book


def refuse_nothing(book: Outline) -> None:
    """Raise InputError where there is no outline."""
    if not book.chapters:
        raise InputError(_("there is no outline yet; first: kennis outline build"))
