"""What stands in a list: a name, how it is laid out, what it shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kennis.tui.widgets.note_lines import Piece, Row

Layout = Callable[[int, bool], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a list: its name there, its rows for a width and whether it is selected, and what it shows.

    The cursor passes over what is no `stop`; `marks` says that it can be marked.
    """

    key: str
    rows: Layout
    of: object = None
    stop: bool = True
    marks: bool = False


def line(text: str, role: str = "text") -> Row:
    """Make a row of one piece."""
    return (Piece(text, role),)
