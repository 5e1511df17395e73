"""Which notes say the same, and which notes are nearest to each note.

Rows are taken in the order of their keys and similarities are rounded, so that neither the order in which
notes come in nor the last bits of a product decide who is whose neighbour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]

SAME = 0.97  # cosine from which on notes say the same and one stands for both; set by hand
_DECIMALS = 5  # of a similarity: what differs by the order of a sum is not to choose neighbours
_BLOCK = 1 << 24  # figures in memory at a time; set by hand


@dataclass(frozen=True, slots=True)
class Distinct:
    """The notes that differ: `rows` (m,) their row numbers in canonical order, `owner` (n,) where each row went."""

    rows: Integers
    owner: Integers


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The k nearest of each of m notes, nearest first: `index` (m, k) and cosine `similarity` (m, k)."""

    index: Integers
    similarity: Floats


def distinct(vectors: Floats, keys: Sequence[str], marks: Sequence[str] = ()) -> Distinct:
    """Let one note stand for all with its key, and for all later ones that say nearly the same.

    `vectors` is (n, d), `keys` its n hashes. Of notes with one key the first row stands for the others; of
    notes nearer than `SAME` after centring, the one with the smallest key. Notes with different `marks`, which say
    what is asked of each, never stand for each other.
    """
    marked = [f"{key} {mark}" if mark else key for key, mark in zip(keys, marks, strict=True)] if marks else keys
    unique, first, inverse = np.unique(np.array(marked, dtype=np.str_), return_index=True, return_inverse=True)
    unit = centred(vectors[first])
    mark = np.unique([marks[row] for row in first], return_inverse=True)[1] if marks else np.zeros(len(first), int)
    nowhere = ~unit.any(axis=1)  # all at the mean are the same
    leader = _leaders(np.column_stack([unit, nowhere]).astype(np.float32), mark)
    kept = np.flatnonzero(leader == np.arange(len(unique)))
    place = np.zeros(len(unique), np.int32)
    place[kept] = np.arange(len(kept))
    return Distinct(first[kept].astype(np.int32), place[leader][inverse].astype(np.int32))


def centred(vectors: Floats) -> Floats:
    """Take the mean away and bring rows to unit length again; (n, d), a row without direction stays zero."""
    if not len(vectors):
        return vectors.astype(np.float32)
    moved = vectors - vectors.mean(axis=0, dtype=np.float64)
    length = np.linalg.norm(moved, axis=1, keepdims=True)
    unit: Floats = np.divide(moved, length, out=np.zeros_like(moved), where=length > 1e-9).astype(np.float32)
    return unit


def nearest(unit: Floats, count: int) -> Neighbours:
    """Find the `count` nearest other rows of each row of unit length, by cosine rounded to five decimals."""
    count = min(count, len(unit) - 1)
    index = np.zeros((len(unit), count), np.int32)
    similarity = np.zeros((len(unit), count), np.float32)
    for start, block in _similarities(unit):
        rows = np.arange(len(block))
        block[rows, start + rows] = -2
        near = np.argpartition(-block, count - 1, axis=1)[:, :count]
        near.sort(axis=1)
        order = np.argsort(-np.take_along_axis(block, near, 1), axis=1, kind="stable")
        index[start + rows] = np.take_along_axis(near, order, 1)
        similarity[start + rows] = np.take_along_axis(block, index[start + rows], 1)
    return Neighbours(index, similarity)


def _leaders(unit: Floats, mark: NDArray[np.intp]) -> Integers:
    leader = np.arange(len(unit), dtype=np.int32)
    for start, block in _similarities(unit):
        low, high = np.nonzero(block >= SAME)
        low += start
        alike = (low < high) & (mark[low] == mark[high])
        for one, other in zip(low[alike], high[alike], strict=True):
            if leader[one] == one and leader[other] == other:
                leader[other] = one
    return leader


def _similarities(unit: Floats) -> Iterator[tuple[int, Floats]]:
    step = max(1, _BLOCK // max(1, len(unit)))
    for start in range(0, len(unit), step):
        yield start, np.round(unit[start : start + step] @ unit.T, _DECIMALS)
