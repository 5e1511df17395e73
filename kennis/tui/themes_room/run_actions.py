"""Looking for themes from the room: a run in a process of its own, how far it is, and stopping it."""

from typing import TYPE_CHECKING

from textual.timer import Timer

from kennis.locale import _
from kennis.nouns.themes import Reach
from kennis.tui.shared.split_screen import SplitScreen
from kennis.tui.themes_room.themes_events import Began
from kennis.tui.themes_room.themes_header import RoomHeader
from kennis.tui.themes_room.themes_worker import Ask, ThemesWorker

if TYPE_CHECKING:
    from kennis.workflows.run_process import Work

_EVERY = 0.25  # seconds between two looks at how far a run is; set by hand


class RunActions:
    """The commands for runs, of which one goes on at a time."""

    def __init__(self, room: SplitScreen, header: RoomHeader, ask: Ask) -> None:
        self._room, self._header, self._ask = room, header, ask
        self._task: Work | None = None
        self._starting = False
        self._watching: Timer | None = None

    @property
    def running(self) -> bool:
        """Whether a run is going on."""
        return self._task is not None

    def place(self) -> None:
        """Suggest themes for the new notes."""
        self._begin(None)

    def run_new(self) -> None:
        """Look at new notes and what they touch."""
        self._begin(Reach.LIGHT)

    def run_full(self) -> None:
        """Look at all notes anew."""
        self._begin(Reach.FULL)

    def stop(self) -> None:
        """Stop the run."""
        if self._task is None:
            self._room.tell(_("nothing runs now"))
        else:
            self._ask(ThemesWorker.cancel)
            self._room.tell(_("stopping…"))

    def ask_to_stop(self) -> None:
        """Stop the run, after asking."""
        self._room.confirm(_("Stop the run?"), _("Nothing is kept of it; the themes stay as they are."), self.stop)

    def began(self, message: Began) -> None:
        """Watch the run that began."""
        self._starting = False
        if message.task is None:
            return
        self._task = message.task
        self._watching = self._room.set_interval(_EVERY, self._watch)
        self._watch()

    def _begin(self, reach: Reach | None) -> None:
        if self._task is not None or self._starting:
            self._room.tell(_("a run is going on already; Esc stops it"))
            return
        self._starting = True
        self._room.tell(_("a run begins; you can go on") if reach else _("new notes are being placed; you can go on"))
        self._ask(lambda ledger: ledger.begin(reach))

    def _watch(self) -> None:
        if self._task is None:
            return
        now = self._task.progress()
        self._header.show_run(None if now.ended else now)
        if not now.ended:
            return
        self._task = None
        if self._watching is not None:
            self._watching.stop()
        self._room.tell(now.error or now.said, trouble=bool(now.error))
        self._room.look()
