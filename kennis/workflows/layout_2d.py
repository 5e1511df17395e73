"""Notes laid out on a plane, for the map: near each other where they say like things."""

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kennis.nouns import Note
from kennis.views.view_material import Point

NEIGHBOURS = 15  # as in UMAP's usual recipe
_FEWEST = 6  # texts; fewer stand on a circle; set by hand
_NUDGE = 0.004  # of the map's width between notes that say the same; set by hand


def plane(
    notes: Sequence[Note], keys: Mapping[str, str], vectors: Mapping[str, NDArray[np.float32]]
) -> dict[str, Point]:
    """Give each note that has a vector its place, both coordinates 0 to 1; the order of the notes makes no difference.

    `keys` gives the hash of each note's text by its id, `vectors` the (d,) embedding by that hash. Notes that say the
    same lie beside each other, nudged apart a little.
    """
    placed = sorted((note for note in notes if keys[note.id] in vectors), key=lambda note: note.id)
    if not placed:
        return {}
    texts = sorted({keys[note.id] for note in placed})
    spots = dict(zip(texts, _scaled(_spread(np.stack([vectors[text] for text in texts]))), strict=True))
    seen: set[str] = set()
    points = {}
    for note in placed:
        text = keys[note.id]
        x, y = (float(value) for value in spots[text])
        turn = (
            int(hashlib.sha256(note.id.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF * 2 * np.pi if text in seen else None
        )
        seen.add(text)
        if turn is not None:
            x, y = x + _NUDGE * np.cos(turn), y + _NUDGE * np.sin(turn)
        points[note.id] = Point(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))
    return points


def _spread(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Lay n different texts out, (n, 2); too few for a layout stand on a circle."""
    from kennis.themes.neighbours import centred, nearest
    from kennis.themes.umap_layout import layout

    count = len(vectors)
    if count < _FEWEST:
        turn = 2 * np.pi * np.arange(count) / max(1, count)
        return np.stack([np.cos(turn), np.sin(turn)], axis=1).astype(np.float32)
    near = nearest(centred(vectors), NEIGHBOURS)
    return layout(_graph(near.index, near.similarity), dimensions=2)


def _graph(index: NDArray[np.int32], similarity: NDArray[np.float32]) -> object:
    """Link each of m notes with its nearest, (m, k), by cosine, from both sides."""
    from scipy import sparse

    count = len(index)
    rows = np.repeat(np.arange(count), index.shape[1])
    weights = np.maximum(similarity.ravel(), 0.01).astype(np.float64)
    directed = sparse.csr_matrix((weights, (rows, index.ravel())), shape=(count, count))
    return directed.maximum(directed.T)


def _scaled(points: NDArray[np.float32]) -> NDArray[np.float64]:
    low, high = points.min(axis=0), points.max(axis=0)
    return np.asarray((points - low) / np.maximum(high - low, 1e-9), np.float64)
