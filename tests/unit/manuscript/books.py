"""Outlines with their notes and names, made for the tests of the manuscript."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from kennis.consent import publishable
from kennis.manuscript import Names
from kennis.nouns import (
    Chapter,
    Consent,
    Kind,
    Note,
    Outline,
    Participant,
    Passage,
    PassageKind,
    Section,
    Session,
)
from tests.unit.reading.strategies import texts

WITHIN = "2020-03-12-digital-twins"
PEOPLE = (
    Participant(handle="w", name="Anna *de* Vries", role="wethouder", organisation="Amersfoort", consent=Consent.NAME),
    Participant(handle="a", name="Bob", role="adviseur_1", organisation="Utrecht", consent=Consent.ROLE),
)
MEETING = Session(id=WITHIN, title="Digital twins", date=datetime.date(2020, 3, 12), participants=PEOPLE)


@dataclass(frozen=True, slots=True)
class Case:
    """An outline, its notes, and what may be said of them."""

    book: Outline
    notes: tuple[Note, ...]
    names: Names


def part_id(number: int, sort: int = 1) -> str:
    """Give an id made of a number."""
    return f"01900000-0000-7000-8{sort:03x}-{number:012x}"


def note(number: int, text: str, kind: Kind = Kind.OBSERVATION, speaker: str = "", consent: str = "role") -> Note:
    """Give a note of the meeting; n1 has the number 1."""
    return Note(
        id=part_id(number, 0),
        session=WITHIN,
        text=text,
        kind=kind,
        speaker=speaker,
        consent=Consent(consent),
        number=number,
    )


def case(chapters: Sequence[Chapter], notes: Sequence[Note], kept_back: Sequence[str] = ()) -> Case:
    """Give an outline with the names of its notes."""
    themes = {theme for chapter in chapters for section in chapter.sections for theme in section.themes}
    names = Names(
        title="Slim besturen --> -- <!-- x",
        language="nl",
        numbers={one.id: one.number for one in notes},
        themes={theme: f"T-{place:03d}" for place, theme in enumerate(sorted(themes), start=1)},
        views={view.id: view for view in publishable(notes, [MEETING])},
        kept_back=frozenset(kept_back),
    )
    return Case(Outline(chapters=tuple(chapters), rejected=frozenset({"no"})), tuple(notes), names)


def counted() -> Callable[[], str]:
    """Give a maker of ids that counts."""
    numbers = iter(range(1, 100_000))
    return lambda: part_id(next(numbers), 0xF)


titles = texts.map(lambda text: " ".join(text.split()))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw an outline of nasty texts, some of them the editor's own, some kept back."""
    kinds = st.sampled_from(Kind)
    levels = st.sampled_from(["name", "role", "anonymous", "anonymous", "background", "withdrawn"])
    speakers = st.sampled_from(["", "w", "a"])
    notes = [
        note(number, draw(texts), draw(kinds), draw(speakers), draw(levels))
        for number in range(1, draw(st.integers(2, 9)))
    ]
    numbers = iter(range(1, 1_000))

    def passage() -> Passage:
        said = draw(st.lists(st.sampled_from(notes), max_size=2, unique=True))
        kind, own = draw(st.sampled_from(PassageKind)), draw(st.booleans())
        name = part_id(next(numbers), draw(st.sampled_from([1, 2])))
        if own:
            return Passage(id=name, kind=kind, text=draw(texts), notes=tuple(one.id for one in said), own=True)
        text = said[0].text if said else ""
        start = draw(st.integers(0, max(len(text) // 2, 0)))
        cut = text[start:] if draw(st.booleans()) else text
        return Passage(id=name, kind=kind, text=cut, notes=tuple(one.id for one in said[:1]))

    def passages() -> tuple[Passage, ...]:
        return tuple(passage() for _ in range(draw(st.integers(0, 4))))

    def section() -> Section:
        themes = tuple(draw(st.lists(st.sampled_from(["t1", "t2"]), max_size=2, unique=True)))
        return Section(
            id=part_id(next(numbers)),
            title=draw(titles),
            titled=draw(st.booleans()),
            themes=themes,
            passages=passages(),
            seen=frozenset(one.id for one in notes[:2]),
        )

    def chapter() -> Chapter:
        return Chapter(
            id=part_id(next(numbers)),
            title=draw(titles),
            titled=draw(st.booleans()),
            lens=draw(st.sampled_from(["", "rol"])),
            question=draw(titles),
            target=draw(st.integers(0, 5000)),
            sections=tuple(section() for _ in range(draw(st.integers(0, 3)))),
            passages=passages(),
        )

    chapters = tuple(chapter() for _ in range(draw(st.integers(1, 3))))
    held = [one.id for one_chapter in chapters for one in one_chapter.sections if draw(st.booleans())]
    return case(chapters, notes, held[:1])
