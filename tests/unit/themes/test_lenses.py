"""Lens weights: a scale set by the corpus and the anchors, two lenses at most, none as an answer."""

import numpy as np
import pytest
from numpy.typing import NDArray

from kennis.themes import lenses

Floats = NDArray[np.float32]
SIZE = 96


def axes(*numbers: int) -> Floats:
    """Make unit vectors, one along the sum of each given axis and a common direction."""
    rows = np.zeros((len(numbers), SIZE), np.float32)
    rows[:, 0] = 2.0
    rows[np.arange(len(numbers)), list(numbers)] += 1.0
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def blurred(axis: int, count: int, seed: int) -> Floats:
    noise = np.random.default_rng(seed).normal(0, 0.03, (count, SIZE))
    rows = axes(*[axis] * count) + noise
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


ANCHORS = [blurred(1, 6, 1), blurred(2, 6, 2), blurred(3, 6, 3)]
CORPUS = np.concatenate([blurred(axis, 30, 10 + axis) for axis in (1, 2, 5, 6, 7, 8)])


def test_a_note_belongs_to_the_lens_whose_anchors_it_resembles() -> None:
    found = lenses.weights(axes(1, 2), ANCHORS, CORPUS)
    assert found.shape == (2, 3) and found.dtype == np.float32
    assert found.argmax(axis=1).tolist() == [0, 1]
    assert np.count_nonzero(found, axis=1).tolist() == [1, 1]


def test_a_note_that_resembles_no_anchor_has_no_lens() -> None:
    assert not lenses.weights(axes(7), ANCHORS, CORPUS).any()


def test_a_corpus_that_never_touches_a_lens_leaves_it_all_but_empty() -> None:
    found = lenses.weights(CORPUS, ANCHORS, CORPUS)
    assert np.count_nonzero(found[:, 2]) <= 0.03 * len(CORPUS)
    assert np.count_nonzero(found[:30, 0]) >= 25


def test_a_note_between_two_lenses_belongs_to_both_and_never_to_three() -> None:
    rows = axes(1, 2, 3)
    between = np.stack([rows[0] + rows[1], rows.sum(axis=0)])
    found = lenses.choose(np.array([[0.8, 0.75, 0.1], [0.7, 0.7, 0.69]], np.float32))
    assert np.count_nonzero(found, axis=1).tolist() == [2, 2]
    assert np.count_nonzero(lenses.weights(between, ANCHORS, CORPUS), axis=1).max() <= 2


def test_a_second_lens_that_is_far_behind_the_first_is_left_out() -> None:
    found = lenses.choose(np.array([[0.9, 0.4, 0.0]], np.float32))
    assert found[0].tolist() == pytest.approx([0.9, 0.0, 0.0])


def test_a_theme_takes_its_weights_from_its_members_by_their_strength() -> None:
    members = np.repeat(np.array([[0.8, 0.0], [0.0, 0.8]], np.float32), 10, axis=0)
    strong, weak = (np.repeat(np.array(pair, np.float32), 10) for pair in ([1.0, 0.1], [0.1, 1.0]))
    assert np.flatnonzero(lenses.theme(members, strong)).tolist() == [0]
    assert np.flatnonzero(lenses.theme(members, weak)).tolist() == [1]
    assert np.count_nonzero(lenses.theme(members, 0 * strong)) == 2


def test_a_few_notes_must_be_nearer_to_a_lens_than_many() -> None:
    member = np.array([[0.4]], np.float32)
    assert not lenses.theme(member, np.ones(1, np.float32)).any()
    assert lenses.theme(np.repeat(member, 30, axis=0), np.ones(30, np.float32)).tolist() == pytest.approx([0.4])


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_and_next_to_nothing_are_weighed_without_fuss(count: int) -> None:
    empty = np.zeros((0, SIZE), np.float32)
    assert not lenses.weights(CORPUS[:count], ANCHORS, empty).any()
    assert lenses.weights(empty, ANCHORS, CORPUS[:count]).shape == (0, 3)
    assert lenses.weights(CORPUS[:count], [], CORPUS).shape == (count, 0)
    assert lenses.theme(np.zeros((0, 3), np.float32), np.zeros(0, np.float32)).tolist() == [0, 0, 0]
    assert np.isfinite(lenses.weights(CORPUS, [ANCHORS[0][:1]], CORPUS[:1])).all()
