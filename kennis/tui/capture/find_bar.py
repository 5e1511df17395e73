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
from kennis.tui.shared.form_fields import LineField
from kennis.tui.shared.key_order import handled


class FindSort(Enum):
    """What is looked for."""

    FIND = "find"
    FILTER = "filter"
    JUMP = "jump"


class FindBar(Horizontal):
    """Stands in place of the bottom line; posts what is typed, Enter and Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "end(False)", show=False, priority=True),
        Binding("enter", "end(True)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    FindBar { height: 1; padding: 0 1; }
    FindBar Static { width: auto; color: $accent; text-style: bold; }
    FindBar LineField { width: 1fr; }
    FindBar #found { color: $text-muted; text-style: none; }
    """

    class Typed(Message):
        """What is looked for changed."""

        def __init__(self, sort: FindSort, text: str) -> None:
            super().__init__()
            self.sort, self.text = sort, text

    class Ended(Message):
        """The person is ready with looking, or gave it up."""

        def __init__(self, sort: FindSort, text: str, taken: bool) -> None:
            super().__init__()
            self.sort, self.text, self.taken = sort, text, taken

    class Moved(Message):
        """The person goes through what was found."""

        def __init__(self, steps: int) -> None:
            super().__init__()
            self.steps = steps

    def __init__(self, sort: FindSort, text: str = "") -> None:
        super().__init__(id="bar")
        self.sort = sort
        self._text = text

    def compose(self) -> ComposeResult:
        """Put a word before the line and a count behind it."""
        said = {FindSort.FIND: _("find"), FindSort.FILTER: _("show only"), FindSort.JUMP: _("go to")}[self.sort]
        yield Static(f"{said}: ", markup=False)
        hint = {FindSort.FIND: _("words"), FindSort.FILTER: _("? or @name or #tag or words"), FindSort.JUMP: "14:05"}[
            self.sort
        ]
        yield LineField(self._text, key="looked", placeholder=hint)
        yield Static("", id="found", markup=False)

    def count(self, text: str) -> None:
        """Show how much was found."""
        found = self.query_one("#found", Static)
        found.update(text)
        found.styles.width = cell_len(text)

    def on_input_changed(self) -> None:
        """Pass on what was typed."""
        self.post_message(self.Typed(self.sort, self.query_one(LineField).value))

    async def action_end(self, taken: bool) -> None:
        """Be ready, once what was typed before was looked for."""
        await self._caught_up()
        self.post_message(self.Ended(self.sort, self.query_one(LineField).value, taken))
        await handled(self.screen)

    async def action_move(self, steps: int) -> None:
        """Go to another of the notes found."""
        await self._caught_up()
        self.post_message(self.Moved(steps))
        await handled(self.screen)

    async def _caught_up(self) -> None:
        for widget in (self.query_one(LineField), self, self.screen):
            await handled(widget)
