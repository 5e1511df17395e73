"""Where two computers changed one thing, the strictest consent counts for all that leaves until somebody decides."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from kennis.consent import strictest
from kennis.ids import new_id
from kennis.nouns import Access, Consent, Edit, EditKind, Note, Participant, Session, Step
from kennis.store import Offer, Store
from kennis.version_order import revised
from tests.samples import note, session
from tests.unit.store.edits import revise, revise_person, revise_session

LEVELS = (None, *Consent)
PERSON = Participant(handle="anna", name="Anna")
START = session(people=(PERSON,))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Give a store with one session, one person in its register, and one note."""
    made = Store.open(tmp_path)
    made.take_in(Offer((START,), (note(1),)))
    return made


def leaving(store: Store) -> tuple[Session, Note]:
    """Give the session and the note as they may leave."""
    (sessions, (one, *_more)) = store.notes.leaving()
    return sessions[0], one


@pytest.mark.parametrize(("here", "there"), [*permutations(LEVELS, 2)])
def test_of_a_note_the_stricter_level_counts_whichever_side_shows(
    store: Store, here: Consent | None, there: Consent | None
) -> None:
    first = store.notes.note("n1")
    revise(store, replace(first, consent=here, text="Hier."), first)
    before = store.notes.stamp()
    store.take_in(Offer((START,), (revised(replace(first, consent=there, text="Elders."), first),)))
    assert store.notes.open_conflicts() == (first.id,) and store.notes.stamp() != before
    assert leaving(store)[1].consent == strictest([here, there])
    standing = store.notes.note("n1")
    decided = replace(standing, consent=Consent.NAME)
    store.journal.apply(Edit(new_id(), standing.session, EditKind.TEXT, (Step(standing, decided),)), "1")
    assert leaving(store)[1].consent is Consent.NAME and not store.notes.open_conflicts()


@pytest.mark.parametrize(("here", "there"), [*permutations((Consent.NAME, Consent.ROLE, Consent.WITHDRAWN), 2)])
def test_of_a_person_and_a_session_too(store: Store, here: Consent, there: Consent) -> None:
    held = store.notes.session(START.id)
    revise_session(store, replace(held, consent=here), held)
    revise_person(store, held.id, replace(PERSON, consent=here), held.participants[0])
    before = store.notes.stamp()
    person = revised(replace(PERSON, consent=there, role="adviseur"), PERSON)
    elsewhere = replace(START, consent=there, place="Elders", access=Access.PARTNERS, participants=(person,))
    store.take_in(Offer((revised(elsewhere, START),)))
    assert len(store.notes.open_conflicts()) == 2 and store.notes.stamp() != before
    found = leaving(store)[0]
    assert found.consent == found.participants[0].consent == strictest([here, there])
    assert found.access is Access.PARTNERS


def test_without_a_conflict_all_leaves_as_it_stands(store: Store) -> None:
    assert store.notes.leaving() == (store.notes.sessions(), store.notes.select())


def test_the_strictest_of_levels_counts_and_none_as_anonymous() -> None:
    order = [Consent.NAME, Consent.ROLE, Consent.ORGANISATION, Consent.ANONYMOUS, Consent.BACKGROUND, Consent.WITHDRAWN]
    assert [strictest([order[0], one]) for one in order] == order
    assert strictest([None, None]) is None
    assert [strictest([None, one]) for one in order] == [*[Consent.ANONYMOUS] * 4, *order[4:]]
