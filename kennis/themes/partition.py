"""A run's partition of notes into themes: what it says of each note and theme, and how it is measured."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any

import numpy as np

from kennis.themes.agglomeration import JOIN, NEXT, Settled, at_home, obeyed, open_to, void
from kennis.themes.co_association import Evidence
from kennis.themes.distinct_notes import DistinctNotes
from kennis.themes.ledger_arrays import Bools
from kennis.themes.neighbours import Distinct, Floats, Integers
from kennis.themes.note_strength import central, nearness, ordered, support

_MEASURES = ("strength", "second_strength", "stability", "kinship")
_SECOND = 0.25  # strength from which on a note has a second theme; set by hand
_ODD = 0.08  # strength below which a note comes loose; set by hand
_MORE = 2.5  # times as much, for what was left loose stays so but for a clear reason; set by hand


@dataclass(frozen=True, slots=True)
class Tie:
    """How a theme of the ledger that does not go on became part of a theme, or a new theme came off one.

    `theme` is numbered as in Standing, `group` as in the partition. `share` is the share of the views in which the
    notes of both land together.
    """

    theme: int
    group: int
    share: float


def _none() -> Integers:
    return np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class Partition:
    """Which theme each of n notes stands in, and how firmly.

    `labels` (n,) numbers the themes by size from 0, -1 for a loose note; `strength` (n,), 0 to 1, is how often a
    note lands with the notes of its theme, less where it lies farther from their middle than most. `second` (n,)
    and `second_strength` (n,) say the same of another possible theme, -1 and 0 without one. `stability` (k,) is
    how often two notes of a theme land together, 0 to 1. `medoids` gives row numbers, most central first.

    `goes_on` (k,) is the theme of the ledger, as Standing numbers them, that a theme goes on as, -1 for a new one;
    `merged` are the ledger's themes that ended in one of these, `split` those that new ones came off. `families`
    (k,) numbers the families of themes and `subs` (n,) the parts of each theme, -1 for none; `kinship` (families,)
    is how often notes of a family's themes land together. They are empty where they were not looked for. `kept`
    (n,) are the notes that a light run did not look at, empty where it saw all.
    """

    labels: Integers
    strength: Floats
    second: Integers
    second_strength: Floats
    stability: Floats
    medoids: tuple[tuple[int, ...], ...]
    goes_on: Integers = field(default_factory=_none)
    merged: tuple[Tie, ...] = ()
    split: tuple[Tie, ...] = ()
    families: Integers = field(default_factory=_none)
    subs: Integers = field(default_factory=_none)
    kinship: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    kept: Bools = field(default_factory=lambda: np.zeros(0, bool))

    def plain(self) -> dict[str, Any]:
        """Give it as lists by name, for another process."""
        ties = {name: [asdict(tie) for tie in getattr(self, name)] for name in ("merged", "split")}
        arrays = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in ties}
        return ties | {name: one.tolist() if isinstance(one, np.ndarray) else one for name, one in arrays.items()}

    @classmethod
    def of_plain(cls, said: dict[str, Any]) -> "Partition":
        """Read what `plain` gave."""
        kinds: dict[str, type] = dict.fromkeys(_MEASURES, np.float32) | {"kept": bool}
        ties: dict[str, Any] = {name: tuple(Tie(**tie) for tie in said[name]) for name in ("merged", "split")}
        others = said.keys() - ties.keys() - {"medoids"}
        arrays: dict[str, Any] = {name: np.array(said[name], kinds.get(name, np.int32)) for name in others}
        return cls(**arrays, **ties, medoids=tuple(tuple(rows) for rows in said["medoids"]))


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """The groups of m different notes as they come out: `labels` (m,), `goes_on` (k,) and the partition of all rows."""

    labels: Integers
    goes_on: Integers
    partition: Partition


def loose(count: int) -> Partition:
    """Give the partition of that many notes in which all are loose."""
    nothing, zero = np.full(count, -1, np.int32), np.zeros(count, np.float32)
    return Partition(nothing, zero, nothing.copy(), zero.copy(), np.zeros(0, np.float32), ())


def measured(notes: Distinct, unit: Floats, facts: Evidence, settled: Settled, asked: DistinctNotes) -> Measured:
    """Give the left-over notes to the group they land in most, and measure how firmly each note sits."""
    count = len(settled.goes_on)
    if not count:
        return Measured(settled.labels, settled.goes_on, loose(len(notes.owner)))
    share, firm = support(facts, settled.labels, count)
    held = firm * nearness(unit, settled.labels, count)
    labels = _joined(settled, share, held, asked)
    order = ordered(labels[notes.owner], labels)
    if not len(order):
        return Measured(labels, settled.goes_on[:0], loose(len(notes.owner)))
    number = np.full(count + 1, -1, np.int32)
    number[order] = np.arange(len(order))
    may = open_to(settled, asked)[:, order]
    labels, going, firm, held = number[labels], settled.goes_on[order], firm[:, order], held[:, order]
    for one, other in (*asked.apart.tolist(), *asked.apart[:, ::-1].tolist()):
        may[one, labels[other]] &= labels[other] < 0
    rows = np.flatnonzero(labels >= 0)
    strength = np.zeros(len(labels), np.float32)
    strength[rows] = held[rows, labels[rows]]
    held = np.where(may, held, 0)
    held[rows, labels[rows]] = 0
    best = held.max(axis=1, initial=0)
    second = np.full(len(labels), -1, np.int32)
    second[best >= _SECOND] = held[best >= _SECOND].argmax(axis=1)
    themes = [labels == theme for theme in range(len(order))]
    found = Partition(
        labels[notes.owner],
        strength[notes.owner],
        second[notes.owner],
        np.where(second < 0, 0, best).astype(np.float32)[notes.owner],
        np.array([firm[members, theme].mean() for theme, members in enumerate(themes)], np.float32),
        tuple(central(unit, members, notes.rows) for members in themes),
        going,
    )
    return Measured(labels, going, found)


def _joined(settled: Settled, share: Floats, held: Floats, asked: DistinctNotes) -> Integers:
    """Let left-over notes join, loosen the odd ones, empty the voids; (m,)."""
    labels, going = settled.labels, settled.goes_on
    empty, may = void(settled, asked), open_to(settled, asked)
    able = np.where(may | empty[:-1], share, 0)
    more = np.where(asked.seen & (asked.theme < 0), _MORE, 1)  # what was left loose stays so but for a clear reason
    labels = np.where((labels < 0) & (able.max(axis=1) >= more * JOIN), able.argmax(axis=1), labels).astype(np.int32)
    odd = held[np.arange(len(labels)), labels] < more * _ODD
    labels = np.where(odd & ~at_home(Settled(labels, going), asked), -1, labels)
    away = np.flatnonzero(empty[labels])
    best = np.where(may, share, 0)[away]
    labels[away] = np.where(best.max(axis=1) >= NEXT, best.argmax(axis=1), -1)
    return obeyed(Settled(labels, going), share, asked)
