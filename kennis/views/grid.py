"""Notes counted by two things at once, with small cells kept back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kennis.views.protection import Count, Tally, exact, protect

__all__ = ["Count", "Counted", "Grid", "count"]


@dataclass(frozen=True, slots=True)
class Counted:
    """A note to be counted: its row, its columns (none: it counts in the row's total only), and who said it.

    `person` is 0 where nobody knows; such a note leads to nobody, so it counts as a speaker of its own.
    """

    row: str
    columns: tuple[str, ...]
    person: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts of notes by row and column.

    `cells` has a row for each of `rows`; `totals` are the rows' own and `sums` the columns', None where kept back.
    `elsewhere` is, by row, what the total holds more than the cells that are shown: notes of no column, or of cells
    kept back; None where one of these is rounded. `hidden` counts the cells that hold notes and are kept back.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Count, ...], ...]
    totals: tuple[int | None, ...]
    sums: tuple[int | None, ...]
    elsewhere: tuple[int | None, ...]
    hidden: int


def count(notes: Iterable[Counted], rows: Sequence[str], columns: Sequence[str], internal: bool) -> Grid:
    """Count notes by row and column, in their order; `internal` keeps nothing back."""
    cells: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
    totals: defaultdict[str, Tally] = defaultdict(Tally)
    sums: defaultdict[str, Tally] = defaultdict(Tally)
    for note in notes:
        totals[note.row].add(note.person)
        for column in note.columns:
            cells[note.row, column].add(note.person)
            sums[column].add(note.person)
    table = [[cells[row, column] for column in columns] for row in rows]
    across, down = [totals[row] for row in rows], [sums[column] for column in columns]
    shown = exact(table) if internal else protect(table, across, down)
    whole = [None if index in shown.rows else tally.notes for index, tally in enumerate(across)]
    pairs = [pair for line in zip(table, shown.cells, strict=True) for pair in zip(*line, strict=True)]
    return Grid(
        rows=tuple(rows),
        columns=tuple(columns),
        cells=shown.cells,
        totals=tuple(whole),
        sums=tuple(None if index in shown.columns else tally.notes for index, tally in enumerate(down)),
        elsewhere=tuple(_elsewhere(total, line) for total, line in zip(whole, shown.cells, strict=True)),
        hidden=sum(tally.notes > 0 and one.notes is None for tally, one in pairs),
    )


def _elsewhere(total: int | None, line: Sequence[Count]) -> int | None:
    if total is None or any(one.rounded for one in line):
        return None
    return max(0, total - sum(one.notes or 0 for one in line))
