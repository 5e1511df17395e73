"""The help: every command with its keys, from the one declaration of them."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kennis.locale import _
from kennis.tui.shared.command_table import Command, CommandGroup, heading, keys
from kennis.tui.shared.dialog import Dialog
from kennis.tui.shared.wrapping import wrap

_WIDE = 84  # the dialog's own width at most; set by hand
_FRAME = 5  # columns of the dialog beside its text
_KEYS = 23  # columns for the keys of a command; set by hand


class HelpScreen(Dialog[None]):
    """Shows what to know first and all commands; arrows scroll, F1 goes on to the guide, Esc or Enter leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "guide", show=False),
        Binding("q", "leave", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
    ]

    def __init__(self, commands: Sequence[Command], about: Sequence[str], subject: str) -> None:
        super().__init__()
        self._commands, self._about, self._subject = tuple(commands), tuple(about), subject

    def title_text(self) -> str:
        """Give the title."""
        return _("Keys")

    def keys_text(self) -> str:
        """Give the keys of the help itself."""
        return _("↑ ↓ PgUp PgDn scroll   F1 the guide   Esc back")

    def parts(self) -> Iterator[Widget]:
        """Give the text."""
        yield Static(id="help", markup=False)

    def on_resize(self) -> None:
        """Lay the text out for the new width."""
        super().on_resize()
        said = lines(self._commands, self._about, min(self.size.width, _WIDE) - _FRAME)
        self.query_one("#help", Static).update(Content("\n").join(list(said)))

    def action_scroll(self, rows: int) -> None:
        """Scroll the text."""
        self.query_one("#body").scroll_relative(y=rows, animate=False)

    async def action_step(self, by: int) -> None:
        """Scroll by a line."""
        self.action_scroll(by)

    def action_guide(self) -> None:
        """Go on to the guide's page on this screen."""
        from kennis.tui.shared.guide import GuideScreen

        self.app.switch_screen(GuideScreen(self._subject))

    def accept(self) -> None:
        """Leave."""
        self.dismiss(None)


def _order(command: Command) -> int:
    return list(CommandGroup).index(command.group)


def lines(commands: Sequence[Command], about: Sequence[str], width: int) -> Iterator[Content]:
    """Give the help in lines of a width: what to know first, then the commands under their headings."""
    for place, one in enumerate(about):
        yield from map(Content, ["", *wrap(one, width, 9)] if place else wrap(one, width, 9))
    for group, of_group in groupby(sorted(commands, key=_order), lambda one: one.group):
        yield Content("")
        yield Content(heading(group)).stylize("bold")
        for command in of_group:
            yield from _entry(command, width)


def _entry(command: Command, width: int) -> Iterator[Content]:
    """Give a command: its keys beside what it does, or above it where there is little room."""
    shown = keys(command) or _("in the palette")
    beside = width > 2 * _KEYS
    said = wrap(f"{command.label()}: {command.help()}", width - (_KEYS if beside else 2), 99)
    if not beside:
        yield Content(shown)
        yield from (Content(f"  {line}") for line in said)
    for place, line in enumerate(said if beside else ()):
        yield Content(f"{shown if place == 0 else '':<{_KEYS}}{line}")
