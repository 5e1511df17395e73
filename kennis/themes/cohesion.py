"""Whether groups hold together among all notes: how many of a note's nearest are in its own group."""

import numpy as np
from numpy.typing import NDArray

from kennis.themes.neighbours import Floats, Integers

_NEAREST = 10  # notes that each note is linked with; set by hand
MIXED = 0.5  # of the links that two groups could have, from which on they are one; set by hand
_BLOCK = 1 << 22  # figures in memory at a time; set by hand

Links = NDArray[np.float64]


def links(unit: Floats, rows: Integers, labels: Integers, count: int) -> Links:
    """Count the links from each group to each, (count, count): each note has as many as `_NEAREST`, to its nearest.

    `unit` is (n, d), all notes from their middle; `rows` (p,) are those that `labels` (p,) puts in groups, -1 in none.
    """
    group = np.full(len(unit), -1, np.int32)
    group[rows] = labels
    inside = rows[labels >= 0]
    found = np.zeros((count, count + 1))
    step = max(1, _BLOCK // max(1, len(unit)))
    for start in range(0, len(inside), step):
        some = inside[start : start + step]
        cosine = np.round(unit[some] @ unit.T, 5)
        cosine[np.arange(len(some)), some] = -2
        nearest = min(_NEAREST, len(unit) - 1)
        note, neighbour = np.nonzero(cosine >= np.partition(cosine, -nearest, axis=1)[:, -nearest, None])
        share = nearest / np.bincount(note, minlength=len(some))
        np.add.at(found, (group[some][note], group[neighbour]), share[note])
    return found[:, :count]


def holding(found: Links, size: NDArray[np.intp]) -> Links:
    """Give the share of links that stay in each group, of those that could; (count,), 0 to 1."""
    could = size * np.minimum(_NEAREST, np.maximum(size - 1, 1))
    share: Links = np.minimum(1, np.diag(found) / np.maximum(could, 1))
    return share


def joined(found: Links, size: NDArray[np.intp], groups: Integers) -> Integers:
    """Join those of `groups` that are mixed, most mixed first; (count,) the group that each is part of now."""
    found, size = found.copy(), size.copy()
    part = np.arange(len(size), dtype=np.int32)
    left = sorted(groups.tolist())
    while True:
        pairs = [(mixed(found, size, one, other), -one, -other) for one in left for other in left if one < other]
        most, one, other = max(pairs, default=(0.0, 0, 0))
        if most < MIXED:
            return part
        one, other = -one, -other
        found[one] += found[other]
        found[:, one] += found[:, other]
        size[one] += size[other]
        part[part == other] = one
        left.remove(other)


def mixed(found: Links, size: NDArray[np.intp], one: int, other: int) -> float:
    """Say how mixed two groups are by the links of the smaller: 0 if none goes to the other, 1 as if they were one."""
    small, large = sorted((one, other), key=lambda group: (size[group], group))
    between = found[small, small] + found[small, large]
    even = size[large] / max(1, size[small] + size[large] - 1)
    return float(found[small, large] / between / even) if between else 0.0
