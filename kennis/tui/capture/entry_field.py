"""The entry field: one line that grows; Enter saves, Tab completes, what is pasted is cleaned."""

from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.document._document_navigator import DocumentNavigator
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from kennis.clean_text import clean
from kennis.tui.capture.commands import CAPTURE
from kennis.tui.capture.long_line_wrap import LongLines
from kennis.tui.shared import key_order
from kennis.tui.shared.command_table import Where, bindings

_EDITING = {
    "left": "cursor_left",
    "right": "cursor_right",
    "down": "screen.entry_down",
    "ctrl+left": "cursor_word_left",
    "ctrl+right": "cursor_word_right",
    "home,ctrl+a": "cursor_line_start",
    "end,ctrl+e": "cursor_line_end",
    "ctrl+shift+left": "cursor_word_left(True)",
    "ctrl+shift+right": "cursor_word_right(True)",
    "shift+home": "cursor_line_start(True)",
    "shift+end": "cursor_line_end(True)",
    "shift+up": "cursor_up(True)",
    "shift+down": "cursor_down(True)",
    "shift+left": "cursor_left(True)",
    "shift+right": "cursor_right(True)",
    "backspace": "delete_left",
    "ctrl+w,ctrl+backspace,alt+backspace": "delete_word_left",
    "delete,ctrl+d": "delete_right",
    "alt+delete": "delete_word_right",
    "ctrl+x": "cut",
    "ctrl+v": "paste",
    "ctrl+u": "delete_to_start_of_line",
    "ctrl+k": "delete_to_end_of_line_or_delete_line",
}


class EntryField(TextArea, inherit_bindings=False):
    """A text area of one to six lines whose Enter is a command."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(keys, action, show=False) for keys, action in _EDITING.items()),
        *bindings(CAPTURE, Where.ENTRY),
    ]
    DEFAULT_CSS = """
    EntryField, EntryField:focus {
        height: auto; min-height: 1; max-height: 6; border: none; padding: 0 1;
        background: $background; scrollbar-size-vertical: 1;
    }
    """

    class Dropped(Message):
        """Characters that may not be kept were dropped from what was pasted."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    def __init__(self) -> None:
        super().__init__(id="entry", soft_wrap=True, highlight_cursor_line=False, max_checkpoints=200)
        self._meanings = key_order.meanings(self.BINDINGS, bindings(CAPTURE, Where.ANYWHERE))
        self.cursor_blink = False
        self.match_cursor_bracket = False

    @property
    def at(self) -> int:
        """The offset of the cursor in the text."""
        row, column = self.cursor_location
        return sum(len(line) + 1 for line in self.document.lines[:row]) + column

    def show(self, text: str, cursor: tuple[int, int] | None = None) -> None:
        """Put another text in the field, with nothing to undo; the cursor at its end unless told otherwise."""
        self.load_text(clean(text).text)
        self.move_cursor(cursor if cursor is not None else self.document.end)

    def put(self, start: int, end: int, text: str) -> None:
        """Put a text in place of what stands between two offsets on the line of the cursor."""
        row, column = self.cursor_location
        first = column - (self.at - start)
        self.replace(text, (row, first), (row, first + end - start), maintain_selection_offset=False)
        self.move_cursor((row, first + len(text)))

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        self.wrapped_document = LongLines(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()

    def _render_line(self, y: int) -> Strip:
        """Draw a row from the part of the text that it shows; Textual takes the whole line apart for each."""
        place = y + self.scroll_offset.y
        if place >= self.wrapped_document.height or "\t" in self.document.get_line(self._row(place)[0]):
            return super()._render_line(y)
        index, section = self._row(place)
        line, breaks = self.document.get_line(index), self.wrapped_document.get_offsets(index)
        first = breaks[section - 1] if section else 0
        last = breaks[section] if section < len(breaks) else len(line) + 1  # room for the cursor at the end
        marks = self._marks(index)
        edges = sorted({first, last, *(min(max(one, first), last) for mark in marks for one in mark[:2])})
        pieces = [
            Segment(
                f"{line} "[start:end],
                sum((style for low, high, style in marks if low <= start < high), start=self.rich_style),
            )
            for start, end in pairwise(edges)
        ]
        return Strip(pieces).adjust_cell_length(self.scrollable_content_region.width, self.rich_style)

    def _row(self, place: int) -> tuple[int, int]:
        return self.wrapped_document._offset_to_line_info[place]

    def _marks(self, index: int) -> list[tuple[int, int, Style]]:
        """Give what stands out in a line of the text: the selection, then the cursor."""
        (top, left), (bottom, right) = sorted(self.selection)
        row, column = self.selection.end
        made = []
        if self._theme and self._theme.selection_style and top <= index <= bottom and not self.selection.is_empty:
            end = right if index == bottom else len(self.document.get_line(index)) + 1
            made.append((left if index == top else 0, end, self._theme.selection_style))
        if self._theme and self._theme.cursor_style and row == index and self._draw_cursor:
            made.append((column, column + 1, self._theme.cursor_style))
        return made

    def new_line(self) -> None:
        """Go on on a new line."""
        self._replace_via_keyboard("\n", *self.selection)

    async def _on_key(self, event: events.Key) -> None:
        if not event.is_printable:
            await key_order.run(self, event, self._meanings)

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.add(event.text)

    def add(self, text: str) -> None:
        """Put a text in where the cursor is, cleaned; says how much had to be left out."""
        cleaned = clean(text)
        if result := self._replace_via_keyboard(cleaned.text, *self.selection):
            self.move_cursor(result.end_location)
        if cleaned.dropped:
            self.post_message(self.Dropped(cleaned.dropped))

    def action_paste(self) -> None:
        """Paste what was cut or copied here, cleaned."""
        if result := self._replace_via_keyboard(clean(self.app.clipboard).text, *self.selection):
            self.move_cursor(result.end_location)
