"""What people decided is obeyed by the clustering itself, or reported."""

import dataclasses
import hashlib
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennis.nouns import Before, Constraint, Note, Placement, Reach, Rule, Theme, ThemeState
from kennis.themes.average_linkage import average, groups
from kennis.themes.consensus import cluster
from kennis.themes.constraints import heed
from kennis.themes.distinct_notes import held, lean
from kennis.themes.ledger_arrays import LedgerArrays, standing_of
from kennis.themes.neighbours import distinct
from kennis.themes.partition import Partition
from tests.unit.themes.corpora import Corpus, grouped
from tests.unit.themes.ledgers import drawn, run, surprises, violations

CORPUS = grouped(groups=4, each=12, seed=11)
NOTES = tuple(Note(id=f"n{row:02}", session="s", text=str(row)) for row in range(48))
ROWS = {note.id: row for row, note in enumerate(NOTES)}


def accepted(corpus: Corpus, *others: Theme) -> Before:
    """Give a ledger in which each group of the corpus is a theme, its first three notes its medoids."""
    themes = tuple(
        Theme(id=f"t{group}", number=group + 1, title="", keywords=(), stability=0.6, medoids=first(corpus, group))
        for group in range(4)
    )
    placements = tuple(Placement(note=f"n{row:02}", theme=f"t{group}") for row, group in enumerate(corpus.groups))
    return Before(themes=(*themes, *others), placements=placements)


def first(corpus: Corpus, group: int) -> tuple[str, ...]:
    """Give three notes of a group."""
    return tuple(f"n{row:02}" for row in np.flatnonzero(corpus.groups == group)[:3])


BEFORE = accepted(CORPUS)


def asked(*constraints: Constraint, before: Before = BEFORE) -> Partition:
    """Cluster with these constraints."""
    ledger = dataclasses.replace(before, constraints=constraints)
    return cluster(CORPUS.vectors, CORPUS.keys, standing_of(NOTES, ledger))


def themes_of(found: Partition, notes: Sequence[int] = range(48)) -> list[int]:
    """Give the accepted theme of each note, as Standing numbers them; -1 for a loose note or a new theme."""
    return list(np.append(found.goes_on, -1)[found.labels][list(notes)].tolist())


def test_an_accepted_partition_that_nothing_speaks_against_stays() -> None:
    assert themes_of(asked()) == CORPUS.groups.tolist()


def test_a_note_is_where_it_was_put_and_one_that_was_taken_out_is_not_there() -> None:
    found = asked(Constraint(Rule.IN, "n00", "t3"), Constraint(Rule.NOT_IN, "n13", "t1"))
    assert themes_of(found, [0]) == [3]
    assert themes_of(found, [13]) != [1]
    assert themes_of(found, range(1, 12)) == [0] * 11


def test_notes_alike_go_along_with_those_that_were_put_somewhere() -> None:
    """Constraints enter the linkage: near notes that nobody spoke of follow."""
    nobody = dataclasses.replace(BEFORE, placements=BEFORE.placements[12:])
    constraints = [Constraint(Rule.IN, f"n{row:02}", "t3") for row in range(4)]
    apart = [Constraint(Rule.NOT_IN, "n40", "t3")]
    assert themes_of(asked(*constraints, *apart, before=nobody), range(4)) == [3] * 4


def test_different_fixed_themes_never_merge_and_go_on_however_small() -> None:
    found = asked(Constraint(Rule.IN, "n00", "t1"), Constraint(Rule.IN, "n01", "t2"))
    assert themes_of(found, [0, 1, 2]) == [1, 2, 0]
    alone = dataclasses.replace(BEFORE, placements=BEFORE.placements[:12])
    assert 3 in asked(Constraint(Rule.IN, "n05", "t3"), before=alone).goes_on


def test_one_matter_that_was_put_in_two_themes_stays_in_two() -> None:
    constraints = tuple(Constraint(Rule.IN, f"n{row:02}", f"t{row % 2}") for row in range(12))
    ledger = Before(themes=BEFORE.themes, placements=BEFORE.placements[24:])
    assert themes_of(asked(*constraints, before=ledger), range(12)) == [row % 2 for row in range(12)]


