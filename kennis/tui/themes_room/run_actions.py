"""Looking for themes from the room: a run in a process of its own, how far it is, and stopping it."""

from textual import on
from textual.timer import Timer

from kennis.locale import _
from kennis.nouns.ledger import Reach
from kennis.tui.themes_room.find_actions import Searching
from kennis.tui.themes_room.themes_events import Began

_EVERY = 0.25


class Running(Searching):
    """The commands for runs."""

    _watching: Timer | None = None
    _starting = False

    def action_place(self) -> None:
        """Suggest themes for the new notes."""
        self._begin(None)

    def action_run(self) -> None:
        """Look at new notes and what they touch."""
        self._begin(Reach.LIGHT)

    def action_run_full(self) -> None:
        """Look at all notes anew."""
        self._begin(Reach.FULL)

    def action_stop_run(self) -> None:
        """Stop the run."""
        if self.work is None:
            self.tell(_("nothing runs now"))
        else:
            self.worker.ask(self.attendant.cancel)
            self.tell(_("stopping…"))

    def leave_side(self) -> None:
        """Ask whether to stop the run, where there is one and nothing else to leave."""
        if self.work is None or self.proposing:
            super().leave_side()
            return
        self.confirm(_("Stop the run?"), _("Nothing is kept of it; the themes stay as they are."), self.action_stop_run)

    def _begin(self, reach: Reach | None) -> None:
        if self.work is not None or self._starting:
            self.tell(_("a run is going on already; Esc stops it"))
            return
        self._starting = True
        self.tell(_("a run begins; you can go on") if reach else _("new notes are being placed; you can go on"))
        self.worker.ask(lambda: self.attendant.begin(reach))

    @on(Began)
    def _began(self, message: Began) -> None:
        self._starting = False
        if message.task is None:
            return
        self.work = message.task
        self._watching = self.set_interval(_EVERY, self._watch)
        self._watch()

    def _watch(self) -> None:
        if self.work is None:
            return
        now = self.work.progress()
        self.header.at_work = None if now.ended else now
        self.header.refresh()
        if not now.ended:
            return
        self.work = None
        if self._watching is not None:
            self._watching.stop()
        self.tell(now.error or now.said, trouble=bool(now.error))
        self.look()
