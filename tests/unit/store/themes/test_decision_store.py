"""Decisions are kept and can be undone and redone as a whole, in any order of making, also after a restart."""

import dataclasses
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from kennis.errors import InputError
from kennis.nouns import About, Change, LedgerChange, LedgerState, ProposalState, Stance, ThemeState, Verb
from kennis.store import Store
from kennis.themes.ledger import memos, note_decisions, proposal_decisions, theme_decisions
from kennis.themes.ledger.ledger_edits import Named
from tests.draws import drawn
from tests.ledgers import MEMBERS, PERSON, RUN, decide, fill, ids, proposal, propose, theme

Make = Callable[[LedgerState], LedgerChange]
AUTHOR = memos.Author(PERSON, RUN.created)
THEMES = sorted(MEMBERS)
NUMBERS = st.lists(st.integers(1, 12), min_size=1, max_size=3).map(lambda found: ids(*found))
REST = Named("Titel", ("rest",))
NAMES = st.sampled_from(THEMES)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        fill(opened)
        yield opened


def made(state: LedgerState) -> LedgerState:
    """Give a ledger without the themes whose making was undone: they only keep their numbers."""
    kept = {name: one for name, one in state.themes.items() if one.state is not ThemeState.UNMADE}
    return dataclasses.replace(state, themes=kept)


def deeds() -> st.SearchStrategy[Make]:
    """Give any decision; many are refused where they make no sense."""

    def of(function: Callable[..., LedgerChange], *values: st.SearchStrategy[object]) -> st.SearchStrategy[Make]:
        return st.tuples(*values).map(lambda given: lambda state: function(state, *given))

    return st.one_of(
        of(theme_decisions.rename, NAMES, st.sampled_from(("Regie", "Toezicht"))),
        of(theme_decisions.merge, NAMES.map(lambda name: [name]), NAMES),
        of(
            theme_decisions.split,
            NAMES,
            NUMBERS,
            st.sampled_from([(REST, Named("Deel een")), (REST, Named("Deel twee"))]),
        ),
        of(theme_decisions.gather, NUMBERS, st.sampled_from((Named("Apart"), Named("Los")))),
        of(theme_decisions.retire, NAMES),
        of(theme_decisions.link, NAMES, st.sampled_from(("verkokering", "dso")), st.booleans()),
        of(note_decisions.move, NUMBERS, st.one_of(st.none(), NAMES)),
        of(note_decisions.pin, NUMBERS),
        of(note_decisions.unpin, NUMBERS),
        of(note_decisions.second, NUMBERS, st.one_of(st.none(), NAMES)),
        of(note_decisions.apart, NUMBERS),
        of(note_decisions.stance, NUMBERS, st.sampled_from((None, *Stance))),
        of(note_decisions.shelve, NUMBERS, st.booleans()),
        of(memos.write, st.just(About.THEME), NAMES, st.just("Nagaan."), st.just(AUTHOR)),
    )


@given(st.lists(deeds(), min_size=1, max_size=6))
@drawn(40, suppress_health_check=[HealthCheck.too_slow])
def test_undo_and_redo_give_every_ledger_back_whatever_was_decided(decisions: list[Make]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with Store.open(Path(folder)) as store:
            fill(store)
            states = [made(store.ledger.state())]
            for make in decisions:
                try:
                    decide(store, make)
                except InputError:
                    assert made(store.ledger.state()) == states[-1]
                else:
                    states.append(made(store.ledger.state()))
        with Store.open(Path(folder)) as store:
            for before in reversed(states[:-1]):
                assert store.decisions.undo() is not None
                assert made(store.ledger.state()) == before
            for after in states[1:]:
                assert store.decisions.redo() is not None
                assert made(store.ledger.state()) == after
            assert store.decisions.redo() is None


def test_a_decision_is_kept_with_who_made_it_and_when(store: Store) -> None:
    done = decide(store, lambda state: theme_decisions.rename(state, "aaaa", "  Regie   op gegevens "))
    assert (done.verb, done.person, done.themes) == (Verb.RENAME, PERSON, ("aaaa",))
    assert [one.values for one in done.details] == [("Titel aaaa",), ("Regie op gegevens",)]
    assert store.decisions.all()[-1] == done and done.at.tzinfo is not None
    assert store.ledger.theme("T-001").titled


def test_what_was_undone_is_kept_and_cannot_be_redone_after_another_decision(store: Store) -> None:
    decide(store, lambda state: theme_decisions.rename(state, "aaaa", "Regie"))
    store.decisions.undo()
    decide(store, lambda state: theme_decisions.rename(state, "bbbb", "Toezicht"))
    assert store.decisions.redo() is None
    assert [(one.verb, one.undone) for one in store.decisions.all()][1:] == [(Verb.RENAME, True), (Verb.RENAME, False)]


def test_the_number_of_a_theme_whose_making_was_undone_is_never_given_again(store: Store) -> None:
    decide(store, lambda state: theme_decisions.gather(state, ids(12), Named("Een")))
    store.decisions.undo()
    decide(store, lambda state: theme_decisions.gather(state, ids(12), Named("Twee")))
    assert [(one.number, one.title) for one in store.ledger.themes()][-1] == (5, "Twee")


def test_undoing_is_refused_where_a_note_has_been_deleted_since(store: Store) -> None:
    from kennis.ids import new_id
    from kennis.nouns import Edit, EditKind, Step

    decide(store, lambda state: note_decisions.move(state, ids(1), "bbbb"))
    gone = store.notes.note("n1")
    store.journal.apply(Edit(new_id(), gone.session, EditKind.DELETE, (Step(gone, None),)), "1")
    with pytest.raises(InputError, match="changed"):
        store.decisions.undo()
    assert store.decisions.all()[-1].undone is False


def test_undoing_what_was_accepted_lets_it_wait_again_but_not_after_a_later_run(store: Store) -> None:
    faded = (proposal(0, Change.FADED, theme("cccc", 3)),)
    propose(store, faded, {})
    decide(store, lambda state: proposal_decisions.accept(state, [0]))
    store.decisions.undo()
    assert [one.state for one in store.ledger.waiting()] == [ProposalState.WAITING]
    store.decisions.redo()
    propose(store, (proposal(0, Change.GROWN, theme("cccc", 3)), proposal(1, Change.GROWN, theme("bbbb", 2))), MEMBERS)
    store.decisions.undo()
    assert [one.theme.id for one in store.ledger.waiting()] == ["bbbb"]
    assert [one.state for one in store.ledger.proposals(2)] == [ProposalState.ACCEPTED]


def test_the_stamp_differs_whenever_something_changed(store: Store) -> None:
    stamps = [store.ledger.stamp()]
    decide(store, lambda state: note_decisions.pin(state, ids(1)))
    stamps.append(store.ledger.stamp())
    store.decisions.undo()
    stamps.append(store.ledger.stamp())
    store.ledger.suggest(())
    assert store.ledger.stamp() == stamps[-1]
    propose(store, (), MEMBERS)
    stamps.append(store.ledger.stamp())
    assert len(set(stamps)) == 4
