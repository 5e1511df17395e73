"""The application and its rooms: `run(workspace)` opens the capture screen, the researcher's room or the editors'.

It paints and takes keys before the database's library is imported; that happens in the thread with the store.
"""

import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.widgets import Input, TextArea

from kennis.clean_text import clean
from kennis.errors import WorkspaceError
from kennis.locale import _
from kennis.tui.capture.entry_field import EntryField
from kennis.tui.capture.note_stream import NoteStream
from kennis.tui.capture.screen import CaptureScreen
from kennis.tui.outline_room.screen import OutlineScreen
from kennis.tui.screen_setup import CaptureSetup, RoomsSetup, capture_setup, rooms_setup
from kennis.tui.shared import terminal
from kennis.tui.shared.clipboard_text import Selected
from kennis.tui.shared.colours import register
from kennis.tui.shared.command_table import key
from kennis.tui.shared.key_order import handled
from kennis.tui.shared.split_screen import SplitScreen
from kennis.tui.shared.virtual_list import VirtualList
from kennis.tui.shared.worker_thread import place_of
from kennis.tui.themes_room.screen import RoomScreen
from kennis.workflows.draft_files import claim

if TYPE_CHECKING:
    from kennis.workflows.workspace import Workspace

# Seconds for what is being stored when it ends; one write takes hundredths (tests/bench/FIGURES.md); set by hand.
_STORING = 5.0
_LAST_KEYS = 0.2  # seconds for keys that were pressed and not yet read; set by hand
_FIRST_BACKUP = 10.0  # seconds after the start; set by hand
_BACKUPS = 30 * 60.0  # seconds from one backup to the next while a screen is open; set by hand
_ASKED = 8.0  # seconds for which a question at the bottom stays; set by hand


class KennisApp(App[None]):
    """kennis in a terminal: a mode for each room, of which the first shows at the start."""

    DEFAULT_MODE = "capture"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "kennis"

    def __init__(self, taking: CaptureSetup, rooms: RoomsSetup, secure: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self._secure = secure
        self._asked_to_leave = False
        self.capture = CaptureScreen(taking)
        self.explore = RoomScreen(rooms, self.capture.dialog_drafts)
        self.outline = OutlineScreen(rooms.outline, self.capture.dialog_drafts)
        self.add_mode("capture", lambda: self.capture)
        self.add_mode("explore", lambda: self.explore)
        self.add_mode("outline", lambda: self.outline)
        self.unkept = ""
        register(self)

    def get_driver_class(self) -> type[Driver]:
        """Give Textual's driver for this system, made careful."""
        return terminal.careful(super().get_driver_class())

    async def on_event(self, event: events.Event) -> None:
        """Hand a key or a paste on, and wait until it was handled: the next one may be meant for another place."""
        if isinstance(event, events.Key) and event.key != "ctrl+c":
            self._asked_to_leave = False
        screen = self.screen if isinstance(event, events.Key | events.Paste) else None
        target = self.focused if screen is not None else None
        await super().on_event(event)
        if isinstance(target, EntryField | VirtualList | NoteStream):
            await handled(target)
            if self.screen is not screen:
                await handled(self.screen)  # what is typed next is meant for it

    def on_mount(self) -> None:
        """Look now and then whether the terminal is still there, and have drafts kept and backups made."""
        self.capture.autosave.start()
        if not self.is_headless:
            self.set_interval(1.0, self._watch)
        self.set_timer(_FIRST_BACKUP, self.back_up)
        self.set_interval(_BACKUPS, self.back_up)

    def back_up(self) -> None:
        """Make a backup if something changed, in a thread that kennis need not wait for when it ends."""
        threading.Thread(target=self._backed_up, daemon=True).start()

    def _backed_up(self) -> None:
        try:
            self._secure()
        except WorkspaceError as error:
            self.call_from_thread(self.capture.tell, str(error), trouble=True)

    def keep(self) -> None:
        """Keep the draft now, on disk when this returns; what cannot be kept is said when kennis has ended."""
        try:
            self.capture.autosave.finish(self.capture.draft())
        except WorkspaceError as error:
            self.unkept = str(error)

    def action_help_quit(self) -> None:
        """Copy what is selected; where nothing is, ask first, and leave when it is pressed again."""
        if selected := self._selected():
            self.copy_to_clipboard(clean(selected.text).text)
            self._say(_("copied: {what}").format(what=selected.name))
        elif self._asked_to_leave:
            self.exit()
        else:
            self._asked_to_leave = True
            self.set_timer(_ASKED, self._forget_asked)
            self._say(_("nothing is selected; {key} again leaves kennis").format(key=key("ctrl+c")))

    def _selected(self) -> Selected | None:
        """Give the letters that are selected in a field, else the note or line that is selected on the screen."""
        field, screen = self.focused, self.screen
        if isinstance(field, Input | TextArea) and field.selected_text:
            return Selected(_("the selected letters"), field.selected_text)
        return screen.selected() if isinstance(screen, CaptureScreen | SplitScreen) else None

    def _say(self, text: str) -> None:
        """Say something at the bottom of the room."""
        if isinstance(self.screen, CaptureScreen | SplitScreen):
            self.screen.tell(text)

    def _forget_asked(self) -> None:
        self._asked_to_leave = False

    def store(self) -> None:
        """Have the thread store what waits, then keep the draft: for the end, when the screen is gone."""
        self.explore.worker.stop(_STORING)
        self.outline.worker.stop(_STORING)
        self.keep()
        if self.capture.worker.stop(_STORING):
            self.capture.state.waiting = {edit.id: edit for edit in self.capture.capture_worker.outbox.waiting}
            self.keep()

    def leave(self, code: int) -> None:
        """End the screen, from a signal handler, once the keys pressed before the signal were handled."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._loop.call_later, _LAST_KEYS, self._end, code)

    def _end(self, code: int) -> None:
        self.exit(return_code=code)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End, with what stands in the field taken over while the field is there."""
        self.capture.follow()
        super().exit(result, return_code, message)

    def _fatal_error(self) -> None:
        """Say where it went wrong, never with what: the values may hold a note's text."""
        error = sys.exc_info()[1] or self._exception
        where = place_of(error) if error else ""
        said = _("kennis stopped on an error of its own ({where}); what you were typing is kept").format(where=where)
        self.panic(Text(said))

    def _watch(self) -> None:
        if terminal.gone():
            self.keep()
            self.exit()


class ExploringApp(KennisApp):
    """The same, that begins in the researcher's room."""

    DEFAULT_MODE = "explore"


class OutliningApp(KennisApp):
    """The same, that begins in the editors' room."""

    DEFAULT_MODE = "outline"


ROOMS: dict[str, type[KennisApp]] = {"capture": KennisApp, "explore": ExploringApp, "outline": OutliningApp}


def run(workspace: "Workspace", session: str = "", room: str = "capture", new: bool = False) -> int:
    """Open the capture screen on a session, the usual one where none is named, or another room; gives the exit code.

    With `new` the session is made where there is none of that title today.
    """

    with claim(workspace.database) as client:
        setup = capture_setup(workspace, client, session, new)
        app = ROOMS[room](setup, rooms_setup(workspace), lambda: secured(workspace))
        with terminal.guarded(app.keep, app.leave):
            try:
                app.run()
            finally:
                app.store()
    if app.unkept:
        print(f"kennis: {app.unkept}", file=sys.stderr)
    return app.return_code or 0


def secured(workspace: "Workspace") -> None:
    """Make a backup of a workspace if something changed since the last; raises WorkspaceError."""
    from kennis.workflows.safety import backup

    if backup.due(workspace):
        backup.back_up(workspace)
