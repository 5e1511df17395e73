"""What of a table is published: small cells are not, nor what would give them away."""

from kennis.views.disclosure_control import Count, Counted, Protected, TableShape, protect

ROWS, COLUMNS = ("a", "b"), ("x", "y", "z")


def said(row: str, column: str, *persons: int) -> list[Counted]:
    """Give a note of each of these people."""
    return [Counted(row, column, person) for person in persons]


def counts(made: Protected, row: str) -> list[int | None]:
    """Give the counts of a row as they are shown."""
    return [count.notes for (name, _column), count in made.cells.items() if name == row]


def test_counts_are_exact_when_everything_is_shown() -> None:
    notes = [*said("a", "x", 1, 1, 2), *said("a", "y", 3), *said("b", "y", 4, 5)]
    made = protect(notes, TableShape(rows=ROWS, columns=COLUMNS), internal=True)
    assert (counts(made, "a"), counts(made, "b")) == ([3, 1, 0], [0, 2, 0])
    assert [one.notes for one in made.sums.values()] == [3, 3, 0]


def test_notes_without_a_speaker_lead_to_nobody() -> None:
    assert counts(protect(said("a", "x", 0, 0, 0), TableShape(rows=["a"], columns=["x"])), "a") == [3]


def test_an_empty_cell_is_told() -> None:
    notes = [*said("a", "x", 1, 2, 3), *said("b", "y", 1, 2, 3)]
    made = protect(notes, TableShape(rows=ROWS, columns=("x", "y")))
    assert (counts(made, "a"), counts(made, "b")) == ([3, 0], [0, 3])


def test_a_small_cell_is_kept_back_with_what_would_tell_it() -> None:
    """Seven notes less five are the two that are kept back; of column y the same holds."""
    notes = [*said("a", "x", 1, 2, 3, 4, 5), *said("a", "y", 6, 6)]
    notes += [*said("b", "x", 1, 2, 3, 4), *said("b", "y", 7, 8, 9)]
    made = protect(notes, TableShape(rows=ROWS, columns=("x", "y")))
    assert made.cells["a", "y"] == Count(None)
    assert [made.cells[place].exact for place in (("a", "x"), ("b", "x"), ("b", "y"))] == [False] * 3
    assert [one.notes for one in made.sums.values()] == [9, 5]


def test_what_can_be_worked_out_whatever_is_kept_back_is_told() -> None:
    """With one column each row is its total, which the map shows note by note."""
    assert counts(protect(said("a", "x", 1), TableShape(rows=["a"], columns=["x"])), "a") == [1]


def test_what_the_draft_prints_of_a_cell_is_known() -> None:
    """Four notes, all printed: whoever reads the draft knows them, and that the row has no other."""
    others = [*said("b", "x", 1, 2, 3), *said("b", "y", 1, 2, 3)]
    for printed, told in ((True, [2, 2]), (False, [None, None])):
        notes = [Counted("a", column, int(person), printed) for column, person in ("x1", "x1", "y2", "y2")]
        assert counts(protect([*notes, *others], TableShape(rows=ROWS, columns=("x", "y"))), "a") == told


def test_columns_counted_together_do_not_tell_the_one_that_is_kept_back() -> None:
    """A month of two sessions less the one that is shown would be the other."""
    notes = [*said("a", "x", 1, 2, 3, 4), *said("a", "y", 5), *said("a", "z", 1, 2, 3)]
    notes += [*said("b", "x", 1, 2, 3), *said("b", "y", 1, 2, 3), *said("b", "z", 4, 5, 6)]
    shape = TableShape(rows=ROWS, columns=COLUMNS, groups={"x": "m", "y": "m", "z": "n"})
    made = protect(notes, shape)
    assert made.cells["a", "y"].notes is None
    assert not (made.in_groups["a", "m"].exact and made.cells["a", "x"].exact)


def test_a_column_of_two_speakers_has_no_sum() -> None:
    notes = [*said("a", "x", 1, 2, 3), *said("a", "y", 4, 5), *said("a", "z", 6, 7, 8), *said("b", "x", 1, 2, 3)]
    made = protect(notes, TableShape(rows=ROWS, columns=COLUMNS))
    assert made.sums["y"].notes is None and made.small == {"y"}
    assert not all(made.sums[one].exact for one in "xz")
