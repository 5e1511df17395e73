"""The commands that every room with two sides has."""

from kennis.locale import _
from kennis.tui.shared.command_table import Command, CommandGroup, Where, Words, placed
from kennis.tui.shared.general_commands import general


def going(where: Where) -> tuple[Command, ...]:
    """Give the commands that go through the lines of a side."""
    return placed(
        where,
        CommandGroup.MOVING,
        Command("row_up", keys=("up",), label=lambda: _("up"), help=lambda: _("to the line before")),
        Command("row_down", keys=("down",), label=lambda: _("down"), help=lambda: _("to the next line")),
        Command("page_up", keys=("pageup",), label=lambda: _("page up"), help=lambda: _("a screenful back")),
        Command("page_down", keys=("pagedown",), label=lambda: _("page down"), help=lambda: _("a screenful on")),
        Command("to_top", keys=("home",), label=lambda: _("first"), help=lambda: _("to the first line")),
        Command("to_bottom", keys=("end",), label=lambda: _("last"), help=lambda: _("to the last line")),
    )


def between(where: Where, other_side: Words, go_left: Words, go_right: Words, go_in: Words) -> tuple[Command, ...]:
    """Give the commands that go from one side to the other, in and back; each is told what it does there."""
    ways = (
        ("other_side", ("tab", "shift+tab"), lambda: _("other side"), other_side),
        ("go_left", ("left",), lambda: _("left"), go_left),
        ("go_right", ("right",), lambda: _("right"), go_right),
        ("open", ("enter",), lambda: _("open"), go_in),
        ("back", ("escape",), lambda: _("back"), lambda: _("drop the marks; else back to where you came from")),
    )
    return placed(
        where,
        CommandGroup.MOVING,
        *(Command(name, label, said, keys=keys, does=f"navigation.{name}") for name, keys, label, said in ways),
    )


def screen(where: Where, rank: int, leaving: Words, redo: str = "") -> tuple[Command, ...]:
    """Give the commands for the whole screen.

    The footer shows help at `rank`; `leaving` says what leaving does, `redo` is the method that does again.
    """
    return placed(
        where,
        CommandGroup.SCREEN,
        _redo(redo),
        Command(
            "capture",
            does="general.capture",
            keys=("f2",),
            label=lambda: _("capture"),
            help=lambda: _("go to taking notes"),
        ),
        *general(rank, lambda: _("copy what the cursor is on, or what is marked"), leaving),
    )


def _redo(method: str) -> Command:
    return Command(
        "redo",
        keys=("ctrl+y", "ctrl+shift+z"),
        does=method,
        label=lambda: _("redo"),
        help=lambda: _("do again what was undone"),
    )
