"""What the researcher's room is made of, and how it asks the ledger for things. What can be done stands beside it."""

from textual import on

from kennis.locale import _
from kennis.nouns.themes_room import LensGroup, Overview, ThemeLine
from kennis.tui.shared import key_order
from kennis.tui.shared.command_table import Where, bindings
from kennis.tui.shared.dialog_drafts import DialogDrafts
from kennis.tui.shared.split_screen import SplitScreen
from kennis.tui.shared.worker_thread import Worker
from kennis.tui.themes_room.commands import ROOM
from kennis.tui.themes_room.theme_rows import Shown, families
from kennis.tui.themes_room.themes_events import LookedUp, RoomClosed
from kennis.tui.themes_room.themes_header import RoomHeader
from kennis.tui.themes_room.themes_port import Studio, Task
from kennis.tui.themes_room.themes_worker import ThemesWorker, Way

_ON_THEMES = (Where.THEMES, Where.ROOM)
_ON_NOTES = (Where.NOTES, Where.THEMES, Where.ROOM)
_ON_PROPOSALS = (Where.PROPOSALS, Where.ROOM)
_EVERYWHERE = (Where.THEMES, Where.NOTES, Where.ROOM)


class RoomFrame(SplitScreen):
    """Themes on the left, on the right what is chosen there; handlers own every widget change."""

    MODE = "explore"
    SIDES = ("themes", "notes")
    TABLE = ROOM
    BINDINGS = bindings(ROOM, Where.ROOM)

    def __init__(self, studio: Studio, slips: DialogDrafts) -> None:
        super().__init__()
        self.slips = slips
        self.studio = studio
        self.attendant = ThemesWorker(studio, self.post_message)
        self.worker = Worker(self.post_message, self.attendant.leave)
        self.overview: Overview | None = None
        self.how = Shown()
        self.themes: dict[str, ThemeLine] = {}
        self.names: dict[str, str] = {}
        self.work: Task | None = None
        self.proposing = False

    def above(self) -> RoomHeader:
        """Give the line above."""
        return RoomHeader()

    @property
    def groups(self) -> tuple[LensGroup, ...]:
        """The lenses with their themes, or the families."""
        if self.overview is None:
            return ()
        return families(self.overview) if self.how.families else self.overview.lenses

    @property
    def header(self) -> RoomHeader:
        """The line above."""
        return self.query_one(RoomHeader)

    def set_keys(self) -> None:
        """Have the keys mean what they do where the person is; what stands first in the list goes before."""
        places = _ON_PROPOSALS if self.proposing and not self.on_right else _ON_NOTES if self.on_right else _ON_THEMES
        self.footer.at(*places)
        ahead = (Where.PROPOSALS,) if self.proposing else ()
        self.left.meanings = key_order.meanings(*(bindings(ROOM, one) for one in (*ahead, *_EVERYWHERE)))
        self.right.meanings = key_order.meanings(*(bindings(ROOM, one) for one in (*ahead, *_EVERYWHERE)))

    def decide(self, way: Way) -> None:
        """Have something decided, and look at what stands then."""
        self.tell(_("one moment…"))
        self.worker.ask(lambda: self.attendant.decide(way))
        self.look()

    def look(self) -> None:
        """Have it seen whether anything changed."""
        self.looking = True
        order = self.how.order
        self.worker.ask(lambda: self.attendant.look(order))

    @on(LookedUp)
    def _looked(self) -> None:
        self.looked()

    @on(RoomClosed)
    def _ledger_closed(self, message: RoomClosed) -> None:
        self.looked(message.reason)
