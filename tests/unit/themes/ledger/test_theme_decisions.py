"""Whole themes: what each decision changes, which constraints it leaves, what it refuses."""

import dataclasses

import pytest

from kennis.errors import InputError, UnknownItem
from kennis.nouns import Change, Constraint, LedgerState, ProposalState, Rule, ThemeState
from kennis.themes.ledger import theme_decisions
from kennis.themes.ledger.ledger_edits import Named
from tests.ledgers import ids, one, proposal, standing, theme
from tests.unit.themes.ledger.state import proposing, state

REST = Named("Titel aaaa", ("rest",))


def held(found: LedgerState, rule: Rule) -> set[tuple[str, str]]:
    """Give what constraints of a rule hold."""
    return {(one.item, one.other) for one in found.constraints if one.rule is rule}


def test_a_renamed_theme_keeps_the_title_a_person_gave_it() -> None:
    after = theme_decisions.rename(state(), "aaaa", " Regie\top gegevens ").state
    assert (after.themes["aaaa"].title, after.themes["aaaa"].titled) == ("Regie op gegevens", True)
    assert dataclasses.replace(after, themes={}) == dataclasses.replace(state(), themes={})


@pytest.mark.parametrize("title", ["", "  \n", "x" * 201, "titel BBBB"])
def test_a_title_is_refused_that_is_none_or_another_themes(title: str) -> None:
    with pytest.raises(InputError):
        theme_decisions.rename(state(), "aaaa", title)


def test_merging_moves_the_notes_and_holds_both_middles_together() -> None:
    made = theme_decisions.merge(state(), ["bbbb"], "aaaa")
    assert standing(made.state) == {"aaaa": tuple(range(1, 10)), "cccc": (10, 11), "": (12,)}
    ended = made.state.themes["bbbb"]
    assert (ended.state, ended.into, made.themes) == (ThemeState.MERGED, "aaaa", ("aaaa", "bbbb"))
    assert held(made.state, Rule.CORE) == {(note, "aaaa") for note in ids(1, 2, 3, 6, 7, 8)}
    assert made.state.themes["aaaa"].keywords == ("woord aaaa", "woord bbbb", "gemeente")


def test_a_pin_goes_with_its_note_when_themes_merge() -> None:
    before = dataclasses.replace(
        state(), constraints=frozenset({Constraint(Rule.IN, one(9), "bbbb"), Constraint(Rule.NOT_IN, one(8), "aaaa")})
    )
    after = theme_decisions.merge(before, ["bbbb"], "aaaa").state
    assert held(after, Rule.IN) == {(one(9), "aaaa")} and held(after, Rule.NOT_IN) == set()


@pytest.mark.parametrize(("themes", "into"), [(["aaaa"], "aaaa"), ([], "aaaa")])
def test_a_merge_with_itself_is_refused(themes: list[str], into: str) -> None:
    with pytest.raises(InputError, match="itself"):
        theme_decisions.merge(state(), themes, into)


@pytest.mark.parametrize(("themes", "into"), [(["zzzz"], "aaaa"), (["aaaa"], "zzzz")])
def test_a_merge_with_a_theme_that_is_not_there_is_refused(themes: list[str], into: str) -> None:
    with pytest.raises(UnknownItem):
        theme_decisions.merge(state(), themes, into)


def test_splitting_makes_a_new_theme_and_holds_both_parts_apart() -> None:
    made = theme_decisions.split(state(), "aaaa", ids(4, 5), (REST, Named("Toezicht", ("toezicht",))))
    part = made.themes[1]
    assert standing(made.state)["aaaa"] == (1, 2, 3) and standing(made.state)[part] == (4, 5)
    new = made.state.themes[part]
    assert (new.keywords, made.state.themes["aaaa"].keywords) == (("toezicht",), ("rest",))
    assert (new.number, new.title, new.split_from, new.stability, new.titled) == (4, "Toezicht", "aaaa", 0.55, False)
    assert held(made.state, Rule.IN) == {(note, part) for note in ids(4, 5)}
    assert held(made.state, Rule.CORE) == {(note, "aaaa") for note in ids(1, 2, 3)}


