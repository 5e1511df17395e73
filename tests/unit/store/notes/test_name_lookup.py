"""What answers to a name that a person types."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from kennis.errors import UnknownItem, UnknownSession
from kennis.store import Offer, Store
from tests.samples import note, session


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        long = dataclasses.replace(session("raad-2"), title="Nog een raad")
        opened.take_in(Offer((session("raad"), long), (note(1, within="raad"), note(2, within="raad"))))
        yield opened


def test_a_whole_id_comes_before_the_beginning_of_another(store: Store) -> None:
    assert store.notes.session("raad").id == "raad"
    assert store.notes.session("raad-").id == "raad-2"


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "there is no session"), ("raden", "there is no session"), ("ra", "more than one session")],
)
def test_none_and_several_sessions_are_told_apart(store: Store, name: str, said: str) -> None:
    with pytest.raises(UnknownItem, match=said):
        store.notes.session(name)


@pytest.mark.parametrize("name", ["Nog een raad", "nog een RAAD", "  Nóg   een raad ", "nog", "NOG EEN", "RAAD-2"])
def test_a_session_answers_to_its_title_in_any_letters(store: Store, name: str) -> None:
    assert store.notes.session(name).id == store.lookup.session(name) == "raad-2"


def test_a_session_that_is_not_there_brings_the_three_that_come_nearest(store: Store) -> None:
    more = [dataclasses.replace(session(f"2020-0{month}-01-x"), title=f"Avond {month}") for month in range(1, 8)]
    store.take_in(Offer((*more, dataclasses.replace(session("2020-09-01-r"), title="Regiodag"))))
    with pytest.raises(UnknownSession, match=r"nearest: raad-2 \(“Nog een raad”\)") as found:
        store.notes.session("nog eem rad")
    assert found.value.nearest[0] == "raad-2" and len(found.value.nearest) == 3 and not found.value.several
    with pytest.raises(UnknownSession, match="more than one session is called avond: 2020-01-01-x") as found:
        store.notes.session("avond")
    assert found.value.several and len(found.value.nearest) == 7


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "there is no note"),
        ("n3", "there is no note"),
        ("n" + "9" * 30, "there is no note"),
        ("0190", "more than one note"),
    ],
)
def test_none_and_several_notes_are_told_apart(store: Store, name: str, said: str) -> None:
    with pytest.raises(UnknownItem, match=said):
        store.notes.note(name)


def test_a_note_answers_to_its_number_and_its_id(store: Store) -> None:
    assert store.notes.note("n2").id == store.notes.note(note(2).id).id == note(2).id


def test_a_theme_that_is_not_there_is_said_to_be_so(store: Store) -> None:
    with pytest.raises(UnknownItem, match="there is no theme T-001"):
        store.ledger.theme("T-001")
