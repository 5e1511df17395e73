"""The places of notes on the map."""

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from kennis.workflows.layout_2d import plane
from tests.unit.views.meeting import note

Vectors = dict[str, NDArray[np.float32]]


def scattered(count: int) -> tuple[dict[str, str], Vectors]:
    """Give so many notes in two clouds: the key of each note's text, and the vectors by key."""
    drawn = np.random.default_rng(4)
    keys = {note(number).id: f"{number:04d}" for number in range(count)}
    middles = drawn.normal(size=(2, 16))
    vectors = {
        key: (middles[index % 2] + drawn.normal(0, 0.3, 16)).astype(np.float32)
        for index, key in enumerate(keys.values())
    }
    return keys, vectors


def test_notes_that_say_like_things_lie_together() -> None:
    keys, vectors = scattered(60)
    places = plane([note(number) for number in range(60)], keys, vectors)
    points = np.array([[places[note(number).id].x, places[note(number).id].y] for number in range(60)])
    assert points.min() >= 0 and points.max() <= 1
    one, other = points[::2], points[1::2]
    apart = np.linalg.norm(one.mean(axis=0) - other.mean(axis=0))
    assert apart > 2 * max(one.std(), other.std())


def test_the_order_of_the_notes_makes_no_difference() -> None:
    keys, vectors = scattered(40)
    notes = [note(number) for number in range(40)]
    mixed = random.Random(2).sample(notes, 40)
    shuffled = dict(random.Random(3).sample(list(vectors.items()), 40))
    assert plane(notes, keys, vectors) == plane(mixed, keys, shuffled)


def test_the_same_text_twice_lies_side_by_side() -> None:
    keys, vectors = scattered(20)
    keys[note(20).id] = keys[note(3).id]
    places = plane([note(number) for number in range(21)], keys, vectors)
    one, other = places[note(3).id], places[note(20).id]
    assert 0 < (one.x - other.x) ** 2 + (one.y - other.y) ** 2 < 0.01**2


@pytest.mark.parametrize("count", range(8))
def test_few_notes_have_places_too(count: int) -> None:
    keys, vectors = scattered(count)
    places = plane([note(number) for number in range(count)], keys, vectors)
    assert len(places) == count
    assert all(0 <= one.x <= 1 and 0 <= one.y <= 1 for one in places.values())


def test_equal_vectors_and_notes_without_one() -> None:
    keys = {note(number).id: f"{number}" for number in range(9)}
    same = {key: np.ones(4, np.float32) for key in list(keys.values())[:7]}
    assert len(plane([note(number) for number in range(9)], keys, same)) == 7
