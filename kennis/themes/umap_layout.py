"""Notes laid out in a few dimensions: neighbours attract each other, all others repel (McInnes et al. 2018).

All notes move at once, from the leading eigenvectors of the graph, and the pairs that repel are drawn from a
fixed seed: the same graph gives the same layout.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Graph = Any  # a scipy sparse matrix
Points = NDArray[np.float32]

DIMENSIONS = 5  # as in UMAP's usual recipe for clustering
STEPS = 150  # of the layout; set by hand
_WIDTH = 10.0  # of the layout at the start, as umap-learn has it
_BLUR = 0.01  # beside it, so that equal notes do not start in one place; set by hand
_RATE = 0.3  # of the first step, going down to none; set by hand
_FARTHEST = 2.0  # that a note goes in a step; set by hand
_STEEP = 1.5  # UMAP's a, with b = ½: the heavy tail of this kernel sets groups well apart; set by hand
_NEGATIVES = 5  # notes that repel for each neighbour that attracts, as umap-learn has it
_DRAWS = 5  # notes that are drawn for it a step, weighed as if they were more; set by hand
_PULL = 4.0  # of one other note at most, as umap-learn clips it
_DENSE = 128  # notes up to which all eigenvectors are worked out; set by hand
_TOLERANCE = 1e-4  # of the eigenvectors; set by hand
_SEED = 20  # any number will do; it stays as it is, so that the same notes give the same layout


def layout(graph: Graph, dimensions: int = DIMENSIONS) -> Points:
    """Lay out the m notes of a symmetric graph of weights 0 to 1; (m, dimensions).

    Attraction and repulsion are UMAP's with a = 1.5 and b = 0.5: the heavy tail of this kernel sets groups well
    apart. Each note is repelled by five others a step, weighed as if it were five for each of its neighbours.
    """
    random = np.random.default_rng(_SEED)
    start = eigenvectors(graph, dimensions)
    start = _WIDTH * start / np.abs(start).max() + random.normal(0, _BLUR, start.shape)
    points: Points = start.astype(np.float32)
    weights = (graph / graph.max()).tocsr().astype(np.float32)
    rows = np.repeat(np.arange(len(points)), np.diff(weights.indptr))
    pushed = (_NEGATIVES / _DRAWS) * np.asarray(weights.sum(axis=1), dtype=np.float32)
    attraction = weights.copy()
    for step in range(STEPS):
        attraction.data = weights.data * _attraction(points[rows] - points[weights.indices])
        force = attraction @ points - np.asarray(attraction.sum(axis=1)) * points
        for _ in range(_DRAWS):
            force += pushed * _repulsion(points - points[random.permutation(len(points))])
        points += np.clip(_RATE * (1 - step / STEPS) * force, -_FARTHEST, _FARTHEST)
    return points


def eigenvectors(graph: Graph, count: int) -> NDArray[np.float64]:
    """Give the leading eigenvectors of the normalised graph after the trivial one, (m, count), m > count + 1."""
    from scipy import sparse
    from scipy.sparse.linalg import LinearOperator, eigsh

    root = np.sqrt(np.asarray(graph.sum(axis=1)).ravel())
    scale = sparse.diags(1 / root)
    normal = (scale @ graph @ scale).tocsr()
    trivial = root / np.linalg.norm(root)
    size = len(root)
    if size <= _DENSE:
        values, vectors = np.linalg.eigh(normal.toarray() - np.outer(trivial, trivial))
    else:
        begin = np.random.default_rng(_SEED).standard_normal(size)
        operator = LinearOperator((size, size), matvec=lambda x: normal @ x - trivial * (trivial @ x), dtype=np.float64)
        values, vectors = eigsh(operator, k=count, which="LA", v0=begin, tol=_TOLERANCE)
    leading: NDArray[np.float64] = vectors[:, np.argsort(-values)[:count]]
    return leading


def _attraction(apart: Points) -> Points:
    """Weigh the pull of neighbours that lie this far apart, (edges, dimensions); both ends of an edge pull."""
    square = np.einsum("ij,ij->i", apart, apart) + np.float32(1e-4)
    distance = np.sqrt(square)
    pull: Points = 2 * _STEEP * distance / (square * (1 + _STEEP * distance))
    return pull


def _repulsion(apart: Points) -> Points:
    """Give the push of one other note that lies this far apart, (m, dimensions)."""
    square = np.einsum("ij,ij->i", apart, apart)
    push = 1 / ((np.float32(1e-3) + square) * (1 + _STEEP * np.sqrt(square)))
    pushed: Points = np.clip(push[:, None] * apart, -_PULL, _PULL)
    return pushed
