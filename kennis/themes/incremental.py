"""A light run: new notes are placed by nearness, and only what they touch is clustered anew.

That is the themes that grew much, and the loose notes near new loose ones.

All else stays as it stands. New themes must hold together among all notes, since views of a few notes always find
something, and those that come off a theme must not be mixed with what is left of it.
"""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from kennis.themes.agglomeration import least
from kennis.themes.base_clusterings import SMALLEST
from kennis.themes.cohesion import MIXED, holding, joined, links, mixed
from kennis.themes.ledger_arrays import Bools, LedgerArrays
from kennis.themes.nearest_theme import choose, nearness
from kennis.themes.neighbours import Floats, Integers, centred
from kennis.themes.note_strength import central, ordered
from kennis.themes.partition import Partition, Tie

GREW = 0.3  # of those that stood there: a theme that grew so much is clustered anew; set by hand
_TOGETHER = 0.5  # of the links a new group keeps to itself, for views of a few notes always find something; set by hand
_NEARBY = 30  # loose notes near a new one that are looked at again; set by hand

Regroup = Callable[[Integers], Partition]


@dataclass(frozen=True, slots=True, eq=False)
class DraftTheme:
    """Where rows stand by now: `labels` (n,) are the `count` themes of the ledger, then new ones; how firmly they do.

    Of rows that are `kept` (n,) nothing more is said.
    """

    labels: Integers
    strength: Floats
    second: Integers
    second_strength: Floats
    stability: Floats
    kept: Bools
    count: int
    split: tuple[Tie, ...] = ()


def light(vectors: Floats, keys: Sequence[str], standing: LedgerArrays, regroup: Regroup) -> Partition:
    """Place new notes and cluster anew what they touch; as `consensus.cluster`, with `kept` set.

    `regroup` clusters the notes of the rows it is given. A theme grew much when the notes that are placed in it are
    at least `GREW` of those that stood there.
    """
    order = canonical(keys, standing)
    own = standing.of_rows(order)
    draft = settled(vectors[order], own)
    pool = np.flatnonzero(_grown(draft, own) | _near_new(draft, vectors[order])).astype(np.int32)
    if len(pool):
        found = _resumed(regroup(order[pool]), draft.labels[pool], may_stand(own)[pool])
        draft = _obeyed(_regrouped(draft, pool, found, vectors[order]), own)
    return partition(draft, vectors, order)


def unmoved(vectors: Floats, keys: Sequence[str], standing: LedgerArrays) -> Partition:
    """Leave notes where they stand and place the new ones, where there are too few to cluster any."""
    order = canonical(keys, standing)
    return partition(settled(vectors[order], standing.of_rows(order)), vectors, order)


def canonical(keys: Sequence[str], standing: LedgerArrays) -> Integers:
    """Order rows by key and, where texts are equal, by id, so that the order they come in is nothing; (n,)."""
    return np.lexsort((standing.rank, np.array(keys, dtype=np.str_))).astype(np.int32)


def may_stand(standing: LedgerArrays) -> Bools:
    """Say in which themes each row may stand, (n, count)."""
    may = np.ones((len(standing.theme), standing.count), bool)
    may[standing.barred[:, 0], standing.barred[:, 1]] = False
    for one, other in (*standing.apart.tolist(), *standing.apart[:, ::-1].tolist()):
        if standing.fixed[other] >= 0:
            may[one, standing.fixed[other]] = False
    may[:, standing.retired] = False
    fixed = _fixed(standing)
    rows = np.flatnonzero(fixed >= 0)
    may[rows] = False
    may[rows, fixed[rows]] = True
    return may


def parted(labels: Integers, standing: LedgerArrays) -> Integers:
    """Loosen one of each two notes that must not share a theme: the one that is not fixed, or has the later id."""
    labels, fixed = labels.copy(), _fixed(standing) >= 0
    rank = standing.rank
    for one, other in sorted(standing.apart.tolist(), key=lambda pair: sorted(rank[pair].tolist())):
        if labels[one] == labels[other] and labels[one] >= 0:
            first = fixed[one] if fixed[one] or fixed[other] else rank[one] < rank[other]
            labels[other if first else one] = -1
    return labels


