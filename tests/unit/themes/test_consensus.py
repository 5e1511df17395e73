"""Consensus over views: what always holds of a partition, and what it finds where the answer is known."""

from collections import Counter
from dataclasses import fields, replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.themes.consensus import FEWEST, Partition, cluster
from kennis.themes.neighbours import Floats, Integers
from tests.draws import drawn
from tests.unit.themes.corpora import Corpus, grouped

CORPUS = grouped(groups=6, each=15, seed=3, stray=5)


@cache
def clustered() -> Partition:
    """Give what is found in the corpus, once."""
    return cluster(CORPUS.vectors, CORPUS.keys)


def rows_of(found: Partition, order: Integers) -> Partition:
    """Put the rows of a partition of shuffled notes back where they were."""
    back = np.argsort(order)
    medoids = tuple(tuple(int(order[row]) for row in rows) for rows in found.medoids)
    rows = {name: getattr(found, name)[back] for name in ("labels", "strength", "second", "second_strength", "subs")}
    return replace(found, **rows, medoids=medoids)


def assert_equal(one: Partition, other: Partition) -> None:
    for field in fields(Partition):
        first, second = getattr(one, field.name), getattr(other, field.name)
        assert first == second if isinstance(first, tuple) else np.array_equal(first, second), field.name


def test_finds_the_groups_that_are_there() -> None:
    found = [Counter(clustered().labels[CORPUS.groups == group].tolist()).most_common(1)[0] for group in range(6)]
    assert len({label for label, _ in found} - {-1}) == 6
    assert sum(notes for _, notes in found) >= 0.95 * 6 * 15


def test_measures_lie_between_0_and_1_and_agree_with_the_labels() -> None:
    for measure in (clustered().strength, clustered().second_strength, clustered().stability):
        assert measure.dtype == np.float32
        assert ((measure >= 0) & (measure <= 1)).all()
    assert len(clustered().stability) == len(clustered().medoids) == clustered().labels.max() + 1
    assert (clustered().strength[clustered().labels < 0] == 0).all()
    assert (clustered().second_strength[clustered().second < 0] == 0).all()
    assert (clustered().second != clustered().labels)[clustered().second >= 0].all()


def test_clear_groups_are_more_stable_than_blurred_ones() -> None:
    blurred = grouped(groups=6, each=15, seed=3, stray=5, spread=1.6)
    assert clustered().stability.mean() > cluster(blurred.vectors, blurred.keys).stability.mean() + 0.05


def test_strays_are_held_less_firmly_than_members() -> None:
    stray = CORPUS.groups < 0
    assert clustered().strength[stray].mean() < 0.6 * clustered().strength[~stray].mean()


def test_medoids_are_members_and_the_first_is_the_most_central() -> None:
    for theme, rows in enumerate(clustered().medoids):
        assert (clustered().labels[list(rows)] == theme).all()
        assert len(set(rows)) == len(rows) > 0
        centre = CORPUS.vectors[clustered().labels == theme].mean(axis=0)
        nearness = CORPUS.vectors[list(rows)] @ centre
        assert nearness[0] > nearness[-1]


def test_themes_are_numbered_by_size() -> None:
    uneven = Corpus.joined(grouped(2, 12, seed=1), grouped(2, 30, seed=2), grouped(1, 20, seed=9))
    sizes = np.bincount(cluster(uneven.vectors, uneven.keys).labels + 1)[1:]
    assert list(sizes) == sorted(sizes, reverse=True)
    assert len(sizes) >= 4


@drawn(8)
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_the_notes_does_not_matter(seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(CORPUS.keys)).astype(np.int32)
    found = cluster(CORPUS.vectors[order], [CORPUS.keys[row] for row in order])
    assert_equal(rows_of(found, order), clustered())


@drawn(6)
@given(st.lists(st.integers(0, 94), min_size=1, max_size=40), st.integers(0, 2**32 - 1))
def test_duplicates_go_where_the_first_goes_and_change_nothing_else(copied: list[int], seed: int) -> None:
    rows = np.array([*range(len(CORPUS.keys)), *copied])
    found = cluster(CORPUS.vectors[rows], [CORPUS.keys[row] for row in rows])
    number = found.labels[: len(CORPUS.keys)]
    assert np.array_equal(number[copied], found.labels[len(CORPUS.keys) :])
    same = {(int(one), int(other)) for one, other in zip(number, clustered().labels, strict=True)}
    assert len(same) == len(set(number.tolist())) == len(set(clustered().labels.tolist()))


def test_near_duplicates_make_no_theme_by_themselves() -> None:
    spread = grouped(groups=4, each=15, seed=5)
    once = Corpus.joined(spread, grouped(groups=1, each=1, seed=77))
    noise = np.random.default_rng(8).normal(0, 0.002, (25, once.vectors.shape[1]))
    near = (once.vectors[-1] + noise).astype(np.float32)
    near /= np.linalg.norm(near, axis=1, keepdims=True)
    found = cluster(np.vstack([spread.vectors, near]), [*spread.keys, *(f"near {row}" for row in range(25))])
    shared = found.labels[-25:]
    assert len(set(shared.tolist())) == 1
    assert shared[0] == -1 or (found.labels[:-25] == shared[0]).any()


@pytest.mark.parametrize("count", [0, 1, 2, 5, FEWEST - 1])
def test_too_few_notes_stay_loose(count: int) -> None:
    few = grouped(groups=1, each=count, seed=1)
    found = cluster(few.vectors, few.keys)
    assert (found.labels == -1).all()
    assert len(found.labels) == count
    assert found.medoids == ()


def test_many_copies_of_few_notes_stay_loose() -> None:
    few = grouped(groups=1, each=FEWEST - 1, seed=1)
    found = cluster(np.repeat(few.vectors, 10, axis=0), [key for key in few.keys for _ in range(10)])
    assert (found.labels == -1).all()


@pytest.mark.parametrize("vectors", [np.ones((40, 8)), np.zeros((40, 8)), np.repeat(np.eye(2, 8), 20, axis=0)])
def test_notes_that_all_say_the_same_make_no_theme(vectors: Floats) -> None:
    found = cluster(vectors.astype(np.float32), [f"{row:03}" for row in range(40)])
    assert (found.labels == -1).all()


def test_notes_that_have_nothing_in_common_are_taken() -> None:
    found = cluster(np.eye(40, 64, dtype=np.float32), [f"{row:03}" for row in range(40)])
    assert len(found.labels) == 40


@pytest.mark.parametrize("count", [20, 25, 40, 60, 130, 400])
def test_neither_all_loose_nor_one_theme(count: int) -> None:
    blurred = grouped(groups=8, each=50, seed=4, spread=1.4)
    chosen = np.random.default_rng(count).permutation(400)[:count]
    found = cluster(blurred.vectors[chosen], [blurred.keys[row] for row in chosen])
    sizes = np.bincount(found.labels + 1, minlength=1)[1:]
    assert len(sizes) > 1
    assert sizes.max() < 0.9 * count


def test_vectors_that_are_not_finite_are_refused() -> None:
    with pytest.raises(ValueError, match="not finite"):
        cluster(np.full((30, 4), np.nan, np.float32), [str(row) for row in range(30)])
    with pytest.raises(ValueError, match="30 vectors for 1 keys"):
        cluster(np.ones((30, 4), np.float32), ["a"])


def test_progress_counts_up_to_the_whole() -> None:
    said: list[tuple[int, int]] = []
    cluster(CORPUS.vectors, CORPUS.keys, progress=lambda done, whole: said.append((done, whole)))
    assert [done for done, _ in said] == list(range(1, said[-1][1] + 1))
