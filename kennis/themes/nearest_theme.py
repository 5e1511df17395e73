"""Where a new note would stand among the themes that are there, by its neighbours, without a run.

What a run finds in many views is foretold by how many of the nearest notes are in a theme, by how near the note lies
to the theme's middle, and by how stable the theme is.
"""

from dataclasses import dataclass

import numpy as np

from kennis.themes.neighbours import Floats, Integers

NEAREST = 10  # notes that are asked in which theme they stand; set by hand
_LEAST = 0.15  # nearness below which a note stays loose; set by hand
_SCALE = 1.2  # that brings nearness times stability to the strength that a run gives; set by hand
_USUAL = 0.6  # stability of a theme of which none is known; set by hand
_SECOND = 0.25  # strength of a second theme at least, as in a run
_ANY = 1e-4  # above nothing: of a loose note any theme near it is told
_BLOCK = 1 << 22  # figures in memory at a time; set by hand


@dataclass(frozen=True, slots=True, eq=False)
class NearestThemes:
    """Where each of q notes would stand: `theme` and `second` (q,), -1 for none, and how firmly, (q,), 0 to 1.

    Of a note that would stay loose `second` is the theme that it comes nearest to, however far that is.
    """

    theme: Integers
    strength: Floats
    second: Integers
    second_strength: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """The notes that are there, seen from their mean: what of them is needed to place others."""

    vectors: Floats
    mean: Floats
    length: Floats
    middle: Floats
    usual: Floats


def place(
    vectors: Floats, known: Floats, theme: Integers, count: int, stability: Floats | None = None
) -> NearestThemes:
    """Place q notes among n that stand in `count` themes or are loose, on the scale of a run's strength.

    `vectors` is (q, d) and `known` (n, d), of unit length; `theme` (n,) is -1 for a loose note; `stability` (count,)
    is that of the themes. The order of the notes does not matter, and notes that are placed together do not see each
    other.
    """
    firm = np.full(count, _USUAL, np.float32) if stability is None else stability
    return choose(nearness(vectors, known, theme, count), firm)


def nearness(vectors: Floats, known: Floats, theme: Integers, count: int) -> Floats:
    """Give how near notes are to each theme, (q, count): the share of their nearest in it times nearness to it."""
    if not len(vectors) or not count or not (theme >= 0).any():
        return np.zeros((len(vectors), count), np.float32)
    notes = _seen(known, theme, count)
    step = max(1, _BLOCK // len(known))
    return np.vstack([_near(vectors[start : start + step], notes, theme) for start in range(0, len(vectors), step)])


def choose(near: Floats, stability: Floats, given: Integers | None = None) -> NearestThemes:
    """Choose each note's theme and second theme by how near it is to all, (q, count).

    A note that is `given` (q,) a theme has that one, however far it is; -1 leaves the choice.
    """
    rows, given = np.arange(len(near)), np.full(len(near), -1, np.int32) if given is None else given
    if not near.size:
        return NearestThemes(
            given, np.zeros(len(near), np.float32), np.full_like(given, -1), np.zeros(len(near), np.float32)
        )
    strength = np.clip(_SCALE * near * stability, 0, 1)
    best = np.where(given >= 0, given, near.argmax(axis=1)).astype(np.int32)
    inside = (given >= 0) | (near[rows, best] >= _LEAST)
    others = strength.copy()
    others[rows[inside], best[inside]] = 0
    second = others.argmax(axis=1).astype(np.int32)
    aside = others[rows, second]
    second[aside < np.where(inside, _SECOND, _ANY)] = -1
    return NearestThemes(
        np.where(inside, best, -1).astype(np.int32),
        np.where(inside, strength[rows, best], 0).astype(np.float32),
        second,
        np.where(second < 0, 0, aside).astype(np.float32),
    )


def _seen(vectors: Floats, theme: Integers, count: int) -> _Known:
    from scipy import sparse

    mean = vectors.mean(axis=0, dtype=np.float64).astype(np.float32)
    square = np.einsum("ij,ij->i", vectors, vectors) - 2 * (vectors @ mean) + mean @ mean
    length = np.sqrt(np.maximum(square, 1e-12)).astype(np.float32)
    rows = np.flatnonzero(theme >= 0)
    share = sparse.csr_matrix((1 / length[rows], (theme[rows], rows)), shape=(count, len(vectors)))
    middle = np.asarray(share @ vectors, np.float32) - np.asarray(share.sum(axis=1), np.float32) * mean
    middle /= np.maximum(np.linalg.norm(middle, axis=1, keepdims=True), 1e-9)
    own = np.einsum("ij,ij->i", vectors[rows], middle[theme[rows]]) - middle[theme[rows]] @ mean
    own /= length[rows]
    usual = np.ones(count, np.float32)
    for number in np.unique(theme[rows]):
        usual[number] = max(1e-3, float(np.median(own[theme[rows] == number])))
    return _Known(vectors, mean, length, middle, usual)


def _near(vectors: Floats, notes: _Known, theme: Integers) -> Floats:
    moved = vectors - notes.mean
    moved /= np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
    cosine = np.round((moved @ notes.vectors.T - (moved @ notes.mean)[:, None]) / notes.length, 5)
    nearest = min(NEAREST, cosine.shape[1])
    edge = np.partition(cosine, -nearest, axis=1)[:, -nearest]
    note, neighbour = np.nonzero(cosine >= edge[:, None])
    weight = np.clip(cosine[note, neighbour], 1e-6, 1)
    share = np.zeros((len(vectors), len(notes.usual) + 1), np.float64)
    np.add.at(share, (note, theme[neighbour]), weight)
    whole = share.sum(axis=1, keepdims=True)
    near = np.clip(moved @ notes.middle.T / notes.usual, 0, 1)
    found: Floats = np.round(share[:, :-1] / whole * near, 4).astype(np.float32)
    return found
