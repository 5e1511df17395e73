"""From evidence to groups: constrained average linkage, then each group's theme in the ledger, then each note's group.

Accepted themes are evidence too, and what stands moves only for a clear reason: the ledger counts as a few more views
when units merge, and a note leaves its theme only for one that clearly has more of it.
"""

import math
from dataclasses import dataclass

import numpy as np

from kennis.themes.average_linkage import Merges, average, groups
from kennis.themes.base_clusterings import SMALLEST
from kennis.themes.co_association import Evidence, association
from kennis.themes.distinct_notes import DistinctNotes, forbid, lean
from kennis.themes.ledger_arrays import Bools
from kennis.themes.neighbours import Floats, Integers
from kennis.themes.note_strength import support
from kennis.themes.theme_identity import SHARED, followed, shared_notes

# Heights, lowest first; a fixed list, as modularity and silhouette chose worse when they were tried; set by hand.
CUTS = (0.25, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
TOGETHER = 2.0  # times all views: what an accepted, wholly stable theme weighs where it holds two notes; set by hand
APART = 1.0  # times all views: what it weighs where it keeps two notes apart; set by hand
# Times √n, the smallest theme; sizes that grow so gave about as many themes as labels when they were tried.
_LEAST = 0.3
_MOST = 0.7  # of the notes in one group, beyond which a higher cut is tried; set by hand
JOIN = 0.1  # the share of its views that a left-over note needs in a group to join it; set by hand
NEXT = 0.25  # the share that a note needs in another group to leave that of a retired theme; set by hand
_MARGIN = 0.45  # by which another group must have more of a note before it leaves its theme; set by hand


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """The group of each of m notes, -1 for a loose one, and the theme that each of k groups goes on as, -1 for none."""

    labels: Integers
    goes_on: Integers


def settle(facts: Evidence, unit: Integers, asked: DistinctNotes) -> Settled:
    """Group notes by linkage and let themes go on; `unit` (m,) joins notes that are never looked at apart.

    No note is in a theme that it may not be in; every theme with fixed notes goes on, the voids too.
    """
    unit = _linked(unit, asked)
    merges = _merges(facts, unit, asked)
    found = _cut(merges, unit, asked)
    if not asked.allowed.shape[1]:
        return Settled(found, np.full(int(found.max()) + 1, -1, np.int32))
    found = _reunited(found, asked)
    settled = Settled(found, followed(found, asked))
    for _ in range(2):
        if len(settled.goes_on):
            settled = _dissolved(_kept(facts, settled, asked), asked)
    return settled


def open_to(settled: Settled, asked: DistinctNotes) -> Bools:
    """Say which groups each note may join, (m, k); nobody may join a void."""
    going = settled.goes_on
    known = np.flatnonzero(going >= 0)
    may = np.ones((len(settled.labels), len(going)), bool)
    may[:, known] = asked.allowed[:, going[known]]
    fixed = np.flatnonzero(asked.fixed >= 0)
    fixed = fixed[~asked.retired[asked.fixed[fixed]]]
    may[fixed] &= going[None, :] == asked.fixed[fixed, None]
    may[:, void(settled, asked)[:-1]] = False
    return may


def void(settled: Settled, asked: DistinctNotes) -> Bools:
    """Say which groups are retired themes, (k + 1,); the last entry is for the label -1."""
    going = np.append(settled.goes_on, -1)
    empty: Bools = (going >= 0) & np.append(asked.retired, False)[going]
    return empty


def at_home(settled: Settled, asked: DistinctNotes) -> Bools:
    """Say which notes are in the group that goes on as the theme they stand in, (m,)."""
    theme = np.append(settled.goes_on, -1)[settled.labels]
    home: Bools = (theme >= 0) & (theme == asked.theme)
    return home


def _linked(unit: Integers, asked: DistinctNotes) -> Integers:
    """Join the units of the notes that are fixed in one theme, and of those at its core.

    The core keeps a theme where it is when a note from elsewhere is put in it.
    """
    unit = unit.copy()
    free = asked.free
    for theme in np.unique(asked.fixed[asked.fixed >= 0]):
        members = (asked.fixed == theme) | ((asked.core == theme) & free)
        unit[np.isin(unit, unit[members])] = unit[members].min()
    return np.unique(unit, return_inverse=True)[1].astype(np.int32)


def _merges(facts: Evidence, unit: Integers, asked: DistinctNotes) -> Merges:
    merged = facts.mean(unit, int(unit.max()) + 1)
    similarity = association(merged, merged)
    if asked.allowed.shape[1]:
        lean(similarity, unit, asked, TOGETHER, APART)
    forbid(similarity, unit, asked)
    return average(similarity, np.bincount(unit).astype(np.float64))


def _cut(merges: Merges, unit: Integers, asked: DistinctNotes) -> Integers:
    """Cut where that leaves two groups at least and none with nearly all; (m,), -1 for notes in none."""
    cuts = [_large(groups(merges, cut)[unit], asked) for cut in CUTS]
    several = [labels for labels in cuts if labels.max() > 0] or cuts
    return next((labels for labels in several if _largest(labels) <= _MOST), several[0])


def _large(label: Integers, asked: DistinctNotes) -> Integers:
    """Number the groups that are large enough, or go on a theme, -1 for the notes of the others; (m,)."""
    size = np.bincount(label)
    large = size >= least(len(label))
    large[label[asked.fixed >= 0]] = True
    standing = np.bincount(asked.theme[asked.theme >= 0], minlength=asked.allowed.shape[1])
    for group in np.flatnonzero(~large & (size >= SMALLEST)):
        theme = asked.theme[label == group]
        own = np.bincount(theme[theme >= 0], minlength=1)
        large[group] = own.max() >= max(1, SHARED * standing[own.argmax()]) if own.any() else False
    number: Integers = np.where(large, np.cumsum(large) - 1, -1).astype(np.int32)
    return number[label]


def least(count: int) -> float:
    """Give how many of `count` notes make a theme."""
    return max(SMALLEST, _LEAST * math.sqrt(count))


def _largest(labels: Integers) -> float:
    return float(np.bincount(labels[labels >= 0], minlength=1).max() / len(labels))


def _reunited(labels: Integers, asked: DistinctNotes) -> Integers:
    """Join the fixed notes of a theme with the group that most of its other notes are in, if it holds none fixed."""
    labels = labels.copy()
    table = shared_notes(labels, asked)
    anchored = {int(labels[asked.fixed == theme][0]): theme for theme in np.unique(asked.fixed[asked.fixed >= 0])}
    claims = []
    for group, theme in anchored.items():
        for other in range(len(table)):
            most = table[other, theme] > table[group, theme] and other not in anchored
            if most and table[other, theme] >= SHARED * table[:, theme].sum():
                claims.append((-table[other, theme], int(theme), group, other))
    taken: set[int] = set()
    for _, _, group, other in sorted(claims):
        if other not in taken:
            labels[labels == other] = group
            taken.add(other)
    inside = labels >= 0
    labels[inside] = np.unique(labels[inside], return_inverse=True)[1]
    return labels


def _kept(facts: Evidence, settled: Settled, asked: DistinctNotes) -> Settled:
    """Leave each note where it stands unless another group clearly has more of it, and move it where it may be."""
    labels, going = settled.labels.copy(), settled.goes_on
    count = len(going)
    group_of = np.full(asked.allowed.shape[1], -1, np.int32)
    group_of[going[going >= 0]] = np.flatnonzero(going >= 0)
    share, _ = support(facts, labels, count)
    home = np.where(asked.theme >= 0, group_of[asked.theme], -1)
    rows = np.arange(len(labels))
    here, there = share[rows, home], share[rows, labels]
    stay = (home >= 0) & (asked.fixed < 0) & ((labels < 0) | (here >= there - _MARGIN))
    labels = np.where(stay, home, labels).astype(np.int32)
    return Settled(obeyed(Settled(labels, going), share, asked), going)


def obeyed(settled: Settled, share: Floats, asked: DistinctNotes) -> Integers:
    """Move notes out of groups that they may not be in, to the next best or loose; voids are left alone here."""
    labels = settled.labels.copy()
    empty, may = void(settled, asked), open_to(settled, asked)
    wrong = (labels >= 0) & ~empty[labels] & ~may[np.arange(len(labels)), labels]
    best = np.where(may, share, 0)[wrong]
    labels[wrong] = np.where(best.max(axis=1) >= JOIN, best.argmax(axis=1), -1)
    for one, other in asked.apart.tolist():
        group = labels[one]
        if group == labels[other] and group >= 0 and not empty[group]:
            fixed = asked.fixed[one] >= 0 or asked.fixed[other] >= 0
            first = asked.fixed[one] >= 0 if fixed else share[one, group] >= share[other, group]
            labels[other if first else one] = -1
    return labels


def _dissolved(settled: Settled, asked: DistinctNotes) -> Settled:
    """Loosen groups that have become too small for a theme, and number the others anew."""
    labels, going = settled.labels, settled.goes_on
    size = np.bincount(labels[labels >= 0], minlength=len(going))
    anchored = np.isin(going, asked.fixed[asked.fixed >= 0])
    enough = anchored | (size >= np.where(going >= 0, SMALLEST, least(len(labels))))
    number = np.append(np.where(enough, np.cumsum(enough) - 1, -1), -1).astype(np.int32)
    return Settled(number[labels], going[enough])
