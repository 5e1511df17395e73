"""Many ways to look at the same notes: each view is a clustering of its own, and each leaves some notes out.

A view is a graph of nearest neighbours, laid out by its leading eigenvectors (Ng, Jordan and Weiss 2002), in which
HDBSCAN finds the leaves of its tree (Campello, Moulavi and Sander 2013). Views differ in the number of
neighbours, in the weights of the graph, in the dimensions of the layout and in the smallest group.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kennis.themes.neighbours import Floats, Integers, Neighbours

Progress = Callable[[int, int], None]
Points = NDArray[np.float64]
Graph = Any  # a scipy sparse matrix

NEIGHBOURS = (6, 10, 15, 20)
DIMENSIONS = (8, 16, 32)
SIZES = (0.25, 0.5)
SMALLEST = 4
_DENSE = 128
_SEED = 20


def labellings(neighbours: Neighbours, progress: Progress) -> Integers:
    """Cluster the notes once a view; (runs, m) with the number of the group, -1 for a note left out.

    The smallest group of a view grows with the square root of the number of notes.
    """
    count = len(neighbours.index)
    whole = 2 * len(NEIGHBOURS) * len(DIMENSIONS)
    runs: list[Integers] = []
    for done, layout in enumerate(_layouts(neighbours), start=1):
        tree = _tree(layout)
        runs += [leaves(tree, max(SMALLEST, round(size * count**0.5))) for size in SIZES]
        progress(done, whole)
    return np.stack(runs)


def leaves(tree: Points, least: int) -> Integers:
    """Give each note the leaf of the condensed tree that it stands in, -1 for none.

    `tree` is a single-linkage tree as scipy writes it, (m - 1, 4). A leaf has at least `least` notes, and is
    one side of a split of which both sides have; nothing below it splits so again.
    """
    count = len(tree) + 1
    left, right = tree[:, 0].astype(np.int64), tree[:, 1].astype(np.int64)
    size = np.concatenate([np.ones(count), tree[:, 3]])
    splits = np.concatenate([np.zeros(count, bool), (size[left] >= least) & (size[right] >= least)])
    inner = splits.copy()
    for node, (one, other) in enumerate(zip(left, right, strict=True), start=count):
        inner[node] |= inner[one] or inner[other]
    label = np.full(2 * count - 1, -1, np.int32)
    found = 0
    for node in range(2 * count - 2, count - 1, -1):
        for below in (left[node - count], right[node - count]):
            if label[node] >= 0:
                label[below] = label[node]
            elif splits[node] and not inner[below]:
                label[below] = found
                found += 1
    return label[:count]


def _layouts(neighbours: Neighbours) -> Iterator[Points]:
    for count in NEIGHBOURS:
        for weigh in (_cosine, _fuzzy):
            vectors = _eigenvectors(_graph(neighbours, count, weigh), max(DIMENSIONS))
            for dimensions in DIMENSIONS:
                layout = vectors[:, :dimensions]
                yield layout / np.maximum(np.linalg.norm(layout, axis=1, keepdims=True), 1e-12)


def _graph(neighbours: Neighbours, count: int, weigh: Callable[[Floats], Points]) -> Graph:
    from scipy import sparse

    near = neighbours.index[:, :count]
    weights = weigh(neighbours.similarity[:, :count])
    rows = np.repeat(np.arange(len(near)), near.shape[1])
    graph = sparse.csr_matrix((weights.ravel(), (rows, near.ravel())), shape=(len(near), len(near)))
    return (graph + graph.T - graph.multiply(graph.T)).tocsr()


def _cosine(similarity: Floats) -> Points:
    return np.clip(similarity.astype(np.float64), 1e-6, 1)


def _fuzzy(similarity: Floats) -> Points:
    """Weigh neighbours as UMAP does: 1 for the nearest, all together the binary logarithm of their number."""
    beyond = similarity[:, :1].astype(np.float64) - similarity
    low, high = np.full((len(beyond), 1), 1e-6), np.full((len(beyond), 1), 10.0)
    for _ in range(40):
        middle = (low + high) / 2
        above = np.exp(-beyond / middle).sum(axis=1, keepdims=True) > np.log2(max(2, beyond.shape[1]))
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    weights: Points = np.exp(-beyond / high)
    return weights


def _eigenvectors(graph: Graph, count: int) -> Points:
    """Give the leading eigenvectors of the normalised graph after the trivial one, (m, count)."""
    from scipy import sparse
    from scipy.sparse.linalg import LinearOperator, eigsh

    root = np.sqrt(np.asarray(graph.sum(axis=1)).ravel())
    scale = sparse.diags(1 / root)
    normal = (scale @ graph @ scale).tocsr()
    trivial = root / np.linalg.norm(root)
    size = len(root)
    count = min(count, size - 2)
    if size <= _DENSE:
        values, vectors = np.linalg.eigh(normal.toarray() - np.outer(trivial, trivial))
    else:
        start = np.random.default_rng(_SEED).standard_normal(size)
        operator = LinearOperator((size, size), matvec=lambda x: normal @ x - trivial * (trivial @ x), dtype=np.float64)
        values, vectors = eigsh(operator, k=count, which="LA", v0=start)
    return vectors[:, np.argsort(-values)[:count]]


def _tree(points: Points) -> Points:
    from hdbscan import HDBSCAN

    model = HDBSCAN(min_cluster_size=SMALLEST, min_samples=2, core_dist_n_jobs=1, approx_min_span_tree=False)
    tree: Points = model.fit(points).single_linkage_tree_.to_numpy()
    return tree
