"""The line to search with: what is searched for, and whether in words, in meaning, or both."""

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from kennis.locale import _
from kennis.nouns.search import SearchMode
from kennis.tui.shared.form_fields import LineField
from kennis.tui.shared.key_order import handled

MODES = (SearchMode.WORDS, SearchMode.HYBRID, SearchMode.MEANING)


class SearchLine(Horizontal):
    """Stands in place of the bottom line; posts what is searched for, or nothing where the person gives it up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "end(False)", show=False, priority=True),
        Binding("enter", "end(True)", show=False, priority=True),
        Binding("tab", "turn", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    SearchLine { height: 1; padding: 0 1; }
    SearchLine Static { width: auto; color: $accent; text-style: bold; }
    SearchLine LineField { width: 1fr; }
    SearchLine #how { color: $text-muted; text-style: none; }
    """

    class Ended(Message):
        """The person is ready, or gave it up: then the text is empty."""

        def __init__(self, text: str, mode: SearchMode) -> None:
            super().__init__()
            self.text, self.mode = text, mode

    def __init__(self, text: str, mode: SearchMode) -> None:
        super().__init__(id="query")
        self._text, self.mode = text, mode

    @property
    def line(self) -> LineField:
        """The line that is typed in."""
        return self.query_one(LineField)

    def compose(self) -> ComposeResult:
        """Put a word before the line, and how it is searched behind it."""
        yield Static(f"{_('search')}: ", markup=False)
        yield LineField(self._text, key="searched", placeholder=_("words, or a part of one; Enter searches"))
        yield Static("", id="how", markup=False)

    def on_mount(self) -> None:
        """Say how it is searched."""
        self._say()

    async def action_turn(self) -> None:
        """Search otherwise."""
        self.mode = MODES[(MODES.index(self.mode) + 1) % len(MODES)]
        self._say()

    async def action_end(self, taken: bool) -> None:
        """Be ready, once what was typed before stands there."""
        await handled(self.line)
        self.post_message(self.Ended(self.line.value if taken else "", self.mode))
        await handled(self)
        await handled(self.screen)

    def _say(self) -> None:
        named = {
            SearchMode.WORDS: _("in words"),
            SearchMode.HYBRID: _("in words and meaning"),
            SearchMode.MEANING: _("in meaning"),
        }
        said = _(" {how} (Tab: otherwise)").format(how=named[self.mode])
        how = self.query_one("#how", Static)
        how.update(said)
        how.styles.width = cell_len(said)
