"""What a dialog asks with: a line of text, a choice on one line, a choice with a line for each answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input

from kennis.text import clean

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Answer(Generic[Value]):
    """One thing to choose: what it stands for, its word, and what it means in a line."""

    value: Value
    word: str
    meaning: str = ""


class Line(Input):
    """A line of text that holds no character a terminal may act on; Tab takes what is suggested, or goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

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

    def action_complete(self) -> None:
        """Take what is suggested; leave the key to the dialog if nothing is."""
        if not self._suggestion or self._suggestion == self.value:
            raise SkipAction
        self.value = self._suggestion
        self.cursor_position = len(self.value)


class _Choice(Widget, Generic[Value], can_focus=True):
    """What both choices share: the answers and which of them is chosen."""

    chosen: reactive[int] = reactive(0)

    @dataclass
    class Changed(Message):
        """Another answer was chosen."""

        choice: "_Choice[Any]"

    def __init__(self, answers: Sequence[Answer[Value]], value: Value, *, key: str) -> None:
        super().__init__(id=key)
        self.answers = tuple(answers)
        values = [answer.value for answer in self.answers]
        self.set_reactive(_Choice.chosen, values.index(value) if value in values else 0)

    @property
    def value(self) -> Value:
        """What is chosen."""
        return self.answers[self.chosen].value

    def watch_chosen(self) -> None:
        """Tell that another answer was chosen."""
        self.refresh()
        self.post_message(self.Changed(self))

    def on_key(self, event: Any) -> None:
        """Go to the next answer whose word begins with a letter that is typed."""
        if not (event.is_printable and event.character and event.character.strip()):
            return
        places = [*range(self.chosen + 1, len(self.answers)), *range(self.chosen + 1)]
        wanted = event.character.casefold()
        found = [place for place in places if self.answers[place].word.casefold().startswith(wanted)]
        if found:
            event.stop()
            self.chosen = found[0]


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
        Binding("up,left", "step(-1)", show=False),
        Binding("down,right,space", "step(1)", show=False),
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

    def action_step(self, step: int) -> None:
        """Choose the next answer, or the one before; at the ends the key is left to the dialog."""
        if not 0 <= self.chosen + step < len(self.answers):
            raise SkipAction
        self.chosen += step
