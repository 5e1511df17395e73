"""How much a note or a theme belongs to each lens of the programme.

A lens is described by anchor sentences. A note is as near to a lens as its two nearest anchors are. Nearness
says nothing by itself: it is read on a scale that runs from what is common in the corpus (0) to what the
anchors are to each other (1). So a corpus that never touches a lens leaves it empty, and "no lens" is an answer.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

AT_MOST = 2
_NEAREST = 2
_COMMON = 0.75
_NARROWEST = 0.05
_LEAST = 0.30
_SECOND = 0.75


def weights(vectors: Floats, anchors: Sequence[Floats], corpus: Floats) -> Floats:
    """Weigh notes over lenses: two lenses at most, none where nothing is near enough.

    `vectors` is (n, d); `anchors` holds one (a, d) array a lens; `corpus` is (m, d), the notes that the scale
    is set by. Rows need not be centred. Gives (n, L), each 0 or from 0.3 to 1.
    """
    return choose(scores(vectors, anchors, corpus))


def scores(vectors: Floats, anchors: Sequence[Floats], corpus: Floats) -> Floats:
    """Place notes on each lens's scale, before any is chosen; (n, L), each 0 to 1."""
    found = np.zeros((len(vectors), len(anchors)), np.float32)
    if not len(vectors) or not len(corpus):
        return found
    centre = corpus.mean(axis=0, dtype=np.float64)
    notes, everything = _unit(vectors - centre), _unit(corpus - centre)
    for column, sentences in enumerate(_unit(group - centre) for group in anchors):
        low = float(np.quantile(_nearness(everything, sentences), _COMMON))
        high = max(_among(sentences), low + _NARROWEST)
        found[:, column] = np.clip((_nearness(notes, sentences) - low) / (high - low), 0, 1)
    return found


def theme(members: Floats, strengths: Floats) -> Floats:
    """Weigh a theme over lenses from its members' `scores` (k, L) and their strengths (k,); gives (L,)."""
    if not len(members):
        return np.zeros(members.shape[1], np.float32)
    share = strengths if float(strengths.sum()) > 0 else np.ones_like(strengths)
    mean = np.average(members, axis=0, weights=share)
    chosen: Floats = choose(mean[None, :].astype(np.float32))[0]
    return chosen


def choose(found: Floats) -> Floats:
    """Keep a row's best lens if it is near enough, and its second if that comes close to the best."""
    chosen = np.zeros_like(found)
    if found.shape[1] == 0:
        return chosen
    order = np.argsort(-found, axis=1, kind="stable")[:, :AT_MOST]
    rows = np.arange(len(found))
    best = found[rows, order[:, 0]]
    for place in range(order.shape[1]):
        value = found[rows, order[:, place]]
        keep = (value >= _LEAST) & (value >= (best if place == 0 else _SECOND * best))
        chosen[rows[keep], order[keep, place]] = value[keep]
    return chosen


def _unit(rows: NDArray[np.floating]) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), np.float32)


def _nearness(rows: Floats, sentences: Floats) -> Floats:
    """Give the mean cosine of each row with its nearest sentences."""
    nearest = np.sort(rows @ sentences.T, axis=1)[:, -_NEAREST:]
    return np.asarray(nearest.mean(axis=1), np.float32)


def _among(sentences: Floats) -> float:
    """Give how near the sentences are to each other, each left out in turn."""
    cosines = sentences @ sentences.T
    np.fill_diagonal(cosines, -1)
    if len(sentences) < 2:
        return 1.0
    return float(np.median(np.sort(cosines, axis=1)[:, -min(_NEAREST, len(sentences) - 1) :].mean(axis=1)))
