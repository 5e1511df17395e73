"""A small menu: one answer out of a few, with a text above them where each answer brings one."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList, Static

from kennis.clean_text import clean
from kennis.locale import _
from kennis.tui.shared.dialog import Dialog
from kennis.tui.shared.form_fields import Answer, Menu


class Choice(Dialog[str]):
    """Asks for one of some answers; ends with its value.

    `texts` are what is shown above them, that of the answer under the cursor: the versions of a note, for instance.
    Where a question comes unasked, `typed` takes each letter of someone who was typing, and the question ends without
    an answer.
    """

    DEFAULT_CSS = """
    Choice Menu { max-height: 60vh; }
    Choice #reading { height: auto; max-height: 30vh; margin-bottom: 1; scrollbar-size: 1 1; }
    Choice #text { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "read(-1)", show=False, priority=True),
        Binding("pagedown", "read(1)", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        answers: Sequence[Answer[str]],
        *,
        chosen: str = "",
        texts: Sequence[str] = (),
        typed: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__()
        self._typed, self._left = typed, False
        self._title, self._answers, self._texts = title, tuple(answers), tuple(texts)
        values = [answer.value for answer in answers]
        self._at = values.index(chosen) if chosen in values else 0

    def title_text(self) -> str:
        """Give the dialog's title."""
        return self._title

    def keys_text(self) -> str:
        """Give the keys."""
        if self._typed:
            return _("Enter choose   ↑ ↓   Esc cancel   letters go to the field")
        return _("Enter choose   ↑ ↓ or the first letter   Esc cancel")

    def parts(self) -> Iterator[Widget]:
        """Give the text and the answers."""
        if self._texts:
            with VerticalScroll(id="reading", can_focus=False):
                yield Static(id="text", markup=False)
        width = max(len(answer.word) for answer in self._answers)
        lines = [f"{answer.word:<{width}}  {answer.meaning}".rstrip() for answer in self._answers]
        by_letter = () if self._typed else self._answers
        yield Menu([_readable(line).replace("\n", " ") for line in lines], self._at, by_letter)

    def on_key(self, event: events.Key) -> None:
        """Pass on what someone types who was not waiting for a question."""
        if self._typed and event.is_printable and event.character:
            event.stop()
            self._typed(event.character)
            if not self._left:
                self._left = True
                self.dismiss(None)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the text of the answer under the cursor."""
        if self._texts:
            self.query_one("#text", Static).update(_readable(self._texts[event.option_index]))
            self.query_one("#reading").scroll_home(animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with the answer that is pointed at."""
        event.stop()
        self.accept()

    def accept(self) -> None:
        """End with the answer under the cursor."""
        self.dismiss(self._answers[self.query_one(Menu).at].value)

    def action_read(self, pages: int) -> None:
        """Turn a page of the text."""
        for reading in self.query("#reading"):
            reading.scroll_relative(y=pages * max(reading.size.height - 1, 1), animate=False)


def _readable(text: str) -> str:
    return clean(text).text.expandtabs(4)
