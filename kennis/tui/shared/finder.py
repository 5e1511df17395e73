"""Asks for one of many things, found by some letters of its name: a command, a theme, a part, a note."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kennis.tui.shared.dialog import Dialog
from kennis.tui.shared.form_fields import LineField

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class FinderText:
    """What a finder says: its title and keys, the hint in its empty line, that nothing fits."""

    title: str
    keys: str
    hint: str
    nothing: str


class Finder(Dialog[Found], Generic[Found]):
    """Ends with what was found, chosen among the lines under what is typed.

    `found` gives what fits what was typed, best first, each with the line that shows it; with `whole` a line that is
    longer than the dialog is wide stands whole below the lines.
    """

    DEFAULT_CSS = """
    Finder OptionList { height: auto; max-height: 14; background: $surface; scrollbar-size: 1 1; }
    Finder OptionList > .option-list--option-highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
    }
    Finder OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
    Finder #whole { height: auto; max-height: 8; color: $text-muted; }
    """

    def __init__(
        self, text: FinderText, found: Callable[[str], Sequence[tuple[Found, str]]], *, whole: bool = False
    ) -> None:
        super().__init__()
        self._text, self._find, self._whole = text, found, whole
        self._found: list[Found] = []
        self._wanted = ""

    def title_text(self) -> str:
        """Give the dialog's title."""
        return self._text.title

    def keys_text(self) -> str:
        """Give the keys."""
        return self._text.keys

    def parts(self) -> Iterator[Widget]:
        """Give a line to type in and what was found under it."""
        yield LineField(key="wanted", placeholder=self._text.hint)
        options = OptionList(markup=False, compact=True)
        options.can_focus = False
        yield options
        if self._whole:
            yield Static(id="whole", markup=False)

    def on_mount(self) -> None:
        """Show all there is."""
        super().on_mount()
        self.set_focus(self.query_one(LineField))
        self._list("")

    def on_input_changed(self) -> None:
        """Show what fits."""
        self._follow()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the line under the cursor whole where it is cut."""
        line = str(event.option.prompt)
        cut = cell_len(line) > event.option_list.content_size.width
        for below in self.query("#whole").results(Static):
            below.update(line if cut else "")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with the one that was clicked."""
        event.stop()
        self.dismiss(self._found[event.option_index])

    async def action_step(self, by: int) -> None:
        """Go to another."""
        options = self.query_one(OptionList)
        options.highlighted = ((options.highlighted or 0) + by) % len(self._found) if self._found else None

    def accept(self) -> None:
        """End with the one under the cursor, of those that fit what stands in the line now."""
        self._follow()
        at = self.query_one(OptionList).highlighted
        if at is not None and self._found:
            self.dismiss(self._found[at])
        else:
            self.refuse(self._text.nothing, "wanted")

    def _follow(self) -> None:
        wanted = self.query_one(LineField).text
        if wanted != self._wanted:
            self._list(wanted)

    def _list(self, wanted: str) -> None:
        self._wanted = wanted
        found = self._find(wanted)
        self._found = [one for one, _line in found]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(Content(line)) for _one, line in found)
        options.highlighted = 0 if found else None
        self.say("")
