"""Generated workspaces in which every fact is a word of its own, so that a leak can be seen."""

import datetime
from dataclasses import dataclass, replace

import numpy as np
from hypothesis import strategies as st

from kennis.nouns import (
    Access,
    Attribute,
    Consent,
    Kind,
    Lens,
    LensWeight,
    Note,
    Participant,
    Placement,
    Programme,
    Session,
    Theme,
)
from kennis.outline.outline_material import OutlineMaterial

_LEVELS = st.sampled_from([None, None, None, None, *Consent])
_KINDS = st.sampled_from([Kind.QUOTE, Kind.QUOTE, *Kind])
STRANGER = "Marieke Vuurvlinder"
_PROGRAMME = Programme(
    slug="p",
    title="Programma",
    language="nl",
    lenses=tuple(Lens(slug, f"Lens {slug}", "Hoe?", ()) for slug in ("een", "twee")),
)


@dataclass(frozen=True, slots=True)
class Draw:
    """What is drawn for one note: kind, consent, who speaks, in which theme, whether starred, whom it names, refused.

    `named` is 1 or 2 for a person of the register whom its text names, 3 for one who is in none, else 0.
    """

    kind: Kind
    consent: Consent | None
    speaker: int
    theme: int
    star: bool
    named: int = 0
    refused: bool = False


_DRAWS = st.builds(
    Draw,
    _KINDS,
    _LEVELS,
    speaker=st.integers(0, 3),
    theme=st.integers(0, 3),
    star=st.booleans(),
    named=st.sampled_from([0, 0, 0, 1, 2, 3]),
    refused=st.sampled_from([False] * 5 + [True]),
)


@st.composite
def workspaces(draw: st.DrawFn, sessions: int = 3, notes: int = 8) -> OutlineMaterial:
    """Draw sessions with their registers and notes.

    Themes are named after any of their notes, silent or not, or after a person, in a register or not; their keywords
    tell all of these. The first note names the one who is in no register.
    """
    meetings = [draw(_meetings(number)) for number in range(draw(st.integers(1, sessions)))]
    made: list[Note] = []
    placements: list[Placement] = []
    refused: list[str] = []
    for session in meetings:
        for item in draw(st.lists(_DRAWS, min_size=notes // 2, max_size=notes)):
            note = _note(len(made) + 1, session, item if made else replace(item, named=3))
            made.append(note)
            refused += [note.id] if item.refused else []
            theme = f"t{item.theme}" if item.theme else None
            placements.append(Placement(note=note.id, theme=theme, lenses=(LensWeight("een", 0.5),)))
    generator = np.random.default_rng(len(made))
    return OutlineMaterial(
        programme=_PROGRAMME,
        sessions=tuple(meetings),
        notes=tuple(made),
        themes=tuple(
            _theme(number, made, placements, draw(st.sampled_from(["", "", *_persons(meetings)])))
            for number in (1, 2, 3)
        ),
        placements=tuple(placements),
        vectors={note.id: generator.normal(size=8).astype(np.float32) for note in made},
        refused=frozenset(refused),
    )


@st.composite
def _meetings(draw: st.DrawFn, number: int) -> Session:
    people = tuple(
        Participant(
            handle=f"greep{number}{person}",
            name=f"Voornaam{number}{person} Achternaam{number}{person}",
            role=f"rol{number}{person}",
            organisation=f"Huis{number}{person}",
            sector=f"sector{number}{person}",
            consent=draw(_LEVELS),
        )
        for person in (1, 2)
    )
    title = draw(st.sampled_from(["", f" met {people[0].name}", f" bij {people[1].organisation}", " met Achternaam01"]))
    return Session(
        id=f"sleutel{number}",
        title=f"Zitting{number}{title}",
        date=datetime.date(2020, 1, 1 + number),
        place=f"plaats{number}",
        access=draw(st.sampled_from(Access)),
        consent=draw(_LEVELS),
        participants=people,
    )


def _note(number: int, session: Session, item: Draw) -> Note:
    handles = ["", *(person.handle for person in session.participants), "onbekende"]
    names = [*(person.name for person in session.participants), STRANGER]
    named = f" Dat zei {names[item.named - 1]}." if item.named else ""
    return Note(
        id=f"nummer{number:04}",
        session=session.id,
        text=f"Hier staat zin{number:04} en woord{number:04} over het onderwerp van vandaag.{named}",
        kind=item.kind,
        speaker=handles[item.speaker],
        consent=item.consent,
        star=item.star,
        tags=(f"merk{number:04}",),
        context=(f"kop{number:04}",),
        external_id=f"buiten{number:04}",
        attributes=(Attribute("x", (f"kenmerk{number:04}",)),),
        number=number,
    )


def _persons(meetings: list[Session]) -> list[str]:
    return [STRANGER, *(person.name for session in meetings for person in session.participants)]


def _theme(number: int, notes: list[Note], placements: list[Placement], person: str) -> Theme:
    """Name a theme after a person, or after a word of each of its notes."""
    mine = [note for note, place in zip(notes, placements, strict=True) if place.theme == f"t{number}"]
    lenses = (LensWeight("een", 0.8), LensWeight("twee", 0.6))[: number - 1]
    title = f"Het plan van {person}" if person else f"woord{mine[0].number:04}" if mine else "leeg"
    keywords = (*person.split(), person.casefold(), *(f"woord{note.number:04}" for note in mine))
    medoids = tuple(note.id for note in mine)
    return Theme(
        id=f"t{number}", number=number, title=title, keywords=keywords, stability=0.5, lenses=lenses, medoids=medoids
    )


def one_quote(person: Participant) -> OutlineMaterial:
    """Make a workspace of one starred quote by a person."""
    session = Session(id="s", title="Zitting", date=datetime.date(2020, 1, 1), participants=(person,))
    note = replace(_note(1, session, Draw(Kind.QUOTE, None, 1, 0, True)), speaker=person.handle)
    return OutlineMaterial(
        programme=_PROGRAMME, sessions=(session,), notes=(note,), themes=(), placements=(), vectors={}
    )
