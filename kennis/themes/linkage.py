"""Average linkage over units of notes, from how often they land together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kennis.themes.neighbours import Floats, Integers


@dataclass(frozen=True, slots=True)
class Merges:
    """The u - 1 merges of u units: which two, by any unit in them, and their mean similarity."""

    one: Integers
    other: Integers
    similarity: Floats


def average(similarity: Floats, weight: NDArray[np.float64]) -> Merges:
    """Merge units by their mean similarity, along chains of nearest neighbours (Müllner 2011).

    `similarity` (u, u) is symmetric and is used up; `weight` (u,) is how many notes a unit holds. Merges come
    in the order of the chain, not of the similarity.
    """
    count = len(weight)
    weight = weight.copy()
    np.fill_diagonal(similarity, -np.inf)
    alive = np.ones(count, bool)
    one, other = np.zeros(max(0, count - 1), np.int32), np.zeros(max(0, count - 1), np.int32)
    height = np.zeros(max(0, count - 1), np.float32)
    chain: list[int] = []
    for step in range(count - 1):
        a, b = _nearest_pair(similarity, chain, alive)
        one[step], other[step], height[step] = a, b, similarity[a, b]
        merged = (weight[a] * similarity[a] + weight[b] * similarity[b]) / (weight[a] + weight[b])
        merged[a] = merged[b] = -np.inf
        similarity[a], similarity[:, a] = merged, merged
        similarity[b], similarity[:, b] = -np.inf, -np.inf
        weight[a] += weight[b]
        alive[b] = False
    return Merges(one, other, height)


def groups(merges: Merges, least: float) -> Integers:
    """Number the groups of units that were merged at this similarity or above; (u,), in order of first unit."""
    from scipy import sparse

    count = len(merges.one) + 1
    kept = merges.similarity >= least
    links = sparse.coo_matrix((np.ones(kept.sum()), (merges.one[kept], merges.other[kept])), shape=(count, count))
    label: Integers = sparse.csgraph.connected_components(links, directed=False)[1].astype(np.int32)
    return label


def _nearest_pair(similarity: Floats, chain: list[int], alive: NDArray[np.bool_]) -> tuple[int, int]:
    """Follow nearest neighbours until two are each other's and take them off the chain; the earlier unit first."""
    if not chain:
        chain.append(int(np.argmax(alive)))
    while True:
        top = chain[-1]
        best = int(np.argmax(similarity[top]))
        if len(chain) > 1 and similarity[top, chain[-2]] >= similarity[top, best]:
            pair = sorted((chain.pop(), chain.pop()))
            return pair[0], pair[1]
        chain.append(best)
