"""The help: every command with its keys, from the one declaration of them."""

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kennis.locale import _
from kennis.tui.commands import COMMANDS, Command, Group, heading, keys
from kennis.tui.screens.dialog import Dialog
from kennis.tui.widgets.lines import marks


class HelpScreen(Dialog[None]):
    """Shows the marks and all commands; arrows scroll, any of Esc, F1, Enter leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,q", "leave", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
    ]

    def title_text(self) -> str:
        """Give the title."""
        return _("Keys")

    def keys_text(self) -> str:
        """Give the keys of the help itself."""
        return _("↑ ↓ PgUp PgDn scroll   Esc back")

    def parts(self) -> Iterator[Widget]:
        """Give the text."""
        yield Static(Content("\n").join(list(lines())), markup=False)

    def action_scroll(self, rows: int) -> None:
        """Scroll the text."""
        self.query_one("#body").scroll_relative(y=rows, animate=False)

    async def action_step(self, by: int) -> None:
        """Scroll by a line."""
        self.action_scroll(by)

    def accept(self) -> None:
        """Leave."""
        self.dismiss(None)


def _order(command: Command) -> int:
    return list(Group).index(command.group)


def lines() -> Iterator[Content]:
    """Give the help, a line at a time."""
    yield Content(marks())
    yield Content(
        _("The speaker stays for the next notes. A mark, @, # and ~ count at the start or the end of a note.")
    )
    for group, commands in groupby(sorted(COMMANDS, key=_order), lambda one: one.group):
        yield Content("")
        yield Content(heading(group)).stylize("bold")
        for command in commands:
            shown = keys(command) or _("in the palette")
            yield Content(f"{shown:<22} {command.label()}: {command.help()}")
