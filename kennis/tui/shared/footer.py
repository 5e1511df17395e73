"""The line at the bottom: what was told last, else the few keys that matter where the person is."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget

from kennis.tui.shared import wording
from kennis.tui.shared.command_table import Command, Where, footer, key
from kennis.tui.shared.wrapping import brief

_HINT_STAYS = 8.0  # seconds; set by hand
_HINT_LINES = 3  # of a message; a longer one is cut; set by hand
_LAST = "help"


@dataclass(frozen=True, slots=True)
class Hint:
    """Something told at the bottom, and whether it is trouble."""

    text: str
    trouble: bool = False


class Footer(Widget):
    """What was told last, whole, else the few keys that matter where the person is."""

    DEFAULT_CSS = """
    Footer { height: auto; padding: 0 1; color: $text-muted; }
    Footer.-trouble { color: $error; text-style: bold; }
    """

    def __init__(self, commands: Sequence[Command], places: Sequence[Where]) -> None:
        super().__init__(id="footer")
        self._commands, self.places = tuple(commands), tuple(places)
        self.hint = Hint("")
        self._staying: Timer | None = None

    def tell(self, text: str, trouble: bool = False) -> None:
        """Show something instead of the keys for a while; an empty text brings the keys back."""
        if self._staying is not None:
            self._staying.stop()
        self.hint = Hint(text, trouble)
        self.set_class(bool(text), "-telling")
        self.set_class(trouble, "-trouble")
        self.refresh(layout=len(self._told(self.size.width)) != self.size.height)
        self._staying = self.set_timer(_HINT_STAYS, lambda: self.tell("")) if text else None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Take the lines that the hint needs: of a trouble cut short nobody would know what to do."""
        return len(self._told(width))

    def _told(self, width: int) -> list[str]:
        sign = "! " if self.hint.trouble else ""
        return brief(sign + wording.shown(self.hint.text), width, _HINT_LINES)

    def at(self, *places: Where) -> None:
        """Show the keys of another place, and of those that it is a part of."""
        self.places = places
        self.refresh()

    def render(self) -> Text:
        """Fit as many keys as there is room for, that of the help always last."""
        width = self.size.width
        if self.hint.text:
            return Text("\n".join(self._told(width)), no_wrap=True, end="")
        said, last = Text(no_wrap=True, end=""), [one for one in self._commands if one.name == _LAST]
        left = width - sum(_width(one) for one in last)
        for command in footer(self._commands, self.places):
            if command in last:
                continue
            if said.cell_len + _width(command) > left:
                break
            _append(said, command)
        if last and left >= 0:
            _append(said, last[0])
        return said


def _width(command: Command) -> int:
    return cell_len(f"  {key(command.keys[0])} {command.label()}")


def _append(said: Text, command: Command) -> None:
    said.append(f"{'  ' if said else ''}{key(command.keys[0])}", style="bold")
    said.append(f" {command.label()}")
