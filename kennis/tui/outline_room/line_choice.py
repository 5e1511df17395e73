"""Asks for one of many things that each have a line: a part to move to, a note to put somewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.widget import Widget
from textual.widgets import OptionList, Static

from kennis.locale import _
from kennis.reading.note_filter import folded
from kennis.tui.shared.finder import Finder
from kennis.tui.shared.wording import shown

_MOST = 200  # that are listed; typing narrows them down; set by hand


@dataclass(frozen=True, slots=True)
class Choosable:
    """A thing to choose: what it stands for, and its line."""

    value: str
    line: str


class LinesChoice(Finder[str]):
    """Ends with the value of a line; those that begin with what is typed come first.

    A line that is longer than the dialog is wide stands whole below the lines.
    """

    DEFAULT_CSS = "LinesChoice #whole { height: auto; max-height: 8; color: $text-muted; }"

    def __init__(self, title: str, choices: Sequence[Choosable], *, hint: str, nothing: str) -> None:
        super().__init__()
        self._title, self._hint, self._nothing = title, hint, nothing
        self._choices = tuple(choices)

    def title_text(self) -> str:
        """Give the dialog's title."""
        return self._title

    def keys_text(self) -> str:
        """Give the keys."""
        return _("type some letters of it   ↑ ↓ choose   Enter ready   Esc cancel")

    def parts(self) -> Iterator[Widget]:
        """Give the lines, and room for the one under the cursor."""
        yield from super().parts()
        yield Static(id="whole", markup=False)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the line under the cursor whole where it is cut."""
        line = str(event.option.prompt)
        cut = cell_len(line) > event.option_list.content_size.width
        self.query_one("#whole", Static).update(line if cut else "")

    def hint(self) -> str:
        """Give what stands in the empty line."""
        return self._hint

    def nothing(self) -> str:
        """Say that nothing fits."""
        return self._nothing

    def found(self, wanted: str) -> list[tuple[str, str]]:
        """Give what holds all the words."""
        parts, whole = folded(wanted).split(), folded(wanted.strip())
        held = [(one, folded(one.line)) for one in self._choices]
        fitting = [(one, text) for one, text in held if all(part in text for part in parts)]
        ordered = sorted(fitting, key=lambda pair: not pair[1].startswith(whole))
        return [(one.value, shown(one.line)) for one, _text in ordered[:_MOST]]
