"""What of a table of counts may be published so that nobody can be picked out of it.

A cell of one or two speakers is not published (the threshold rule); an empty one is, for it is about nobody. Where a
cell that is kept back could be worked out from the total of its row or column, another is rounded to five, or, where
there is no other, an empty one is kept back with it (secondary protection): Hundepool and others, Statistical
Disclosure Control, 2012, chapters 4 and 5.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

FEWEST = 3
ROUNDED_TO = 5
_Place = tuple[int, int]


class Tally:
    """The notes of a cell and who said them; a note by nobody knows whom (0) counts as a speaker of its own."""

    def __init__(self) -> None:
        self.notes = 0
        self._unknown = 0
        self._persons: set[int] = set()

    def add(self, person: int) -> None:
        """Count a note."""
        self.notes += 1
        if person:
            self._persons.add(person)
        else:
            self._unknown += 1

    @property
    def small(self) -> bool:
        """Say whether there are speakers, but too few to publish."""
        return 0 < len(self._persons) + self._unknown < FEWEST


@dataclass(frozen=True, slots=True)
class Count:
    """A number of notes, None where it is kept back; `rounded` says that it is to the nearest five."""

    notes: int | None
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class Protected:
    """What may be published: the cells, and the numbers of the rows and columns whose total is kept back."""

    cells: tuple[tuple[Count, ...], ...]
    rows: frozenset[int]
    columns: frozenset[int]


class _State(Enum):
    """What becomes of a cell."""

    EXACT = "exact"
    ROUNDED = "rounded"
    BACK = "back"


def protect(table: Sequence[Sequence[Tally]], rows: Sequence[Tally], columns: Sequence[Tally]) -> Protected:
    """Say what may be published of a table with the totals of its rows and columns.

    A row's total may be more than its cells, of notes in no column; then nothing can be worked out along it. Where all
    cells of a row or column are vague already nothing more is done.
    """
    states = [[_State.BACK if tally.small else _State.EXACT for tally in line] for line in table]
    across = [[(row, column) for column in range(len(columns))] for row in range(len(rows))]
    down = [[(row, column) for row in range(len(rows))] for column in range(len(columns))]
    shared_out = sum(tally.notes for tally in rows) == sum(tally.notes for tally in columns)
    dark = _dark(rows, True), _dark(columns, shared_out)
    lines = []
    for cells, total, back in (
        *((cells, rows[index], index in dark[0]) for index, cells in enumerate(across)),
        *((cells, columns[index], index in dark[1]) for index, cells in enumerate(down)),
    ):
        if back and not total.small and all(states[row][column] is _State.EXACT for row, column in cells):
            _blur(table, states, cells)
        elif not back and total.notes == sum(table[row][column].notes for row, column in cells):
            lines.append(cells)
    while True:
        exposed = [line for line in lines if _exposed(table, states, line)]
        if not any(_blur(table, states, line) for line in exposed):
            break
    published = (
        tuple(_shown(tally, state) for tally, state in zip(*line, strict=True))
        for line in zip(table, states, strict=True)
    )
    return Protected(tuple(published), *dark)


def exact(table: Sequence[Sequence[Tally]]) -> Protected:
    """Give a table as it is."""
    return Protected(tuple(tuple(Count(tally.notes) for tally in line) for line in table), frozenset(), frozenset())


def _dark(totals: Sequence[Tally], whole_known: bool) -> frozenset[int]:
    """Give the totals that are kept back: the small ones, and where their sum is known one more if that is just one."""
    small = [index for index, tally in enumerate(totals) if tally.small]
    others = [index for index, tally in enumerate(totals) if tally.notes and not tally.small]
    if whole_known and len(small) == 1 and others:
        small.append(min(others, key=lambda index: (totals[index].notes, index)))
    return frozenset(small)


def _exposed(table: Sequence[Sequence[Tally]], states: Sequence[Sequence[_State]], line: Sequence[_Place]) -> bool:
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


def _blur(table: Sequence[Sequence[Tally]], states: Sequence[list[_State]], line: Sequence[_Place]) -> bool:
    """Round the smallest exact cell that holds notes, else keep an empty one back; say whether there was one."""
    left = [
        (not table[row][column].notes, table[row][column].notes, row, column)
        for row, column in line
        if states[row][column] is _State.EXACT
    ]
    if not left:
        return False
    empty, _notes, row, column = min(left)
    states[row][column] = _State.BACK if empty else _State.ROUNDED
    return True


def _shown(tally: Tally, state: _State) -> Count:
    if state is _State.BACK:
        return Count(None)
    rounded = state is _State.ROUNDED
    return Count(_nearest(tally.notes) if rounded else tally.notes, rounded)


def _nearest(notes: int) -> int:
    return ROUNDED_TO * round(notes / ROUNDED_TO)
