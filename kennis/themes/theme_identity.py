"""Which theme of the ledger each group of a run goes on as: what makes a theme last from run to run."""

import numpy as np

from kennis.themes.distinct_notes import DistinctNotes
from kennis.themes.neighbours import Floats, Integers

SHARED = 0.5  # a group goes on as a theme if they share at least this part of the smaller of the two; set by hand
_CORE = 0.5  # what all medoids count for, beside all notes, where a group is matched with a theme; set by hand


def followed(labels: Integers, asked: DistinctNotes) -> Integers:
    """Give the theme that each group goes on as by optimal matching on shared notes and medoids, -1 for none; (k,)."""
    from scipy.optimize import linear_sum_assignment

    shared = shared_notes(labels, asked)
    size = np.bincount(labels[labels >= 0], minlength=len(shared))
    standing = np.bincount(asked.theme[asked.theme >= 0], minlength=shared.shape[1])
    medoids = np.zeros_like(shared)
    rows = np.flatnonzero((labels >= 0) & (asked.core >= 0))
    np.add.at(medoids, (labels[rows], asked.core[rows]), 1)
    cores = np.bincount(asked.core[asked.core >= 0], minlength=shared.shape[1])
    score = shared + _CORE * medoids * (standing / np.maximum(cores, 1))
    score[shared < np.maximum(1, SHARED * np.minimum(size[:, None], standing))] = 0
    going = np.full(len(shared), -1, np.int32)
    anchored = np.flatnonzero(asked.fixed >= 0)
    going[labels[anchored]] = asked.fixed[anchored]
    score[going >= 0], score[:, going[going >= 0]] = 0, 0
    for group, theme in zip(*linear_sum_assignment(score, maximize=True), strict=True):
        if score[group, theme] > 0:
            going[group] = theme
    return going


def shared_notes(labels: Integers, asked: DistinctNotes) -> Floats:
    """Count the notes that each of k groups shares with each theme of the ledger; (k, count)."""
    rows = np.flatnonzero((labels >= 0) & (asked.theme >= 0))
    table = np.zeros((int(labels.max()) + 1, asked.allowed.shape[1]), np.float32)
    np.add.at(table, (labels[rows], asked.theme[rows]), 1)
    return table
