"""A small menu: one answer out of a few, with a text above them where there is something to read first."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kennis.locale import _
from kennis.text import clean
from kennis.tui.screens.dialog import Dialog
from kennis.tui.widgets.fields import Answer


class Choice(Dialog[str]):
    """Asks for one of some answers; ends with its value.

    `text` is shown above them, or where the answers bring texts of their own (`texts`, by value: the versions of a
    note, for instance) that of the answer under the cursor.
    """

    DEFAULT_CSS = """
    Choice OptionList { height: auto; max-height: 60vh; background: $surface; scrollbar-size: 1 1; }
    Choice OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
    Choice #reading { height: auto; max-height: 30vh; margin-bottom: 1; scrollbar-size: 1 1; }
    Choice #text { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "read(-1)", show=False, priority=True),
        Binding("pagedown", "read(1)", show=False, priority=True),
    ]

    def __init__(
        self, title: str, answers: Sequence[Answer[str]], text: str = "", *, chosen: str = "", texts: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._title, self._answers, self._text, self._texts = title, tuple(answers), text, tuple(texts)
        values = [answer.value for answer in answers]
        self._at = values.index(chosen) if chosen in values else 0

    def title_text(self) -> str:
        """Give the dialog's title."""
        return self._title

    def keys_text(self) -> str:
        """Give the keys."""
        return _("Enter choose   ↑ ↓ or the first letter   Esc cancel")

    def parts(self) -> Iterator[Widget]:
        """Give the text and the answers."""
        with VerticalScroll(id="reading", can_focus=False) as reading:
            yield Static(_readable(self._text), id="text", markup=False)
        reading.display = bool(self._text or self._texts)
        width = max(len(answer.word) for answer in self._answers)
        lines = [f"{answer.word:<{width}}  {answer.meaning}".rstrip() for answer in self._answers]
        yield OptionList(
            *(Option(Content(_readable(line).replace("\n", " "))) for line in lines), markup=False, compact=True
        )

    def on_mount(self) -> None:
        """Put the cursor on the answer that stands now."""
        super().on_mount()
        self.query_one(OptionList).highlighted = self._at

    def on_key(self, event: Key) -> None:
        """Go to the next answer whose word begins with a letter that is typed."""
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        wanted = (event.character or "").casefold()
        if event.is_printable and wanted.strip():
            order = [*range(at + 1, len(self._answers)), *range(at + 1)]
            found = [place for place in order if self._answers[place].word.casefold().startswith(wanted)]
            options.highlighted = found[0] if found else at

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the text of the answer under the cursor."""
        if self._texts:
            self.query_one("#text", Static).update(_readable(self._texts[event.option_index]))
            self.query_one("#reading").scroll_home(animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with the answer."""
        event.stop()
        self.dismiss(self._answers[event.option_index].value)

    def action_accept(self) -> None:
        """End with the answer under the cursor."""
        self.dismiss(self._answers[self.query_one(OptionList).highlighted or 0].value)

    def action_read(self, pages: int) -> None:
        """Turn a page of the text."""
        reading = self.query_one("#reading")
        reading.scroll_relative(y=pages * max(reading.size.height - 1, 1), animate=False)


def confirm(title: str, text: str, yes: str) -> Choice:
    """Ask whether to do something; the cursor stands on no. Ends with "yes", "no" or None."""
    return Choice(title, [Answer("no", _("no")), Answer("yes", yes)], text)


def _readable(text: str) -> str:
    return clean(text).text.expandtabs(4)
