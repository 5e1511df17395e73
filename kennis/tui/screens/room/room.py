"""The researcher's room, with all of its commands."""

from kennis.locale import _
from kennis.tui.commands.room import ROOM
from kennis.tui.screens.room.running import Running


class RoomScreen(Running):
    """Where themes are worked on."""

    def action_help(self) -> None:
        """Show all keys."""
        from kennis.tui.screens.help import HelpScreen

        signs = _(
            "the bar is stability · ⚑ proposals wait · +2 notes suggested · 📌 set by a person · › cursor · ✓ marked"
        )
        about = _("A run only proposes; nothing moves until you accept it. Whatever you decide, Ctrl+Z undoes.")
        self.show(HelpScreen(ROOM, (about, signs)))

    def action_palette(self) -> None:
        """Find a command by its name and do it."""
        from kennis.tui.screens.palette import Palette

        def answer(name: str | None) -> None:
            if name:
                self.call_later(getattr(self, f"action_{name}"))

        self.show(Palette(ROOM), answer)

    def action_capture(self) -> None:
        """Go to taking notes."""
        self.app.switch_mode("capture")

    def action_switch_theme(self) -> None:
        """Go from the dark colours to the light ones, and back."""
        from kennis.tui.themes import DARK, LIGHT

        if not self.app.no_color:
            self.app.theme = DARK.name if self.app.theme == LIGHT.name else LIGHT.name

    def action_leave_kennis(self) -> None:
        """End; every decision is kept."""
        self.app.exit()
