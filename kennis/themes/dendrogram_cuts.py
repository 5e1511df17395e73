"""The same co-association, cut higher and lower: families of themes, parts of themes, and what themes came from."""

import numpy as np

from kennis.themes.average_linkage import average, groups
from kennis.themes.base_clusterings import SMALLEST
from kennis.themes.co_association import Evidence, association
from kennis.themes.ledger_arrays import Bools
from kennis.themes.neighbours import Floats, Integers
from kennis.themes.partition import Tie

PARTED = 12  # notes from which on a theme is looked at for parts; set by hand
_FAMILY = 0.03  # the height for families, far below that for themes; set by hand
_KIN = 0.02  # what standing in one family counts for, so that families last; set by hand
_PART = 0.5  # the height for parts, well above that for themes; set by hand
_ORIGIN = 0.5  # of a theme's notes, or of a group's: what makes it the origin; set by hand


def families(facts: Evidence, labels: Integers, family: Integers) -> tuple[Integers, Floats]:
    """Number the families of k themes, -1 for a theme in none, (k,), and say how often notes of each land together.

    Themes are merged by average linkage from how often their notes land together, far below where notes make a
    theme. `labels` (m,) are those of notes; `family` (k,) says to which family themes belong so far, which counts a
    little; -1 for none.
    """
    count = len(family)
    if count < 2:
        return np.full(count, -1, np.int32), np.zeros(0, np.float32)
    themes = facts.mean(labels, count)
    similarity = np.clip(association(themes, themes), 0, 1)
    leant = similarity + _KIN * ((family[:, None] == family) & (family >= 0)).astype(np.float32)
    size = np.bincount(labels[labels >= 0], minlength=count).astype(np.float64)
    found = _several(groups(average(leant, size), _FAMILY), 2)
    np.fill_diagonal(similarity, 0)
    kinship = [
        similarity[np.ix_(found == number, found == number)].sum()
        / max(1, (found == number).sum() ** 2 - (found == number).sum())
        for number in range(int(found.max()) + 1)
    ]
    return found, np.array(kinship, np.float32)


def parts(facts: Evidence, labels: Integers, count: int) -> Integers:
    """Number the parts of each of `count` themes from 0, -1 for a note in none; (m,).

    A theme of at least `PARTED` notes has parts if its notes, merged by average linkage, fall into two groups or
    more that are large enough, cut well above where notes make a theme.
    """
    found = np.full(len(labels), -1, np.int32)
    for theme in range(count):
        members = np.flatnonzero(labels == theme)
        if len(members) >= PARTED:
            alone = Evidence(facts.member[members], facts.placed[members])
            merges = average(association(alone, alone), np.ones(len(members)))
            own = _several(groups(merges, _PART), SMALLEST)
            if own.max() > 0:
                found[members] = own
    return found


def _several(label: Integers, fewest: int) -> Integers:
    """Number the groups of at least so many by size, -1 for the others."""
    size = np.bincount(label)
    order = np.argsort(-size, kind="stable")
    number = np.full(len(size), -1, np.int32)
    number[order] = np.arange(len(size))
    number[size < fewest] = -1
    return number[label]


def ties(
    facts: Evidence, labels: Integers, goes_on: Integers, theme: Integers
) -> tuple[tuple[Tie, ...], tuple[Tie, ...]]:
    """Say which themes of the ledger ended in which groups, and which new groups came off which themes.

    `labels` (m,) and `goes_on` (k,) are what came out, `theme` (m,) is where each note stood. A theme ended where at
    least half of its notes are now; a new group came off the theme that at least half of its standing notes are of.
    """
    rows = np.flatnonzero((labels >= 0) & (theme >= 0))
    table = np.zeros((len(goes_on), int(theme.max(initial=-1)) + 1), np.int64)
    np.add.at(table, (labels[rows], theme[rows]), 1)
    standing = np.bincount(theme[theme >= 0], minlength=table.shape[1])
    merged, split = [], []
    for old in np.flatnonzero(standing).tolist():
        group = int(table[:, old].argmax()) if len(goes_on) else -1
        if old not in goes_on and group >= 0 and table[group, old] >= _ORIGIN * standing[old]:
            merged.append(
                Tie(old, group, _share(facts, (labels == group) & (theme == old), (labels == group) & (theme != old)))
            )
    for group in np.flatnonzero(goes_on < 0).tolist():
        old = int(table[group].argmax()) if table.shape[1] else -1
        stayed = np.flatnonzero(goes_on == old)
        if len(stayed) and old >= 0 and 0 < _ORIGIN * table[group].sum() <= table[group, old]:
            split.append(Tie(old, group, _share(facts, labels == group, labels == stayed[0])))
    return tuple(merged), tuple(split)


def _share(facts: Evidence, one: Bools, other: Bools) -> float:
    """Give the share of the views in which the notes of two groups land together, 0 to 1."""
    if not one.any() or not other.any():
        return 0.0
    both = facts.mean(np.where(one, 0, np.where(other, 1, -1)).astype(np.int32), 2)
    found: Floats = association(both, both)
    return round(float(np.clip(found[0, 1], 0, 1)), 4)
