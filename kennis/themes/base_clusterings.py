"""Many ways to look at the same notes: each view is a clustering of its own, and each leaves some notes out.

A view lays out a graph of nearest neighbours and runs HDBSCAN in it (Campello, Moulavi and Sander 2013), which
takes the groups that last longest in its tree, be they large or small. Views differ in the number of
neighbours, in the weights of the graph, in the notes they leave out and in the smallest group.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kennis.themes.neighbours import Floats, Integers, Neighbours
from kennis.themes.umap_layout import layout

Progress = Callable[[int, int], None]
Weights = NDArray[np.float64]

NEIGHBOURS = (10, 15, 20)  # in which views differ; 15 is what UMAP's usual recipe has; set by hand
# Times √n, the smallest group; sizes that grow so gave about as many themes as labels when they were tried.
SIZES = (0.2, 0.4)
DRAWS = 2  # views of each kind, which leave other notes out; set by hand
_LEFT_OUT = 0.1  # of the notes in each view, so that no grouping rests on a few; set by hand
_FULL = 350  # notes from which on as many neighbours are taken as those say; set by hand
_NEARBY = 5  # neighbours at least, however few notes there are; set by hand
SMALLEST = 4  # notes of a group, however few there are, as in the comparison in which consensus came out best
_SAMPLES = 2  # of HDBSCAN, as in the comparison in which consensus came out best


def labellings(neighbours: Neighbours, progress: Progress) -> Integers:
    """Cluster the notes once a view; (runs, m) with the number of the group, -1 for a note left out.

    The smallest group of a view grows with the square root of the number of notes; so does the number of
    neighbours, up to 350 notes. Each view leaves a tenth of the notes out, so that no grouping rests on a few.
    """
    fewer = min(1.0, math.sqrt(len(neighbours.index) / _FULL))
    nearby = [max(_NEARBY, round(fewer * count)) for count in NEIGHBOURS]
    views = [(count, weigh) for count in nearby for weigh in (_cosine, _fuzzy) for _ in range(DRAWS)]
    runs: list[Integers] = []
    for done, (count, weigh) in enumerate(views, start=1):
        graph = _graph(neighbours, count, weigh)
        drawn = _drawn(graph, seed=done)
        points = layout(graph[drawn][:, drawn]).astype(np.float64)
        for size in SIZES:
            runs.append(np.full(len(neighbours.index), -1, np.int32))
            runs[-1][drawn] = _dense(points, smallest(size, len(points)))
        progress(done, len(views))
    return np.stack(runs)


def _drawn(graph: Any, seed: int) -> NDArray[np.intp]:
    """Draw the notes of a view: all but a tenth, and all of those that still have a neighbour."""
    count = graph.shape[0]
    drawn = np.sort(np.random.default_rng(seed).permutation(count)[: round((1 - _LEFT_OUT) * count)])
    linked = np.asarray(graph[drawn][:, drawn].sum(axis=1)).ravel() > 0
    return drawn[linked]


def smallest(size: float, count: int) -> int:
    """Give the smallest group among that many notes: `size` times the square root, at least four."""
    return max(SMALLEST, round(size * math.sqrt(count)))


def _graph(neighbours: Neighbours, count: int, weigh: Callable[[Floats], Weights]) -> Any:
    from scipy import sparse

    near = neighbours.index[:, :count]
    weights = weigh(neighbours.similarity[:, :count])
    rows = np.repeat(np.arange(len(near)), near.shape[1])
    graph = sparse.csr_matrix((weights.ravel(), (rows, near.ravel())), shape=(len(near), len(near)))
    return (graph + graph.T - graph.multiply(graph.T)).tocsr()


def _cosine(similarity: Floats) -> Weights:
    return np.clip(similarity.astype(np.float64), 1e-6, 1)


def _fuzzy(similarity: Floats) -> Weights:
    """Weigh neighbours as UMAP does: 1 for the nearest, all together the binary logarithm of their number."""
    beyond = similarity[:, :1].astype(np.float64) - similarity
    low, high = np.full((len(beyond), 1), 1e-6), np.full((len(beyond), 1), 10.0)
    for _ in range(40):
        middle = (low + high) / 2
        above = np.exp(-beyond / middle).sum(axis=1, keepdims=True) > np.log2(max(2, beyond.shape[1]))
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    weights: Weights = np.exp(-beyond / high)
    return weights


def _dense(points: Weights, least: int) -> Integers:
    from hdbscan import HDBSCAN

    model = HDBSCAN(min_cluster_size=least, min_samples=_SAMPLES, core_dist_n_jobs=1, approx_min_span_tree=False)
    labels: Integers = model.fit(points).labels_.astype(np.int32)
    return labels
