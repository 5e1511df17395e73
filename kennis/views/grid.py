"""Notes counted by two things at once, with small cells kept back.

A cell of one or two speakers is not published (the threshold rule); an empty one is, for it is about nobody. Where a
cell that is kept back could be worked out from the total of its row or column, another is rounded to five, or, where
there is no other, an empty one is kept back with it (secondary protection): Hundepool and others, Statistical
Disclosure Control, 2012, chapters 4 and 5.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

FEWEST = 3
ROUNDED_TO = 5
_Place = tuple[int, int]


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
    kept back; None where one of these is rounded. `hidden` counts the cells that hold notes and are kept back.
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
    published = _exact(table) if internal else _protected(table, whole)
    dark = frozenset[int]() if internal else _dark(whole)
    shown = [None if index in dark else tally.notes for index, tally in enumerate(whole)]
    pairs = [pair for line, seen in zip(table, published, strict=True) for pair in zip(line, seen, strict=True)]
    return Grid(
        rows=tuple(rows),
        columns=kept,
        cells=published,
        totals=tuple(shown),
        sums=tuple(sums[name].notes for name in kept),
        elsewhere=tuple(_elsewhere(total, line) for total, line in zip(shown, published, strict=True)),
        hidden=sum(tally.notes > 0 and one.notes is None for tally, one in pairs),
    )


def _elsewhere(total: int | None, line: Sequence[Count]) -> int | None:
    if total is None or any(one.rounded for one in line):
        return None
    return max(0, total - sum(one.notes or 0 for one in line))


def _exact(table: Sequence[Sequence[_Tally]]) -> tuple[tuple[Count, ...], ...]:
    return tuple(tuple(Count(tally.notes) for tally in line) for line in table)


def _dark(whole: Sequence[_Tally]) -> frozenset[int]:
    """Give the rows whose total is kept back: those of too few speakers, and the smallest other if that is just one."""
    small = [row for row, tally in enumerate(whole) if _small(tally)]
    others = [row for row, tally in enumerate(whole) if tally.notes and not _small(tally)]
    if len(small) == 1 and others:
        small.append(min(others, key=lambda row: (whole[row].notes, row)))
    return frozenset(small)


def _small(tally: _Tally) -> bool:
    return 0 < tally.speakers < FEWEST


class _State(Enum):
    """What becomes of a cell that is published."""

    EXACT = "exact"
    ROUNDED = "rounded"
    BACK = "back"


def _protected(table: Sequence[Sequence[_Tally]], whole: Sequence[_Tally]) -> tuple[tuple[Count, ...], ...]:
    """Keep small cells back, and protect them in every row and column whose total is known."""
    states = [[_State.BACK if _small(tally) else _State.EXACT for tally in line] for line in table]
    width, dark = len(table[0]) if table else 0, _dark(whole)
    lines = [[(row, column) for row in range(len(table))] for column in range(width)]
    for row, (line, tally) in enumerate(zip(table, whole, strict=True)):
        cells = [(row, column) for column in range(width)]
        if row in dark:
            if not _small(tally) and all(state is _State.EXACT for state in states[row]):
                _blur(table, states, cells)
        elif tally.notes == sum(cell.notes for cell in line):
            lines.append(cells)
    while True:
        exposed = [line for line in lines if _exposed(table, states, line)]
        if not any(_blur(table, states, line) for line in exposed):
            break
    return tuple(
        tuple(_shown(tally, state) for tally, state in zip(line, states[row], strict=True))
        for row, line in enumerate(table)
    )


def _exposed(table: Sequence[Sequence[_Tally]], states: Sequence[Sequence[_State]], line: Sequence[_Place]) -> bool:
    """Say whether what is not exact in a row or column of known total can be worked out.

    That is so of one cell, and of cells that are all as small or all as large as they can be: a cell kept back holds a
    note at least, unless an empty one is kept back beside it; one rounded to five lies within two of it.
    """
    vague = [(table[row][column].notes, states[row][column]) for row, column in line]
    vague = [(notes, state) for notes, state in vague if state is not _State.EXACT]
    floor = 1 if all(notes for notes, _state in vague) else 0
    least = all(notes <= (_nearest(notes) - 2 if state is _State.ROUNDED else floor) for notes, state in vague)
    most = all(state is _State.ROUNDED and notes == _nearest(notes) + 2 for notes, state in vague)
    return len(vague) == 1 or (bool(vague) and (least or most))


def _blur(table: Sequence[Sequence[_Tally]], states: Sequence[list[_State]], line: Sequence[_Place]) -> bool:
    """Round the smallest exact cell that holds notes, else keep an empty one back; say whether there was one."""
    exact = [(row, column) for row, column in line if states[row][column] is _State.EXACT]
    if not exact:
        return False
    row, column = min(
        exact, key=lambda place: (not table[place[0]][place[1]].notes, table[place[0]][place[1]].notes, place)
    )
    states[row][column] = _State.ROUNDED if table[row][column].notes else _State.BACK
    return True


def _shown(tally: _Tally, state: _State) -> Count:
    if state is _State.BACK:
        return Count(None)
    rounded = state is _State.ROUNDED
    return Count(_nearest(tally.notes) if rounded else tally.notes, rounded)


def _nearest(notes: int) -> int:
    return ROUNDED_TO * round(notes / ROUNDED_TO)
