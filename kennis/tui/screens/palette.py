"""All commands by their names: type some letters of one, Enter does it."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kennis.locale import _
from kennis.tui.commands.table import Command, keys
from kennis.tui.screens.dialog import Dialog
from kennis.tui.widgets.fields import Line
from kennis.workflows.looking import folded


class Palette(Dialog[str]):
    """Ends with the name of a command."""

    DEFAULT_CSS = """
    Palette OptionList { height: auto; max-height: 14; background: $surface; scrollbar-size: 1 1; }
    Palette OptionList > .option-list--option-highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
    }
    Palette OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = tuple(commands)
        self._found: list[Command] = []
        self._wanted = ""

    def title_text(self) -> str:
        """Give the title."""
        return _("Commands")

    def keys_text(self) -> str:
        """Give the keys."""
        return _("type a part of the name   ↑ ↓ choose   Enter do it   Esc back")

    def parts(self) -> Iterator[Widget]:
        """Give a line to type in and the commands under it."""
        yield Line(key="wanted", placeholder=_("find a command"))
        options = OptionList(markup=False, compact=True)
        options.can_focus = False
        yield options

    def on_mount(self) -> None:
        """Show all of them."""
        super().on_mount()
        self.set_focus(self.query_one(Line))
        self._list("")

    def on_input_changed(self) -> None:
        """Show those that fit."""
        self._follow()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with the command that was clicked."""
        event.stop()
        self.dismiss(self._found[event.option_index].name)

    async def action_step(self, by: int) -> None:
        """Go to another command."""
        options = self.query_one(OptionList)
        options.highlighted = ((options.highlighted or 0) + by) % max(len(self._found), 1) if self._found else None

    def accept(self) -> None:
        """End with the command under the cursor, of those that fit what stands in the line now."""
        self._follow()
        at = self.query_one(OptionList).highlighted
        if at is not None and self._found:
            self.dismiss(self._found[at].name)

    def _follow(self) -> None:
        wanted = self.query_one(Line).value
        if wanted != self._wanted:
            self._list(wanted)

    def _list(self, wanted: str) -> None:
        self._wanted = wanted
        self._found = found(self._commands, wanted)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(
            Option(Content(f"{one.label():<18} {keys(one):<20} {one.help()}".rstrip())) for one in self._found
        )
        options.highlighted = 0 if self._found else None


def found(commands: Sequence[Command], wanted: str) -> list[Command]:
    """Give the commands that hold all the words, those whose label begins so first, then those whose label does."""
    parts = folded(wanted).split()
    fitting = [one for one in commands if all(part in folded(f"{one.label()} {one.help()}") for part in parts)]
    whole = folded(wanted.strip())
    places = {one: folded(one.label()).find(whole) for one in fitting}
    return sorted(fitting, key=lambda one: (places[one] < 0, places[one]))
