"""Notes and themes as the researcher's room shows them, from the ledger and the notes at one moment."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kennis.consent import speaker
from kennis.nouns import (
    About,
    FamilyLine,
    LedgerState,
    LensGroup,
    Memo,
    Near,
    Note,
    NoteLine,
    Order,
    Placement,
    Programme,
    ProposalState,
    Rule,
    Session,
    Theme,
    ThemeLine,
    ThemeState,
)


@dataclass(frozen=True, kw_only=True)
class LineMaterial:
    """Everything that lines are made from: the programme, the sessions and notes by id, and the ledger."""

    programme: Programme
    sessions: Mapping[str, Session]
    notes: Mapping[str, Note]
    state: LedgerState

    def note(self, note: str, placement: Placement | None = None) -> NoteLine:
        """Give a note where it stands, or where a placement would put it."""
        found, place = self.notes[note], placement or self.place(note)
        session = self.sessions[found.session]
        person = speaker(found, session)
        mark = self.state.marks.get(note)
        home = self._accepted(place.theme)
        return NoteLine(
            note=found,
            session=session,
            speaker=person.name or person.handle if person else "",
            role=person.role if person else "",
            organisation=person.organisation if person else "",
            sector=self.sector(found),
            theme=home.id if home else None,
            strength=place.strength if home else 0.0,
            near=self._near(place),
            stance=mark.stance if mark else None,
            pinned=note in self._pinned,
            suggested=place.suggested,
            shelved=bool(mark and mark.shelf),
            memos=self._memos[About.NOTE, note],
        )

    def place(self, note: str) -> Placement:
        """Give where a note stands; of a loose or new one what it comes nearest to."""
        known, near = self.state.placements.get(note), self.state.suggestions.get(note)
        if known is not None and (known.theme is not None or near is None):
            return known
        return near or Placement(note=note, theme=None)

    def themes(self) -> list[Theme]:
        """Give the accepted themes by number."""
        found = [one for one in self.state.themes.values() if one.state is ThemeState.ACCEPTED]
        return sorted(found, key=lambda one: one.number)

    def theme(self, theme: Theme, weight: float = 0.0) -> ThemeLine:
        """Give a theme as it is listed under a lens in which it has this weight."""
        members = [self.notes[note] for note in self.members.get(theme.id, ())]
        family = self.state.families.get(theme.family)
        return ThemeLine(
            theme=theme,
            name=theme.name,
            notes=len(members),
            sessions=len({note.session for note in members}),
            sectors=len({self.sector(note) for note in members} - {""}),
            weight=weight,
            waiting=self._waiting[theme.id],
            suggested=len(self.suggested.get(theme.id, ())),
            newest=max((self.sessions[note.session].date for note in members), default=None),
            family=family.title if family and family.state is ThemeState.ACCEPTED else "",
        )

    def groups(self, order: Order) -> tuple[LensGroup, ...]:
        """Give the lenses with their themes, and the themes without a lens last."""
        by_lens: dict[str, list[ThemeLine]] = defaultdict(list)
        for theme in self.themes():
            for weight in theme.lenses:
                by_lens[weight.lens].append(self.theme(theme, weight.weight))
            if not theme.lenses:
                by_lens[""].append(self.theme(theme))
        known = [(lens.slug, lens.title) for lens in self.programme.lenses]
        others = [(slug, slug) for slug in sorted(set(by_lens) - {slug for slug, _ in known} - {""})]
        return tuple(
            LensGroup(slug, title, tuple(sorted(by_lens[slug], key=_KEYS[order])))
            for slug, title in (*known, *others, ("", ""))
        )

    def families(self) -> tuple[FamilyLine, ...]:
        """Give the accepted families with their themes, the largest first."""
        by_family: dict[str, list[ThemeLine]] = defaultdict(list)
        for theme in self.themes():
            by_family[theme.family].append(self.theme(theme))
        found = [
            one for one in self.state.families.values() if one.state is ThemeState.ACCEPTED and one.id in by_family
        ]
        largest = [(one, sorted(by_family[one.id], key=_KEYS[Order.WEIGHT])) for one in found]
        largest.sort(key=lambda pair: (-sum(line.notes for line in pair[1]), pair[0].number))
        return tuple(FamilyLine(one.name, one.title, tuple(lines)) for one, lines in largest)

    def item(self, about: About, item: str) -> str:
        """Give what people call the thing that a memo is about."""
        match about:
            case About.NOTE:
                return f"n{self.notes[item].number}" if item in self.notes else item[:8]
            case About.THEME:
                theme = self.state.themes.get(item)
                return f"{theme.name} {theme.title}" if theme else item[:8]
            case About.SESSION:
                return self.sessions[item].title if item in self.sessions else item
            case About.LENS:
                return next((lens.title for lens in self.programme.lenses if lens.slug == item), item)

    def loose(self) -> tuple[NoteLine, ...]:
        """Give the notes in no theme, not even a suggested one, those that come nearest to a theme first."""
        lines = [self.note(note) for note in self.notes if not self.placed(note) and note not in self._fresh]
        return tuple(sorted(lines, key=lambda line: (-_nearest(line), line.note.id)))

    def shelf(self) -> tuple[NoteLine, ...]:
        """Give the notes on the shelf, in the order they were said."""
        found = [note for note, mark in self.state.marks.items() if mark.shelf and note in self.notes]
        return tuple(self.note(note) for note in sorted(found, key=lambda note: (self.date(note), note)))

    def date(self, note: str) -> datetime.date:
        """Give the day a note was said."""
        return self.sessions[self.notes[note].session].date

    def sector(self, note: Note) -> str:
        """Give the sector of a note's speaker, by the register or else by the programme's organisations."""
        person = speaker(note, self.sessions[note.session])
        return (person.sector or self._sectors.get(person.organisation, "")) if person else ""

    def memos(self, about: About, item: str) -> tuple[Memo, ...]:
        """Give the memos on an item, first to last."""
        found = [one for one in self.state.memos.values() if one.about is about and one.item == item]
        return tuple(sorted(found, key=lambda one: one.id))

    @cached_property
    def members(self) -> Mapping[str, Sequence[str]]:
        """The notes of each theme, strongest first."""
        return _grouped(one for one in self.state.placements.values() if one.note in self.notes)

    @cached_property
    def suggested(self) -> Mapping[str, Sequence[str]]:
        """The new notes that are suggested for each theme, strongest first."""
        fresh = (one for one in self.state.suggestions.values() if one.note not in self.state.placements)
        return _grouped(one for one in fresh if one.note in self.notes)

    @cached_property
    def _fresh(self) -> frozenset[str]:
        return frozenset(note for notes in self.suggested.values() for note in notes)

    @cached_property
    def _pinned(self) -> frozenset[str]:
        return frozenset(one.item for one in self.state.constraints if one.rule is Rule.IN)

    @cached_property
    def _memos(self) -> Counter[tuple[About, str]]:
        return Counter((one.about, one.item) for one in self.state.memos.values())

    @cached_property
    def _sectors(self) -> Mapping[str, str]:
        return {one.name: one.sector for one in self.programme.organisations}

    @cached_property
    def _waiting(self) -> Counter[str]:
        waiting = [one for one in self.state.proposals.values() if one.state is ProposalState.WAITING]
        return Counter(theme for one in waiting for theme in {one.theme.id, *(part.id for part in one.parts)})

    def placed(self, note: str) -> bool:
        """Say whether a note stands in an accepted theme."""
        known = self.state.placements.get(note)
        return bool(known and self._accepted(known.theme))

    def _accepted(self, theme: str | None) -> Theme | None:
        found = self.state.themes.get(theme or "")
        return found if found and found.state is ThemeState.ACCEPTED else None

    def _near(self, place: Placement) -> tuple[Near, ...]:
        """Give the second theme, and of a note that is only suggested also the first."""
        asked = [(place.second, place.second_strength)]
        if place.suggested:
            asked.insert(0, (place.theme, place.strength))
        found = [(self._accepted(theme), strength) for theme, strength in asked]
        return tuple(Near(one.id, one.name, one.title, strength) for one, strength in found if one)


def _nearest(line: NoteLine) -> float:
    return max((near.strength for near in line.near), default=0.0)


def _grouped(placements: Iterable[Placement]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for one in sorted(placements, key=lambda one: (-one.strength, one.note)):
        if one.theme:
            grouped[one.theme].append(one.note)
    return grouped


_KEYS = {
    Order.WEIGHT: lambda line: (-line.weight, -line.notes, line.theme.number),
    Order.STABILITY: lambda line: (-line.theme.stability, line.theme.number),
    Order.NEWEST: lambda line: (-(line.newest or datetime.date.min).toordinal(), -line.notes, line.theme.number),
    Order.SECTORS: lambda line: (-line.sectors, -line.notes, line.theme.number),
}
