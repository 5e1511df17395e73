"""Asks for the words of a passage: as many lines as they need."""

from kennis.locale import _
from kennis.text import clean
from kennis.tui.shared.memo_dialog import MemoDialog, MemoText


class PassageText(MemoDialog):
    """Ends with the words, which are not empty."""

    DEFAULT_CSS = "PassageText MemoText, PassageText MemoText:focus { height: 14; }"

    def keys_text(self) -> str:
        """Give the keys."""
        return _("Ctrl+S keep   Enter new line   F7 select all   Esc cancel")

    def accept(self) -> None:
        """End with what was typed."""
        if clean(self.query_one(MemoText).text).text.strip():
            super().accept()
        else:
            self.say(_("the text is empty"))
