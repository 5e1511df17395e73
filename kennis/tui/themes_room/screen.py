"""The researcher's room: its two sides, what each part of it does, and what the ledger tells it."""

from collections.abc import Callable

from textual import on

from kennis.locale import _
from kennis.tui.screen_setup import RoomsSetup
from kennis.tui.shared import key_order
from kennis.tui.shared.command_table import Where, bindings
from kennis.tui.shared.dialog_drafts import DialogDrafts
from kennis.tui.shared.split_screen import SplitScreen
from kennis.tui.shared.virtual_list import VirtualList
from kennis.tui.shared.worker_thread import Worker
from kennis.tui.themes_room.commands import ROOM
from kennis.tui.themes_room.decision_actions import DecisionActions
from kennis.tui.themes_room.detail_requests import DetailRequests
from kennis.tui.themes_room.find_actions import FindActions
from kennis.tui.themes_room.memo_actions import MemoActions
from kennis.tui.themes_room.navigation import Navigation
from kennis.tui.themes_room.note_actions import NoteActions
from kennis.tui.themes_room.proposals import Proposals
from kennis.tui.themes_room.run_actions import RunActions
from kennis.tui.themes_room.search_line import SearchLine
from kennis.tui.themes_room.theme_actions import ThemeActions
from kennis.tui.themes_room.theme_list import ThemeList
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
from kennis.tui.themes_room.themes_header import RoomHeader
from kennis.tui.themes_room.themes_model import ThemesModel
from kennis.tui.themes_room.themes_worker import ThemesWorker

_ON_THEMES = (Where.THEMES, Where.ROOM)
_ON_NOTES = (Where.NOTES, Where.THEMES, Where.ROOM)
_ON_PROPOSALS = (Where.PROPOSALS, Where.ROOM)
_EVERYWHERE = (Where.THEMES, Where.NOTES, Where.ROOM)


class RoomScreen(SplitScreen):
    """Themes or proposals on the left, on the right what is chosen there; each part does its own commands."""

    MODE = "explore"
    SIDES = ("themes", "notes")
    TABLE = ROOM
    BINDINGS = bindings(ROOM, Where.ROOM)

    details: DetailRequests
    theme_list: ThemeList
    decisions: DecisionActions
    proposals: Proposals
    notes: NoteActions
    themes: ThemeActions
    memos: MemoActions
    find: FindActions
    runs: RunActions
    navigation: Navigation

    def __init__(self, setup: RoomsSetup, drafts: DialogDrafts) -> None:
        super().__init__()
        self._ledger_worker = ThemesWorker(setup, self.post_message)
        self.worker = Worker(self.post_message, self._ledger_worker.leave)
        self.header = RoomHeader()
        self.model = model = ThemesModel(setup.lenses)
        self.details = DetailRequests(self, model, self.ask)
        self.theme_list = ThemeList(self, model, self.details, self.ask)
        self.decisions = DecisionActions(self, self.theme_list, self.ask)
        decide = self.decisions.decide
        self.proposals = Proposals(self, self.details, self.theme_list, self.ask, decide)
        self.notes = NoteActions(self, model, self.details, decide)
        self.themes = ThemeActions(self, model, self.details, self.notes, ask=self.ask, decide=decide)
        self.memos = MemoActions(self, model, self.details, drafts, self.ask)
        self.find = FindActions(self, self.details)
        self.runs = RunActions(self, self.header, self.ask)
        self.navigation = Navigation(
            self, self.details, self.theme_list, self.proposals, memos=self.memos, runs=self.runs
        )

    def ask(self, job: Callable[[ThemesWorker], object]) -> None:
        """Have something done at the ledger, after what was asked before."""
        self.worker.ask(lambda: job(self._ledger_worker))

    def above(self) -> RoomHeader:
        """Give the line above."""
        return self.header

    def set_keys(self) -> None:
        """Have the keys mean what they do where the person is; what stands first in the list goes before."""
        proposing = self.proposals.listed
        self.footer.at(*(_ON_NOTES if self.on_right else _ON_PROPOSALS if proposing else _ON_THEMES))
        ahead = (Where.PROPOSALS,) if proposing else ()
        for side in (self.left, self.right):
            side.meanings = key_order.meanings(*(bindings(ROOM, one) for one in (*ahead, *_EVERYWHERE)))

    def look(self) -> None:
        """Have it seen whether anything changed."""
        self.looking = True
        order = self.model.how.order
        self.ask(lambda ledger: ledger.look(order))

    def recovered(self) -> None:
        """Read what could not be read before."""
        self.details.read_again()

    @on(OverviewCame)
    def _overview_came(self, message: OverviewCame) -> None:
        first = self.model.overview is None
        changed = self.model.take(message.overview)
        self.header.show(message.overview)
        self.theme_list.fill_again()
        if changed:
            self.proposals.changed()
            self.theme_list.changed()
        if first:
            self.memos.resume()

    @on(VirtualList.Marked)
    def _marked(self) -> None:
        self.header.mark(len(self.left.marked) + len(self.right.marked))

    @on(VirtualList.Moved)
    def _moved(self, message: VirtualList.Moved) -> None:
        self.navigation.moved(message)

    @on(VirtualList.Clicked)
    def _clicked(self, message: VirtualList.Clicked) -> None:
        self.navigation.clicked(message)

    @on(ContentCame)
    def _content_came(self, message: ContentCame) -> None:
        self.details.came(message)

    @on(ProposalsCame)
    def _proposals_came(self, message: ProposalsCame) -> None:
        self.proposals.came(message)

    @on(PartsCame)
    def _parts_came(self, message: PartsCame) -> None:
        self.themes.parts_came(message)

    @on(Decided)
    def _decided(self, message: Decided) -> None:
        self.decisions.decided(message)

    @on(Reversed)
    def _reversed(self, message: Reversed) -> None:
        self.decisions.reversed(message)

    @on(MemoKept)
    def _memo_kept(self, message: MemoKept) -> None:
        self.memos.kept(message)

    @on(MemoRefused)
    def _memo_refused(self, message: MemoRefused) -> None:
        self.memos.refused(message)

    @on(SearchLine.Ended)
    def _search_ended(self, message: SearchLine.Ended) -> None:
        self.find.ended(message)

    @on(Began)
    def _began(self, message: Began) -> None:
        self.runs.began(message)

    @on(LookedUp)
    def _ledger_looked_up(self) -> None:
        self.looked()

    @on(RoomClosed)
    def _ledger_closed(self, message: RoomClosed) -> None:
        self.looked(message.reason)

    GUIDE = "themes"

    def signs(self) -> tuple[str, str]:
        """Give what the help explains besides the keys."""
        signs = _(
            "the bar is stability · ⚑ proposals wait · +2 notes suggested · 📌 set by a person · › cursor · ✓ marked"
        )
        about = _("A run only proposes; nothing moves until you accept it. Whatever you decide, Ctrl+Z undoes.")
        return about, signs
