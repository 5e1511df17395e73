"""Asks for a text of as many lines as it needs: a memo, the words of a passage."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from kennis.clean_text import clean
from kennis.locale import _
from kennis.tui.shared.dialog import Dialog
from kennis.tui.shared.dialog_drafts import DialogDraft


class TextField(TextArea):
    """A field of many lines that holds no character a terminal may act on."""

    DEFAULT_CSS = """
    TextField, TextField:focus { max-height: 60vh; border: none; background: $panel; padding: 0 1; }
    """

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self._replace_via_keyboard(clean(event.text).text, *self.selection)

    def action_paste(self) -> None:
        """Paste what was cut or copied here, cleaned."""
        self._replace_via_keyboard(clean(self.app.clipboard).text, *self.selection)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSort:
    """What differs between texts: the keys that are told, what is said of an empty one where it may not be, rows."""

    keys: str
    empty: str = ""
    rows: int = 9


class TextDialog(Dialog[str]):
    """Ends with the text, which is empty only where the sort of text may be.

    The draft keeps what is typed until it is dropped: here by leaving, else by who stores it. What was left on it
    stands there again.
    """

    DEFAULT_CSS = "TextDialog #frame { max-width: 100; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "ready", show=False, priority=True),
        Binding("enter", "new_line", show=False, priority=True),
        Binding("down", "down", show=False, priority=True),
        Binding("up", "up", show=False, priority=True),
    ]

    def __init__(self, title: str, text: str, problem: str, draft: DialogDraft, sort: TextSort) -> None:
        super().__init__()
        self._title, self._text, self._problem, self._sort = title, clean(text).text, problem, sort
        self._draft = draft
        self._warned = ""

    def title_text(self) -> str:
        """Give the dialog's title."""
        return self._title

    def keys_text(self) -> str:
        """Give the keys."""
        return self._sort.keys

    def parts(self) -> Iterator[Widget]:
        """Give the field."""
        text = self._draft.text or self._text
        field = TextField(clean(text).text, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        field.styles.height = self._sort.rows
        yield field

    def on_mount(self) -> None:
        """Begin at the end of what stands there."""
        field = self.query_one(TextField)
        self.set_focus(field)
        field.move_cursor(field.document.end)
        if self._problem:
            self.say(self._problem)
        elif self._draft.text:
            self.say(_("this is what you were writing when kennis ended; Esc twice drops it"))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Have what was typed kept, should the program end."""
        if event.text_area.text != self._text or self._draft.text:
            self._draft.follow(event.text_area.text)

    async def action_new_line(self) -> None:
        """Go on on a new line."""
        await self._caught_up()
        field = self.query_one(TextField)
        field._replace_via_keyboard("\n", *field.selection)

    async def action_up(self) -> None:
        """Go up a line."""
        await self._caught_up()
        self.query_one(TextField).action_cursor_up()

    async def action_down(self) -> None:
        """Go down a line."""
        await self._caught_up()
        self.query_one(TextField).action_cursor_down()

    async def action_next(self) -> None:
        """Stay in the field: there is no other."""

    async def action_leave(self) -> None:
        """End without keeping it; what was typed is dropped at the second time only."""
        await self._caught_up()
        text = self.query_one(TextField).text
        if text not in (self._text, self._warned):
            self._warned = text
            self.say(_("Esc again drops what you wrote; Ctrl+S keeps it"))
        else:
            self._draft.drop()
            self.dismiss(None)

    def accept(self) -> None:
        """End with what was typed."""
        text = clean(self.query_one(TextField).text).text.strip()
        if text or not self._sort.empty:
            self.dismiss(text)
        else:
            self.say(self._sort.empty)
