"""What the ledger says of a run's notes, as arrays: where each stands, and what constraints hold of it.

Constraints on notes are read as in constrained clustering (Wagstaff et al. 2001): `in` and `core` fix a note in a
theme, so notes fixed in one theme must link; `not-in` bars a note from a theme; `apart` cannot link. A retired theme
stays as a void: its core is fixed in it, and what lands there comes out elsewhere or loose.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kennis.nouns import Before, Level, Note, Theme, ThemeState
from kennis.themes.constraints import Heeded, heed
from kennis.themes.neighbours import Floats, Integers

Bools = NDArray[np.bool_]

CORE = 5  # notes that hold a theme where it is: the first of its medoids; set by hand


@dataclass(frozen=True, slots=True, eq=False)
class LedgerArrays:
    """What the ledger says of n notes; its `count` themes, accepted and retired, are numbered as `lasting` orders them.

    `theme` (n,) is the accepted theme of a note, `fixed` (n,) the one that constraints fix it in, `core` (n,) the one
    it is in the middle of, `second` (n,) its second theme by constraint: each -1 for none. `seen` (n,) says that the
    note has been in an accepted run; `rank` (n,) orders notes by id, which decides between equal texts. `barred`
    (b, 2) are rows and themes, `apart` (a, 2) pairs of rows. `retired` (count,) marks the voids; `stability` (count,)
    and `family` (count,), -1 for none, are those of the themes.
    """

    theme: Integers
    fixed: Integers
    core: Integers
    second: Integers
    seen: Bools
    rank: Integers
    barred: Integers
    apart: Integers
    retired: Bools
    stability: Floats
    family: Integers

    @property
    def count(self) -> int:
        """Give the number of themes."""
        return len(self.retired)

    @property
    def silent(self) -> bool:
        """Say whether the ledger says nothing of any note."""
        return not (self.count or len(self.apart))

    @classmethod
    def empty(cls, count: int) -> "LedgerArrays":
        """Give what an empty ledger says of that many notes."""
        none, pairs = np.full(count, -1, np.int32), np.zeros((0, 2), np.int32)
        return cls(
            theme=none,
            fixed=none,
            core=none,
            second=none,
            seen=np.zeros(count, bool),
            rank=np.arange(count, dtype=np.int32),
            barred=pairs,
            apart=pairs,
            retired=np.zeros(0, bool),
            stability=np.zeros(0, np.float32),
            family=np.zeros(0, np.int32),
        )

    def of_rows(self, rows: Integers) -> "LedgerArrays":
        """Give what holds of these rows, numbered anew; what it says of themes stays."""
        number = np.full(len(self.theme), -1, np.int32)
        number[rows] = np.arange(len(rows))
        apart, barred = number[self.apart], self.barred.copy()
        barred[:, 0] = number[barred[:, 0]]
        by_row = {name: getattr(self, name)[rows] for name in ("theme", "fixed", "core", "second", "seen", "rank")}
        return replace(self, **by_row, apart=apart[(apart >= 0).all(axis=1)], barred=barred[barred[:, 0] >= 0])

    def plain(self) -> dict[str, Any]:
        """Give it as lists by name, for another process."""
        return {field.name: getattr(self, field.name).tolist() for field in fields(self)}

    @classmethod
    def of_plain(cls, said: dict[str, Any]) -> "LedgerArrays":
        """Read what `plain` gave."""
        kinds: dict[str, type] = {"seen": bool, "retired": bool, "stability": np.float32}
        arrays: dict[str, Any] = {name: np.array(said[name], kinds.get(name, np.int32)) for name in said}
        return cls(**arrays | {name: arrays[name].reshape(-1, 2) for name in ("barred", "apart")})


def lasting(before: Before) -> tuple[Theme, ...]:
    """Give the themes that a run must know, by number: the accepted ones and the retired."""
    kept = (ThemeState.ACCEPTED, ThemeState.RETIRED)
    found = [theme for theme in before.themes if theme.level is Level.THEME and theme.state in kept]
    return tuple(sorted(found, key=lambda theme: (theme.number, theme.id)))


def standing_of(notes: Sequence[Note], before: Before) -> LedgerArrays:
    """Read what the ledger says of a run's notes; notes that are withdrawn or deleted are simply absent."""
    themes = lasting(before)
    index = {theme.id: number for number, theme in enumerate(themes)}
    rows = {note.id: row for row, note in enumerate(notes)}
    heeded = heed(rows, before)
    theme, seen = np.full(len(notes), -1, np.int32), np.zeros(len(notes), bool)
    for placement in before.placements:
        row = rows.get(placement.note)
        if row is not None and not placement.suggested:
            seen[row] = True
            number = index.get(placement.theme or "", -1)
            theme[row] = number if number >= 0 and themes[number].state is ThemeState.ACCEPTED else -1
    fixed, second = _column(len(notes), heeded.fixed, index), _column(len(notes), heeded.second, index)
    core = _core(themes, rows, theme)
    _void(themes, rows, heeded, (theme, fixed))
    order = sorted(rows, key=lambda note: note)
    rank = np.zeros(len(notes), np.int32)
    rank[[rows[note] for note in order]] = np.arange(len(order))
    return LedgerArrays(
        theme=theme,
        fixed=fixed,
        core=core,
        second=second,
        seen=seen,
        rank=rank,
        barred=_pairs((row, index[name]) for row, name in heeded.barred),
        apart=_pairs(heeded.apart),
        retired=np.array([one.state is ThemeState.RETIRED for one in themes], bool),
        stability=np.array([one.stability for one in themes], np.float32),
        family=_families(themes),
    )


def _column(count: int, by_row: dict[int, str], index: dict[str, int]) -> Integers:
    column = np.full(count, -1, np.int32)
    for row, name in by_row.items():
        column[row] = index[name]
    return column


def _pairs(pairs: Any) -> Integers:
    return np.array(sorted(pairs), np.int32).reshape(-1, 2)


def _families(themes: Sequence[Theme]) -> Integers:
    known = sorted({theme.family for theme in themes} - {""})
    return np.array([known.index(theme.family) if theme.family else -1 for theme in themes], np.int32)


def _core(themes: Sequence[Theme], rows: dict[str, int], theme: Integers) -> Integers:
    """Give of which theme a note is one of the most central that still stand there."""
    core = np.full(len(theme), -1, np.int32)
    for number, one in enumerate(themes):
        there = [rows[note] for note in one.medoids if note in rows and theme[rows[note]] == number]
        core[there[:CORE]] = number
    return core


def _void(themes: Sequence[Theme], rows: dict[str, int], heeded: Heeded, standing: tuple[Integers, Integers]) -> None:
    """Fix the medoids of retired themes in them, and what had been put there, unless they stand elsewhere by now."""
    theme, fixed = standing
    for number, one in enumerate(themes):
        if one.state is ThemeState.RETIRED:
            for note in (*one.medoids, *heeded.voided.get(one.id, ())):
                row = rows.get(note, -1)
                if row >= 0 and fixed[row] < 0 and theme[row] < 0:
                    fixed[row] = number
