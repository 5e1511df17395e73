"""A theme as a section: nobody is heard twice in it, and both sides of an argument are."""

from dataclasses import replace

import numpy as np
import pytest

from kennis.consent import Publishable
from kennis.nouns import Kind, PassageKind, Placement, Stance
from kennis.outline.outline_material import Open, open_up
from kennis.outline.section import passages
from tests.unit.outline.meeting import material

KINDS = PassageKind


def voices(stances: dict[int, Stance], quotes: int = 3) -> tuple[list[Publishable], Open]:
    """Give six quotes and two observations of a theme, each about something else; the first are the most central."""
    notes = [
        Publishable(
            id=f"q{at}",
            number=at,
            session="s",
            kind=Kind.QUOTE if at < 6 else Kind.OBSERVATION,
            text=f"De stad telt woord{at} en maat{at}.",
            quotable=True,
        )
        for at in range(8)
    ]
    directions = {}
    for at, note in enumerate(notes):
        towards = np.eye(9, dtype=np.float32)[at + 1] * (1 + at / 10)
        towards[0] = 1
        directions[note.id] = towards / np.float32(np.linalg.norm(towards))
    usable = replace(
        open_up(material()),
        notes={note.id: note for note in notes},
        placements={note.id: Placement(note=note.id, theme="t", strength=0.5) for note in notes},
        directions=directions,
        words={note.id: frozenset(note.text.casefold().strip(".").split()) for note in notes},
        stances={f"q{at}": stance for at, stance in stances.items()},
        quotes=quotes,
    )
    frequency = {
        word: sum(word in said for said in usable.words.values()) for said in usable.words.values() for word in said
    }
    return notes, replace(usable, frequency=frequency)


def chosen(stances: dict[int, Stance], quotes: int = 3) -> list[tuple[str, PassageKind]]:
    """Give the notes that are quoted, in order, and as what."""
    made = passages(*voices(stances, quotes))
    return [(one.notes[0], one.kind) for one in made if one.kind is not KINDS.SUMMARY]


@pytest.mark.parametrize("stances", [{}, {3: Stance.FOR}, {2: Stance.AGAINST}, {4: Stance.CONDITIONAL}])
def test_without_two_sides_quotes_are_chosen_as_ever(stances: dict[int, Stance]) -> None:
    assert chosen(stances) == chosen({})
    assert len(chosen({})) == 3


@pytest.mark.parametrize("sides", [(2, 3), (3, 2), (4, 5), (5, 4), (5, 2)])
def test_both_sides_are_heard_beside_each_other_and_once(sides: tuple[int, int]) -> None:
    found = chosen({sides[0]: Stance.FOR, sides[1]: Stance.AGAINST})
    assert len({note for note, _ in found}) == len(found) == 3
    at = found.index((f"q{sides[0]}", KINDS.QUOTE))
    assert found[at + 1] == (f"q{sides[1]}", KINDS.COUNTER)


def test_one_that_is_against_more_than_is_for_is_a_quote_of_its_own() -> None:
    found = chosen({2: Stance.AGAINST, 3: Stance.AGAINST, 4: Stance.FOR})
    assert sorted(kind for _, kind in found) == sorted([KINDS.COUNTER, KINDS.QUOTE, KINDS.QUOTE])
    assert len({note for note, _ in found}) == 3


@pytest.mark.parametrize("against", range(2, 6))
@pytest.mark.parametrize("quotes", range(6))
def test_no_more_is_quoted_than_asked_for(quotes: int, against: int) -> None:
    stances = {at: Stance.AGAINST if at == against else Stance.FOR for at in range(6)}
    found = chosen(stances, quotes)
    assert len(found) == quotes
    assert (f"q{against}" in {note for note, _ in found}) >= (quotes > 1)


def test_what_leans_or_speaks_to_somebody_is_left_out_where_there_is_enough_else() -> None:
    notes, usable = voices({})
    texts = {"q0": "Die cijfers kloppen al jaren niet.", "q1": "U hebt het zelf gezegd."}
    changed = [replace(note, text=texts.get(note.id, note.text)) for note in notes]
    usable = replace(usable, notes={note.id: note for note in changed})
    assert "q0" in {one.notes[0] for one in passages(*voices({}))}
    made = passages(changed, usable)
    assert [one.notes[0] for one in made if one.kind is KINDS.QUOTE] == ["q2", "q3", "q4"]
    starred = [replace(note, star=note.id == "q0") for note in changed]
    made = passages(starred, replace(usable, notes={note.id: note for note in starred}))
    assert made[2].notes == ("q0",)


def test_what_leans_is_quoted_where_there_is_nothing_else() -> None:
    notes, usable = voices({})
    changed = [replace(note, text=f"Deze {note.text}") if note.kind is Kind.QUOTE else note for note in notes]
    made = passages(changed, replace(usable, notes={note.id: note for note in changed}))
    assert len([one for one in made if one.kind is KINDS.QUOTE]) == 2
