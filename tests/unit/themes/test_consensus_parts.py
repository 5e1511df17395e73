"""The parts of the consensus against plain definitions: neighbours, layouts, evidence, units, linkage."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from kennis.themes.average_linkage import average, groups
from kennis.themes.co_association import association, evidence, together, units
from kennis.themes.neighbours import Floats, Integers, centred, distinct, nearest
from tests.unit.themes.corpora import grouped


def same(one: Integers, other: Integers) -> bool:
    """Say whether two groupings differ in nothing but the numbers of their groups."""
    pairs = {(int(a), int(b)) for a, b in zip(one, other, strict=True)}
    return len(pairs) == len(set(one.tolist())) == len(set(other.tolist()))


def similarities(seed: int, count: int) -> Floats:
    half = np.random.default_rng(seed).random((count, count))
    return ((half + half.T) / 2).astype(np.float32)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 40), st.floats(0.1, 0.9))
def test_average_linkage_is_scipys(seed: int, count: int, cut: float) -> None:
    similarity = similarities(seed, count)
    distance = 1 - similarity.astype(np.float64)
    np.fill_diagonal(distance, 0)
    expected = fcluster(linkage(squareform(distance), "average"), 1 - cut, "distance")
    assert same(groups(average(similarity.copy(), np.ones(count)), cut), expected.astype(np.int32))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 4), min_size=2, max_size=12))
def test_a_heavy_unit_counts_as_so_many_notes(seed: int, weights: list[int]) -> None:
    similarity = similarities(seed, len(weights))
    unit = np.repeat(np.arange(len(weights)), weights)
    spread = similarity[np.ix_(unit, unit)]
    spread[unit[:, None] == unit] = 2
    of_units = groups(average(similarity.copy(), np.array(weights, np.float64)), 0.5)
    of_notes = groups(average(spread, np.ones(len(unit))), 0.5)
    assert same(of_units[unit], of_notes)


RUNS = np.array([[0, 0, 1, 1, -1], [0, 0, 0, 1, 1], [0, -1, 0, 1, 1], [0, 0, 1, 1, 1]], np.int32)


def test_association_counts_only_views_that_place_both() -> None:
    facts = evidence(RUNS)
    counted = together(facts, facts)
    assert counted[0].tolist() == [4, 3, 2, 0, 0]
    assert association(facts, facts)[0].round(3).tolist() == [1, 1, 0.5, 0, 0]


def test_mean_evidence_is_the_mean_over_pairs() -> None:
    facts = evidence(RUNS)
    label = np.array([0, 0, 1, 1, -1], np.int32)
    mean = facts.mean(label, 2)
    pairs = together(facts, facts)
    expected = [[pairs[np.ix_(label == a, label == b)].mean() for b in range(2)] for a in range(2)]
    assert np.allclose(together(mean, mean), expected)


def two_views(count: int) -> tuple[NDArray[np.int32], Floats]:
    corpus = grouped(groups=count // 20, each=20, seed=6)
    return np.stack([corpus.groups, np.where(np.arange(count) % 5, corpus.groups, -1)]).astype(np.int32), corpus.vectors


@pytest.mark.parametrize("most", [30, 90])
def test_units_are_few_small_and_of_notes_that_land_together(most: int) -> None:
    runs, vectors = two_views(200)
    unit = units(evidence(runs), nearest(centred(vectors), 15), most=most)
    assert 10 <= len(set(unit.tolist())) <= most
    assert np.bincount(unit).max() <= 4 * 200 / most
    assert all(len(set(runs[0, unit == number].tolist())) == 1 for number in set(unit.tolist()))


def test_few_notes_are_units_of_their_own() -> None:
    runs, vectors = two_views(40)
    assert units(evidence(runs), nearest(centred(vectors), 5)).tolist() == list(range(40))


def test_nearest_are_those_of_a_full_sort() -> None:
    unit = centred(grouped(groups=3, each=20, seed=2).vectors)
    near = nearest(unit, 7)
    full = np.round(unit @ unit.T, 5)
    np.fill_diagonal(full, -2)
    assert np.allclose(near.similarity, -np.sort(-full, axis=1)[:, :7])
    assert (near.index != np.arange(60)[:, None]).all()


def test_distinct_notes_stand_for_their_duplicates_in_the_order_of_keys() -> None:
    vectors = np.eye(6, 8, dtype=np.float32)[[2, 0, 1, 0, 2, 3]]
    found = distinct(vectors, ["c", "a", "b", "a", "d", "e"])
    assert found.rows.tolist() == [1, 2, 0, 5]
    assert found.owner.tolist() == [2, 0, 1, 0, 2, 3]
