"""What every list that is drawn row by row does: it follows the mouse wheel, and keeps the styles it works out."""

from abc import abstractmethod
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.widget import Widget

_WHEEL = 3  # rows for a notch of the wheel; set by hand


class Drawn(Widget, can_focus=True):
    """A list of which only the rows in sight are drawn; `COLOURS` begins the names of its component classes."""

    COLOURS: ClassVar[str]

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._styles: dict[tuple[str, str], Style] = {}

    @abstractmethod
    def scroll_rows(self, count: int) -> None:
        """Move the view by rows, and leave what is selected."""

    def notify_style_update(self) -> None:
        """Forget the colours: the theme changed."""
        self._styles.clear()
        super().notify_style_update()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move the view back."""
        event.stop()
        self.scroll_rows(-_WHEEL)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move the view on."""
        event.stop()
        self.scroll_rows(_WHEEL)

    def paint(self, role: str, ground: str = "") -> Style:
        """Give the style of a role, on a ground where one is given; each is worked out once."""
        if (role, ground) not in self._styles:
            style = self.rich_style
            for name in filter(None, (role, ground)):
                style += self.get_component_rich_style(f"{self.COLOURS}--{name}", partial=True)
            self._styles[role, ground] = style
        return self._styles[role, ground]
