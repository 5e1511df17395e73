"""Counts by row and column, and what of them is published."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from kennis.views.grid import Count, Counted, Grid, count

ROWS, COLUMNS = ["a", "b"], ["x", "y", "z"]


def said(row: str, column: str, *persons: int) -> list[Counted]:
    """Give a note of each of these people."""
    return [Counted(row, (column,) if column else (), person) for person in persons]


def counts(grid: Grid) -> list[list[int | None]]:
    """Give the counts of a grid's cells."""
    return [[one.notes for one in line] for line in grid.cells]


def test_counts_are_exact_when_everything_is_shown() -> None:
    notes = [*said("a", "x", 1, 1, 2), *said("a", "y", 3), *said("b", "y", 4, 5), *said("b", "", 6)]
    grid = count(notes, ROWS, COLUMNS, internal=True)
    assert counts(grid) == [[3, 1, 0], [0, 2, 0]]
    assert (grid.totals, grid.sums, grid.elsewhere, grid.hidden) == ((4, 3), (3, 3, 0), (0, 1), 0)


def test_a_cell_of_two_speakers_is_kept_back_however_many_notes_they_have() -> None:
    notes = [*said("a", "x", 1, 1, 1, 2, 2), *said("a", "y", 3, 4, 5), *said("a", "", 9), *said("b", "x", 6, 7, 8)]
    notes += said("b", "y", 1, 1)
    grid = count(notes, ROWS, ["x", "y"], internal=False)
    assert counts(grid)[0][0] is None
    assert grid.hidden == 2
    assert grid.cells[0][0] == Count(None)


def test_notes_without_a_speaker_lead_to_nobody() -> None:
    grid = count(said("a", "x", 0, 0, 0), ["a"], ["x"], internal=False)
    assert counts(grid) == [[3]]


def test_an_empty_cell_is_told() -> None:
    grid = count([*said("a", "x", 1, 2, 3), *said("b", "y", 1, 2, 3)], ROWS, ["x", "y"], internal=False)
    assert counts(grid) == [[3, 0], [0, 3]]


def test_a_column_of_two_speakers_is_kept_back_as_a_whole() -> None:
    notes = [*said("a", "x", 1, 2, 3), *said("a", "y", 4, 5), *said("a", "", 6)]
    grid = count(notes, ["a"], ["x", "y"], internal=False)
    assert (counts(grid), grid.sums, grid.totals, grid.elsewhere) == ([[3, None]], (3, None), (6,), (3,))


def test_the_sum_of_one_small_column_is_protected_by_another() -> None:
    notes = [*said("a", "x", 1, 2, 3), *said("a", "y", 4, 5), *said("a", "z", 1, 2, 3, 4)]
    assert count(notes, ["a"], COLUMNS, internal=False).sums == (None, None, 4)


def test_what_could_be_worked_out_is_rounded() -> None:
    """Seven notes less five are the two that are kept back; of the rows in column y the same holds."""
    notes = [
        *said("a", "x", 1, 2, 3, 4, 5),
        *said("a", "y", 6, 6),
        *said("b", "x", 1, 2, 3, 4),
        *said("b", "y", 7, 8, 9),
    ]
    grid = count(notes, ROWS, ["x", "y"], internal=False)
    assert grid.cells[0] == (Count(5, rounded=True), Count(None))
    assert grid.cells[1] == (Count(5, rounded=True), Count(5, rounded=True))


def test_two_cells_that_hold_two_notes_hold_one_each() -> None:
    """Without the rounding a reader would know both of the cells that are kept back."""
    notes = [*said("a", "x", 1), *said("a", "y", 2), *said("a", "z", 3, 4, 5), *said("b", "x", 6, 7, 8)]
    notes += [*said("b", "y", 6, 7, 8), *said("b", "z", 1, 2, 3), *said("b", "", 9)]
    grid = count(notes, ROWS, COLUMNS, internal=False)
    assert grid.cells[0] == (Count(None), Count(None), Count(5, rounded=True))


def test_the_total_of_one_small_row_is_protected_by_another() -> None:
    notes = [*said("a", "x", 1, 1), *said("b", "x", 1, 2, 3), *said("c", "x", 4, 5, 6, 7)]
    grid = count(notes, ["a", "b", "c"], ["x"], internal=False)
    assert grid.totals == (None, None, 4)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(1, 7)), max_size=40))
def test_no_cell_that_is_kept_back_can_be_worked_out_from_one_total(drawn: list[tuple[int, int, int]]) -> None:
    """Where every cell of a row or column is vague already there is nothing left to round."""
    rows, columns = ["a", "b", "c"], ["w", "x", "y", "z"]
    notes = [Counted(rows[row], (columns[column],), person) for row, column, person in drawn]
    grid, exact = count(notes, rows, columns, internal=False), count(notes, rows, columns, internal=True)
    for place, total in enumerate(grid.sums):
        truth = [exact.cells[row][place].notes or 0 for row in range(3)]
        assert total is None or safe([grid.cells[row][place] for row in range(3)], truth, total)
    for row, whole in enumerate(grid.totals):
        assert whole is None or safe(list(grid.cells[row]), [one.notes or 0 for one in exact.cells[row]], whole)
    for known in (grid.totals, grid.sums):
        assert sum(one is None for one in known) != 1 or sum(bool(one) for one in known) == 0


def safe(cells: list[Count], truth: list[int], total: int) -> bool:
    """Say whether more than one set of counts fits a line of cells and its total.

    A cell kept back holds one note or more, as far as a reader knows, unless an empty one is kept back beside it.
    """
    vague = [(cell, real) for cell, real in zip(cells, truth, strict=True) if cell.rounded or cell.notes is None]
    if not any(cell.notes is None for cell, _real in vague) or len(vague) == len(cells):
        return True
    floor = 1 if all(real for cell, real in vague if cell.notes is None) else 0
    left = total - sum(cell.notes or 0 for cell in cells if not cell.rounded)
    ranges = [
        range(floor, left + 1) if cell.notes is None else range(max(0, cell.notes - 2), cell.notes + 3)
        for cell, _real in vague
    ]
    return sum(sum(tried) == left for tried in product(*ranges)) > 1
