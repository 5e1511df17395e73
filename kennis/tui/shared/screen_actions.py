"""What can be done on every screen: its help, the guide, any command by its name, colours, other rooms, leaving."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from textual.app import App
from textual.screen import Screen

from kennis.tui.shared.command_table import Command, do

Answer = TypeVar("Answer")


class ActingScreen(Protocol):
    """What these actions need of a screen: its app, and a way to put a dialog before it."""

    @property
    def app(self) -> App[object]:
        """The application."""

    def show(self, dialog: Screen[Answer], answer: Callable[[Answer | None], None] | None = None) -> None:
        """Put a dialog before the screen."""


class ScreenActions:
    """The actions of one screen: `guide` is the subject of its page, `signs` gives what its help explains."""

    def __init__(
        self, screen: ActingScreen, commands: Sequence[Command], guide: str, signs: Callable[[], Sequence[str]]
    ) -> None:
        self._screen, self._commands, self._guide, self._signs = screen, commands, guide, signs

    def help(self) -> None:
        """Show all keys."""
        from kennis.tui.shared.help import HelpScreen

        self._screen.show(HelpScreen(self._commands, self._signs(), self._guide))

    def guide(self) -> None:
        """Read the guide's page on the screen."""
        from kennis.tui.shared.guide import GuideScreen

        self._screen.show(GuideScreen(self._guide))

    def palette(self) -> None:
        """Find a command by its name and do it."""
        from kennis.tui.shared.palette import palette

        def answer(name: str | None) -> None:
            if name:
                self._screen.app.call_later(do, self._screen, self._commands, name)

        self._screen.show(palette(self._commands), answer)

    def switch_theme(self) -> None:
        """Go from the dark colours to the light ones, and back."""
        from kennis.tui.shared.colours import DARK, LIGHT

        app = self._screen.app
        if not app.no_color:
            app.theme = DARK.name if app.theme == LIGHT.name else LIGHT.name

    def copy(self) -> None:
        """Copy what is selected or marked; where nothing is, ask before leaving."""
        self._screen.app.action_help_quit()

    def capture(self) -> None:
        """Go to taking notes."""
        self._screen.app.switch_mode("capture")

    def explore(self) -> None:
        """Go to the themes."""
        self._screen.app.switch_mode("explore")

    def outline(self) -> None:
        """Go to the outline."""
        self._screen.app.switch_mode("outline")

    def leave(self) -> None:
        """End; what was done is kept."""
        self._screen.app.exit()