def stood(standing: LedgerArrays) -> Integers:
    """Give the theme that each row stands in as far as constraints allow, -1 for none; (n,)."""
    fixed = _fixed(standing)
    labels = np.where(fixed >= 0, fixed, standing.theme)
    allowed = np.append(may_stand(standing), np.zeros((len(labels), 1), bool), axis=1)
    return parted(np.where(allowed[np.arange(len(labels)), labels], labels, -1).astype(np.int32), standing)


def _fixed(standing: LedgerArrays) -> Integers:
    """Give the accepted theme that rows are fixed in, -1 for none or a void."""
    void = np.append(standing.retired, True)[standing.fixed]
    return np.where(void, -1, standing.fixed).astype(np.int32)


def settled(vectors: Floats, standing: LedgerArrays) -> DraftTheme:
    """Leave notes where they stand as far as constraints allow, and place the new ones by nearness."""
    labels, may = stood(standing), may_stand(standing)
    new = ~standing.seen & (labels < 0) & (standing.fixed < 0)
    rows = np.flatnonzero(new | (labels != standing.theme))
    near = np.where(may[rows], nearness(vectors[rows], vectors[~new], labels[~new], standing.count), 0)
    found = choose(near, standing.stability, labels[rows])
    labels[rows] = np.where(new[rows], found.theme, labels[rows])
    labels = parted(labels, standing)
    draft = DraftTheme(
        labels,
        np.zeros(len(labels), np.float32),
        np.full(len(labels), -1, np.int32),
        np.zeros(len(labels), np.float32),
        standing.stability,
        np.ones(len(labels), bool),
        standing.count,
    )
    draft.kept[rows], draft.kept[labels != standing.theme] = False, False
    inside = labels[rows] >= 0
    draft.strength[rows] = np.where(inside, found.strength, 0)
    draft.second[rows] = np.where(inside, found.second, -1)
    draft.second_strength[rows] = np.where(inside, found.second_strength, 0)
    return draft


def _grown(draft: DraftTheme, standing: LedgerArrays) -> Bools:
    """Say which rows stand in a theme that grew much, (n,)."""
    inside = draft.labels >= 0
    stood = np.bincount(draft.labels[inside & draft.kept], minlength=standing.count)
    come = np.bincount(draft.labels[inside & ~draft.kept], minlength=standing.count)
    much = np.append(come >= np.maximum(SMALLEST, GREW * stood), False)
    grown: Bools = much[draft.labels]
    return grown


def _near_new(draft: DraftTheme, vectors: Floats) -> Bools:
    """Say which rows are loose notes that are new, or near to one that is: the others were looked at before, (n,)."""
    loose = np.flatnonzero(draft.labels < 0)
    new = np.flatnonzero(~draft.kept[loose])
    found = np.zeros(len(draft.labels), bool)
    if len(new):
        unit = centred(vectors)[loose]
        cosine = np.round(unit[new] @ unit.T, 5)
        nearest = min(_NEARBY, len(loose))
        near = cosine >= np.partition(cosine, -nearest, axis=1)[:, -nearest, None]
        found[loose[near.any(axis=0)]] = True
        found[loose[new]] = True
    return found


def _regrouped(draft: DraftTheme, pool: Integers, found: Partition, vectors: Floats) -> DraftTheme:
    """Take over what clustering the pool found: themes that go on, and new ones that hold together."""
    count = len(draft.stability)
    found = _rejoined(found, pool, vectors)
    number, stability = found.goes_on.copy(), draft.stability.copy()
    stability[number[number >= 0]] = found.stability[number >= 0]
    for group in _lasting(found, pool, vectors, draft.labels[pool]):
        number[group] = len(stability)
        stability = np.append(stability, found.stability[group])
    labels = draft.labels.copy()
    inside: Bools = np.append(number, -1)[found.labels] >= 0
    gone = (labels[pool] >= 0) & np.isin(labels[pool], number) & (found.labels < 0)
    taken, left = pool[inside], pool[gone]
    changed = dataclasses.replace(
        draft, labels=labels, stability=stability, strength=draft.strength.copy(), kept=draft.kept.copy()
    )
    labels[taken] = number[found.labels[inside]]
    labels[left] = -1
    changed.kept[taken], changed.kept[left] = False, False
    changed.strength[taken], changed.strength[left] = found.strength[inside], 0
    second = np.append(np.where(number < count, number, -1), -1)[found.second]
    draft.second[taken], draft.second_strength[taken] = second[inside], found.second_strength[inside]
    draft.second_strength[draft.second < 0], draft.second[left] = 0, -1
    split = tuple(
        dataclasses.replace(tie, group=int(number[tie.group])) for tie in found.split if number[tie.group] >= 0
    )
    return dataclasses.replace(changed, split=split)


