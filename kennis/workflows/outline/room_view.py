"""The outline as the editors' room shows it, made of the kept outline and the notes as they are now."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from kennis.nouns import Chapter, Kind, Note, Outline, Passage, Section, Theme
from kennis.nouns.outline_room import (
    ChapterLine,
    Hindrance,
    OutlineView,
    PassageLine,
    SectionLine,
    SectorShare,
    UnusedNote,
)
from kennis.outline.first_proposal import members
from kennis.outline.outline_material import OutlineMaterial, open_up
from kennis.outline.printable import printed_passage


def view(
    book: Outline,
    material: OutlineMaterial,
    words: int,
    stopping: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> OutlineView:
    """Show an outline; `words` is how many a chapter is to have that does not say so itself.

    `stopping` is what stops an export, by the part that it is about.
    """
    made = _Viewing(book, material, words, stopping)
    chapters = tuple(map(made.chapter, book.chapters))
    printed = [line for chapter in chapters for line in chapter.every]
    return OutlineView(
        title=material.programme.title,
        chapters=chapters,
        unused=made.unused(printed),
        sectors=made.sectors(printed),
    )


class _Viewing:
    """What is looked up for every passage."""

    def __init__(
        self, book: Outline, material: OutlineMaterial, words: int, stopping: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._words, self._stopping, self._parts = words, stopping, book.by_id
        self._usable = open_up(material)
        self._notes = {note.id: note for note in material.notes}
        self._themes = {theme.id: theme for theme in material.themes}
        self._members = members(self._usable)
        self._sectors = _sectors(material)
        uses = Counter(note for one in book.every if not one.own for note in one.notes)
        self._repeated = frozenset(note for note, count in uses.items() if count > 1)

    def chapter(self, one: Chapter) -> ChapterLine:
        sections, own = tuple(map(self._section, one.sections)), tuple(map(self._passage, one.passages))
        every = [*(line for section in sections for line in section.passages), *own]
        return ChapterLine(
            part=one,
            name=self._parts[one.id].name,
            target=one.target or self._words,
            sections=sections,
            passages=own,
            sources=len({self._notes[note].session for note in self._cited(every)}),
            sectors=self.sectors(every),
        )

    def sectors(self, lines: Iterable[PassageLine]) -> tuple[SectorShare, ...]:
        """Give the sectors of what is cited, the largest first and those not known last."""
        found = Counter(self._sectors.get(note, "") for note in self._cited(lines))
        ordered = sorted(found.items(), key=lambda pair: (not pair[0], -pair[1], pair[0]))
        return tuple(SectorShare(name, count / found.total()) for name, count in ordered)

    def unused(self, lines: Sequence[PassageLine]) -> tuple[UnusedNote, ...]:
        """Give the notes that could be printed and stand nowhere, those of a theme first, the firmest first."""
        kept = {note for line in lines for note in line.part.notes}
        placed = self._usable.placements
        left = [note for note in self._usable.notes.values() if note.quotable and note.id not in kept]

        def order(number: int, theme: Theme | None, note: str) -> tuple[bool, int, float, int]:
            return theme is None, theme.number if theme else 0, -placed[note].strength if note in placed else 0, number

        found = [(self._theme(note.id), note) for note in left if note.text.strip()]
        return tuple(
            UnusedNote(
                name=f"n{note.number}",
                text=note.text,
                quoted=note.kind is Kind.QUOTE,
                attribution=note.attribution,
                theme=f"{theme.name} {theme.title}" if theme else "",
            )
            for theme, note in sorted(found, key=lambda pair: order(pair[1].number, pair[0], pair[1].id))
        )

    def _theme(self, note: str) -> Theme | None:
        place = self._usable.placements.get(note)
        return self._themes.get(place.theme) if place is not None and place.theme else None

    def _section(self, one: Section) -> SectionLine:
        themes = [self._themes[theme] for theme in one.themes if theme in self._themes]
        usable = [note for theme in themes for note in self._members.get(theme.id, ()) if note.quotable]
        return SectionLine(
            part=one,
            name=self._parts[one.id].name,
            themes=tuple(theme.name for theme in themes),
            notes=len(usable),
            passages=tuple(map(self._passage, one.passages)),
        )

    def _passage(self, one: Passage) -> PassageLine:
        printed = printed_passage(one, self._usable)
        return PassageLine(
            part=one,
            name=self._parts[one.id].name,
            notes=tuple(map(self._name, one.notes)),
            attribution=printed.attribution if printed else "",
            quoted=printed is not None and printed.quoted,
            hindrance=None if printed else self._why_not(one),
            silent=tuple(self._name(note) for note in one.notes if one.own and not self._quotable(note)),
            printed=printed.text if printed and printed.text != one.text else "",
            stopping=self._stopping.get(one.id, ()),
            repeated=tuple(self._name(note) for note in one.notes if not one.own and note in self._repeated),
        )

    def _why_not(self, one: Passage) -> Hindrance:
        if not one.notes or any(note not in self._notes for note in one.notes):
            return Hindrance.GONE
        return Hindrance.CHANGED if all(map(self._quotable, one.notes)) else Hindrance.CONSENT

    def _quotable(self, note: str) -> bool:
        known = self._usable.notes.get(note)
        return known is not None and known.quotable

    def _name(self, note: str) -> str:
        return f"n{self._notes[note].number}" if note in self._notes else "n?"

    def _cited(self, lines: Iterable[PassageLine]) -> set[str]:
        """Give the notes that are cited in print."""
        return {note for one in lines if not one.hindrance for note in one.part.notes if self._quotable(note)}


def _sectors(material: OutlineMaterial) -> dict[str, str]:
    """Give the sector of each note's speaker, by the register or else by the programme's organisations."""
    houses = {one.name: one.sector for one in material.programme.organisations}
    register = {
        (session.id, person.handle): person.sector or houses.get(person.organisation, "")
        for session in material.sessions
        for person in session.participants
    }
    found: dict[str, str] = defaultdict(str)
    for note in material.notes:
        found[note.id] = register.get(_spoken(note), "")
    return dict(found)


def _spoken(note: Note) -> tuple[str, str]:
    return note.session, note.speaker or ""
