"""How firmly notes sit in groups: support from the views, nearness to the middle, medoids, the order of groups."""

import numpy as np
from numpy.typing import NDArray

from kennis.themes.co_association import RARE, Evidence, together
from kennis.themes.neighbours import Floats, Integers

MEDOIDS = 12  # notes in the middle of a theme that are kept with it; set by hand


def support(facts: Evidence, labels: Integers, count: int) -> tuple[Floats, Floats]:
    """Say how often a note lands with the other notes of each group; two of (m, count), 0 to 1.

    The first counts views that place both, the second all views that place the group's notes.
    """
    themes = facts.mean(labels, count)
    joint, both = together(facts, themes), facts.placed @ themes.placed.T
    rows = np.flatnonzero(labels >= 0)
    size = np.bincount(labels[rows], minlength=count)[labels[rows]]
    for found in (joint, both):
        itself = facts.placed[rows].sum(axis=1)
        found[rows, labels[rows]] = (size * found[rows, labels[rows]] - itself) / np.maximum(size - 1, 1)
    floor = RARE * facts.placed.shape[1]
    share = joint / np.maximum(both, floor)
    firm = joint / np.maximum(themes.placed.sum(axis=1), floor)
    return np.clip(share, 0, 1), np.clip(firm, 0, 1)


def nearness(unit: Floats, labels: Integers, count: int) -> Floats:
    """Say how near a note is to the middle of each group, (m, count): 1 as near as half of the group's notes are.

    Every group has a note.
    """
    near = np.empty((len(unit), count), np.float32)
    for theme in range(count):
        middle = unit[labels == theme].mean(axis=0)
        near[:, theme] = np.round(unit @ middle / max(1e-9, float(np.linalg.norm(middle))), 5)
        near[:, theme] /= max(1e-3, float(np.median(near[labels == theme, theme])))
    return np.clip(near, 0, 1)


def ordered(all_labels: Integers, labels: Integers) -> Integers:
    """Order groups by their number of notes, then by their first note in the order of keys."""
    themes, first = np.unique(labels, return_index=True)
    size = np.array([(all_labels == theme).sum() for theme in themes])
    order: Integers = themes[np.lexsort((first, -size))]
    return order[order >= 0]


def central(unit: Floats, members: NDArray[np.bool_], rows: Integers) -> tuple[int, ...]:
    """Give the `rows` of the most central members, most central first."""
    inside = np.flatnonzero(members)
    near = np.round(unit[inside] @ unit[inside].mean(axis=0), 5)
    return tuple(rows[inside[np.argsort(-near, kind="stable")[:MEDOIDS]]].tolist())
