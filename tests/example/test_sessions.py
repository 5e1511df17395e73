"""The example sessions: what a reader of the demonstration meets, and what its source allows."""

import datetime
import itertools
from pathlib import Path

import pytest

from kennis import config
from kennis.nouns import Attribute, Consent, Kind
from kennis.reading import Reading, ReadOptions, read

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "sessions").glob("*.md"))


def readings() -> list[Reading]:
    return [read(path, ReadOptions(today=datetime.date(2017, 7, 1))) for path in FILES]


def test_there_are_six_monthly_sessions_of_forty_to_sixty_notes() -> None:
    found = readings()
    assert [reading.sessions[0].date.month for reading in found] == [1, 2, 3, 4, 5, 6]
    assert all(40 <= len(reading.notes) <= 60 for reading in found)
    assert all(path.stem == reading.sessions[0].id for path, reading in zip(FILES, found, strict=True))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_session_reads_without_a_refusal_and_needs_no_new_ids(path: Path) -> None:
    reading = read(path, ReadOptions(today=datetime.date(2017, 7, 1)))
    assert (reading.refusals, reading.rewritten, reading.dropped) == ((), None, 0)
    ids = [note.id for note in reading.notes]
    assert ids == sorted(ids)
    assert all(id_[14] == "7" and id_[19] in "89ab" for id_ in ids)


def test_every_note_is_a_quote_or_a_question_of_a_named_speaker_and_none_comes_twice() -> None:
    notes = list(itertools.chain.from_iterable(reading.notes for reading in readings()))
    assert len({note.text for note in notes}) == len({note.id for note in notes}) == len(notes)
    assert all((note.kind is Kind.QUESTION) == note.text.endswith("?") for note in notes)
    assert {note.kind for note in notes} == {Kind.QUESTION, Kind.QUOTE}
    assert len({note.speaker for note in notes}) >= 40
    for reading in readings():
        register = {participant.handle: participant for participant in reading.sessions[0].participants}
        assert all(register[note.speaker].organisation for note in reading.notes)
        assert reading.sessions[0].consent is Consent.NAME


def test_a_question_put_to_several_ministers_keeps_all_their_departments() -> None:
    notes = itertools.chain.from_iterable(reading.notes for reading in readings())
    departments = [attribute for note in notes for attribute in note.attributes]
    assert all(isinstance(each, Attribute) and each.name == "department" and each.values for each in departments)
    assert max(len(each.values) for each in departments) >= 12


def test_the_workspace_names_its_own_programme_with_the_parties_of_the_example() -> None:
    programme = config.read(ROOT).programme
    parties = {person.organisation for reading in readings() for person in reading.sessions[0].participants}
    assert {organisation.name for organisation in programme.organisations} == parties
    assert [lens.slug for lens in programme.lenses][:3] == ["rol-overheid", "verkokering", "positie-burger"]
    assert programme.plan is None
