"""Fifty thousand notes are clustered without a dense matrix of notes by notes."""

import resource

import numpy as np
import pytest

from kennis.themes.subprocess_client import cluster_in_child

pytestmark = pytest.mark.slow

NOTES, GROUPS, WIDTH = 50_000, 120, 384
DENSE_MB = NOTES * (NOTES - 1) / 2 * 4 / 2**20


def test_fifty_thousand_notes_need_far_less_than_a_dense_matrix() -> None:
    chance = np.random.default_rng(5)
    centres = chance.normal(size=(GROUPS, WIDTH))
    group = chance.integers(0, GROUPS, NOTES)
    vectors = centres[group] + 1.2 * chance.normal(size=(NOTES, WIDTH))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    found = cluster_in_child(vectors, [f"{number:08x}" for number in range(NOTES)])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    assert peak < 2_500 < DENSE_MB
    assert 0.5 * GROUPS <= len(found.stability) <= 2 * GROUPS
    assert np.mean(found.labels < 0) < 0.35
