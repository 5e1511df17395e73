"""What a view sees of the notes: only what may be published of each.

Whoever may be named is named, by organisation or by sector alone; a text that may not be quoted is not here at all.
Notes for background and withdrawn notes are left out, they are not even counted.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kennis import consent
from kennis.consent import Publishable
from kennis.nouns import (
    Consent,
    Kind,
    Note,
    Organisation,
    Placement,
    Programme,
    Session,
    Theme,
)
from kennis.views.theme_names import ThemeName, heaviest, theme_names

LOOSE = ""


@dataclass(frozen=True, slots=True)
class Point:
    """Where a note lies on the map; both coordinates are 0 to 1."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewMaterial:
    """Everything that the views are made from.

    `used` are the ids of the notes that the draft of the book prints, `points` where notes lie on the map, `refused`
    the ids of those that their speakers do not want printed. With `internal` small cells are shown; all else passes
    the gate of consent all the same.
    """

    programme: Programme
    sessions: tuple[Session, ...]
    notes: tuple[Note, ...]
    themes: tuple[Theme, ...]
    placements: tuple[Placement, ...]
    used: frozenset[str] = frozenset()
    points: Mapping[str, Point] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    internal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    """A note as a view knows it.

    `organisation` and `sector` are empty where they may not be named or are not known. `person` tells speakers
    apart without naming them, over all sessions; 0 means unknown. `theme` is None for a loose note. `text` is empty
    where it may not be quoted. `lens` is the heaviest of its theme, or of itself where it is loose; it may be empty.
    `spoken` says that its speaker is told, as far as may be, where the draft prints it.
    """

    id: str
    number: int
    session: str
    kind: Kind
    theme: str | None
    second: str | None
    strength: float
    person: int
    organisation: str
    sector: str
    text: str
    attribution: str
    star: bool
    used: bool
    lens: str
    spoken: bool


@dataclass(frozen=True, slots=True)
class OpenMaterial:
    """The part of the material that may be published: notes by id, themes by family and number, sessions by date.

    `titles` are the sessions' titles, empty where one gives away who may not be named; `keys` what the sessions are
    called in print, S1 for the first, for their ids may hold words of their titles.
    """

    notes: tuple[Voiced, ...]
    themes: tuple[ThemeName, ...]
    sessions: tuple[Session, ...]
    titles: Mapping[str, str]
    keys: Mapping[str, str]


def open_up(material: ViewMaterial) -> OpenMaterial:
    """Pass the material through the gate of consent; the order of what comes in makes no difference."""
    sessions = tuple(sorted(material.sessions, key=lambda one: (one.date, one.id)))
    vocabulary = consent.vocabulary(material.notes, sessions, material.programme.organisations, material.refused)
    themes = theme_names(material.themes, vocabulary)
    places = {one.note: one for one in material.placements if not one.suggested}
    views = consent.publishable(material.notes, sessions, material.programme.organisations)
    raw = {note.id: note for note in material.notes}
    register = {one.id: one for one in sessions}
    people = persons(sessions, material.notes)
    known = {theme.id: theme for theme in themes}
    notes = []
    for view in views:
        view = dataclasses.replace(view, quotable=view.quotable and view.id not in material.refused)
        note = raw[view.id]
        by = _said_by(note, register[note.session], material.programme.organisations)
        place = _place(note, places.get(note.id), known)
        person = people.get((note.session, note.speaker), 0)
        notes.append(_voiced(view, place, person, by, view.id in material.used))
    titles = consent.printable_titles(sessions, vocabulary.names)
    keys = {one.id: f"S{number}" for number, one in enumerate(sessions, start=1)}
    return OpenMaterial(tuple(notes), themes, sessions, titles, keys)


