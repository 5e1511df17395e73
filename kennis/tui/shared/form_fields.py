"""What a dialog asks with: a line of text, a choice on one line, a choice with a line for each answer, a menu.

Each runs what its keys mean at once, so that they act in the order in which they were pressed (see `prompt`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from kennis.clean_text import clean
from kennis.tui.shared import key_order

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Answer(Generic[Value]):
    """One thing to choose: what it stands for, its word, and what it means in a line."""

    value: Value
    word: str
    meaning: str = ""


class LineField(Input):
    """A line of text that holds no character a terminal may act on."""

    _MEANINGS = key_order.meanings(Input.BINDINGS)

    def __init__(self, value: str = "", *, key: str, placeholder: str = "", known: Sequence[str] = ()) -> None:
        suggester = SuggestFromList(known, case_sensitive=False) if known else None
        super().__init__(value, placeholder, id=key, compact=True, suggester=suggester, select_on_focus=False)

    @property
    def text(self) -> str:
        """What was typed, without white space around it."""
        return self.value.strip()

    def validate_value(self, value: str) -> str:
        """Drop what may not reach the terminal, from the keyboard, a paste or the database."""
        return clean(value).text.replace("\n", " ").replace("\t", " ")

    async def _on_key(self, event: events.Key) -> None:
        if not event.is_printable:
            await key_order.run(self, event, self._MEANINGS)

    def take_suggestion(self) -> bool:
        """Take what is suggested; False if nothing is."""
        if not self._suggestion or self._suggestion == self.value:
            return False
        self.value = self._suggestion
        self.cursor_position = len(self.value)
        return True


class _Choice(Widget, Generic[Value], can_focus=True):
    """What both choices share: the answers and which of them is chosen."""

    chosen: reactive[int] = reactive(0)

    def __init__(self, answers: Sequence[Answer[Value]], value: Value, *, key: str) -> None:
        super().__init__(id=key)
        self.answers = tuple(answers)
        values = [answer.value for answer in self.answers]
        self.set_reactive(_Choice.chosen, values.index(value) if value in values else 0)

    @property
    def value(self) -> Value:
        """What is chosen."""
        return self.answers[self.chosen].value

    async def on_key(self, event: events.Key) -> None:
        """Do what a key means; a letter goes to the next answer whose word begins with it."""
        await key_order.run(self, event, key_order.meanings(self.BINDINGS))
        place = beginning(self.answers, event, self.chosen)
        if place is not None:
            event.stop()
            self.chosen = place


class Toggle(_Choice[Value]):
    """A choice on one line: ← and → go through the answers."""

    DEFAULT_CSS = """
    Toggle { height: 1; width: 1fr; }
    Toggle:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    Toggle:focus { text-style: $block-cursor-text-style; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right,space", "turn(1)", show=False),
    ]

    def render(self) -> Content:
        """Show the answer between arrows."""
        return Content(f"‹ {self.answers[self.chosen].word} ›")

    def action_turn(self, step: int) -> None:
        """Choose the next answer, or the one before."""
        self.chosen = (self.chosen + step) % len(self.answers)


class Levels(_Choice[Value]):
    """A choice with a line for each answer, what it means beside it: ↑ and ↓ go through them, and on at the ends."""

    DEFAULT_CSS = """
    Levels { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
    Levels > .levels--chosen { text-style: bold; }
    Levels:focus > .levels--chosen { background: $block-cursor-background; color: $block-cursor-foreground; }
    Levels:focus > .levels--chosen { text-style: $block-cursor-text-style; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"levels--chosen"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
    ]

    def render(self) -> Content:
        """Show all answers, a mark before the one that is chosen."""
        width = max(len(answer.word) for answer in self.answers)
        lines = [
            Content(f"{'◉' if place == self.chosen else '○'} {answer.word:<{width}}  {answer.meaning}")
            for place, answer in enumerate(self.answers)
        ]
        style = self.get_visual_style("levels--chosen")
        lines[self.chosen] = lines[self.chosen].stylize(style)
        return Content("\n").join(lines)

    def get_content_height(self, container: Any, viewport: Any, width: int) -> int:
        """Give a line to each answer."""
        return len(self.answers)

    def action_step(self, by: int) -> None:
        """Choose the next answer, or the one before."""
        self.step(by)

    def step(self, by: int) -> bool:
        """Choose the next answer, or the one before; False at the ends."""
        if not 0 <= self.chosen + by < len(self.answers):
            return False
        self.chosen += by
        return True


class Menu(OptionList):
    """Answers or items to choose one of; a letter goes to the next that begins with it."""

    DEFAULT_CSS = """
    Menu { height: auto; background: $surface; scrollbar-size: 1 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    _MEANINGS = key_order.meanings(OptionList.BINDINGS)

    def __init__(self, lines: Sequence[str], at: int = 0, answers: Sequence[Answer[str]] = ()) -> None:
        super().__init__(*(Option(Content(line)) for line in lines), markup=False, compact=True)
        self._answers = tuple(answers)
        self._first = at

    @property
    def at(self) -> int:
        """The place of the cursor."""
        return self.highlighted or 0

    def on_mount(self) -> None:
        """Put the cursor on the item that stands now."""
        self.highlighted = self._first

    def step(self, by: int) -> bool:
        """Go to the next item, or the one before, around at the ends."""
        self.action_cursor_down() if by > 0 else self.action_cursor_up()
        return True

    async def on_key(self, event: events.Key) -> None:
        """Do what a key means; a letter goes to the next answer that begins with it."""
        await key_order.run(self, event, self._MEANINGS)
        place = beginning(self._answers, event, self.at)
        if place is not None:
            self.highlighted = place


def beginning(answers: Sequence[Answer[Any]], event: events.Key, at: int) -> int | None:
    """Give the place of the next answer whose word begins with a letter that is typed; None if none does."""
    letter = (event.character or "").casefold()
    if not event.is_printable or not letter.strip():
        return None
    order = [*range(at + 1, len(answers)), *range(min(at + 1, len(answers)))]
    return next((place for place in order if answers[place].word.casefold().startswith(letter)), None)
