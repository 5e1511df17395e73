"""Asks to which lenses a theme belongs."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from kennis.locale import _
from kennis.nouns import Lens
from kennis.tui.shared.dialog import Dialog
from kennis.tui.shared.form_fields import Menu
from kennis.tui.shared.wording import shown


class LensChoice(Dialog[frozenset[str]]):
    """Ends with the slugs of the lenses that are ticked."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", show=False, priority=True)]

    def __init__(self, title: str, lenses: Sequence[Lens], ticked: frozenset[str]) -> None:
        super().__init__()
        self._title, self._lenses, self._ticked = title, tuple(lenses), set(ticked)

    def title_text(self) -> str:
        """Give the dialog's title."""
        return self._title

    def keys_text(self) -> str:
        """Give the keys."""
        return _("Space under it or not   ↑ ↓ choose   Enter ready   Esc cancel")

    def parts(self) -> Iterator[Widget]:
        """Give a line for each lens."""
        yield Menu([self._line(one) for one in self._lenses])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick the one that was clicked."""
        event.stop()
        self._tick(event.option_index)

    async def action_tick(self) -> None:
        """Tick the lens under the cursor, or take the tick off."""
        await self._caught_up()
        self._tick(self.query_one(Menu).at)

    def accept(self) -> None:
        """End with those that are ticked."""
        self.dismiss(frozenset(self._ticked))

    def _tick(self, at: int) -> None:
        self._ticked ^= {self._lenses[at].slug}
        self.query_one(Menu).replace_option_prompt_at_index(at, Content(self._line(self._lenses[at])))

    def _line(self, one: Lens) -> str:
        return f"{'[x]' if one.slug in self._ticked else '[ ]'} {shown(one.title)}"
