"""The right side of the room: what is to be shown there, asked for one at a time, and the way back."""

from dataclasses import dataclass

from textual.timer import Timer

from kennis.locale import _
from kennis.nouns.themes_room import NoteLine, ThemeLine
from kennis.tui.shared.split_screen import SplitScreen
from kennis.tui.themes_room import detail_rows
from kennis.tui.themes_room.detail_view import NOTHING, Content, DetailSubject, Sort
from kennis.tui.themes_room.themes_events import ContentCame
from kennis.tui.themes_room.themes_model import ThemesModel
from kennis.tui.themes_room.themes_worker import Ask

_PAUSE = 0.06  # seconds: shorter than between two keys of someone who goes on, too short to be noticed
_FAR = 30  # steps back that are remembered; set by hand


@dataclass(frozen=True, slots=True)
class DetailStep:
    """What was shown on the way here, and where the cursor stood."""

    subject: DetailSubject
    content: Content
    cursor: str


class DetailRequests:
    """Shows one subject at a time; who goes on quickly is not shown what was passed by."""

    def __init__(self, room: SplitScreen, model: ThemesModel, ask: Ask) -> None:
        self._room, self._model, self._ask = room, model, ask
        self.subject, self._content = NOTHING, Content()
        self.wanted = NOTHING
        self._trail: list[DetailStep] = []
        self._line: NoteLine | None = None
        self._asked = False
        self._cursor = ""
        self._again = False
        self._waiting: Timer | None = None
        self._next: DetailSubject | None = None

    @property
    def coming(self) -> DetailSubject:
        """What is shown as soon as it was read."""
        return self._next or self.wanted

    @property
    def pausing(self) -> bool:
        """Whether something will be asked for unless the person goes on."""
        return self._waiting is not None

    @property
    def theme(self) -> ThemeLine | None:
        """The theme that is shown."""
        view = self._content.theme
        return view.line if view is not None and self.subject.sort is Sort.THEME else None

    def settled(self) -> bool:
        """Say whether what is shown is what was asked for; says so to the person where it is not yet."""
        if self.coming != self.subject:
            self._room.tell(_("one moment: it is still being read"))
        return self.coming == self.subject

    def visit(self, subject: DetailSubject, line: NoteLine | None = None, cursor: str = "") -> None:
        """Show something, and remember the way back; the cursor goes to the item of that name."""
        if self.subject.sort is not Sort.NOTHING and self.subject != subject:
            here = self._room.right.item
            self._trail = [*self._trail[-_FAR:], DetailStep(self.subject, self._content, here.key if here else "")]
        self._want(subject, line, cursor)
        self._room.set_focus(self._room.right)

    def go_back(self) -> bool:
        """Show what was shown before; False where there is nothing."""
        if not self._trail:
            return False
        step = self._trail.pop()
        line = step.content.notes[0] if step.subject.sort in (Sort.NOTE, Sort.SIMILAR) else None
        self._cursor = step.cursor
        self._put(step.subject, step.content)
        self._again = True
        self._want(step.subject, line)
        return True

    def follow(self, subject: DetailSubject) -> None:
        """Show what the cursor on the left came to, unless the person goes on at once; there is no way back then."""
        if subject != self.coming:
            self._trail.clear()
            self._stop_waiting()
            self._next = subject
            self._waiting = self._room.set_timer(_PAUSE, lambda: self._want(subject))

    def hurry(self) -> None:
        """Have what will be asked for read at once."""
        if self.pausing:
            self._want(self.coming)

    def show(self, subject: DetailSubject, content: Content) -> None:
        """Show what need not be read, with no way back."""
        self._trail.clear()
        if (subject, content) != (self.subject, self._content):
            self.wanted = subject
            self._put(subject, content)

    def clear(self) -> None:
        """Show nothing."""
        self._trail.clear()
        self._want(NOTHING)
        self._put(NOTHING, Content())

    def read_again(self) -> None:
        """Read what is shown once more: it may have changed."""
        if self.wanted.sort not in (Sort.NOTHING, Sort.PROPOSAL) and not self._asked:
            self._again = True
            self._read()

    def came(self, message: ContentCame) -> None:
        """Show what was read, if it is still wanted."""
        self._asked = False
        if message.subject != self.wanted:
            self._read()
        elif message.content is not None:
            self._put(message.subject, message.content)
        elif message.refusal:
            self._refused(message.subject, message.refusal)

    def _want(self, subject: DetailSubject, line: NoteLine | None = None, cursor: str = "") -> None:
        """Show something as soon as it was read."""
        self.wanted, self._line, self._cursor = subject, line, cursor
        self._next = None
        self._stop_waiting()
        self._read()

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None

    def _read(self) -> None:
        if self._asked or self.wanted.sort in (Sort.NOTHING, Sort.PROPOSAL):
            return
        self._asked = True
        subject, line = self.wanted, self._line
        self._ask(lambda ledger: ledger.read(subject, line))

    def _refused(self, subject: DetailSubject, reason: str) -> None:
        """Say why something cannot be shown, and show again what was."""
        self._room.tell(reason, trouble=True)
        self.wanted = self.subject
        if self.subject == subject:
            self._put(NOTHING, Content())

    def _put(self, subject: DetailSubject, content: Content) -> None:
        """Show something that was read; where it was searched for, no longer that it is being searched for."""
        if subject.sort is Sort.SEARCH and self.subject != subject:
            self._room.tell("")
        again = self.subject == subject and self._again and not self._cursor
        self.subject, self._content = subject, content
        right = self._room.right
        right.fill(list(detail_rows.items(subject, content, self._model)), self._cursor, again=again)
        self._cursor, self._again = "", False
        if self._room.on_right:
            right.bring()
