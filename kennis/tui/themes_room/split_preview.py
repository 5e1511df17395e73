"""What a theme would fall apart into, before it is done."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kennis.locale import _
from kennis.nouns.themes_room import NoteLine
from kennis.tui.shared import counts_wording as words
from kennis.tui.shared.dialog import Dialog
from kennis.tui.shared.wording import MARKS, shown

_EACH = 60  # notes of a part that are listed; the rest is counted; set by hand


class PartsDialog(Dialog[bool]):
    """Shows the parts, largest first, each with its notes; ends with True to do it."""

    DEFAULT_CSS = """
    PartsDialog #frame { max-width: 110; }
    PartsDialog .notes { text-wrap: nowrap; text-overflow: ellipsis; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown,space", "turn(1)", show=False),
    ]

    def __init__(self, title: str, parts: Sequence[Sequence[NoteLine]]) -> None:
        super().__init__()
        self._title, self._parts = title, sorted(parts, key=len, reverse=True)

    def title_text(self) -> str:
        """Give the dialog's title."""
        return self._title

    def keys_text(self) -> str:
        """Give the keys."""
        return _("Enter split it so   ↑ ↓ PgUp PgDn read   Esc leave it whole")

    def parts(self) -> Iterator[Widget]:
        """Give the parts with their notes."""
        for place, part in enumerate(self._parts):
            said = _("part {number}: {notes}").format(number=place + 1, notes=words.notes(len(part)))
            kept = _("keeps the number and the title") if place == 0 else _("becomes a theme of its own")
            yield Static(Content(f"{said} · {kept}").stylize("bold"), markup=False)
            lines = [f"  {MARKS[one.note.kind]} {shown(one.note.text)}" for one in part[:_EACH]]
            if len(part) > _EACH:
                lines.append(_("  and {count} more").format(count=len(part) - _EACH))
            yield Static(Content("\n".join(lines)), classes="notes", markup=False)

    def accept(self) -> None:
        """Do it."""
        self.dismiss(True)

    async def action_step(self, by: int) -> None:
        """Scroll by a line."""
        self.query_one("#body").scroll_relative(y=by, animate=False)

    def action_turn(self, pages: int) -> None:
        """Turn a page."""
        body = self.query_one("#body")
        body.scroll_relative(y=pages * max(body.size.height - 1, 1), animate=False)
