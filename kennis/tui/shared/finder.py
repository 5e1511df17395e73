"""What both dialogs that find something by some letters of its name do."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kennis.tui.shared.dialog import Dialog
from kennis.tui.shared.form_fields import Line

Found = TypeVar("Found")


class Finder(Dialog[Found], Generic[Found]):
    """Ends with what was found, chosen among the lines under what is typed."""

    DEFAULT_CSS = """
    Finder OptionList { height: auto; max-height: 14; background: $surface; scrollbar-size: 1 1; }
    Finder OptionList > .option-list--option-highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
    }
    Finder OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Found] = []
        self._wanted = ""

    @abstractmethod
    def hint(self) -> str:
        """Give what stands in the line while nothing is typed."""

    @abstractmethod
    def found(self, wanted: str) -> Sequence[tuple[Found, str]]:
        """Give what fits what was typed, best first, with the line that shows it."""

    def parts(self) -> Iterator[Widget]:
        """Give a line to type in and what was found under it."""
        yield Line(key="wanted", placeholder=self.hint())
        options = OptionList(markup=False, compact=True)
        options.can_focus = False
        yield options

    def on_mount(self) -> None:
        """Show all there is."""
        super().on_mount()
        self.set_focus(self.query_one(Line))
        self._list("")

    def on_input_changed(self) -> None:
        """Show what fits."""
        self._follow()

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
            self.refuse(self.nothing(), "wanted")

    @abstractmethod
    def nothing(self) -> str:
        """Say that nothing fits."""

    def _follow(self) -> None:
        wanted = self.query_one(Line).text
        if wanted != self._wanted:
            self._list(wanted)

    def _list(self, wanted: str) -> None:
        self._wanted = wanted
        found = self.found(wanted)
        self._found = [one for one, _line in found]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(Content(line)) for _one, line in found)
        options.highlighted = 0 if found else None
        self.say("")
