"""Rankings: reciprocal rank fusion, scores on one scale, nearness in meaning."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.search import Ranked, fused, scaled
from kennis.search.cosine import Space

ORDERS = st.lists(st.permutations("abcdef").map(lambda one: one[:4]), min_size=1, max_size=3)


def test_reciprocal_rank_fusion_by_hand() -> None:
    found = fused([["a", "b"], ["b", "c"]])
    assert [one.note for one in found] == ["b", "a", "c"]
    best = 2 / 61
    assert [one.score for one in found] == pytest.approx([(1 / 62 + 1 / 61) / best, (1 / 61) / best, (1 / 62) / best])


@given(ORDERS)
def test_a_fusion_holds_all_and_what_leads_everywhere_leads(orders: list[list[str]]) -> None:
    found = fused(orders)
    assert {one.note for one in found} == {note for order in orders for note in order}
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert 0 < min(scores) <= max(scores) <= 1
    (same,) = [fused([orders[0], orders[0]])]
    assert [one.note for one in same] == list(orders[0])
    assert same[0].score == 1


def test_scores_are_brought_to_a_span() -> None:
    assert scaled([("a", 4.0), ("b", 2.0)], 0.5, 1.0) == (Ranked("a", 1.0), Ranked("b", 0.75))
    assert scaled([], 0.0, 1.0) == ()


def around(notes: int, seed: int = 1) -> Space:
    """Give a space of random notes that all lean to one side."""
    rows = np.random.default_rng(seed).standard_normal((notes, 8)) + 2
    return Space([f"n{row}" for row in range(notes)], (rows / np.linalg.norm(rows, axis=1)[:, None]).astype(np.float32))


def test_cosines_are_those_of_centred_vectors() -> None:
    space = around(40)
    query = space.vectors[7] + 0.1
    rows, asked = space.vectors - space.vectors.mean(axis=0), query - space.vectors.mean(axis=0)
    expected = rows @ asked / np.linalg.norm(rows, axis=1) / np.linalg.norm(asked)
    assert space.cosines(query) == pytest.approx(expected, abs=1e-5)
    found = space.nearest(space.cosines(query), 40, least=-1)
    assert [one.note for one in found] == [f"n{row}" for row in np.argsort(-expected)]


def test_nearest_asks_for_at_least_so_much_and_only_among_some() -> None:
    space = around(40)
    cosines = space.cosines(space.vectors[3])
    assert space.nearest(cosines, 1) == (Ranked("n3", 1.0),)
    assert [one.note for one in space.nearest(cosines, 5, 0.999)] == ["n3"]
    among = space.nearest(cosines, 5, -1, {"n1", "n2", "unknown"})
    assert {one.note for one in among} == {"n1", "n2"}
    assert space.nearest(cosines, 0) == ()


def test_equals_stand_in_the_order_of_the_notes() -> None:
    space = Space([f"n{row}" for row in range(12)], np.tile(np.eye(2, 4, dtype=np.float32), (6, 1)))
    found = space.nearest(space.cosines(space.vectors[0]), 3)
    assert [one.note for one in found] == ["n0", "n2", "n4"]


@pytest.mark.parametrize("notes", [0, 1, 2])
def test_few_notes_are_not_centred(notes: int) -> None:
    rows = np.eye(3, 4, dtype=np.float32)[:notes]
    space = Space([f"n{row}" for row in range(notes)], rows)
    assert [one.note for one in space.nearest(space.cosines(np.eye(1, 4, dtype=np.float32)[0]), 5, 0.5)] == (
        ["n0"] if notes else []
    )


def test_a_note_in_the_middle_of_all_is_near_nothing() -> None:
    space = Space([f"n{row}" for row in range(12)], np.ones((12, 4), np.float32))
    assert set(space.cosines(np.eye(1, 4, dtype=np.float32)[0])) == {0.0}
