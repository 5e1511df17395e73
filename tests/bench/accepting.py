"""A ledger for the benches in which everything that a run proposes is accepted, and how well ids last in it."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kennis.nouns import Before, Note, Placement, Reach, Theme, ThemeState
from kennis.themes.ledger_arrays import lasting, standing_of
from kennis.themes.neighbours import Floats, Integers
from kennis.themes.partition import Partition
from kennis.themes.subprocess_client import cluster_in_child

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Material:
    """All notes of a bench with their vectors (n, d) and keys."""

    vectors: Floats
    keys: list[str]

    def notes(self, rows: Rows) -> list[Note]:
        """Give the notes of these rows."""
        return [Note(id=f"n{row:06}", session="s", text="") for row in rows.tolist()]

    def run(self, rows: Rows, before: Before, reach: Reach = Reach.FULL) -> Partition:
        """Cluster these rows with that ledger, in a child process as kennis does."""
        keys = [self.keys[row] for row in rows.tolist()]
        return cluster_in_child(self.vectors[rows], keys, standing_of(self.notes(rows), before), reach)


def accept(before: Before, rows: Rows, found: Partition) -> Before:
    """Accept all that a run proposes: the ledger afterwards."""
    known = lasting(before)
    split = {tie.group: known[tie.theme].id for tie in found.split}
    merged = {known[tie.theme].id: tie.group for tie in found.merged}
    now: list[Theme] = []
    first = 1 + max((theme.number for theme in before.themes), default=0)
    for group, stability in enumerate(found.stability.tolist()):
        going = int(found.goes_on[group]) if len(found.goes_on) else -1
        number = first + group
        new = Theme(id=f"t{number:05}", number=number, title="", keywords=(), stability=0.0)
        old = known[going] if going >= 0 else replace(new, split_from=split.get(group, ""))
        medoids = tuple(f"n{rows[row]:06}" for row in found.medoids[group])
        kept = going >= 0 and bool(len(found.kept)) and bool(found.kept[found.labels == group].all())
        now.append(old if kept else replace(old, stability=stability, medoids=medoids))
    ids = {theme.id for theme in now}
    ended = [
        replace(theme, state=ThemeState.MERGED, into=now[merged[theme.id]].id)
        if theme.id in merged
        else replace(theme, state=ThemeState.FADED if theme.state is ThemeState.ACCEPTED else theme.state)
        for theme in before.themes
        if theme.id not in ids
    ]
    places = tuple(
        Placement(note=f"n{row:06}", theme=now[label].id if label >= 0 else None)
        for row, label in zip(rows.tolist(), found.labels.tolist(), strict=True)
    )
    return Before(themes=(*ended, *now), placements=places)


@dataclass(frozen=True, slots=True)
class Lasting:
    """Of the notes in a theme before: the share that kept its id, and that kept it or went with a descendant."""

    same: float
    descended: float


def lasted(before: Before, after: Before) -> Lasting:
    """Say how many notes that are still there kept their theme's id, or one that came of it or took it in."""
    now = {placement.note: placement.theme for placement in after.placements}
    pairs = [(one.theme, now[one.note]) for one in before.placements if one.theme and one.note in now]
    themes = {theme.id: theme for theme in after.themes}
    same = [was == is_ for was, is_ in pairs]
    kin = [is_ is not None and _descends(was, is_, themes) for was, is_ in pairs]
    return Lasting(float(np.mean(same or [True])), float(np.mean(kin or [True])))


def _descends(was: str | None, now: str, themes: dict[str, Theme]) -> bool:
    """Follow merges on from the theme that was, and splits back from the one that is."""
    heirs, ancestors = [was or ""], [now]
    while themes[heirs[-1]].into and themes[heirs[-1]].into not in heirs:
        heirs.append(themes[heirs[-1]].into)
    while themes[ancestors[-1]].split_from and themes[ancestors[-1]].split_from not in ancestors:
        ancestors.append(themes[ancestors[-1]].split_from)
    return bool(set(heirs) & set(ancestors))


def matched(was: Integers, now: Integers) -> float:
    """Give the share of the placed notes that keep their group if groups are matched as well as can be; -1 is none."""
    from scipy.optimize import linear_sum_assignment

    placed = was >= 0
    table = np.zeros((int(was.max()) + 1, int(now.max()) + 2))
    np.add.at(table, (was[placed], now[placed]), 1)
    table = table[:, :-1] if table.shape[1] > 1 else table * 0
    rows, columns = linear_sum_assignment(table, maximize=True)
    return float(table[rows, columns].sum() / max(1, placed.sum()))
