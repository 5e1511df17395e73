"""A programme small enough to count by hand: who said how many notes on which theme."""

import datetime
from collections.abc import Sequence

from kennis.nouns import (
    Access,
    Attribute,
    Consent,
    Kind,
    Lens,
    LensWeight,
    Note,
    Organisation,
    Participant,
    Placement,
    Plan,
    Programme,
    Session,
    Theme,
)
from kennis.views.view_material import Point, ViewMaterial

PLAN = Plan(months=3, sessions_a_month=1, administrators=1, citizens=1, phases=("onderzoek tot de zomer",))
LENSES = (Lens("rol", "De rol", "Welke rol?", ("x",)), Lens("burger", "De burger", "Wat met de burger?", ("y",)))
PARTNERS = (Organisation("Gemeente Aa", "gemeente"), Organisation("Provincie Bee", "provincie"))


def person(
    handle: str, organisation: str = "", sector: str = "", consent: Consent | None = Consent.NAME
) -> Participant:
    """Give somebody of a register, named after the handle."""
    name = f"Naam {handle.capitalize()}"
    return Participant(
        handle=handle, name=name, role="adviseur", organisation=organisation, sector=sector, consent=consent
    )


def session(number: int, people: Sequence[Participant] = (), access: Access = Access.OPEN) -> Session:
    """Give the session of a month of 2020, which knows these people."""
    return Session(
        id=f"s{number}",
        title=f"Sessie {number}",
        date=datetime.date(2020, number, 5),
        access=access,
        participants=tuple(people),
    )


def note(number: int, speaker: str = "", within: str = "s1", text: str = "", **more: object) -> Note:
    """Give a note with its number in its id and in its text."""
    values: dict[str, object] = {"kind": Kind.QUOTE, "number": number, "speaker": speaker, **more}
    return Note(id=f"0190-{number:04d}", session=within, text=text or f"Wat notitie {number} zegt.", **values)  # type: ignore[arg-type]


def theme(number: int, title: str = "", lens: str = "rol", **more: object) -> Theme:
    """Give an accepted theme with one lens."""
    values: dict[str, object] = {"lenses": (LensWeight(lens, 0.8),) if lens else (), **more}
    return Theme(id=f"t{number}", number=number, title=title or f"Thema {number}", keywords=(), stability=0.8, **values)  # type: ignore[arg-type]


def department(*values: str) -> tuple[Attribute, ...]:
    """Give the attribute of a note that names departments."""
    return (Attribute("department", values),)


def material(
    sessions: Sequence[Session], placed: Sequence[tuple[Note, str | None]], themes: Sequence[Theme], **more: object
) -> ViewMaterial:
    """Give the material of notes with the ids of their themes; each note lies at a place of its own."""
    values: dict[str, object] = {
        "points": {one.id: Point((one.number % 10) / 10, (one.number // 10 % 10) / 10) for one, _theme in placed},
        **more,
    }
    return ViewMaterial(
        programme=Programme(
            slug="proef", title="Proef", language="nl", lenses=LENSES, organisations=PARTNERS, plan=PLAN
        ),
        sessions=tuple(sessions),
        notes=tuple(one for one, _theme in placed),
        themes=tuple(themes),
        placements=tuple(Placement(note=one.id, theme=where, strength=0.5) for one, where in placed),
        **values,  # type: ignore[arg-type]
    )