def _obeyed(draft: DraftTheme, standing: LedgerArrays) -> DraftTheme:
    """Part notes that must not share a theme and came together through what was left of a theme."""
    labels = parted(draft.labels, standing)
    out = labels != draft.labels
    draft.kept[out], draft.strength[out], draft.second[out], draft.second_strength[out] = False, 0, -1, 0
    return dataclasses.replace(draft, labels=labels)


def _resumed(found: Partition, stood: Integers, may: Bools) -> Partition:
    """Let the largest new group of a theme's notes, new ones included, go on as it if no other group does."""
    going = found.goes_on.copy()
    for group in np.flatnonzero(going < 0):
        own = stood[found.labels == group]
        theme = int(np.bincount(own[own >= 0]).argmax()) if (own >= 0).any() else -1
        mostly = theme >= 0 and 2 * (own == theme).sum() > max(len(own), (stood == theme).sum())
        if mostly and theme not in going and may[found.labels == group, theme].all():
            going[group] = theme
    gone = [tie for tie in found.split if going[tie.group] < 0]
    return dataclasses.replace(found, goes_on=going, split=tuple(gone))


def _rejoined(found: Partition, pool: Integers, vectors: Floats) -> Partition:
    """Join new groups that are one among all notes: views of a few notes always find two at least."""
    count = len(found.stability)
    size = np.bincount(found.labels[found.labels >= 0], minlength=count)
    between = links(centred(vectors), pool, found.labels, count)
    part = joined(between, size, np.flatnonzero(found.goes_on < 0).astype(np.int32))
    return dataclasses.replace(found, labels=np.append(part, np.int32(-1))[found.labels])


def _lasting(found: Partition, pool: Integers, vectors: Floats, stood: Integers) -> list[int]:
    """Give the new groups that are themes among all notes, and not a piece of the theme they stood in, (p,)."""
    count = len(found.stability)
    size = np.bincount(found.labels[found.labels >= 0], minlength=count)
    between = links(centred(vectors), pool, found.labels, count)
    held = holding(between, size)
    lasting = []
    for group in np.flatnonzero((found.goes_on < 0) & (size >= least(len(vectors))) & (held >= _TOGETHER)).tolist():
        own = stood[found.labels == group]
        came = np.isin(found.goes_on, own[own >= 0])
        if not any(mixed(between, size, group, theme) >= MIXED for theme in np.flatnonzero(came).tolist()):
            lasting.append(group)
    return lasting


def partition(draft: DraftTheme, vectors: Floats, rows: Integers) -> Partition:
    """Number the themes by size, find their medoids, and bring notes back to their `rows`."""
    labels, count = draft.labels, draft.count
    order = ordered(labels, labels)
    number = np.full(len(draft.stability) + 1, -1, np.int32)
    number[order] = np.arange(len(order))
    unit, back = centred(vectors[rows]), np.argsort(rows)
    second = number[draft.second]
    return Partition(
        number[labels][back],
        draft.strength[back],
        second[back],
        np.where(second < 0, 0, draft.second_strength).astype(np.float32)[back],
        draft.stability[order],
        tuple(central(unit, labels == theme, rows) for theme in order),
        np.where(order < count, order, -1).astype(np.int32),
        split=tuple(dataclasses.replace(tie, group=int(number[tie.group])) for tie in draft.split),
        kept=draft.kept[back],
    )
