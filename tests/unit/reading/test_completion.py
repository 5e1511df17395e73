"""Completion of speakers, tags and lenses, and looking through a session."""

import datetime

import pytest

from kennis.errors import InputError
from kennis.nouns import Kind, Lens, Note, Participant, Session
from kennis.reading import parse_entry
from kennis.reading.completion import CompletionWords, complete, vocabulary
from kennis.reading.note_filter import Filter, at_time, folded, matches

PEOPLE = (
    Participant(handle="adviseur-kadaster", name="Bo", role="adviseur", organisation="Kadaster"),
    Participant(handle="adviseur-provincie", name="Anne Zé", role="adviseur", organisation="Provincie Utrecht"),
    Participant(handle="wethouder", name="Cas", role="wethouder", organisation="Gemeente Amersfoort"),
)
SESSION = Session(id="s", title="T", date=datetime.date(2020, 3, 12), participants=PEOPLE)
NOTES = (
    Note(id="1", session="s", text="Een.", speaker="wethouder", tags=("raad",), at=datetime.time(14, 3)),
    Note(id="2", session="s", text="Twéé.", speaker="adviseur-provincie", tags=("geld", "open data"), kind=Kind.QUOTE),
    Note(id="3", session="s", text="Drie.", speaker="", at=datetime.time(15, 0)),
)
LENSES = (Lens("verkokering", "Verkokering doorbreken", "?", ()), Lens("dso", "Omgevingswet", "?", ()))
KNOWN = vocabulary(SESSION, NOTES, LENSES)


def inserts(source: str, at: int | None = None) -> list[str]:
    found = complete(source, len(source) if at is None else at, KNOWN)
    return [option.insert for option in found.options] if found else []


def test_who_spoke_last_comes_first_and_who_was_silent_last() -> None:
    assert inserts("@") == ["@adviseur-provincie", "@wethouder", "@adviseur-kadaster"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("@adv", ["@adviseur-provincie", "@adviseur-kadaster"]),
        ("@ze", ["@adviseur-provincie"]),
        ("@kad", ["@adviseur-kadaster"]),
        ("Tekst #ra", ["#raad"]),
        ("#open", ['#"open data"']),
        ("~omg", ["~dso"]),
        ("~", ["~verkokering", "~dso"]),
        ("@wethouder", []),
        ("@niemand", []),
        ("mail@adv", []),
        ("gewone tekst", []),
        ("", []),
    ],
)
def test_what_a_word_could_become(source: str, expected: list[str]) -> None:
    assert inserts(source) == expected


def test_what_is_put_in_is_read_as_what_was_meant() -> None:
    odd = ("2024", 'de "raad"', "open data", "raad")
    people, lenses = [Participant(handle=name) for name in odd], [Lens(name, "", "?", ()) for name in odd]
    known = CompletionWords(tuple(people), odd, tuple(lenses))
    for sign in "@#~":
        found = complete(sign, 1, known)
        read = [parse_entry(f"{option.insert} tekst") for option in found.options] if found else []
        assert [(one.speaker, *one.tags, *one.lenses) for one in read] == [
            (name,) if sign == "@" else ("", name) for name in odd
        ]


def test_the_word_is_the_one_at_the_cursor() -> None:
    source = "@adv zegt iets"
    found = complete(source, 4, KNOWN)
    assert found is not None and (found.start, found.end) == (0, 4)
    assert complete(source, len(source), KNOWN) is None
    assert found.options[0].note == "Anne Zé · adviseur · Provincie Utrecht"


def test_filters_meet_every_condition_and_fold_accents() -> None:
    assert [note.id for note in NOTES if matches(note, Filter(words="twee"))] == ["2"]
    assert [note.id for note in NOTES if matches(note, Filter(kind=Kind.QUOTE, speaker="adviseur-provincie"))] == ["2"]
    assert [note.id for note in NOTES if matches(note, Filter(tag="RAAD"))] == ["1"]
    assert [note.id for note in NOTES if matches(note, Filter(speaker="wethouder", words="drie"))] == []
    assert len([note for note in NOTES if matches(note, Filter())]) == 3
    assert folded("Coördinatie ÉÉN") == "coordinatie een"


@pytest.mark.parametrize(("wanted", "place"), [("14:03", 0), ("1404", 2), ("14.00", 0), ("23:59", 2)])
def test_jumping_to_a_time(wanted: str, place: int) -> None:
    assert at_time(NOTES, wanted) == place


@pytest.mark.parametrize("wanted", ["", "vier", "25:00", "14:99", "14:5", "5"])
def test_what_is_no_time_is_refused(wanted: str) -> None:
    with pytest.raises(InputError, match="no time"):
        at_time(NOTES, wanted)
