"""The capture screen: a note-taker's session, with all of its commands."""

from kennis.tui.commands import Where, bindings
from kennis.tui.screens.meeting import Meeting


class CaptureScreen(Meeting):
    """Where notes are taken."""

    BINDINGS = bindings(Where.ANYWHERE)

    def action_help(self) -> None:
        """Show all keys."""
        from kennis.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen())

    def action_palette(self) -> None:
        """Find a command by its name and do it."""
        from kennis.tui.screens.palette import Palette

        def answer(name: str | None) -> None:
            if name:
                self.call_later(getattr(self, f"action_{name}"))

        self.app.push_screen(Palette(), answer)

    def action_switch_theme(self) -> None:
        """Go from the dark colours to the light ones, and back."""
        from kennis.tui.themes import DARK, LIGHT

        if not self.app.no_color:
            self.app.theme = DARK.name if self.app.theme == LIGHT.name else LIGHT.name

    def action_leave_kennis(self) -> None:
        """End; what stands in the field is kept."""
        self.app.exit()
