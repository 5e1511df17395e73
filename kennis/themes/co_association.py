"""How often notes land together over many views (Fred and Jain 2005), without a table of all pairs of notes.

Only views in which both notes are placed count. Many notes are first joined into small units that nearly always
land together; what is then compared is units, whose membership in a view's groups is the mean of their notes'.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kennis.themes.neighbours import Floats, Integers, Neighbours

Bools = NDArray[np.bool_]

UNITS = 5_000  # that are linked at most, as the memory of a linkage grows with their square; set by hand
RARE = 0.25  # of the views, as which fewer count in which both are placed; set by hand
_BLOCK = 512  # rows at a time, to spare memory; set by hand


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the views say of items: `member` (items, groups of all views), `placed` (items, runs), both 0 to 1.

    `member` is a scipy sparse matrix.
    """

    member: Any
    placed: Floats

    def mean(self, label: Integers, count: int) -> "Evidence":
        """Give the mean evidence of the items with each label, 0 to `count` - 1; label -1 is left out."""
        from scipy import sparse

        rows = np.flatnonzero(label >= 0)
        size = np.bincount(label[rows], minlength=count)
        share = (1 / size[label[rows]]).astype(np.float32)
        mix = sparse.csr_matrix((share, (label[rows], rows)), shape=(count, len(label)))
        return Evidence((mix @ self.member).tocsr(), np.asarray(mix @ self.placed, dtype=np.float32))


def evidence(runs: Integers) -> Evidence:
    """Read the evidence from the views' groups; `runs` is (runs, m), -1 for a note left out."""
    from scipy import sparse

    offset = np.concatenate([[0], np.cumsum(runs.max(axis=1) + 1)])
    run, note = np.nonzero(runs >= 0)
    group = runs[run, note] + offset[run]
    shape = (runs.shape[1], int(offset[-1]))
    member = sparse.csr_matrix((np.ones(len(note), np.float32), (note, group)), shape=shape)
    return Evidence(member, (runs >= 0).T.astype(np.float32))


def together(one: Evidence, other: Evidence) -> Floats:
    """Count the views in which an item of one and an item of the other land together; (items, items)."""
    found = np.empty((len(one.placed), len(other.placed)), np.float32)
    turned = other.member.T.tocsr()
    for start in range(0, len(found), _BLOCK):
        rows = slice(start, start + _BLOCK)
        found[rows] = (one.member[rows] @ turned).toarray()
    return found


def association(one: Evidence, other: Evidence) -> Floats:
    """Give the share of the views that place both in which they land together; (items, items), 0 to 1.

    Where both are placed in fewer than a quarter of the views, it counts as a quarter.
    """
    found = together(one, other)
    for start in range(0, len(found), _BLOCK):
        rows = slice(start, start + _BLOCK)
        found[rows] /= np.maximum(one.placed[rows] @ other.placed.T, RARE * one.placed.shape[1])
    return found


def units(facts: Evidence, neighbours: Neighbours, free: Bools | None = None, most: int = UNITS) -> Integers:
    """Join notes that land together most often into at most about `most` units; (m,) the unit of each note.

    Neighbours are joined in the order of how often they land together, as long as a unit stays small. Notes that
    are not `free` (m,) stay units of their own.
    """
    count = len(neighbours.index)
    parent = list(range(count))
    if count > most:
        left, size = count, [1] * count
        for pair in _firmest(facts, neighbours):
            one, other = sorted(_root(parent, note) for note in pair)
            if free is not None and not (free[pair[0]] and free[pair[1]]):
                continue
            if one != other and size[one] + size[other] <= 4 * count / most:
                parent[other] = one
                size[one] += size[other]
                left -= 1
                if left <= most:
                    break
    roots = np.array([_root(parent, note) for note in range(count)])
    return np.unique(roots, return_inverse=True)[1].astype(np.int32)


def _firmest(facts: Evidence, neighbours: Neighbours) -> Iterator[tuple[int, int]]:
    count, near = neighbours.index.shape
    one, other = np.repeat(np.arange(count), near), neighbours.index.ravel()
    firm = np.empty(len(one), np.float32)
    floor = RARE * facts.placed.shape[1]
    for start in range(0, len(one), 1 << 16):
        some = slice(start, start + (1 << 16))
        both = np.einsum("ij,ij->i", facts.placed[one[some]], facts.placed[other[some]])
        common = facts.member[one[some]].multiply(facts.member[other[some]]).sum(axis=1)
        firm[some] = np.asarray(common).ravel() / np.maximum(both, floor)
    order = np.lexsort((-neighbours.similarity.ravel(), -firm))
    yield from zip(one[order].tolist(), other[order].tolist(), strict=True)


def _root(parent: list[int], note: int) -> int:
    while parent[note] != note:
        parent[note] = parent[parent[note]]
        note = parent[note]
    return note
