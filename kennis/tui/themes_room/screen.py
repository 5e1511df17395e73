"""The researcher's room, with all of its commands."""

from kennis.locale import _
from kennis.tui.themes_room.commands import ROOM
from kennis.tui.themes_room.run_actions import Running


class RoomScreen(Running):
    """Where themes are worked on."""

    GUIDE = "themes"

    def action_help(self) -> None:
        """Show all keys."""
        from kennis.tui.shared.help import HelpScreen

        signs = _(
            "the bar is stability · ⚑ proposals wait · +2 notes suggested · 📌 set by a person · › cursor · ✓ marked"
        )
        about = _("A run only proposes; nothing moves until you accept it. Whatever you decide, Ctrl+Z undoes.")
        self.show(HelpScreen(ROOM, (about, signs), self.GUIDE))