def test_accepted_themes_count_as_so_many_views_more() -> None:
    similarity = np.full((4, 4), 0.3, np.float32)
    standing = standing_of(NOTES[10:14], BEFORE)  # two notes of one theme, two of another, both 0.6 stable
    notes = distinct(CORPUS.vectors[10:14], ["a", "b", "c", "d"])
    lean(similarity, np.arange(4, dtype=np.int32), held(standing, notes), together=0.5, apart=1.0)
    assert np.allclose(similarity[0, 1], (0.3 + 0.5 * 0.6) / (1 + 0.5 * 0.6))
    assert np.allclose(similarity[0, 2], 0.3 / 2)
    rare = np.full((4, 4), 0.05, np.float32)
    lean(rare, np.arange(4, dtype=np.int32), held(standing, notes), together=0.5, apart=1.0)
    assert np.allclose(rare[0, 1], (0.05 + 0.25 * 0.5 * 0.6) / (1 + 0.25 * 0.5 * 0.6))  # a fourth of what is often
    fresh = np.full((4, 4), 0.3, np.float32)
    lean(fresh, np.arange(4, dtype=np.int32), held(LedgerArrays.empty(4), notes), together=0.5, apart=1.0)
    assert (fresh == np.float32(0.3)).all()


def test_notes_that_were_set_apart_share_no_theme() -> None:
    found = asked(Constraint(Rule.APART, "n00", "n01"), Constraint(Rule.APART, "n02", "n03"))
    for one, other in ((0, 1), (2, 3)):
        assert found.labels[one] != found.labels[other] or found.labels[one] == -1


def test_duplicates_that_are_asked_different_things_are_not_one_note() -> None:
    vectors = CORPUS.vectors.copy()
    vectors[1] = vectors[0]
    ledger = dataclasses.replace(BEFORE, constraints=(Constraint(Rule.APART, "n00", "n01"),))
    found = cluster(vectors, [CORPUS.keys[0], *CORPUS.keys[:1], *CORPUS.keys[2:]], standing_of(NOTES, ledger))
    assert found.labels[0] != found.labels[1]


@pytest.mark.parametrize("reach", Reach)
def test_a_retired_theme_does_not_come_back_under_any_id(reach: Reach) -> None:
    themes = tuple(
        dataclasses.replace(one, state=ThemeState.RETIRED) if one.id == "t1" else one for one in BEFORE.themes
    )
    loose = tuple(dataclasses.replace(one, theme=None if one.theme == "t1" else one.theme) for one in BEFORE.placements)
    ledger = Before(themes=themes, placements=loose)
    found = cluster(CORPUS.vectors, CORPUS.keys, standing_of(NOTES, ledger), reach)
    assert sorted(found.goes_on.tolist()) == [0, 2, 3]
    assert found.labels[CORPUS.groups == 1].tolist() == [-1] * 12


def test_a_theme_keeps_its_body_when_one_note_of_another_place_is_pinned_in_it() -> None:
    found = asked(Constraint(Rule.IN, "n47", "t0"))
    assert themes_of(found) == [*CORPUS.groups.tolist()[:47], 0]


def test_a_merged_theme_passes_its_constraints_on() -> None:
    gone = Theme(id="t9", number=9, title="", keywords=(), stability=0.5, state=ThemeState.MERGED, into="t2")
    assert themes_of(asked(Constraint(Rule.IN, "n00", "t9"), before=accepted(CORPUS, gone)), [0]) == [2]


CANNOT = {
    "put twice": (Constraint(Rule.IN, "n00", "t0"), Constraint(Rule.IN, "n00", "t1")),
    "put and kept out": (Constraint(Rule.IN, "n00", "t0"), Constraint(Rule.NOT_IN, "n00", "t0")),
    "apart in one": (
        Constraint(Rule.IN, "n00", "t0"),
        Constraint(Rule.IN, "n01", "t0"),
        Constraint(Rule.APART, "n00", "n01"),
    ),
    "gone": (Constraint(Rule.APART, "n00", "gone"),),
    "no theme": (Constraint(Rule.IN, "n00", "t8"),),
    "itself": (Constraint(Rule.APART, "n00", "n00"),),
}


@pytest.mark.parametrize("name", CANNOT)
def test_of_what_contradicts_itself_one_is_reported(name: str) -> None:
    unmet = heed(ROWS, dataclasses.replace(BEFORE, constraints=CANNOT[name])).unmet
    (one,) = unmet
    assert one.constraint in CANNOT[name]
    assert one.reason


