"""Rows of a list that are no items: a heading, something said, a line across."""

from kennis.text import clean
from kennis.tui.shared.list_item import Item, line
from kennis.tui.shared.wrapping import wrap


def heading(text: str, role: str = "mark") -> Item:
    """Show a line between others."""
    return Item(
        f"heading:{text}", lambda width, _selected: [line(one, role) for one in wrap(text, width, 3)], stop=False
    )


def saying(text: str, role: str = "muted") -> Item:
    """Show something said, over as many lines as it needs."""
    text = clean(text).text
    return Item(
        f"saying:{text}", lambda width, _selected: [line(one, role) for one in wrap(text, width, 40)], stop=False
    )


def rule() -> Item:
    """Show a line across."""
    return Item("rule", lambda width, _selected: [line("─" * width, "muted")], stop=False)
