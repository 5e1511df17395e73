"""What a run proposes to change in the themes that stand."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kennis.nouns import Before, Change, Level, Placement, Theme, ThemeState
from kennis.themes.ledger.run_proposals import RunProposals, propose
from kennis.themes.run_result import Better, Candidates, Family, Origin

Groups = Mapping[str, set[int]]


def theme(name: str, stability: float = 0.5, family: str = "") -> Theme:
    """Give a theme of that id."""
    return Theme(id=name, number=0, title=f"Titel van {name}", keywords=("water",), stability=stability, family=family)


def placed(groups: Groups) -> tuple[Placement, ...]:
    """Place notes in themes."""
    return tuple(Placement(note=f"n{note}", theme=name) for name, notes in groups.items() for note in sorted(notes))


def before(standing: Groups, *others: Theme) -> Before:
    """Give a ledger in which these themes stand."""
    return Before(themes=(*map(theme, standing), *others), placements=placed(standing))


def found(groups: Groups) -> Candidates:
    """Give what a run found: a theme with the id of an accepted one goes on as it."""
    return Candidates(tuple(map(theme, groups)), placed(groups))


def proposed(standing: Groups, now: Groups) -> RunProposals:
    """Compare the themes that stand with those of a run."""
    return propose(before(standing), found(now))


def changes(proposals: RunProposals) -> dict[str, Change]:
    """Give what is proposed for each theme."""
    return {proposal.theme.id: proposal.change for proposal in proposals.proposals}


def test_the_first_run_proposes_new_themes_only() -> None:
    assert changes(proposed({}, {"x": {1, 2}, "y": {3}})) == {"x": Change.NEW, "y": Change.NEW}


def test_nothing_new_proposes_nothing() -> None:
    standing = {"a": set(range(20)), "b": {30, 31}}
    assert proposed(standing, standing).proposals == ()


def test_a_theme_whose_stability_alone_changed_is_the_same() -> None:
    now = Candidates((theme("a", stability=0.7),), placed({"a": {1, 2}}))
    (proposal,) = propose(before({"a": {1, 2}}), now).proposals
    assert (proposal.change, proposal.stability_before, proposal.theme.stability) == (Change.SAME, 0.5, 0.7)


def test_a_few_notes_more_or_less_are_the_same_theme() -> None:
    (proposal,) = proposed({"a": set(range(20))}, {"a": set(range(1, 20))}).proposals
    assert (proposal.change, proposal.before, proposal.members, proposal.common) == (Change.SAME, 20, 19, 19)


def test_growth_loss_and_disappearance_are_told_with_their_numbers() -> None:
    standing = {"a": set(range(10)), "b": set(range(20, 40)), "c": {50, 51}}
    made = proposed(standing, {"a": set(range(14)), "b": set(range(20, 30))})
    assert changes(made) == {"a": Change.GROWN, "b": Change.SHRUNK, "c": Change.FADED}
    grown, shrunk, faded = made.proposals
    assert (grown.before, grown.members, grown.common) == (10, 14, 10)
    assert (shrunk.before, shrunk.members, shrunk.common) == (20, 10, 10)
    assert (faded.before, faded.members) == (2, 0)
    assert [proposal.position for proposal in made.proposals] == [0, 1, 2]


def test_a_theme_that_comes_off_another_is_a_part_of_its_split() -> None:
    now = replace(found({"a": set(range(12)), "x": set(range(12, 20))}), split=(Origin("x", "a", 0.1),))
    (proposal,) = propose(before({"a": set(range(20))}), now).proposals
    assert (proposal.change, proposal.theme.id) == (Change.SPLIT, "a")
    assert [part.id for part in proposal.parts] == ["x"]
    assert (proposal.share, proposal.members, proposal.before) == (0.9, 12, 20)


def test_a_theme_that_ends_in_another_is_a_part_of_its_merge_and_does_not_fade() -> None:
    now = replace(found({"a": set(range(30))}), merged=(Origin("b", "a", 0.6),))
    (proposal,) = propose(before({"a": set(range(20)), "b": set(range(20, 30))}), now).proposals
    assert (proposal.change, proposal.theme.id, proposal.share) == (Change.MERGED, "a", 0.6)
    assert [part.id for part in proposal.parts] == ["b"]


def test_a_better_title_is_a_proposal_of_its_own() -> None:
    now = replace(found({"a": set(range(30))}), titles=(Better("a", "Nieuwe titel"),))
    grown, renamed = propose(before({"a": set(range(20))}), now).proposals
    assert (grown.change, grown.theme.title) == (Change.GROWN, "Titel van a")
    assert (renamed.change, renamed.theme.title, renamed.title_before) == (
        Change.RENAMED,
        "Nieuwe titel",
        "Titel van a",
    )


FAMILY = replace(theme("f"), level=Level.FAMILY)


def test_a_family_is_proposed_when_it_is_new_or_holds_other_themes() -> None:
    standing = {"a": {1, 2}, "b": {3, 4}, "c": {5, 6}}
    now = replace(found(standing), families=(Family(FAMILY, ("a", "b"), 0.2),))
    (proposal,) = propose(before(standing), now).proposals
    assert (proposal.change, proposal.theme.id, proposal.members, proposal.share) == (Change.FAMILY, "f", 4, 0.2)
    assert [(part.id, part.family) for part in proposal.parts] == [("a", "f"), ("b", "f")]
    kin = Before(
        themes=(theme("a", family="f"), theme("b", family="f"), theme("c"), FAMILY), placements=placed(standing)
    )
    assert propose(kin, now).proposals == ()
    (gone,) = propose(kin, replace(found(standing), families=())).proposals
    assert (gone.change, gone.theme.id, gone.before) == (Change.FADED, "f", 4)
    assert propose(kin, found(standing)).proposals == ()  # a light run does not look for families


def test_themes_that_ended_before_are_not_spoken_of() -> None:
    gone = [replace(theme(state), state=ThemeState(state)) for state in ("faded", "merged", "retired")]
    assert propose(before({"a": {1}}, *gone), found({"a": {1}})).proposals == ()


def test_what_was_only_suggested_counts_as_new() -> None:
    ledger = before({"a": set(range(10))})
    near = tuple(Placement(note=f"n{note}", theme="a", suggested=True) for note in range(10, 15))
    (proposal,) = propose(replace(ledger, placements=ledger.placements + near), found({"a": set(range(15))})).proposals
    assert (proposal.change, proposal.before, proposal.members) == (Change.GROWN, 10, 15)


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
def test_every_theme_that_differs_is_accounted_for_once(standing: Groups, now: Groups) -> None:
    was, is_ = disjoint(standing), disjoint(now)
    made = proposed(was, is_)
    ids = [proposal.theme.id for proposal in made.proposals]
    assert len(set(ids)) == len(ids)
    assert set(ids) == {name for name in {*was, *is_} if was.get(name) != is_.get(name)}
    for proposal in made.proposals:
        members = {placement.note for placement in made.placements if placement.theme == proposal.theme.id}
        assert len(members) == proposal.members
