"""What every dialog does: it stands before the screen, Esc leaves it, and its keys stand at the bottom."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from kennis.clean_text import clean
from kennis.locale import _
from kennis.tui.shared.form_fields import Levels, LineField, Menu
from kennis.tui.shared.key_order import handled

Result = TypeVar("Result")
_FRAME = 2  # its border above and below


class Dialog(ModalScreen[Result | None]):
    """A question before the screen; it ends with its answer, or None where the person leaves it."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog #frame { width: 100%; max-width: 84; height: auto; max-height: 100%; background: $surface;
                    border: round $primary; border-title-style: bold; padding: 0 1; }
    Dialog #body { height: auto; scrollbar-size: 1 1; }
    Dialog #problem { color: $error; text-style: bold; height: auto; min-height: 1; }
    Dialog #keys { color: $text-muted; height: auto; }
    Dialog .row { height: auto; }
    Dialog .name { width: 14; color: $text-muted; }
    Dialog LineField:focus { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+s,enter", "ready", show=False, priority=True),
        Binding("tab", "next", show=False, priority=True),
        Binding("shift+tab", "previous", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
    ]

    @abstractmethod
    def title_text(self) -> str:
        """Give the dialog's title."""

    def keys_text(self) -> str:
        """Give the keys that do something here, with what they do."""
        return _("Enter ready   Tab/↓ next   Esc cancel")

    @abstractmethod
    def parts(self) -> Iterator[Widget]:
        """Give what the dialog is made of, top to bottom."""

    def compose(self) -> ComposeResult:
        """Put the parts in a frame that scrolls where the terminal is small."""
        with Vertical(id="frame"):
            with VerticalScroll(id="body", can_focus=False):
                yield from self.parts()
            yield Static(id="problem", markup=False)
            yield Static(self.keys_text(), id="keys", markup=False)

    def on_mount(self) -> None:
        """Show the title, and fit the body into the terminal."""
        self.show_title()
        self._fit()

    def show_title(self) -> None:
        """Show the title as it is now."""
        self.query_one("#frame").border_title = Content(clean(self.title_text()).text.replace("\n", " "))

    def on_resize(self) -> None:
        """Fit the body into the terminal again."""
        self._fit()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take Enter in a line of text for the whole dialog."""
        event.stop()
        self.accept()

    async def action_leave(self) -> None:
        """End without an answer."""
        self.dismiss(None)

    async def action_ready(self) -> None:
        """End with the answer."""
        await self._caught_up()
        self.accept()

    async def action_next(self) -> None:
        """Take what is suggested, or go to the next field."""
        await self._caught_up()
        if not (isinstance(self.focused, LineField) and self.focused.take_suggestion()):
            self.focus_next()

    async def action_previous(self) -> None:
        """Go to the field before."""
        self.focus_previous()

    async def action_step(self, by: int) -> None:
        """Go down or up: among answers that stand below each other, else to the next field or the one before."""
        await self._caught_up()
        if not (isinstance(self.focused, Levels | Menu) and self.focused.step(by)):
            self.focus_next() if by > 0 else self.focus_previous()

    async def _caught_up(self) -> None:
        """Wait until what was typed before stands where it was typed."""
        if self.focused is not None:
            await handled(self.focused)

    @abstractmethod
    def accept(self) -> None:
        """End with the answer."""

    def refuse(self, reason: str, field: str) -> None:
        """Say why the answer will not do, and go to the field that must change."""
        self.say(reason)
        self.query_one(f"#{field}").focus()

    def say(self, reason: str) -> None:
        """Say why something is not done."""
        self.query_one("#problem", Static).update(reason)
        self._fit()

    def _fit(self) -> None:
        self.call_after_refresh(self._leave_room)

    def _leave_room(self) -> None:
        """Keep the lines at the bottom in sight, however many they take at this width."""
        below = [self.query_one("#keys"), self.query_one("#problem")]
        taken = sum(max(one.outer_size.height, 1) for one in below)
        self.query_one("#body").styles.max_height = max(self.size.height - taken - _FRAME, 1)


def row(name: str, field: Widget) -> Horizontal:
    """Put a name before a field."""
    return Horizontal(Label(name, classes="name", markup=False), field, classes="row")
