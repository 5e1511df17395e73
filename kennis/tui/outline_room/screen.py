"""The editors' room, with all of its commands."""

from kennis.locale import _
from kennis.tui.outline_room.commands import OUTLINE
from kennis.tui.outline_room.proposals import Weighing


class OutlineScreen(Weighing):
    """Where the outline of the book is worked on."""

    GUIDE = "book"

    def action_help(self) -> None:
        """Show all keys."""
        from kennis.tui.shared.help import HelpScreen

        about = _("Whatever you do to the outline is a version of its own, and Ctrl+Z undoes it, also on another day.")
        signs = _("✎ your own words · ⚠ not printed, or look at it · ⚑ something is proposed · 2.3.1 where it stands")
        self.show(HelpScreen(OUTLINE, (about, signs), self.GUIDE))
