"""Does in a thread what the researcher's room asks of the ledger, and tells what came of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

from kennis.errors import InputError, KennisError, UnknownItem, WorkspaceError
from kennis.nouns.themes import About, Decision, Reach
from kennis.nouns.themes_room import NoteLine, Order
from kennis.tui.screen_setup import RoomsSetup
from kennis.tui.shared.worker_thread import StatusMessage
from kennis.tui.themes_room.detail_view import Content, DetailSubject, Sort
from kennis.tui.themes_room.themes_events import (
    Began,
    ContentCame,
    Decided,
    LookedUp,
    MemoKept,
    MemoRefused,
    OverviewCame,
    PartsCame,
    ProposalsCame,
    Reversed,
    RoomClosed,
)

if TYPE_CHECKING:
    from kennis.workflows.run_process import Work
    from kennis.workflows.themes_room import ThemesRoom

Way = Callable[["ThemesRoom"], Decision]
Decide = Callable[[Way], None]


class ThemesWorker:
    """What is done at the ledger; every method runs in the one thread, and tells what came of it."""

    def __init__(self, setup: RoomsSetup, tell: Callable[[Message], object]) -> None:
        self._setup, self._tell = setup, tell
        self._opened: ThemesRoom | None = None
        self._task: Work | None = None
        self._stamp = ""
        self._unplaced = 0

    def overview(self, order: Order) -> None:
        """Give the lenses with their themes."""
        try:
            self._tell(OverviewCame(self._ledger.overview(order)))
        except WorkspaceError as error:
            self._tell(RoomClosed(str(error)))

    def look(self, order: Order) -> None:
        """See whether anything changed; if so give the overview anew, and suggest themes for new notes."""
        try:
            if self._ledger.stamp() != self._stamp:
                new = self._overview(order)
                if new and new != self._unplaced and self._ledger.place_new():
                    new = self._overview(order)
                self._unplaced = new
            self._tell(LookedUp())
        except WorkspaceError as error:
            self._tell(RoomClosed(str(error)))

    def _overview(self, order: Order) -> int:
        found = self._ledger.overview(order)
        self._stamp = found.stamp
        self._tell(OverviewCame(found))
        return found.unplaced

    def read(self, subject: DetailSubject, line: NoteLine | None = None) -> None:
        """Read what a subject shows; of a note its line is known."""
        try:
            self._tell(ContentCame(subject, self._content(subject, line)))
            if subject.sort in (Sort.SEARCH, Sort.SIMILAR) and (said := self._ledger.remarks()):
                self._tell(StatusMessage(" · ".join(said)))
        except WorkspaceError as error:
            self._tell(RoomClosed(str(error)))
            self._tell(ContentCame(subject, None))
        except (InputError, UnknownItem) as error:
            self._tell(ContentCame(subject, None, str(error)))

    def proposals(self) -> None:
        """Give the proposals that wait."""
        self._tell(ProposalsCame(self._ledger.proposals(), self._ledger.unmet()))

    def parts(self, theme: str) -> None:
        """Give what a theme would fall apart into."""
        self._tell(PartsCame(theme, self._ledger.parts(theme)))

    def decide(self, way: Way) -> None:
        """Decide something; what is refused is told and changes nothing."""
        self._decided(way(self._ledger))

    def memo(self, way: Way, question: int) -> None:
        """Keep a memo that answers a question; one that cannot be kept comes back."""
        try:
            decision = way(self._ledger)
        except KennisError as error:
            self._tell(MemoRefused(question, str(error)))
            return
        self._tell(MemoKept(question))
        self._decided(decision)

    def undo(self) -> None:
        """Undo the last decision."""
        done = self._ledger.undo()
        self._tell(Reversed(self._ledger.told(done) if done else "", again=False))

    def redo(self) -> None:
        """Do again what was undone last."""
        done = self._ledger.redo()
        self._tell(Reversed(self._ledger.told(done) if done else "", again=True))

    def begin(self, reach: Reach | None) -> None:
        """Begin a run in a process of its own."""
        self._task = None
        try:
            self._task = self._setup.begin(reach)
        except KennisError as error:
            self._tell(StatusMessage(str(error), trouble=True))
        finally:
            self._tell(Began(self._task))

    def cancel(self) -> None:
        """End the run that is going on."""
        if self._task is not None and not self._task.progress().ended:
            self._task.cancel()

    def leave(self) -> None:
        """End the run that is going on, and let go of the database."""
        self.cancel()
        if self._opened is not None:
            self._opened.leave()

    def _decided(self, decision: Decision) -> None:
        self._tell(Decided(decision, self._ledger.told(decision)))

    def _content(self, subject: DetailSubject, line: NoteLine | None) -> Content:
        ledger, item = self._ledger, subject.item
        match subject.sort:
            case Sort.THEME:
                return Content(theme=ledger.theme(item))
            case Sort.LOOSE:
                return Content(notes=ledger.loose())
            case Sort.SHELF:
                return Content(notes=ledger.shelf())
            case Sort.SEARCH:
                return Content(hits=ledger.search(item, subject.mode))
            case Sort.SIMILAR:
                return Content(hits=ledger.similar(item), notes=(line,) if line else ())
            case Sort.HISTORY:
                return Content(events=ledger.history(item))
            case Sort.LENS:
                return Content(memos=ledger.memos(About.LENS, item))
            case Sort.NOTE if line is not None:
                session = ledger.memos(About.SESSION, line.session.id)
                return Content(notes=(line,), memos=ledger.memos(About.NOTE, item), further=session)
            case _:
                return Content()

    @property
    def _ledger(self) -> "ThemesRoom":
        if self._opened is None:
            self._opened = self._setup.ledger()
        return self._opened


Ask = Callable[[Callable[[ThemesWorker], object]], None]
