"""The editors' room: where the outline of the book is worked on, with the objects that do its commands."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.widget import Widget

from kennis.locale import _
from kennis.tui.outline_room import outline_events as came
from kennis.tui.outline_room.add_actions import AddActions
from kennis.tui.outline_room.commands import OUTLINE
from kennis.tui.outline_room.navigation import Navigation
from kennis.tui.outline_room.outline_header import OutlineHeader, OutlineTally
from kennis.tui.outline_room.outline_model import OutlineModel
from kennis.tui.outline_room.outline_worker import OutlineEdit, OutlineWorker
from kennis.tui.outline_room.part_actions import PartActions
from kennis.tui.outline_room.part_lists import PartLists
from kennis.tui.outline_room.proposals import Proposals
from kennis.tui.outline_room.store_events import StoreEvents
from kennis.tui.outline_room.text_actions import TextActions
from kennis.tui.outline_room.version_actions import VersionActions
from kennis.tui.shared import key_order
from kennis.tui.shared.command_table import Where, bindings
from kennis.tui.shared.dialog_drafts import DialogDrafts
from kennis.tui.shared.split_screen import SplitScreen
from kennis.tui.shared.virtual_list import VirtualList
from kennis.tui.shared.worker_thread import Job, Worker

if TYPE_CHECKING:
    from kennis.workflows.outline.editors_room import OutlineRoom

_SHORT = 16  # in fewer lines than these what is counted is left out; set by hand


class OutlineScreen(SplitScreen):
    """Chapters and sections on the left, on the right the passages of the one that the cursor is on."""

    MODE = "outline"
    GUIDE = "book"
    SIDES = ("parts", "passages")
    TABLE = OUTLINE
    BINDINGS = bindings(OUTLINE, Where.OUTLINE)
    DEFAULT_CSS = """
    OutlineScreen #tree VirtualList { width: 1fr; min-width: 0; max-width: 100%; height: 1fr; }
    OutlineScreen.-short OutlineTally { display: none; }
    """

    model: OutlineModel
    lists: PartLists
    navigation: Navigation
    texts: TextActions
    parts: PartActions
    additions: AddActions
    proposals: Proposals
    versions: VersionActions
    events: StoreEvents

    def __init__(self, begin: "Callable[[], OutlineRoom]", drafts: DialogDrafts) -> None:
        super().__init__()
        self.outline_worker = OutlineWorker(begin, self.post_message)
        self.worker = Worker(self.post_message, self.outline_worker.leave)
        self.model = OutlineModel()
        self.lists = PartLists(self, self.model)
        self.navigation = Navigation(self, self.model, self.lists)
        self.texts = TextActions(self, self.model, self.lists, drafts)
        self.parts = PartActions(self, self.model, self.lists)
        self.additions = AddActions(self, self.model, self.lists)
        self.proposals = Proposals(self, self.model, self.lists)
        self.versions = VersionActions(self, self.model, self.lists)
        self.events = StoreEvents(self, self.model, self.lists)

    def above(self) -> OutlineHeader:
        """Give the line above."""
        return OutlineHeader()

    def beside(self) -> Iterator[Widget]:
        """Give the parts, with what is counted below them, and the passages."""
        left, right = self.SIDES
        with Vertical(id="tree", classes="left"):
            yield VirtualList(left, edge=True)
            yield OutlineTally()
        yield VirtualList(right).add_class("right")

    @property
    def header(self) -> OutlineHeader:
        """The line above."""
        return self.query_one(OutlineHeader)

    def on_resize(self) -> None:
        """Leave out what is counted where there is little room."""
        super().on_resize()
        self.set_class(self.size.height < _SHORT, "-short")

    def set_keys(self) -> None:
        """Have the keys mean what they do where the person is."""
        self.footer.at(*self.lists.places)
        meanings = key_order.meanings(*(bindings(OUTLINE, one) for one in self.lists.key_places))
        for side in (self.left, self.right):
            side.meanings = meanings

    def ask(self, job: Job) -> None:
        """Have the worker do something after what it was asked before."""
        self.worker.ask(job)

    def edit(self, edit: OutlineEdit, direction: int = 0) -> None:
        """Have something edited, and look at what stands then; `direction` is -1 to undo, 1 to do again."""
        self.tell(_("one moment…"))
        self.ask(lambda: self.outline_worker.edit(edit, direction))
        self.look()

    def look(self) -> None:
        """Have it seen whether anything changed."""
        self.looking = True
        self.ask(self.outline_worker.look)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.versions.redo()

    def signs(self) -> tuple[str, str]:
        """Give what the help explains besides the keys."""
        about = _("Whatever you do to the outline is a version of its own, and Ctrl+Z undoes it, also on another day.")
        signs = _("✎ your own words · ⚠ not printed, or look at it · ⚑ something is proposed · 2.3.1 where it stands")
        return about, signs

    @on(came.LookedAt)
    def _looked(self) -> None:
        self.looked()

    @on(came.Unread)
    def _unread(self, message: came.Unread) -> None:
        self.looked(message.reason)

    @on(came.OutlineCame)
    def _outline_came(self, message: came.OutlineCame) -> None:
        self.events.outline(message)

    @on(came.CheckCame)
    def _check_came(self, message: came.CheckCame) -> None:
        self.events.check(message)

    @on(came.WaitingCame)
    def _waiting_came(self, message: came.WaitingCame) -> None:
        self.events.waiting(message)

    @on(came.OutlineEdited)
    def _edited(self, message: came.OutlineEdited) -> None:
        self.events.edited(message)

    @on(came.OthersCame)
    def _others_came(self, message: came.OthersCame) -> None:
        self.parts.choose_other(message)

    @on(came.EditionsCame)
    def _editions_came(self, message: came.EditionsCame) -> None:
        self.versions.show(message)

    @on(came.DifferencesCame)
    def _differences_came(self, message: came.DifferencesCame) -> None:
        self.versions.show_differences(message)

    @on(came.TextKept)
    def _text_kept(self, message: came.TextKept) -> None:
        self.texts.kept(message)

    @on(came.TextRefused)
    def _text_refused(self, message: came.TextRefused) -> None:
        self.texts.refused(message)

    @on(VirtualList.Moved)
    def _moved(self, message: VirtualList.Moved) -> None:
        if message.list is self.left:
            self.lists.follow()

    @on(VirtualList.Marked)
    def _marked(self) -> None:
        self.header.marked = len(self.left.marked)
        self.header.refresh()

    @on(VirtualList.Clicked)
    def _clicked(self, message: VirtualList.Clicked) -> None:
        self.set_focus(message.list)
        if message.again:
            self.navigation.open()
