"""Notes counted by two things at once, with small cells kept back.

A cell of fewer than three speakers is not published (the threshold rule), nor can it be told from an empty one. Where
it could be worked out from its row's or column's total another cell is rounded (secondary protection), so that no more
than a range of five can be worked out: Hundepool and others, Statistical Disclosure Control, 2012, chapters 4 and 5.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FEWEST = 3
ROUNDED_TO = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """A note to be counted: its row, its columns (none: it counts in the row's total only), and who said it.

    `person` is 0 where nobody knows; such a note leads to nobody, so it counts as a speaker of its own.
    """

    row: str
    columns: tuple[str, ...]
    person: int


@dataclass(frozen=True, slots=True)
class Count:
    """A number of notes, None where it is kept back; `rounded` says that it is to the nearest five."""

    notes: int | None
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts of notes by row and column.

    `cells` has a row for each of `rows`; `totals` are the rows' own, None where kept back, `sums` the columns'.
    `elsewhere` is, by row, what the total holds more than the cells that are shown: notes of no column, or of cells
    kept back. `hidden` counts the cells that hold notes and are kept back.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Count, ...], ...]
    totals: tuple[int | None, ...]
    sums: tuple[int, ...]
    elsewhere: tuple[int | None, ...]
    hidden: int


class _Tally:
    """Notes and speakers of one cell."""

    def __init__(self) -> None:
        self.notes = 0
        self.unknown = 0
        self.persons: set[int] = set()

    def add(self, person: int) -> None:
        self.notes += 1
        if person:
            self.persons.add(person)
        else:
            self.unknown += 1

    @property
    def speakers(self) -> int:
        return len(self.persons) + self.unknown


def count(notes: Iterable[Counted], rows: Sequence[str], columns: Sequence[str], internal: bool) -> Grid:
    """Count notes by row and column; the rows are kept, in their order, and so are the columns but those too small.

    A column whose notes come from fewer than three speakers is left out unless `internal`.
    """
    cells: defaultdict[tuple[str, str], _Tally] = defaultdict(_Tally)
    totals: defaultdict[str, _Tally] = defaultdict(_Tally)
    sums: defaultdict[str, _Tally] = defaultdict(_Tally)
    for note in notes:
        totals[note.row].add(note.person)
        for column in note.columns:
            cells[note.row, column].add(note.person)
            sums[column].add(note.person)
    kept = tuple(name for name in columns if internal or sums[name].speakers >= FEWEST)
    table = [[cells[row, column] for column in kept] for row in rows]
    whole = [totals[row] for row in rows]
    dark = frozenset[int]() if internal else _dark(whole)
    published = _exact(table) if internal else _protected(table, whole, dark)
    shown = [None if index in dark else tally.notes for index, tally in enumerate(whole)]
    known = [sum(one.notes or 0 for one in line) for line in published]
    pairs = [pair for line, seen in zip(table, published, strict=True) for pair in zip(line, seen, strict=True)]
    return Grid(
        rows=tuple(rows),
        columns=kept,
        cells=published,
        totals=tuple(shown),
        sums=tuple(sums[name].notes for name in kept),
        elsewhere=tuple(None if one is None else max(0, one - part) for one, part in zip(shown, known, strict=True)),
        hidden=sum(tally.notes > 0 and one.notes is None for tally, one in pairs),
    )


def _exact(table: Sequence[Sequence[_Tally]]) -> tuple[tuple[Count, ...], ...]:
    return tuple(tuple(Count(tally.notes) for tally in line) for line in table)


def _dark(whole: Sequence[_Tally]) -> frozenset[int]:
    """Give the rows whose total is kept back: those of too few speakers, and one more where that is just one row."""
    small = [row for row, tally in enumerate(whole) if tally.speakers < FEWEST]
    with_notes = [row for row in small if whole[row].notes]
    others = [row for row, tally in enumerate(whole) if tally.speakers >= FEWEST]
    if len(with_notes) == 1 and others:
        small.append(min(others, key=lambda row: (whole[row].notes, row)))
    return frozenset(small)


def _protected(
    table: Sequence[Sequence[_Tally]], whole: Sequence[_Tally], dark: frozenset[int]
) -> tuple[tuple[Count, ...], ...]:
    """Keep small cells back, and round another wherever one is the only unknown of its row or column."""
    small = [[row in dark or tally.speakers < FEWEST for tally in line] for row, line in enumerate(table)]
    unknown = [list(line) for line in small]
    width = len(table[0]) if table else 0
    spare = [tally.notes > sum(cell.notes for cell in line) for line, tally in zip(table, whole, strict=True)]
    lines = [[(row, column) for column in range(width)] for row in range(len(table)) if not spare[row]]
    lines += [[(row, column) for row in range(len(table))] for column in range(width)]
    changed = True
    while changed:
        changed = False
        for line in lines:
            dim = [(row, column) for row, column in line if unknown[row][column]]
            clear = [(row, column) for row, column in line if not unknown[row][column]]
            if len(dim) == 1 and clear and table[dim[0][0]][dim[0][1]].notes:
                row, column = min(clear, key=lambda cell: (table[cell[0]][cell[1]].notes, cell))
                unknown[row][column] = changed = True
    return tuple(
        tuple(_shown(tally, *state) for tally, *state in zip(line, small[row], unknown[row], strict=True))
        for row, line in enumerate(table)
    )


def _shown(tally: _Tally, small: bool, unknown: bool) -> Count:
    if small:
        return Count(None)
    return Count(ROUNDED_TO * round(tally.notes / ROUNDED_TO), True) if unknown else Count(tally.notes)
