"""What the editors' room is made of, and how it asks the outline for things. What can be done stands beside it."""

from collections.abc import Callable, Iterator

from textual import on
from textual.containers import Vertical
from textual.widget import Widget

from kennis.locale import _
from kennis.nouns import WaitingProposal
from kennis.nouns.outline_room import ChapterLine, OutlineView, PassageLine, SectionLine
from kennis.tui.outline_room.commands import OUTLINE
from kennis.tui.outline_room.outline_events import LookedAt, Unread
from kennis.tui.outline_room.outline_header import OutlineHeader, OutlineTally
from kennis.tui.outline_room.outline_port import OutlinePort
from kennis.tui.outline_room.outline_worker import OutlineWorker, Way
from kennis.tui.shared import key_order
from kennis.tui.shared.command_table import Where, bindings
from kennis.tui.shared.dialog_drafts import DialogDrafts
from kennis.tui.shared.split_screen import SplitScreen
from kennis.tui.shared.virtual_list import VirtualList
from kennis.tui.shared.worker_thread import Worker

_ON_PARTS = (Where.PARTS, Where.OUTLINE)
_ON_PASSAGES = (Where.PASSAGES, Where.PARTS, Where.OUTLINE)
_ON_CHANGES = (Where.CHANGES, Where.OUTLINE)

PartLine = ChapterLine | SectionLine | PassageLine


class OutlineFrame(SplitScreen):
    """Chapters and sections on the left, on the right the passages of the one that the cursor is on."""

    MODE = "outline"
    SIDES = ("parts", "passages")
    TABLE = OUTLINE
    BINDINGS = bindings(OUTLINE, Where.OUTLINE)
    DEFAULT_CSS = """
    OutlineFrame #tree VirtualList { width: 1fr; min-width: 0; max-width: 100%; height: 1fr; }
    OutlineFrame.-short OutlineTally { display: none; }
    """

    def __init__(self, begin: Callable[[], OutlinePort], slips: DialogDrafts) -> None:
        super().__init__()
        self.slips = slips
        self.typesetter = OutlineWorker(begin, self.post_message)
        self.worker = Worker(self.post_message, lambda: None)
        self.view: OutlineView | None = None
        self.waiting: tuple[WaitingProposal, ...] = ()
        self.proposing = False

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
        self.set_class(self.size.height < 16, "-short")

    def set_keys(self) -> None:
        """Have the keys mean what they do where the person is; what stands first in the list goes before."""
        self.footer.at(*self.places)
        places = (*((Where.CHANGES,) if self.proposing else ()), *_ON_PASSAGES)
        for side in (self.left, self.right):
            side.meanings = key_order.meanings(*(bindings(OUTLINE, one) for one in places))

    @property
    def places(self) -> tuple[Where, ...]:
        """Where the person is, as the keys at the bottom are chosen by it."""
        return _ON_CHANGES if self.proposing and not self.on_right else _ON_PASSAGES if self.on_right else _ON_PARTS

    def begun(self) -> None:
        """Go on with what was begun before kennis ended last."""

    def edit(self, way: Way, turned: int = 0) -> None:
        """Have something edited, and look at what stands then."""
        self.tell(_("one moment…"))
        self.worker.ask(lambda: self.typesetter.edit(way, turned))
        self.look()

    def look(self) -> None:
        """Have it seen whether anything changed."""
        self.looking = True
        self.worker.ask(self.typesetter.look)

    @on(LookedAt)
    def _looked(self) -> None:
        self.looked()

    @on(Unread)
    def _unread(self, message: Unread) -> None:
        self.looked(message.reason)