def persons(sessions: Iterable[Session], notes: Iterable[Note]) -> dict[tuple[str, str], int]:
    """Number the speakers by (session, handle): who has the same handle or the same name is the same person.

    Two people who are taken for one only make a cell seem smaller than it is.
    """
    leader: dict[str, str] = {}

    def find(key: str) -> str:
        while leader.setdefault(key, key) != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    handles = {(note.session, note.speaker) for note in notes if note.speaker}
    for session in sessions:
        for person in session.participants:
            handles.add((session.id, person.handle))
            if person.name.strip():
                one, other = sorted((find(f"@{person.handle}"), find(person.name.casefold().strip())))
                leader[other] = one
    roots = {key: find(f"@{key[1]}") for key in handles}
    numbers = {root: number for number, root in enumerate(sorted(set(roots.values())), start=1)}
    return {key: numbers[root] for key, root in roots.items()}


def attribute_names(notes: Iterable[Note]) -> tuple[str, ...]:
    """Give the names of the attributes that notes have, in alphabetical order."""
    return tuple(sorted({attribute.name for note in notes for attribute in note.attributes if any(attribute.values)}))


def attribute_values(material: ViewMaterial, name: str) -> dict[str, tuple[str, ...]]:
    """Give the values of an attribute by note id, without those that spell out somebody who may not be named."""
    register = {one.id: one for one in material.sessions}
    names = consent.names_kept_back(material.notes, material.sessions, material.programme.organisations)
    known: dict[tuple[str, str, str, Consent], bool] = {}

    def may_print(value: str, note: Note) -> bool:
        session = register[note.session]
        person = consent.speaker(note, session)
        allowed = consent.level(note, person, session)
        key = (value, note.session, note.speaker, allowed)
        if key not in known:
            as_title = dataclasses.replace(
                session, title=value, consent=allowed, participants=(person,) if person else ()
            )
            known[key] = bool(consent.printable_titles([as_title], names)[session.id])
        return known[key]

    return {
        note.id: tuple(value for value in _values(note, name) if may_print(value, note))
        for note in material.notes
        if consent.may_name_themes(note, register[note.session])
    }


def _values(note: Note, name: str) -> list[str]:
    found = [" ".join(value.split()) for one in note.attributes if one.name == name for value in one.values]
    return sorted(set(found) - {""})


def _said_by(note: Note, session: Session, organisations: Sequence[Organisation]) -> tuple[str, str]:
    """Give the organisation and the sector that may be named; by role the sector only, and not if it tells."""
    person = consent.speaker(note, session)
    if person is None:
        return "", ""
    allowed, house = consent.level(note, person, session), person.organisation.strip()
    if allowed is Consent.NAME or (allowed is Consent.ORGANISATION and house):
        known = next((one.sector for one in organisations if one.name == house), "")
        return house, (person.sector or known).strip()
    if allowed is Consent.ROLE:
        return "", consent.attribution(dataclasses.replace(person, role=""), allowed, organisations)
    return "", ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a note stands among the accepted themes."""

    theme: str | None
    second: str | None
    strength: float
    lens: str


def _place(note: Note, place: Placement | None, known: Mapping[str, ThemeName]) -> _Place:
    theme = place.theme if place and place.theme in known else None
    second = place.second if place and place.second in known else None
    own = heaviest(place.lenses) if place else ()
    lenses = known[theme].lenses if theme else (*note.lenses, *own)
    return _Place(theme, second, round(place.strength, 4) if place and theme else 0.0, lenses[0] if lenses else "")


def _voiced(view: Publishable, place: _Place, person: int, by: tuple[str, str], used: bool) -> Voiced:
    return Voiced(
        id=view.id,
        number=view.number,
        session=view.session,
        kind=view.kind,
        theme=place.theme,
        second=place.second,
        strength=place.strength,
        person=person,
        organisation=by[0],
        sector=by[1],
        text=view.text if view.quotable else "",
        attribution=view.attribution if view.quotable else "",
        star=view.star,
        used=used,
        lens=place.lens,
        spoken=view.kind in consent.WORDS_OF_A_SPEAKER,
    )
