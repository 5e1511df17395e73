"""The lasting themes: what a run proposes, what accepting it does, what a later run overtakes."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from kennis.errors import InputError, UnknownItem
from kennis.nouns import Change, Constraint, Placement, ProposalState, Rule, ThemeState, Unmet
from kennis.store import Offer, Selection, Store
from kennis.themes.ledger import proposal_decisions, theme_decisions
from tests.ledgers import NOTES, RUN, accept_all, decide, fill, one, placements, proposal, propose, standing, theme
from tests.samples import session


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        opened.take_in(Offer((session(),), NOTES))
        yield opened


def test_nothing_moves_until_it_is_accepted(store: Store) -> None:
    new = (proposal(0, Change.NEW, theme("aaaa")), proposal(1, Change.NEW, theme("bbbb")))
    propose(store, new, {"aaaa": (1, 2), "bbbb": (3,)})
    assert store.ledger.themes() == () and len(store.ledger.waiting()) == 2
    assert standing(store.ledger.state()) == {}
    accept_all(store)
    assert [(one.number, one.title) for one in store.ledger.themes()] == [(1, "Titel aaaa"), (2, "Titel bbbb")]
    assert standing(store.ledger.state()) == {"aaaa": (1, 2), "bbbb": (3,), "": tuple(range(4, 13))}
    assert [one.number for one in store.notes.select(Selection(theme="aaaa"))] == [1, 2]
    assert [one.number for one in store.notes.select(Selection(loose=True))] == list(range(4, 13))
    assert store.ledger.waiting() == ()
    with pytest.raises(InputError):
        accept_all(store)


def test_a_later_run_overtakes_what_waits(store: Store) -> None:
    propose(store, (proposal(0, Change.NEW, theme("aaaa")),), {"aaaa": (1, 2)})
    accept_all(store)
    propose(store, (proposal(0, Change.NEW, theme("bbbb")),), {"bbbb": (3, 4)})
    faded = proposal(0, Change.FADED, theme("aaaa"))
    last = propose(store, (faded, proposal(1, Change.NEW, theme("cccc"))), {"cccc": (2, 3, 4)})
    assert [(one.theme.id, one.state) for one in store.ledger.waiting()] == [
        ("aaaa", ProposalState.WAITING),
        ("cccc", ProposalState.WAITING),
    ]
    assert [one.state for one in store.ledger.proposals(2)] == [ProposalState.OVERTAKEN]
    accept_all(store)
    found = standing(store.ledger.state())
    assert found["cccc"] == (2, 3, 4) and 1 in found[""]
    assert [(one.id, one.number) for one in store.ledger.themes()] == [("cccc", 2)]
    assert {one.id: one.state for one in store.ledger.every_theme()}["aaaa"] is ThemeState.FADED
    assert (last.number, [run.number for run in store.ledger.runs()]) == (3, [1, 2, 3])


def test_a_theme_answers_to_its_number_and_the_beginning_of_its_id(store: Store) -> None:
    propose(store, (proposal(0, Change.NEW, theme("abcdef")),), {"abcdef": (1,)})
    accept_all(store)
    assert {store.ledger.theme(name).id for name in ("T-001", "t-1", "1", "abcd")} == {"abcdef"}
    decide(store, lambda state: theme_decisions.retire(state, "abcdef"))
    with pytest.raises(UnknownItem):
        store.ledger.theme("T-001")
    assert store.ledger.theme("T-001", ended=True).id == "abcdef"


def test_what_a_run_finds_of_new_notes_in_standing_themes_is_suggested(store: Store) -> None:
    propose(store, (proposal(0, Change.NEW, theme("aaaa")),), {"aaaa": (1, 2)})
    accept_all(store)
    new = store.take_in(
        Offer((session(),), (dataclasses.replace(NOTES[0], id=NOTES[0].id[:-2] + "ff", text="Nieuw."),))
    )
    assert new.added == 1
    fresh = Placement(note=NOTES[0].id[:-2] + "ff", theme="aaaa", strength=0.6, suggested=True)
    grown = proposal(0, Change.GROWN, theme("aaaa"), members=3)
    store.ledger.record(RUN, (grown,), (*placements({"aaaa": (1, 2)}), fresh))
    assert store.ledger.suggestions() == (fresh,)
    accept_all(store)
    assert store.ledger.suggestions() == ()
    assert fresh.note in store.ledger.state().members("aaaa")


def test_a_run_says_which_constraints_it_could_not_honour(store: Store) -> None:
    unmet = Unmet(Constraint(Rule.APART, one(1), one(2)), "zij staan vast in één thema")
    store.ledger.record(dataclasses.replace(RUN, unmet=(unmet,)), (), ())
    assert store.ledger.runs()[-1].unmet == (unmet,)


def test_proposals_about_what_was_decided_during_a_run_are_overtaken(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        fill(store)
        known = store.decisions.all()[-1].id
        decide(store, lambda state: theme_decisions.rename(state, "aaaa", "Toezicht"))
        changes = (proposal(0, Change.GROWN, theme("aaaa", 1)), proposal(1, Change.GROWN, theme("bbbb", 2)))
        propose(store, changes, {"aaaa": (1,)}, since=known)
        assert [one.state for one in store.ledger.proposals(2)] == [ProposalState.OVERTAKEN, ProposalState.WAITING]


def test_what_was_rejected_is_not_brought_again_while_it_is_nearly_the_same(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        fill(store)
        grown = proposal(0, Change.GROWN, theme("aaaa", 1))
        propose(store, (grown,), {"aaaa": (1, 2, 3, 4, 5, 6, 7), "bbbb": (8, 9), "cccc": (10, 11)})
        decide(store, lambda state: proposal_decisions.reject(state, [0]))
        decisions, state = store.decisions.all(), store.ledger.state()
        again = placements({"aaaa": (1, 2, 3, 4, 5, 6, 7), "bbbb": (8, 9), "cccc": (10, 11)})
        other = placements({"aaaa": (1, 2, 3, 4, 5, 8, 9, 10, 11), "bbbb": (6, 7)})
        assert [one.state for one in proposal_decisions.as_answered_before(state, (grown,), again, decisions)] == [
            "rejected"
        ]
        assert [one.state for one in proposal_decisions.as_answered_before(state, (grown,), other, decisions)] == [
            "waiting"
        ]
        store.decisions.undo()
        decisions = store.decisions.all()
        assert [one.state for one in proposal_decisions.as_answered_before(state, (grown,), again, decisions)] == [
            "waiting"
        ]
