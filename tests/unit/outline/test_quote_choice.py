"""What makes a text stand on its own in a book, and who gets to speak."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from kennis.consent import Publishable
from kennis.outline.outline_material import Open, open_up
from kennis.outline.quote_choice import addresses, choose, leans, readable
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
        "Eerder werd echter aangekondigd dat het klaar was.",
        "Ter vergelijking: elders kan het wel.",
        "Zonder model heeft de raad daar niets aan.",
        "De oorzaak hiervan lag bij de leverancier.",
        "Is dat overal zo geregeld?",
        "Het is klantvriendelijk en het scheelt wachttijd.",
        "„Anderzijds kost het geld.”",
    ],
)
def test_a_text_that_points_back_leans(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        _WHOLE,
        "De maatregelen die de stad nam, werken.",
        "Er is een plan dat niemand kent.",
        "",
        "Diezelven wint.",
        "Wij zorgen ervoor dat iedereen meedoet.",
        "Het is belangrijk om bewoners te vragen.",
        "Denkt u dat het lukt?",
        "Wij waren daar. Toen begon het over te lopen.",
    ],
)
def test_a_text_that_stands_alone_does_not(text: str) -> None:
    assert not leans(text)


def test_a_text_may_speak_to_somebody() -> None:
    assert addresses("“Op uw voorstel ligt er een plan.”")
    assert addresses("U hebt het gevraagd.")
    assert not addresses("De uitvoering is aan ons, zoals u weet.")


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
    apart = replace(open_up(material()), directions={note.id: across[place] for place, note in enumerate(notes)})
    score = {first.id: 1.0, again.id: 0.9, other.id: 0.6}

    def chosen(pool: Sequence[Publishable]) -> list[str]:
        return [note.id for note in choose(pool, 2, lambda note: score[note.id], apart)]

    assert chosen([first, again, other]) == [first.id, other.id]
    assert chosen([first, again]) == [first.id, again.id]


def test_another_sector_is_heard_before_the_same_one_again() -> None:
    found = open_up(material())
    speaking = [note for note in found.notes.values() if note.voice]
    sectors = {note.voice: note.field for note in speaking}
    assert len(set(sectors.values())) == 2 and 0 not in sectors.values()
    notes = [replace(note, voice=0, house=0) for note in speaking[:3]]
    first, again, other = (replace(note, field=field) for note, field in zip(notes, (1, 1, 2), strict=True))
    across = np.eye(16, dtype=np.float32)
    apart = replace(found, directions={note.id: across[place] for place, note in enumerate(notes)})
    score = {first.id: 1.0, again.id: 0.65, other.id: 0.6}
    assert choose([first, again, other], 2, lambda note: score[note.id], apart) == [first, other]


def test_the_same_said_in_other_words_is_said_once() -> None:
    found = open_up(material())
    first, again = list(found.notes.values())[:2]
    near = np.asarray([[1, 0], [0.75, np.sqrt(1 - 0.75**2)]], dtype=np.float32)
    words = {first.id: frozenset({"sensor", "wijk", "meting"}), again.id: frozenset({"sensor", "wijk", "tellen"})}
    open_ = replace(
        found,
        directions={first.id: near[0], again.id: near[1]},
        words=words,
        frequency={"sensor": 2, "wijk": 2, "meting": 1, "tellen": 1},
    )
    score = {first.id: 1.0, again.id: 0.9}

    def chosen(usable: Open) -> list[Publishable]:
        return choose([first, again], 2, lambda note: score[note.id], usable)

    assert chosen(open_) == [first]
    assert chosen(replace(open_, words={**words, again.id: frozenset({"tellen"})})) == [first, again]
