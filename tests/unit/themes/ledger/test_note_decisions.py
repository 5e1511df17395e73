"""Single notes: where each decision puts them, which constraints it leaves, what it refuses."""

import dataclasses

import pytest

from kennis.errors import InputError, UnknownItem
from kennis.nouns import Constraint, Mark, Placement, Rule, Stance
from kennis.themes.ledger import note_decisions
from tests.ledgers import ids, one, standing
from tests.unit.themes.ledger.state import state

NEW = "01900000-0000-7000-8000-0000000000ff"


def test_a_moved_note_is_held_where_it_came_and_kept_out_of_where_it_was() -> None:
    after = note_decisions.move(state(), ids(1, 12), "bbbb").state
    assert standing(after)["bbbb"] == (1, 6, 7, 8, 9, 12)
    assert after.constraints == {
        Constraint(Rule.IN, one(1), "bbbb"),
        Constraint(Rule.NOT_IN, one(1), "aaaa"),
        Constraint(Rule.IN, one(12), "bbbb"),
    }
    assert after.placements[one(1)].strength == 0.75


def test_moving_a_note_back_forgets_that_it_was_kept_out() -> None:
    after = note_decisions.move(note_decisions.move(state(), ids(1), "bbbb").state, ids(1), "aaaa").state
    assert after.constraints == {Constraint(Rule.IN, one(1), "aaaa"), Constraint(Rule.NOT_IN, one(1), "bbbb")}


def test_a_note_moved_to_its_second_theme_has_the_strength_it_had_there() -> None:
    before = state()
    second = dataclasses.replace(before.placements[one(1)], second="bbbb", second_strength=0.42)
    before = dataclasses.replace(before, placements={**before.placements, second.note: second})
    moved = note_decisions.move(before, ids(1), "bbbb").state.placements[one(1)]
    assert (moved.theme, moved.strength, moved.second, moved.second_strength) == ("bbbb", 0.42, None, 0.0)


def test_a_note_moved_nowhere_is_loose_and_kept_out() -> None:
    after = note_decisions.move(state(), ids(1), None).state
    assert standing(after)[""] == (1, 12)
    assert after.constraints == {Constraint(Rule.NOT_IN, one(1), "aaaa")}


def test_a_suggestion_is_settled_by_pinning_it() -> None:
    fresh = Placement(note=NEW, theme="bbbb", strength=0.6, suggested=True)
    after = note_decisions.pin(dataclasses.replace(state(), suggestions={NEW: fresh}), [NEW]).state
    assert after.placements[NEW] == dataclasses.replace(fresh, suggested=False)
    assert after.suggestions == {} and after.constraints == {Constraint(Rule.IN, NEW, "bbbb")}


def test_pins_hold_and_let_go() -> None:
    pinned = note_decisions.pin(state(), ids(1, 6)).state
    assert pinned.constraints == {Constraint(Rule.IN, one(1), "aaaa"), Constraint(Rule.IN, one(6), "bbbb")}
    assert note_decisions.unpin(pinned, ids(1, 6)).state == state()
    with pytest.raises(InputError):
        note_decisions.unpin(state(), ids(1))
    with pytest.raises(InputError):
        note_decisions.pin(state(), ids(1, 12))


def test_a_second_theme_is_given_and_taken_away() -> None:
    given = note_decisions.second(state(), ids(1), "cccc").state
    assert (given.placements[one(1)].second, given.placements[one(1)].second_strength) == ("cccc", 0.85)
    assert given.constraints == {Constraint(Rule.SECOND, one(1), "cccc")}
    assert note_decisions.second(given, ids(1), None).state == state()


@pytest.mark.parametrize(("number", "theme"), [(1, "aaaa"), (12, "aaaa"), (1, "zzzz")])
def test_a_second_theme_is_refused_that_is_the_first_or_of_a_loose_note(number: int, theme: str) -> None:
    with pytest.raises(InputError):
        note_decisions.second(state(), ids(number), theme)


def test_every_two_notes_that_are_kept_apart_are_a_constraint() -> None:
    after = note_decisions.apart(state(), ids(3, 1, 2)).state
    assert after.constraints == {
        Constraint(Rule.APART, one(first), one(second)) for first, second in ((1, 2), (1, 3), (2, 3))
    }
    assert after.placements == state().placements
    with pytest.raises(InputError):
        note_decisions.apart(state(), ids(1, 1))


def test_marks_that_say_nothing_are_none() -> None:
    against = note_decisions.stance(state(), ids(1), Stance.AGAINST).state
    both = note_decisions.shelve(against, ids(1), True).state
    assert both.marks == {one(1): Mark(one(1), Stance.AGAINST, True)}
    none = note_decisions.shelve(note_decisions.stance(both, ids(1), None).state, ids(1), False).state
    assert none.marks == {}


def test_nothing_marked_and_unknown_themes_are_refused() -> None:
    with pytest.raises(InputError):
        note_decisions.move(state(), [], "aaaa")
    with pytest.raises(InputError):
        note_decisions.shelve(state(), [], True)
    with pytest.raises(UnknownItem):
        note_decisions.move(state(), ids(1), "zzzz")


def test_a_second_theme_and_a_stance_remember_what_they_replace() -> None:
    once = note_decisions.second(state(), ids(1, 2), "bbbb")
    assert once.details == ()
    again = note_decisions.second(once.state, ids(1, 2, 3), "cccc")
    assert [(each.name, each.values) for each in again.details] == [(one(1), ("bbbb",)), (one(2), ("bbbb",))]
    assert note_decisions.second(again.state, ids(1), "cccc").details == ()
    spoken = note_decisions.stance(state(), ids(1), Stance.FOR).state
    assert [each.values for each in note_decisions.stance(spoken, ids(1), Stance.AGAINST).details] == [
        ("against",),
        ("for",),
    ]
