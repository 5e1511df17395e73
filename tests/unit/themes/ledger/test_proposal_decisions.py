"""Proposals accepted one by one or all at once: every move belongs to one of them, and people's decisions stand."""

import dataclasses
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennis.errors import InputError, UnknownItem
from kennis.nouns import Change, Constraint, LedgerState, Level, ProposalState, Rule, ThemeState
from kennis.themes.ledger import note_decisions, proposal_decisions, theme_decisions
from tests.ledgers import ids, one, proposal, standing, theme
from tests.unit.themes.ledger.state import proposing, state

THEN = {"aaaa": (1, 2, 3, 10), "dddd": (4, 5), "bbbb": (6, 7, 8, 11, 12)}
ALL = (
    proposal(0, Change.SPLIT, theme("aaaa", 1), theme("dddd")),
    proposal(1, Change.GROWN, theme("bbbb", 2)),
    proposal(2, Change.FADED, theme("cccc", 3)),
)


def test_accepting_all_gives_what_the_run_found() -> None:
    made = proposal_decisions.accept(proposing(THEN, *ALL), [0, 1, 2])
    assert standing(made.state) == {**THEN, "": (9,)}
    assert made.state.themes["cccc"].state is ThemeState.FADED
    assert (made.state.themes["dddd"].number, made.state.themes["dddd"].title) == (4, "Titel dddd")
    assert {one.state for one in made.state.proposals.values()} == {ProposalState.ACCEPTED}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_accepting_one_by_one_in_any_order_gives_the_same_in_the_end(order: tuple[int, ...]) -> None:
    found = proposing(THEN, *ALL)
    for position in order:
        found = proposal_decisions.accept(found, [position]).state
    whole_ = proposal_decisions.accept(proposing(THEN, *ALL), [0, 1, 2]).state
    assert found.placements == whole_.placements and found.proposals == whole_.proposals


def test_what_is_not_accepted_does_not_move() -> None:
    found = proposal_decisions.accept(proposing(THEN, *ALL), [1]).state
    assert standing(found) == {"aaaa": (1, 2, 3, 4, 5), "bbbb": (6, 7, 8, 11, 12), "cccc": (10,), "": (9,)}
    assert found.themes["cccc"] == state().themes["cccc"]


def test_rejecting_changes_nothing_but_the_proposal() -> None:
    before = proposing(THEN, *ALL)
    after = proposal_decisions.reject(before, [0]).state
    assert dataclasses.replace(after, proposals={}) == dataclasses.replace(before, proposals={})
    assert after.proposals[0].state is ProposalState.REJECTED


def test_what_a_person_decided_after_the_run_stands() -> None:
    before = proposing(THEN, *ALL)
    before = note_decisions.move(before, ids(10), "bbbb").state
    before = note_decisions.pin(before, ids(9)).state
    before = dataclasses.replace(before, constraints=before.constraints | {Constraint(Rule.NOT_IN, one(12), "bbbb")})
    found = standing(proposal_decisions.accept(before, [0, 1, 2]).state)
    assert found == {"aaaa": (1, 2, 3), "dddd": (4, 5), "bbbb": (6, 7, 8, 9, 10, 11), "": (12,)}


def test_titles_lenses_and_second_themes_that_people_set_outlive_a_proposal() -> None:
    before = proposing(THEN, *ALL)
    before = theme_decisions.rename(before, "bbbb", "Toezicht").state
    before = theme_decisions.link(before, "bbbb", "dso", True).state
    before = note_decisions.second(before, ids(6), "aaaa").state
    found = proposal_decisions.accept(before, [1]).state
    assert (found.themes["bbbb"].title, found.themes["bbbb"].titled) == ("Toezicht", True)
    assert [one.lens for one in found.themes["bbbb"].lenses] == ["dso", "verkokering"]
    assert found.placements[one(6)].second == "aaaa"


def test_a_renaming_is_not_done_where_a_person_has_titled_since() -> None:
    renamed = proposal(0, Change.RENAMED, dataclasses.replace(theme("aaaa", 1), title="Beter"))
    assert proposal_decisions.accept(proposing({}, renamed), [0]).state.themes["aaaa"].title == "Beter"
    titled = theme_decisions.rename(proposing({}, renamed), "aaaa", "Mijn titel").state
    assert proposal_decisions.accept(titled, [0]).state.themes["aaaa"].title == "Mijn titel"


