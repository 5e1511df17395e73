"""What the researcher's room is made of, and how it asks the ledger for things. What can be done stands beside it."""

from collections.abc import Callable
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer

from kennis.locale import _
from kennis.nouns.room import LensGroup, Overview, ThemeLine
from kennis.tui.attendant import Attendant, Way
from kennis.tui.commands.room import ROOM
from kennis.tui.commands.table import Where, bindings
from kennis.tui.findings import Closed, LookedUp
from kennis.tui.messages import Told, Unreachable
from kennis.tui.study import Studio, Task
from kennis.tui.widgets import prompt
from kennis.tui.widgets.lines import Footer
from kennis.tui.widgets.roll import Roll
from kennis.tui.widgets.room_header import RoomHeader
from kennis.tui.widgets.theme_rows import Shown, families
from kennis.tui.worker import Worker

MODE = "explore"
Answer = TypeVar("Answer")
_LOOK_EVERY = 2.0
_HINT_STAYS = 8.0
_BOTH_SIDES = 60
_ON_THEMES = (Where.THEMES, Where.ROOM)
_ON_NOTES = (Where.NOTES, Where.THEMES, Where.ROOM)
_ON_PROPOSALS = (Where.PROPOSALS, Where.ROOM)
_YES = "yes"
_EVERYWHERE = (Where.THEMES, Where.NOTES, Where.ROOM)


class RoomFrame(Screen[None]):
    """Themes on the left, on the right what is chosen there; handlers own every widget change."""

    ALLOW_SELECT = False  # the mouse selects themes and notes, not their letters
    BINDINGS = bindings(ROOM, Where.ROOM)
    DEFAULT_CSS = """
    RoomFrame { background: $background; }
    RoomFrame #sides { height: 1fr; }
    RoomFrame #themes { width: 3fr; min-width: 26; max-width: 48; }
    RoomFrame #notes { width: 4fr; padding: 0; }
    RoomFrame.-narrow #themes { width: 1fr; max-width: 100%; }
    RoomFrame.-narrow #notes { width: 1fr; }
    RoomFrame.-narrow.-on-notes #themes, RoomFrame.-narrow.-on-themes #notes { display: none; }
    RoomFrame.-low RoomHeader, RoomFrame.-low Footer { display: none; }
    """

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self.studio = studio
        self.attendant = Attendant(studio, self.post_message)
        self.worker = Worker(self.post_message, self.attendant.leave)
        self.overview: Overview | None = None
        self.how = Shown()
        self.themes: dict[str, ThemeLine] = {}
        self.names: dict[str, str] = {}
        self.work: Task | None = None
        self.proposing = False
        self._on_notes = False
        self.looking = False
        self._hinting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Put the two sides between the lines above and below."""
        yield RoomHeader()
        with Horizontal(id="sides"):
            yield Roll("themes", edge=True)
            yield Roll("notes")
        yield Footer(ROOM, _ON_THEMES)

    @property
    def groups(self) -> tuple[LensGroup, ...]:
        """The lenses with their themes, or the families."""
        if self.overview is None:
            return ()
        return families(self.overview) if self.how.families else self.overview.lenses

    @property
    def left(self) -> Roll:
        """The themes, or the proposals."""
        return self.query_one("#themes", Roll)

    @property
    def right(self) -> Roll:
        """What is chosen on the left."""
        return self.query_one("#notes", Roll)

    @property
    def header(self) -> RoomHeader:
        """The line above."""
        return self.query_one(RoomHeader)

    @property
    def footer(self) -> Footer:
        """The line at the bottom."""
        return self.query_one(Footer)

    @property
    def on_notes(self) -> bool:
        """Say whether the person is on the right side, or was there before the line to search with opened."""
        if self.focused in (self.left, self.right):
            self._on_notes = self.focused is self.right
        return self._on_notes

    def on_mount(self) -> None:
        """Have the ledger opened and read."""
        self.set_keys()
        self.set_focus(self.left)
        self.worker.start()
        self.look()
        self.set_interval(_LOOK_EVERY, self._look)

    def on_resize(self) -> None:
        """Show one side at a time in a narrow terminal, and no lines around them in a low one."""
        self.set_class(self.size.width < _BOTH_SIDES, "-narrow")
        self.set_class(self.size.height < 6, "-low")

    def on_descendant_focus(self) -> None:
        """Follow the person to the other side."""
        self.set_class(self.on_notes, "-on-notes")
        self.set_class(not self.on_notes, "-on-themes")
        self.set_keys()

    def set_keys(self) -> None:
        """Have the keys mean what they do where the person is; what stands first in the list goes before."""
        places = _ON_PROPOSALS if self.proposing and not self.on_notes else _ON_NOTES if self.on_notes else _ON_THEMES
        self.footer.at(*places)
        ahead = (Where.PROPOSALS,) if self.proposing else ()
        self.left.meanings = prompt.meanings(*(bindings(ROOM, one) for one in (*ahead, *_EVERYWHERE)))
        self.right.meanings = prompt.meanings(*(bindings(ROOM, one) for one in (*ahead, *_EVERYWHERE)))

    def tell(self, text: str, trouble: bool = False) -> None:
        """Say something in the bottom line for a while."""
        if self._hinting is not None:
            self._hinting.stop()
        self.footer.tell(text, trouble)
        self._hinting = self.set_timer(_HINT_STAYS, lambda: self.footer.tell("")) if text else None

    def show(self, dialog: Screen[Answer], answer: Callable[[Answer | None], None] | None = None) -> None:
        """Put a dialog before this screen, also while another room is shown."""
        self.app.push_screen(dialog, answer, mode=MODE)

    def confirm(self, title: str, meaning: str, then: Callable[[], object]) -> None:
        """Ask whether something is meant; the answer that changes nothing stands first."""
        from kennis.tui.screens.ask import Choice
        from kennis.tui.widgets.fields import Answer as Reply

        def answer(value: str | None) -> None:
            if value == _YES:
                then()

        answers = [Reply("", _("no")), Reply(_YES, _("yes"))]
        self.show(Choice(title, answers, texts=(meaning, meaning)), answer)

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

    def _look(self) -> None:
        if not self.looking and self.app.current_mode == MODE:
            self.look()

    @on(LookedUp)
    def _looked(self) -> None:
        self.looking = False
        if self.header.reason:
            self.header.reason = ""
            self.header.refresh()
            self.recovered()

    def recovered(self) -> None:
        """Do what could not be done while the ledger could not be read."""

    @on(Closed)
    def _ledger_closed(self, message: Closed) -> None:
        self._unreadable(message.reason)

    @on(Unreachable)
    def _unreachable(self, message: Unreachable) -> None:
        self.tell(message.reason, trouble=True)
        self._unreadable(message.reason)

    @on(Told)
    def _told(self, message: Told) -> None:
        self.tell(message.text, message.trouble)

    def _unreadable(self, reason: str) -> None:
        self.looking = False
        self.header.reason = reason
        self.header.refresh()
