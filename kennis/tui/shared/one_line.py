"""Asks for one line of text: a title."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Static

from kennis.clean_text import clean
from kennis.locale import _
from kennis.nouns.themes import LONGEST_TITLE
from kennis.tui.shared.dialog import Dialog
from kennis.tui.shared.form_fields import LineField


class OneLine(Dialog[str]):
    """Ends with the line; `empty` says that it may be empty, `about` stands above it."""

    def __init__(self, title: str, value: str = "", *, about: str = "", empty: bool = False) -> None:
        super().__init__()
        self._title, self._value, self._about, self._empty = title, value, about, empty

    def title_text(self) -> str:
        """Give the dialog's title."""
        return self._title

    def keys_text(self) -> str:
        """Give the keys."""
        return _("Enter ready   Esc cancel")

    def parts(self) -> Iterator[Widget]:
        """Give what is to know, and the line."""
        if self._about:
            yield Static(clean(self._about).text, markup=False)
        yield LineField(self._value, key="line")

    def on_mount(self) -> None:
        """Begin in the line."""
        self.set_focus(self.query_one(LineField))

    def accept(self) -> None:
        """End with what was typed."""
        said = self.query_one(LineField).text
        if len(said) > LONGEST_TITLE:
            self.refuse(_("a title may have {count} characters").format(count=LONGEST_TITLE), "line")
        elif said or self._empty:
            self.dismiss(said)
        else:
            self.refuse(_("the title is empty"), "line")