def test_a_second_theme_that_nobody_accepted_is_none() -> None:
    before = proposing(THEN, *ALL)
    seconds = {
        note: dataclasses.replace(one, second="dddd", second_strength=0.3) for note, one in before.proposed.items()
    }
    before = dataclasses.replace(before, proposed=seconds)
    found = proposal_decisions.accept(before, [1]).state
    assert found.placements[one(6)].second is None
    assert proposal_decisions.accept(before, [0, 1]).state.placements[one(6)].second == "dddd"


def test_merged_themes_end_in_the_one_that_takes_them() -> None:
    merged = proposal(0, Change.MERGED, theme("aaaa", 1), theme("cccc", 3))
    found = proposal_decisions.accept(proposing({"aaaa": (1, 2, 3, 4, 5, 10)}, merged), [0]).state
    assert standing(found) == {"aaaa": (1, 2, 3, 4, 5, 10), "bbbb": (6, 7, 8, 9), "": (11, 12)}
    assert (found.themes["cccc"].state, found.themes["cccc"].into) == (ThemeState.MERGED, "aaaa")


def test_a_family_holds_the_accepted_ones_of_its_themes() -> None:
    family = dataclasses.replace(theme("ffff"), level=Level.FAMILY)
    parts = (theme("aaaa", 1), theme("bbbb", 2), theme("dddd"))
    found = proposal_decisions.accept(proposing({}, proposal(0, Change.FAMILY, family, *parts)), [0]).state
    assert (found.families["ffff"].number, found.families["ffff"].title) == (1, "Titel ffff")
    assert {name: one.family for name, one in found.themes.items()} == {"aaaa": "ffff", "bbbb": "ffff", "cccc": ""}
    smaller = proposal(0, Change.FAMILY, family, theme("aaaa", 1))
    again = dataclasses.replace(found, proposals={0: smaller})
    assert proposal_decisions.accept(again, [0]).state.themes["bbbb"].family == ""
    faded = dataclasses.replace(found, proposals={0: proposal(0, Change.FADED, family)})
    ended = proposal_decisions.accept(faded, [0]).state
    assert ended.families["ffff"].state is ThemeState.FADED and "ffff" not in ended.themes
    assert {one.family for one in ended.themes.values()} == {""}


@pytest.mark.parametrize("positions", [[], [7]])
def test_a_proposal_that_does_not_wait_is_refused(positions: list[int]) -> None:
    with pytest.raises((InputError, UnknownItem)):
        proposal_decisions.accept(proposing(THEN, *ALL), positions)
    answered = proposal_decisions.accept(proposing(THEN, *ALL), [0, 1, 2]).state
    with pytest.raises(UnknownItem):
        proposal_decisions.accept(answered, [0])


HOMES = st.lists(st.sampled_from(["aaaa", "bbbb", "cccc", "dddd", ""]), min_size=12, max_size=12)


@given(HOMES, st.sets(st.integers(0, 3)))
@settings(max_examples=200, deadline=None)
def test_every_note_stands_in_one_accepted_theme_or_nowhere_whatever_is_accepted(
    homes: list[str], accepted: set[int]
) -> None:
    members = {name: tuple(n for n, home in enumerate(homes, 1) if home == name) for name in set(homes) - {""}}
    changes = (
        proposal(0, Change.SPLIT, theme("aaaa", 1), theme("dddd")),
        proposal(1, Change.GROWN, theme("bbbb", 2)),
        proposal(2, Change.SHRUNK, theme("cccc", 3)),
        proposal(3, Change.FAMILY, dataclasses.replace(theme("ffff"), level=Level.FAMILY), theme("dddd")),
    )
    before = proposing(members, *changes)
    after: LedgerState = proposal_decisions.accept(before, sorted(accepted)).state if accepted else before
    for note, place in after.placements.items():
        assert place.theme is None or after.themes[place.theme].state is ThemeState.ACCEPTED
        if place != before.placements[note] and place.theme != before.placements[note].theme:
            assert place.theme == before.proposed[note].theme
    assert set(after.placements) == set(before.placements)
    if accepted >= {0, 1, 2}:
        assert all(after.placements[note].theme == one.theme for note, one in before.proposed.items())
