"""Themes by consensus: notes that land together in most views of the same corpus make a theme.

The steps: let one note stand for its duplicates, find neighbours, cluster in many views, count how often notes
land together, merge by average linkage, cut, and give the notes left over to the theme they land in most.
Everything is done in the order of the notes' keys on one thread, so the same notes give the same themes.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kennis.themes.evidence import RARE, Evidence, association, evidence, together, units
from kennis.themes.linkage import average, groups
from kennis.themes.neighbours import Distinct, Floats, Integers, centred, distinct, nearest
from kennis.themes.views import NEIGHBOURS, SMALLEST, labellings

Progress = Callable[[int, int], None]

FEWEST = 20
MEDOIDS = 12
_CUTS = (0.25, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_LEAST = 0.3
_MOST = 0.7
_JOIN = 0.1
_SECOND = 0.25
_ODD = 0.08


@dataclass(frozen=True, slots=True)
class Partition:
    """Which theme each of n notes stands in, and how firmly.

    `labels` (n,) numbers the themes by size from 0, -1 for a loose note; `strength` (n,), 0 to 1, is how often a
    note lands with the notes of its theme, less where it lies farther from their middle than most. `second` (n,)
    and `second_strength` (n,) say the same of another possible theme, -1 and 0 without one. `stability` (k,) is
    how often two notes of a theme land together, 0 to 1. `medoids` gives row numbers, most central first.
    """

    labels: Integers
    strength: Floats
    second: Integers
    second_strength: Floats
    stability: Floats
    medoids: tuple[tuple[int, ...], ...]


def cluster(vectors: Floats, keys: Sequence[str], progress: Progress = lambda done, whole: None) -> Partition:
    """Find the themes of n notes; with fewer than `FEWEST` different notes all stay loose.

    `vectors` is (n, d) of unit length; `keys` are n hashes of the clean texts, equal for equal texts. The order
    of the notes does not matter: each keeps its theme, theme number and strength. Raises ValueError for vectors
    that are not finite or not as many as the keys.
    """
    from threadpoolctl import threadpool_limits

    if len(vectors) != len(keys) or not np.isfinite(vectors).all():
        raise ValueError(f"{len(vectors)} vectors for {len(keys)} keys, or a vector that is not finite")
    with threadpool_limits(1):
        notes = distinct(vectors, keys)
        if len(notes.rows) < FEWEST:
            return _loose(len(vectors))
        unit = centred(vectors[notes.rows])
        neighbours = nearest(unit, max(NEIGHBOURS))
        facts = evidence(labellings(neighbours, progress))
        labels = _themes(facts, units(facts, neighbours))
        return _partition(notes, unit, facts, labels)


def _loose(count: int) -> Partition:
    nothing, zero = np.full(count, -1, np.int32), np.zeros(count, np.float32)
    return Partition(nothing, zero, nothing.copy(), zero.copy(), np.zeros(0, np.float32), ())


def _themes(facts: Evidence, unit: Integers) -> Integers:
    """Merge units and cut where that leaves two themes at least and none with nearly all; (m,), -1 for the rest."""
    merged = facts.mean(unit, int(unit.max()) + 1)
    merges = average(association(merged, merged), np.bincount(unit).astype(np.float64))
    cuts = [_large(groups(merges, cut)[unit]) for cut in _CUTS]
    several = [labels for labels in cuts if labels.max() > 0] or cuts
    return next((labels for labels in several if _largest(labels) <= _MOST), several[0])


def _large(label: Integers) -> Integers:
    """Number the groups that are large enough to be a theme, -1 for the notes of the others; (m,)."""
    large = np.bincount(label) >= max(SMALLEST, _LEAST * math.sqrt(len(label)))
    number: Integers = np.where(large, np.cumsum(large) - 1, -1).astype(np.int32)
    return number[label]


def _largest(labels: Integers) -> float:
    return float(np.bincount(labels[labels >= 0], minlength=1).max() / len(labels))


def _partition(notes: Distinct, unit: Floats, facts: Evidence, labels: Integers) -> Partition:
    count = int(labels.max()) + 1
    if not count:
        return _loose(len(notes.owner))
    support, firm = _support(facts, labels, count)
    held = firm * _nearness(unit, labels, count)
    labels = np.where((labels < 0) & (support.max(axis=1) >= _JOIN), support.argmax(axis=1), labels)
    rows = np.arange(len(labels))
    labels = np.where(held[rows, labels] < _ODD, -1, labels)
    order = _order(labels[notes.owner], labels)
    number = np.full(count + 1, -1, np.int32)
    number[order] = np.arange(len(order))
    labels, firm, held = number[labels], firm[:, order], held[:, order]
    rows = rows[labels >= 0]
    strength = np.zeros(len(labels), np.float32)
    strength[rows] = held[rows, labels[rows]]
    held[rows, labels[rows]] = 0
    second = np.where(held.max(axis=1) >= _SECOND, held.argmax(axis=1), -1).astype(np.int32)
    aside = np.where(second < 0, 0, held.max(axis=1)).astype(np.float32)
    themes = [labels == theme for theme in range(len(order))]
    return Partition(
        labels[notes.owner],
        strength[notes.owner],
        second[notes.owner],
        aside[notes.owner],
        np.array([firm[members, theme].mean() for theme, members in enumerate(themes)], np.float32),
        tuple(_central(unit, members, notes.rows) for members in themes),
    )


def _nearness(unit: Floats, labels: Integers, count: int) -> Floats:
    """Say how near a note is to the middle of each theme, (m, count): 1 as near as half of the theme's notes are."""
    near = np.empty((len(unit), count), np.float32)
    for theme in range(count):
        middle = unit[labels == theme].mean(axis=0)
        near[:, theme] = np.round(unit @ middle / max(1e-9, float(np.linalg.norm(middle))), 5)
        near[:, theme] /= max(1e-3, float(np.median(near[labels == theme, theme])))
    return np.clip(near, 0, 1)


def _support(facts: Evidence, labels: Integers, count: int) -> tuple[Floats, Floats]:
    """Say how often a note lands with the other notes of each theme; two of (m, count), 0 to 1.

    The first counts views that place both, the second all views that place the theme's notes.
    """
    themes = facts.mean(labels, count)
    joint, both = together(facts, themes), facts.placed @ themes.placed.T
    rows = np.flatnonzero(labels >= 0)
    size = np.bincount(labels[rows], minlength=count)[labels[rows]]
    for found in (joint, both):
        itself = facts.placed[rows].sum(axis=1)
        found[rows, labels[rows]] = (size * found[rows, labels[rows]] - itself) / np.maximum(size - 1, 1)
    floor = RARE * facts.placed.shape[1]
    support = joint / np.maximum(both, floor)
    firm = joint / np.maximum(themes.placed.sum(axis=1), floor)
    return np.clip(support, 0, 1), np.clip(firm, 0, 1)


def _order(all_labels: Integers, labels: Integers) -> Integers:
    """Order themes by their number of notes, then by their first note in the order of keys."""
    themes, first = np.unique(labels, return_index=True)
    size = np.array([(all_labels == theme).sum() for theme in themes])
    order: Integers = themes[np.lexsort((first, -size))]
    return order[order >= 0]


def _central(unit: Floats, members: NDArray[np.bool_], rows: Integers) -> tuple[int, ...]:
    inside = np.flatnonzero(members)
    nearness = np.round(unit[inside] @ unit[inside].mean(axis=0), 5)
    return tuple(rows[inside[np.argsort(-nearness, kind="stable")[:MEDOIDS]]].tolist())
