"""What stands in a list: an item with its name, its rows and what it shows; or a heading, something said, a line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kennis.clean_text import clean
from kennis.tui.shared.note_lines import Piece, Row
from kennis.tui.shared.wrapping import wrap

Layout = Callable[[int, bool], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class ListItem:
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


def heading(text: str, role: str = "mark") -> ListItem:
    """Show a line between others."""
    return ListItem(
        f"heading:{text}", lambda width, _selected: [line(one, role) for one in wrap(text, width, 3)], stop=False
    )


def saying(text: str, role: str = "muted") -> ListItem:
    """Show something said, over as many lines as it needs."""
    text = clean(text).text
    return ListItem(
        f"saying:{text}", lambda width, _selected: [line(one, role) for one in wrap(text, width, 40)], stop=False
    )


def rule() -> ListItem:
    """Show a line across."""
    return ListItem("rule", lambda width, _selected: [line("─" * width, "muted")], stop=False)


def place_of(items: Sequence[ListItem], key: str) -> int | None:
    """Give the place of the item of that name; None where there is none."""
    return next((at for at, one in enumerate(items) if one.key == key), None)


def stop_near(items: Sequence[ListItem], at: int) -> int:
    """Give the first stop at or after a place, else the last one before it; -1 where there is none."""
    start = max(at, 0)
    places = (*range(start, len(items)), *range(min(start, len(items)) - 1, -1, -1))
    return next((one for one in places if items[one].stop), -1)