def test_the_title_that_a_person_gives_a_split_is_theirs() -> None:
    made = theme_decisions.split(state(), "aaaa", ids(4, 5), (REST, Named("Toezicht", titled=True)))
    assert made.state.themes[made.themes[1]].titled


def test_a_theme_that_loses_its_middle_to_a_split_gets_another() -> None:
    after = theme_decisions.split(state(), "aaaa", ids(1, 2, 3), (REST, Named("Midden"))).state
    assert after.themes["aaaa"].medoids == ids(4, 5)
    assert held(after, Rule.CORE) == {(note, "aaaa") for note in ids(4, 5)}


@pytest.mark.parametrize("numbers", [(), (1, 2, 3, 4, 5), (1, 6), (12,)])
def test_a_split_is_refused_that_takes_nothing_all_or_other_notes(numbers: tuple[int, ...]) -> None:
    with pytest.raises(InputError):
        theme_decisions.split(state(), "aaaa", ids(*numbers), (REST, Named("Deel")))


def test_a_theme_falls_into_parts_of_which_the_first_keeps_its_id() -> None:
    made = theme_decisions.split_all(
        state(), "aaaa", [ids(1, 3), ids(2, 5), ids(4)], [REST, Named("Twee"), Named("Drie")]
    )
    _, two, three = made.themes
    found = standing(made.state)
    assert (found["aaaa"], found[two], found[three]) == ((1, 3), (2, 5), (4,))
    assert held(made.state, Rule.CORE) == {
        *((note, "aaaa") for note in ids(1, 3)),
        *((note, two) for note in ids(2, 5)),
        (one(4), three),
    }
    assert [made.state.themes[one].number for one in (two, three)] == [4, 5]


@pytest.mark.parametrize("parts", [[(1, 2, 3, 4, 5)], [(1, 2, 3, 4, 5), ()], [(1, 2), (3, 4)], [(1, 2, 3, 4, 5), (5,)]])
def test_parts_that_are_not_the_whole_theme_are_refused(parts: list[tuple[int, ...]]) -> None:
    with pytest.raises(InputError):
        theme_decisions.split_all(state(), "aaaa", [ids(*part) for part in parts], [Named("x")] * len(parts))


def test_notes_gathered_from_everywhere_make_a_theme_a_person_named() -> None:
    made = theme_decisions.gather(state(), ids(1, 6, 12), Named("Eigenaarschap"))
    assert standing(made.state)[made.themes[0]] == (1, 6, 12)
    assert made.state.themes[made.themes[0]].titled
    assert held(made.state, Rule.IN) == {(note, made.themes[0]) for note in ids(1, 6, 12)}


def test_the_notes_of_a_retired_theme_are_loose_and_its_middle_is_remembered() -> None:
    after = theme_decisions.retire(state(), "bbbb").state
    assert standing(after)[""] == (6, 7, 8, 9, 12)
    assert after.themes["bbbb"].state is ThemeState.RETIRED
    assert after.themes["bbbb"].medoids == ids(6, 7, 8) and after.constraints == frozenset()


def test_a_person_says_which_lenses_a_theme_belongs_to() -> None:
    on = theme_decisions.link(state(), "aaaa", "dso", True).state
    assert [(one.lens, one.weight) for one in on.themes["aaaa"].lenses] == [("dso", 1.0), ("verkokering", 0.7)]
    off = theme_decisions.link(on, "aaaa", "verkokering", False).state
    assert [one.lens for one in off.themes["aaaa"].lenses] == ["dso"]
    back = theme_decisions.link(off, "aaaa", "dso", False).state
    assert back.themes["aaaa"].lenses == () and held(back, Rule.LINKED) == set()


def test_proposals_about_themes_that_a_person_changed_are_overtaken() -> None:
    split = proposal(0, Change.SPLIT, theme("aaaa", 1), theme("dddd"))
    grown = proposal(1, Change.GROWN, theme("cccc", 3))
    after = theme_decisions.retire(proposing({}, split, grown), "aaaa").state
    assert [one.state for one in after.proposals.values()] == [ProposalState.OVERTAKEN, ProposalState.WAITING]
