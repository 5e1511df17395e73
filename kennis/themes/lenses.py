"""How much a note or a theme belongs to each lens of the programme.

A lens is described by anchor sentences. Anchors are centred among themselves, so that what sets a lens apart
from the other lenses counts, and notes by the mean of the corpus. A note is as near to a lens as it is to the
anchors' mean and to its two nearest anchors. Nearness is read on a scale that runs from what is common in the
corpus (0) to how near anchors are to the others of their lens (1), or on the scale of the mean lens where a
lens's own anchors are far apart. "No lens" is an answer.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

AT_MOST = 2  # lenses of a note or theme: its chapter and one cross-reference
_NEAREST = 2  # anchors that count beside the mean of all; set by hand
_NOTE = 0.6  # on the scale of the lens, from which on one note belongs to it; set by hand
_THEME = 0.15  # what is asked of a theme at least, however many notes it has; set by hand
_CHANCE = 1.2  # what is asked of a theme is this over √n, as a mean of n notes varies less by that; set by hand
_SECOND = 0.65  # of the first lens: a second one comes so close; set by hand
_NARROWEST = 0.05  # width of a scale, so that anchors that lie apart do not make everything near; set by hand


def weights(vectors: Floats, anchors: Sequence[Floats], corpus: Floats) -> Floats:
    """Weigh notes over lenses: two lenses at most, none where nothing is near enough.

    `vectors` is (n, d); `anchors` holds one (a, d) array a lens; `corpus` is (m, d), the notes that the scale
    is set by. Rows need not be centred. Gives (n, L), each 0 or from 0.6 to 1.
    """
    return choose(scores(vectors, anchors, corpus))


def scores(vectors: Floats, anchors: Sequence[Floats], corpus: Floats) -> Floats:
    """Place notes on each lens's scale before any is chosen: (n, L), 0 common, 1 as an anchor, and beyond."""
    found = np.zeros((len(vectors), len(anchors)), np.float32)
    if not len(vectors) or not len(corpus) or not len(anchors):
        return found
    centre = corpus.mean(axis=0, dtype=np.float64)
    notes, everything = _unit(vectors - centre), _unit(corpus - centre)
    origin = np.mean([group.mean(axis=0) for group in anchors], axis=0) if len(anchors) > 1 else centre
    groups = [_unit(group - origin) for group in anchors]
    common = [float(np.median(_nearness(everything, group))) for group in groups]
    least = max(_NARROWEST, _own(groups) - float(np.mean(common)))
    for column, (group, low) in enumerate(zip(groups, common, strict=True)):
        found[:, column] = (_nearness(notes, group) - low) / max(least, _own([group]) - low)
    return found


def theme(members: Floats, strengths: Floats) -> Floats:
    """Weigh a theme over lenses from its members' `scores` (k, L) and their strengths (k,); gives (L,).

    The mean of many notes says more than one note, so the more there are the less is asked of it.
    """
    if not len(members):
        return np.zeros(members.shape[1], np.float32)
    share = strengths if float(strengths.sum()) > 0 else np.ones_like(strengths)
    mean = np.average(members, axis=0, weights=share).astype(np.float32)
    least = min(_NOTE, max(_THEME, _CHANCE / len(members) ** 0.5))
    chosen: Floats = choose(mean[None, :], least)[0]
    return chosen


def choose(found: Floats, least: float = _NOTE) -> Floats:
    """Keep a row's best lens if it is near enough, and its second if that comes close; weights end at 1."""
    chosen = np.zeros_like(found)
    if found.shape[1] == 0:
        return chosen
    order = np.argsort(-found, axis=1, kind="stable")[:, :AT_MOST]
    rows = np.arange(len(found))
    best = np.minimum(found[rows, order[:, 0]], 1)
    for place in range(order.shape[1]):
        value = np.minimum(found[rows, order[:, place]], 1)
        keep = (value >= least) & (value >= (best if place == 0 else _SECOND * best))
        chosen[rows[keep], order[keep, place]] = value[keep]
    return chosen


def _unit(rows: NDArray[np.floating]) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), np.float32)


def _nearness(rows: Floats, sentences: Floats) -> Floats:
    """Give half the cosine with the sentences' mean and half the mean cosine with the nearest of them."""
    nearest = np.sort(rows @ sentences.T, axis=1)[:, -_NEAREST:].mean(axis=1)
    middle = _unit(sentences.mean(axis=0, keepdims=True))[0]
    return np.asarray((nearest + rows @ middle) / 2, np.float32)


def _own(groups: Sequence[Floats]) -> float:
    """Give how near anchors are to the others of their lens; the median a lens, the mean over lenses."""
    medians = [
        np.median([_nearness(group[row : row + 1], np.delete(group, row, axis=0))[0] for row in range(len(group))])
        for group in groups
        if len(group) > 1
    ]
    return float(np.mean(medians)) if medians else 0.0
