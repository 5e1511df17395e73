"""Average linkage over units of notes, from how often they land together, under cannot-link constraints."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kennis.themes.neighbours import Floats, Integers


@dataclass(frozen=True, slots=True)
class Merges:
    """The merges of `count` units, at most one fewer: which two, by any unit in them, and their mean similarity."""

    one: Integers
    other: Integers
    similarity: Floats
    count: int


def average(similarity: Floats, weight: NDArray[np.float64]) -> Merges:
    """Merge units by their mean similarity, along chains of nearest neighbours (Müllner 2011).

    `similarity` (u, u) is symmetric, all but its last bits, and is used up; `weight` (u,) is how many notes a unit
    holds. Two units whose similarity is -inf never merge, nor does anything that holds them (Davidson and Ravi
    2005): the mean with -inf is -inf, so that the linkage stays reducible and the chain finds what a search over all
    pairs would. Merges come in the order of the chain, not of the similarity.
    """
    count = len(weight)
    weight = weight.copy()
    similarity += similarity.T  # to the last bit, or a chain could go round for ever
    similarity /= 2
    np.fill_diagonal(similarity, -np.inf)
    alive = np.ones(count, bool)
    found: list[tuple[int, int, float]] = []
    chain: list[int] = []
    while (pair := _nearest_pair(similarity, chain, alive)) is not None:
        a, b = pair
        found.append((a, b, float(similarity[a, b])))
        merged = (weight[a] * similarity[a] + weight[b] * similarity[b]) / (weight[a] + weight[b])
        merged[a] = merged[b] = -np.inf
        similarity[a], similarity[:, a] = merged, merged
        similarity[b], similarity[:, b] = -np.inf, -np.inf
        weight[a] += weight[b]
        alive[b] = False
    one, other, height = zip(*found, strict=True) if found else ((), (), ())
    return Merges(np.array(one, np.int32), np.array(other, np.int32), np.array(height, np.float32), count)


def groups(merges: Merges, least: float) -> Integers:
    """Number the groups of units that were merged at this similarity or above; (u,), in order of first unit."""
    from scipy import sparse

    count = merges.count
    kept = merges.similarity >= least
    links = sparse.coo_matrix((np.ones(kept.sum()), (merges.one[kept], merges.other[kept])), shape=(count, count))
    label: Integers = sparse.csgraph.connected_components(links, directed=False)[1].astype(np.int32)
    return label


def _nearest_pair(similarity: Floats, chain: list[int], alive: NDArray[np.bool_]) -> tuple[int, int] | None:
    """Follow nearest neighbours until two are each other's and take them off the chain; the earlier unit first.

    A unit that may merge with nothing any more is left as it is; None when that holds of all.
    """
    while True:
        if not chain:
            if not alive.any():
                return None
            chain.append(int(np.argmax(alive)))
        top = chain[-1]
        best = int(np.argmax(similarity[top]))
        if len(chain) > 1 and similarity[top, chain[-2]] >= similarity[top, best]:
            pair = sorted((chain.pop(), chain.pop()))
            return pair[0], pair[1]
        if similarity[top, best] == -np.inf:
            alive[chain.pop()] = False
        else:
            chain.append(best)
