"""A session file that was changed by hand: what differs from the database, and whether to take it in."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kennis.clean_text import clean
from kennis.locale import _
from kennis.tui.shared.dialog import Dialog


class DifferenceDialog(Dialog[bool]):
    """Shows a unified diff, from the file to the database; ends with True to take the file's part in and write."""

    DEFAULT_CSS = """
    DifferenceDialog #frame { width: 100%; }
    DifferenceDialog #body { overflow-x: auto; }
    DifferenceDialog #lines { width: auto; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown,space", "turn(1)", show=False),
        Binding("left", "slide(-8)", show=False),
        Binding("right", "slide(8)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(1)", show=False),
    ]

    def __init__(self, path: str, difference: str) -> None:
        super().__init__()
        self._path, self._difference = path, difference

    def title_text(self) -> str:
        """Give the dialog's title."""
        return _("{path} was changed by hand").format(path=Path(self._path).name)

    def keys_text(self) -> str:
        """Give the keys, and what the marks mean."""
        return (
            _("-  stands in the file   +  stands in the database")
            + "\n"
            + _("Enter take the file's part in and write   Esc leave the file   ↑ ↓ ← → read")
        )

    def parts(self) -> Iterator[Widget]:
        """Give the lines that differ."""
        lines = clean(self._difference).text.expandtabs(4).split("\n")
        yield Static(Content("\n").join(_coloured(line) for line in lines), id="lines", markup=False)

    def accept(self) -> None:
        """Take the file's part in."""
        self.dismiss(True)

    async def action_leave(self) -> None:
        """Leave the file as it is."""
        self.dismiss(False)

    async def action_step(self, by: int) -> None:
        """Go some lines down or up."""
        self._body.scroll_relative(y=by, animate=False)

    def action_turn(self, pages: int) -> None:
        """Turn a page."""
        self._body.scroll_relative(y=pages * max(self._body.size.height - 1, 1), animate=False)

    def action_slide(self, columns: int) -> None:
        """Go to the left or right along lines that are wider than the terminal."""
        self._body.scroll_relative(x=columns, animate=False)

    def action_edge(self, end: int) -> None:
        """Go to the first or the last line."""
        self._body.scroll_end(animate=False) if end else self._body.scroll_home(animate=False)

    @property
    def _body(self) -> VerticalScroll:
        return self.query_one("#body", VerticalScroll)


def _coloured(line: str) -> Content:
    """Colour a line by its first character, which says the same without colour."""
    colours = {"-": "$error", "+": "$success", "@": "$text-muted"}
    return Content.styled(line, colours.get(line[:1], "$foreground"))