def test_a_core_gives_way_to_what_a_person_says_and_that_is_reported() -> None:
    constraints = (Constraint(Rule.CORE, "n00", "t1"), Constraint(Rule.IN, "n00", "t2"))
    heeded = heed(ROWS, dataclasses.replace(BEFORE, constraints=constraints))
    assert heeded.fixed == {0: "t2"}
    assert [one.constraint for one in heeded.unmet] == [constraints[0]]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_no_constraint_is_silently_violated(seed: int) -> None:
    case = drawn(seed)
    found, _made = run(case)
    assert not violations(case, found)
    assert not surprises(case, found)


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from(Reach))
def test_the_order_of_the_notes_does_not_matter_with_a_ledger(seed: int, reach: Reach) -> None:
    random = np.random.default_rng(seed)
    new = set(random.permutation(48)[:12].tolist())
    known = tuple(one for row, one in enumerate(BEFORE.placements) if row not in new)
    constraints = (Constraint(Rule.APART, "n02", "n03"), Constraint(Rule.IN, "n20", "t0"))
    ledger = Before(themes=BEFORE.themes, placements=known, constraints=constraints)
    found = cluster(CORPUS.vectors, CORPUS.keys, standing_of(NOTES, ledger), reach)
    order = random.permutation(48)
    keys = [CORPUS.keys[row] for row in order]
    again = cluster(CORPUS.vectors[order], keys, standing_of([NOTES[row] for row in order], ledger), reach)
    for name in ("labels", "strength", "second", "second_strength"):
        assert np.array_equal(getattr(again, name), getattr(found, name)[order]), name
    assert np.array_equal(again.goes_on, found.goes_on)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 16))
def test_constrained_linkage_merges_the_nearest_pair_that_may_merge(seed: int, count: int) -> None:
    random = np.random.default_rng(seed)
    half = random.random((count, count))
    similarity = ((half + half.T) / 2).astype(np.float32)
    barred = random.random((count, count)) < 0.15
    similarity[barred | barred.T] = -np.inf
    found = groups(average(similarity.copy(), np.ones(count)), 0.4)
    assert {frozenset(np.flatnonzero(found == one)) for one in found} == plainly_merged(similarity, 0.4)


def test_linkage_of_similarities_that_differ_in_their_last_bits_ends() -> None:
    random = np.random.default_rng(4)
    similarity = (0.5 + 1e-7 * random.integers(0, 3, (60, 60))).astype(np.float32)
    even = (similarity + similarity.T) / 2
    assert np.array_equal(
        groups(average(similarity, np.ones(60)), 0.4), groups(average(even.astype(np.float32), np.ones(60)), 0.4)
    )


def plainly_merged(similarity: np.ndarray, cut: float) -> set[frozenset[int]]:
    """Merge groups by a search over all pairs, as the definition says."""
    left = [frozenset([one]) for one in range(len(similarity))]
    while True:
        pairs = [
            (float(np.mean([similarity[a, b] for a in one for b in other])), one, other)
            for place, one in enumerate(left)
            for other in left[place + 1 :]
        ]
        best = max(pairs, key=lambda pair: pair[0], default=(-np.inf, left[0], left[0]))
        if best[0] < cut:
            return set(left)
        left = [one for one in left if one not in best[1:]] + [best[1] | best[2]]


def test_a_standing_survives_the_way_to_another_process() -> None:
    standing = standing_of(NOTES, dataclasses.replace(BEFORE, constraints=CANNOT["apart in one"]))
    back = LedgerArrays.of_plain(standing.plain())
    for name, value in standing.plain().items():
        assert getattr(back, name).tolist() == value
        assert getattr(back, name).dtype == getattr(standing, name).dtype


@pytest.mark.parametrize("reach", Reach)
@pytest.mark.parametrize("count", [0, 1, 5, 19])
def test_too_few_notes_to_learn_from_stay_where_they_stand(count: int, reach: Reach) -> None:
    ledger = dataclasses.replace(BEFORE, constraints=(Constraint(Rule.IN, "n00", "t3"),))
    found = cluster(CORPUS.vectors[:count], CORPUS.keys[:count], standing_of(NOTES[:count], ledger), reach)
    expected = [3, *CORPUS.groups[1:count].tolist()] if count else []
    assert themes_of(found, range(count)) == expected


def test_a_ledger_whose_notes_are_all_gone_changes_nothing() -> None:
    other = [Note(id=f"x{row}", session="s", text=hashlib.sha256(str(row).encode()).hexdigest()) for row in range(48)]
    found = cluster(CORPUS.vectors, CORPUS.keys, standing_of(other, BEFORE))
    plain = cluster(CORPUS.vectors, CORPUS.keys)
    assert np.array_equal(found.labels, plain.labels)
    assert (found.goes_on == -1).all()


def test_all_notes_fixed_are_where_they_are_fixed() -> None:
    constraints = tuple(Constraint(Rule.IN, note.id, f"t{row % 2}") for row, note in enumerate(NOTES))
    assert themes_of(asked(*constraints)) == [row % 2 for row in range(48)]
