"""All commands by their names: type some letters of one, Enter does it."""

from collections.abc import Sequence

from kennis.locale import _
from kennis.reading.note_filter import folded
from kennis.tui.shared.command_table import Command, keys
from kennis.tui.shared.finder import Finder


class Palette(Finder[str]):
    """Ends with the name of a command."""

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = tuple(commands)

    def title_text(self) -> str:
        """Give the title."""
        return _("Commands")

    def keys_text(self) -> str:
        """Give the keys."""
        return _("type a part of the name   ↑ ↓ choose   Enter do it   Esc back")

    def hint(self) -> str:
        """Give what stands in the empty line."""
        return _("find a command")

    def nothing(self) -> str:
        """Say that no command fits."""
        return _("no command is called so")

    def found(self, wanted: str) -> list[tuple[str, str]]:
        """Give the names of the commands that fit, with what they do."""
        return [
            (one.name, f"{one.label():<18} {keys(one):<20} {one.help()}".rstrip())
            for one in fitting(self._commands, wanted)
        ]


def fitting(commands: Sequence[Command], wanted: str) -> list[Command]:
    """Give the commands that hold all the words, those whose label begins so first, then those whose label does."""
    parts = folded(wanted).split()
    held = [one for one in commands if all(part in folded(f"{one.label()} {one.help()}") for part in parts)]
    whole = folded(wanted.strip())
    places = {one: folded(one.label()).find(whole) for one in held}
    return sorted(held, key=lambda one: (places[one] < 0, places[one]))
