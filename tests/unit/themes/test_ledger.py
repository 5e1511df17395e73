"""What a run proposes to change in the themes that stand."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from kennis.nouns import Change, Placement, Theme
from kennis.themes.ledger import Proposals, propose

Groups = Mapping[str, set[int]]


def theme(name: str, number: int = 0) -> Theme:
    """Give a theme of that id."""
    return Theme(id=name, number=number, title=f"Titel van {name}", keywords=(), stability=0.5)


def placed(groups: Groups) -> tuple[Placement, ...]:
    """Place notes in themes."""
    return tuple(Placement(note=f"n{note}", theme=name) for name, notes in groups.items() for note in sorted(notes))


def proposed(standing: Groups, found: Groups) -> Proposals:
    """Compare the themes that stand with those of a run."""
    accepted = [theme(name, number) for number, name in enumerate(standing, 1)]
    return propose(accepted, placed(standing), [theme(name) for name in found], placed(found))


def changes(proposals: Proposals) -> dict[str, Change]:
    """Give what is proposed for each theme."""
    return {proposal.theme.id: proposal.change for proposal in proposals.proposals}


def test_the_first_run_proposes_new_themes_only() -> None:
    assert changes(proposed({}, {"x": {1, 2}, "y": {3}})) == {"x": Change.NEW, "y": Change.NEW}


def test_a_theme_that_is_found_again_keeps_id_number_and_title() -> None:
    made = proposed({"a": set(range(20))}, {"x": set(range(20))})
    (proposal,) = made.proposals
    assert (proposal.change, proposal.theme.id, proposal.theme.number) == (Change.SAME, "a", 1)
    assert proposal.theme.title == "Titel van a"
    assert {placement.theme for placement in made.placements} == {"a"}


def test_growth_loss_and_disappearance_are_told_with_their_numbers() -> None:
    standing = {"a": set(range(10)), "b": set(range(20, 40)), "c": {50, 51}}
    made = proposed(standing, {"x": set(range(14)), "y": set(range(20, 30))})
    assert changes(made) == {"a": Change.GROWN, "b": Change.SHRUNK, "c": Change.FADED}
    grown, shrunk, faded = made.proposals
    assert (grown.before, grown.members, grown.common) == (10, 14, 10)
    assert (shrunk.before, shrunk.members, shrunk.common) == (20, 10, 10)
    assert (faded.before, faded.members, faded.theme.number) == (2, 0, 3)


def test_of_two_halves_only_one_goes_on_as_the_theme() -> None:
    made = proposed({"a": set(range(20))}, {"x": set(range(12)), "y": set(range(12, 20))})
    assert changes(made) == {"a": Change.SHRUNK, "y": Change.NEW}


def test_what_is_left_of_a_large_theme_goes_on_as_it() -> None:
    assert changes(proposed({"a": set(range(20))}, {"x": set(range(8))})) == {"a": Change.SHRUNK}


def test_too_little_in_common_is_another_theme() -> None:
    made = proposed({"a": set(range(20))}, {"x": {0, 1, *range(40, 60)}})
    assert changes(made) == {"x": Change.NEW, "a": Change.FADED}


def test_second_themes_follow_the_names() -> None:
    found = (Placement(note="n1", theme="x", second="y"), Placement(note="n2", theme=None, second=None))
    made = propose([theme("a", 1)], placed({"a": {1}}), [theme("x"), theme("y")], found)
    assert [(one.theme, one.second) for one in made.placements] == [("a", "y"), (None, None)]


groups = st.dictionaries(st.sampled_from("abcd"), st.sets(st.integers(0, 25), min_size=1), max_size=4)


def disjoint(given_groups: Groups) -> Groups:
    """Leave each note in the first group that has it."""
    seen: set[int] = set()
    kept: dict[str, set[int]] = {}
    for name, notes in given_groups.items():
        if notes - seen:
            kept[name] = notes - seen
        seen |= notes
    return kept


@given(groups, groups)
@settings(deadline=None, max_examples=60)
def test_every_theme_and_every_candidate_is_accounted_for_once(before: Groups, after: Groups) -> None:
    standing = disjoint(before)
    found = {name.upper(): notes for name, notes in disjoint(after).items()}
    made = proposed(standing, found)
    ids = [proposal.theme.id for proposal in made.proposals]
    assert len(set(ids)) == len(ids)
    assert set(standing) <= set(ids)
    assert sum(proposal.change is not Change.FADED for proposal in made.proposals) == len(found)
    for proposal in made.proposals:
        members = {placement.note for placement in made.placements if placement.theme == proposal.theme.id}
        assert len(members) == proposal.members
