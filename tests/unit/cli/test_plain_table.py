"""A table for a file or a pipe is laid out as rich would draw it there, only sooner."""

import io

from hypothesis import assume, example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kennis.cli.plain_table import plain_table
from tests.draws import drawn

WIDTH = 60
WORDS = st.text(st.sampled_from("aabcdefgëé水界🙂…-'"), min_size=1, max_size=14)
GAPS = st.sampled_from([" ", " ", " ", "  ", "\n", "\n\n"])
CELLS = st.lists(st.tuples(WORDS, GAPS), max_size=14).map(lambda made: "".join(word + gap for word, gap in made))
TABLES = st.integers(1, 6).flatmap(
    lambda many: st.tuples(
        st.lists(st.text("abcdef", max_size=8), min_size=many, max_size=many),
        st.lists(st.lists(CELLS, min_size=many, max_size=many), max_size=4),
    )
)


def by_rich(headings: list[str], rows: list[list[str]]) -> list[str]:
    """Give the lines of a table that rich makes for a file, each column as wide as its longest word at least."""
    table = Table(box=None, pad_edge=False)
    for place, heading in enumerate(headings):
        longest = max((cell_len(word) for row in rows for word in row[place].split()), default=0)
        table.add_column(heading, min_width=min(longest, WIDTH) or None, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    file = io.StringIO()
    Console(file=file, width=WIDTH, color_system=None, force_terminal=False).print(table, crop=False)
    return file.getvalue().removesuffix("\n").split("\n")


@drawn(400)
@given(TABLES)
@example((["a", "", "text"], [["n1", "", "word " * 40], ["n17", "", "x" * 70]]))
def test_it_is_what_rich_draws_without_colours(made: tuple[list[str], list[list[str]]]) -> None:
    headings, rows = made
    assume(headings != [""])
    assert list(plain_table(headings, rows, WIDTH)) == by_rich(headings, rows)


def test_no_word_of_a_table_that_is_too_wide_is_cut_off() -> None:
    names = [f"{letter * 25}" for letter in "abcd"]
    (line,) = list(plain_table(["", "", "", ""], [names], WIDTH))[1:]
    assert line.split() == names
