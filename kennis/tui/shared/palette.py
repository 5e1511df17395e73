"""All commands by their names: type some letters of one, Enter does it."""

from collections.abc import Sequence

from kennis.locale import _
from kennis.reading.note_filter import folded
from kennis.tui.shared.command_table import Command, keys
from kennis.tui.shared.finder import Finder, FinderText


def palette(commands: Sequence[Command]) -> Finder[str]:
    """Give the dialog that ends with the name of a command."""

    def found(wanted: str) -> list[tuple[str, str]]:
        return [
            (one.name, f"{one.label():<18} {keys(one):<20} {one.help()}".rstrip()) for one in fitting(commands, wanted)
        ]

    text = FinderText(
        title=_("Commands"),
        keys=_("type a part of the name   ↑ ↓ choose   Enter do it   Esc back"),
        hint=_("find a command"),
        nothing=_("no command is called so"),
    )
    return Finder(text, found)


def fitting(commands: Sequence[Command], wanted: str) -> list[Command]:
    """Give the commands that hold all the words, those whose label begins so first, then those whose label does."""
    parts = folded(wanted).split()
    held = [one for one in commands if all(part in folded(f"{one.label()} {one.help()}") for part in parts)]
    whole = folded(wanted.strip())
    places = {one: folded(one.label()).find(whole) for one in held}
    return sorted(held, key=lambda one: (places[one] < 0, places[one]))
