"""The lasting themes: what a run proposes, what accepting it does, what a later run overtakes."""

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kennis.nouns import Change, Placement, Proposal, ProposalState, Run, Theme, ThemeState
from kennis.store import Offer, Selection, Store
from tests.samples import note, session

NOTES = tuple(note(number) for number in range(1, 5))
RUN = Run(created=datetime.datetime(2020, 3, 12, tzinfo=datetime.UTC), model="m", notes=4, fingerprint="f")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        opened.take_in(Offer((session(),), NOTES))
        yield opened


def propose(store: Store, changes: Mapping[str, Change], members: Mapping[str, tuple[int, ...]]) -> Run:
    """Record a run that proposes these changes, with these notes in its themes; all others are loose."""
    home = {number: theme for theme, numbers in members.items() for number in numbers}
    numbers = {theme.id: theme.number for theme in store.ledger.themes()}
    themes = [
        Theme(
            id=name,
            number=numbers.get(name, 0),
            title=f"Titel {name}",
            keywords=("woord",),
            stability=0.5,
            medoids=(NOTES[0].id,),
        )
        for name in changes
    ]
    proposals = [
        Proposal(position=place, change=changes[theme.id], theme=theme, members=len(members.get(theme.id, ())))
        for place, theme in enumerate(themes)
    ]
    placements = [Placement(note=one.id, theme=home.get(place), strength=0.5) for place, one in enumerate(NOTES, 1)]
    return store.ledger.record(RUN, proposals, placements)


def standing(store: Store) -> dict[str, str | None]:
    """Give the theme in which each note stands, by its number."""
    numbers = {one.id: f"n{one.number}" for one in store.notes.select()}
    return {numbers[placement.note]: placement.theme for placement in store.ledger.placements()}


def test_nothing_moves_until_it_is_accepted(store: Store) -> None:
    propose(store, {"a": Change.NEW, "b": Change.NEW}, {"a": (1, 2), "b": (3,)})
    assert (store.ledger.themes(), standing(store), len(store.ledger.waiting())) == ((), {}, 2)
    assert store.ledger.accept_all() == 2
    assert [(theme.number, theme.title) for theme in store.ledger.themes()] == [(1, "Titel a"), (2, "Titel b")]
    assert standing(store) == {"n1": "a", "n2": "a", "n3": "b", "n4": None}
    assert [one.number for one in store.notes.select(Selection(theme="a"))] == [1, 2]
    assert [one.number for one in store.notes.select(Selection(loose=True))] == [4]
    assert (store.ledger.waiting(), store.ledger.accept_all()) == ((), 0)


def test_a_later_run_overtakes_what_waits_and_replaces_where_notes_stand(store: Store) -> None:
    propose(store, {"a": Change.NEW}, {"a": (1, 2)})
    store.ledger.accept_all()
    propose(store, {"b": Change.NEW}, {"b": (3, 4)})
    last = propose(store, {"a": Change.FADED, "c": Change.NEW}, {"c": (2, 3, 4)})
    assert [(one.theme.id, one.state) for one in store.ledger.waiting()] == [
        ("a", ProposalState.WAITING),
        ("c", ProposalState.WAITING),
    ]
    assert store.ledger.accept_all() == 2
    assert standing(store) == {"n1": None, "n2": "c", "n3": "c", "n4": "c"}
    assert [(theme.id, theme.number, theme.state) for theme in store.ledger.themes()] == [("c", 2, ThemeState.ACCEPTED)]
    assert (last.number, [run.number for run in store.ledger.runs()]) == (3, [1, 2, 3])


def test_a_theme_answers_to_its_number_and_the_beginning_of_its_id(store: Store) -> None:
    propose(store, {"abcdef": Change.NEW}, {"abcdef": (1,)})
    store.ledger.accept_all()
    assert {store.ledger.theme(name).id for name in ("T-001", "t-1", "1", "abcd")} == {"abcdef"}
