"""The capture screen: a note-taker's session, with all of its commands."""

from kennis.locale import _
from kennis.tui.capture.commands import CAPTURE
from kennis.tui.capture.frame_lines import marks
from kennis.tui.capture.session_actions import Meeting
from kennis.tui.shared.command_table import Where, bindings, do

_GUIDE = "notes"  # the subject of the guide's page on this screen


class CaptureScreen(Meeting):
    """Where notes are taken."""

    BINDINGS = bindings(CAPTURE, Where.ANYWHERE)

    def action_help(self) -> None:
        """Show all keys."""
        from kennis.tui.shared.help import HelpScreen

        about = _(
            "A speaker stays for the next quotes. A mark, @, # and ~ count at the start or the end of a note; "
            "!! is off the record, @- is nobody, a backslash before a mark makes it text."
        )
        self.show(HelpScreen(CAPTURE, (marks(), about), _GUIDE))

    def action_guide(self) -> None:
        """Read the guide's page on taking notes."""
        from kennis.tui.screens.guide import GuideScreen

        self.show(GuideScreen(_GUIDE))

    def action_palette(self) -> None:
        """Find a command by its name and do it."""
        from kennis.tui.shared.palette import Palette

        def answer(name: str | None) -> None:
            if name:
                self.call_later(self.action_command, name)

        self.show(Palette(CAPTURE), answer)

    async def action_command(self, name: str) -> None:
        """Do one of the commands of the table."""
        await do(self, CAPTURE, name)

    def action_switch_theme(self) -> None:
        """Go from the dark colours to the light ones, and back."""
        from kennis.tui.shared.colours import DARK, LIGHT

        if not self.app.no_color:
            self.app.theme = DARK.name if self.app.theme == LIGHT.name else LIGHT.name

    def action_copy(self) -> None:
        """Copy what is selected; where nothing is, ask before leaving."""
        self.app.action_help_quit()

    def action_explore(self) -> None:
        """Go to the themes."""
        self.app.switch_mode("explore")

    def action_outline(self) -> None:
        """Go to the outline."""
        self.app.switch_mode("outline")

    def action_leave_kennis(self) -> None:
        """End; what stands in the field is kept."""
        self.app.exit()
