"""The commands that every screen has; `screen_actions` does them."""

from kennis.locale import _
from kennis.tui.shared.command_table import Command, Words


def general(rank: int, copying: Words, leaving: Words) -> tuple[Command, ...]:
    """Give them: the footer shows help at `rank`; `copying` and `leaving` say what is copied, and what leaving does."""
    return (
        Command("copy", does="general.copy", keys=("ctrl+c",), label=lambda: _("copy"), help=copying),
        Command(
            "help",
            does="general.help",
            keys=("f1",),
            label=lambda: _("help"),
            help=lambda: _("show all keys; F1 again: the guide"),
            footer=rank,
        ),
        Command(
            "guide",
            does="general.guide",
            label=lambda: _("guide"),
            help=lambda: _("read the guide's page on this screen"),
        ),
        Command(
            "palette",
            does="general.palette",
            keys=("ctrl+p",),
            label=lambda: _("commands"),
            help=lambda: _("find any command by its name"),
            footer=rank + 1,
        ),
        Command(
            "switch_theme",
            does="general.switch_theme",
            keys=("ctrl+t",),
            label=lambda: _("light or dark"),
            help=lambda: _("switch between the light and the dark colours"),
        ),
        Command("leave_kennis", does="general.leave", keys=("ctrl+q",), label=lambda: _("quit"), help=leaving),
    )
