"""The commands that every room with two sides has."""

from kennis.locale import _
from kennis.tui.shared.command_table import Command, Group, Where, Words, rows


def going(where: Where) -> tuple[Command, ...]:
    """Give the commands that go through the lines of a side."""
    return rows(
        where,
        Group.MOVING,
        ("row_up", "up", 0, lambda: _("up"), lambda: _("to the line before")),
        ("row_down", "down", 0, lambda: _("down"), lambda: _("to the next line")),
        ("page_up", "pageup", 0, lambda: _("page up"), lambda: _("a screenful back")),
        ("page_down", "pagedown", 0, lambda: _("page down"), lambda: _("a screenful on")),
        ("to_top", "home", 0, lambda: _("first"), lambda: _("to the first line")),
        ("to_bottom", "end", 0, lambda: _("last"), lambda: _("to the last line")),
    )


def screen(where: Where, rank: int, leaving: Words) -> tuple[Command, ...]:
    """Give the commands for the whole screen; the footer shows help at `rank`, `leaving` says what leaving does."""
    return rows(
        where,
        Group.SCREEN,
        ("redo", "ctrl+y ctrl+shift+z", 0, lambda: _("redo"), lambda: _("do again what was undone")),
        ("capture", "f2", 0, lambda: _("capture"), lambda: _("go to taking notes")),
        ("copy", "ctrl+c", 0, lambda: _("copy"), lambda: _("copy what the cursor is on, or what is marked")),
        ("help", "f1", rank, lambda: _("help"), lambda: _("show all keys; F1 again: the guide")),
        ("guide", "", 0, lambda: _("guide"), lambda: _("read the guide's page on this screen")),
        ("palette", "ctrl+p", rank + 1, lambda: _("commands"), lambda: _("find any command by its name")),
        (
            "switch_theme",
            "ctrl+t",
            0,
            lambda: _("light or dark"),
            lambda: _("switch between the light and the dark colours"),
        ),
        ("leave_kennis", "ctrl+q", 0, lambda: _("quit"), leaving),
    )
