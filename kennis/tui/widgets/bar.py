"""One line to look with: words to find, what to show only, a time to go to."""

from enum import Enum
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from kennis.locale import _
from kennis.tui.widgets.fields import Line


class Sort(Enum):
    """What is looked for."""

    FIND = "find"
    FILTER = "filter"
    JUMP = "jump"


class Bar(Horizontal):
    """Stands in place of the bottom line; posts what is typed, Enter and Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "end(False)", show=False),
        Binding("enter", "end(True)", show=False, priority=True),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]
    DEFAULT_CSS = """
    Bar { height: 1; padding: 0 1; }
    Bar Static { width: auto; color: $accent; text-style: bold; }
    Bar Line { width: 1fr; }
    Bar #found { color: $text-muted; text-style: none; }
    """

    class Typed(Message):
        """What is looked for changed."""

        def __init__(self, sort: Sort, text: str) -> None:
            super().__init__()
            self.sort, self.text = sort, text

    class Ended(Message):
        """The person is ready with looking, or gave it up."""

        def __init__(self, sort: Sort, text: str, taken: bool) -> None:
            super().__init__()
            self.sort, self.text, self.taken = sort, text, taken

    class Moved(Message):
        """The person goes through what was found."""

        def __init__(self, steps: int) -> None:
            super().__init__()
            self.steps = steps

    def __init__(self, sort: Sort, text: str = "") -> None:
        super().__init__(id="bar")
        self.sort = sort
        self._text = text

    def compose(self) -> ComposeResult:
        """Put a word before the line and a count behind it."""
        said = {Sort.FIND: _("find"), Sort.FILTER: _("show only"), Sort.JUMP: _("go to")}[self.sort]
        yield Static(f"{said}: ", markup=False)
        hint = {Sort.FIND: _("words"), Sort.FILTER: _("? or @name or #tag or words"), Sort.JUMP: "14:05"}[self.sort]
        yield Line(self._text, key="looked", placeholder=hint)
        yield Static("", id="found", markup=False)

    def on_mount(self) -> None:
        """Take the keys."""
        self.query_one(Line).focus()

    def count(self, text: str) -> None:
        """Show how much was found."""
        found = self.query_one("#found", Static)
        found.update(text)
        found.styles.width = cell_len(text)

    def on_input_changed(self) -> None:
        """Pass on what was typed."""
        self.post_message(self.Typed(self.sort, self.query_one(Line).value))

    def action_end(self, taken: bool) -> None:
        """Be ready."""
        self.post_message(self.Ended(self.sort, self.query_one(Line).value, taken))

    def action_move(self, steps: int) -> None:
        """Go to another of the notes found."""
        self.post_message(self.Moved(steps))
