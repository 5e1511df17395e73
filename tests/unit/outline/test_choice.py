"""What makes a text stand on its own in a book, and who gets to speak."""

from collections.abc import Sequence

import numpy as np
import pytest

from kennis.consent import Publishable
from kennis.outline.choice import choose, leans, readable
from kennis.outline.material import open_up
from tests.unit.outline.meeting import material

_WHOLE = "De stad deelt alle metingen van haar sensoren met wie erom vraagt."


@pytest.mark.parametrize(
    "text",
    [
        "Die cijfers kloppen al jaren niet.",
        "Volgens die studie lopen we achter.",
        "Door het vrijgeven van die gegevens wordt alles anders.",
        "Bij wet zijn deze data beschermd.",
        "  “Of zelfs dat nog niet.”",
        "According to those people it works.",
        "We learned from that project.",
    ],
)
def test_a_text_that_points_back_leans(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [_WHOLE, "De maatregelen die de stad nam, werken.", "Er is een plan dat niemand kent.", "", "Diezelven wint."],
)
def test_a_text_that_stands_alone_does_not(text: str) -> None:
    assert not leans(text)


def test_what_leans_reads_half_as_well() -> None:
    assert readable(_WHOLE) == 1.0
    assert readable("Volgens die raming " + _WHOLE) == pytest.approx(0.5)
    assert readable("Kort.") < readable("Iets minder kort.") < 1.0


def test_another_voice_is_heard_before_the_same_one_again() -> None:
    notes = [note for note in open_up(material()).notes.values() if note.voice]
    first = notes[0]
    again = next(note for note in notes[1:] if note.voice == first.voice)
    other = next(note for note in notes if note.voice != first.voice)
    across = np.eye(16, dtype=np.float32)
    directions = {note.id: across[place] for place, note in enumerate(notes)}
    score = {first.id: 1.0, again.id: 0.9, other.id: 0.6}

    def chosen(pool: Sequence[Publishable]) -> list[str]:
        return [note.id for note in choose(pool, 2, lambda note: score[note.id], directions)]

    assert chosen([first, again, other]) == [first.id, other.id]
    assert chosen([first, again]) == [first.id, again.id]
