"""The right side of the room: what is to be shown there, asked for one at a time, and the way back."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual import on
from textual.timer import Timer

from kennis.locale import _
from kennis.nouns.themes_room import LensGroup, NoteLine, ThemeLine
from kennis.tui.shared.dialog_drafts import DialogDrafts
from kennis.tui.shared.list_item import Item
from kennis.tui.shared.wording import shown
from kennis.tui.themes_room import detail_rows, note_rows, proposal_rows
from kennis.tui.themes_room.detail_view import NOTHING, Content, DetailSubject, Sort
from kennis.tui.themes_room.note_rows import Manner
from kennis.tui.themes_room.room_frame import RoomFrame
from kennis.tui.themes_room.themes_events import ContentCame
from kennis.tui.themes_room.themes_port import Studio

_PAUSE = 0.06
_FAR = 30


@dataclass(frozen=True, slots=True)
class DetailStep:
    """What was shown on the way here, and where the cursor stood."""

    subject: DetailSubject
    content: Content
    cursor: str


class DetailRequests(RoomFrame):
    """Shows one subject at a time; who goes on quickly is not shown what was passed by."""

    subject = NOTHING
    content = Content()
    wanted = NOTHING
    _line: NoteLine | None = None
    _asked = False
    _cursor = ""
    _again = False
    _waiting: Timer | None = None
    _next: DetailSubject | None = None

    def __init__(self, studio: Studio, slips: DialogDrafts) -> None:
        super().__init__(studio, slips)
        self.trail: list[DetailStep] = []

    def visit(self, subject: DetailSubject, line: NoteLine | None = None, cursor: str = "") -> None:
        """Show something, and remember the way back; the cursor goes to the item of that name."""
        if self.subject.sort is not Sort.NOTHING and self.subject != subject:
            here = self.right.item
            self.trail = [*self.trail[-_FAR:], DetailStep(self.subject, self.content, here.key if here else "")]
        self.want(subject, line, cursor)
        self.set_focus(self.right)

    def go_back(self) -> bool:
        """Show what was shown before; False where there is nothing."""
        if not self.trail:
            return False
        step = self.trail.pop()
        line = step.content.notes[0] if step.subject.sort in (Sort.NOTE, Sort.SIMILAR) else None
        self._cursor = step.cursor
        self.put(step.subject, step.content)
        self._again = True
        self.want(step.subject, line)
        return True

    def want(self, subject: DetailSubject, line: NoteLine | None = None, cursor: str = "") -> None:
        """Show something as soon as it was read."""
        self.wanted, self._line, self._cursor = subject, line, cursor
        self._next = None
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        self._ask()

    def want_soon(self, subject: DetailSubject) -> None:
        """Show something unless the person goes on at once."""
        if self._waiting is not None:
            self._waiting.stop()
        self._next = subject
        self._waiting = self.set_timer(_PAUSE, lambda: self.want(subject))

    @property
    def coming(self) -> DetailSubject:
        """What is shown as soon as it was read."""
        return self._next or self.wanted

    def settled(self) -> bool:
        """Say whether what is shown is what was asked for; says so to the person where it is not yet."""
        if self.coming != self.subject:
            self.tell(_("one moment: it is still being read"))
        return self.coming == self.subject

    @property
    def pausing(self) -> bool:
        """Say whether something will be asked for unless the person goes on."""
        return self._waiting is not None

    def read_again(self) -> None:
        """Read what is shown once more: it may have changed."""
        if self.wanted.sort not in (Sort.NOTHING, Sort.PROPOSAL) and not self._asked:
            self._again = True
            self._ask()

    def recovered(self) -> None:
        """Read what could not be read before."""
        self.read_again()

    def _ask(self) -> None:
        if self._asked or self.wanted.sort in (Sort.NOTHING, Sort.PROPOSAL):
            return
        self._asked = True
        subject, line = self.wanted, self._line
        self.worker.ask(lambda: self.attendant.read(subject, line))

    @on(ContentCame)
    def _came(self, message: ContentCame) -> None:
        self._asked = False
        if message.subject != self.wanted:
            self._ask()
        elif message.content is not None:
            self.put(message.subject, message.content)
        elif message.refusal:
            self.refused(message.subject, message.refusal)

    def refused(self, subject: DetailSubject, reason: str) -> None:
        """Say why something cannot be shown, and show again what was."""
        self.tell(reason, trouble=True)
        self.wanted = self.subject
        if self.subject == subject:
            self.put(NOTHING, Content())

    def put(self, subject: DetailSubject, content: Content) -> None:
        """Show something that was read."""
        again = self.subject == subject and self._again and not self._cursor
        self.subject, self.content = subject, content
        self.right.fill(list(self._items(subject, content)), self._cursor, again=again)
        self._cursor, self._again = "", False
        if self.on_right:
            self.right.bring()

    def _items(self, subject: DetailSubject, content: Content) -> Iterable[Item]:
        match subject.sort:
            case Sort.THEME if content.sheet:
                lenses = {one.slug: one.title for one in self.studio.lenses}
                return detail_rows.theme(content.sheet, self.names, lenses)
            case Sort.LENS:
                return detail_rows.lens(self._group(subject.item), self._question(subject.item), content.memos)
            case Sort.LOOSE:
                return detail_rows.loose(content.notes, self.names)
            case Sort.SHELF:
                return detail_rows.shelf(content.notes, self.names)
            case Sort.NOTE if content.notes:
                return detail_rows.note(content.notes[0], self.names, content.memos, content.further)
            case Sort.PROPOSAL if content.proposal:
                return proposal_rows.show(content.proposal, self.names)
            case Sort.SEARCH | Sort.SIMILAR:
                return self._found(subject, content)
            case Sort.HISTORY:
                return detail_rows.events(content.events)
            case _:
                return ()

    def _found(self, subject: DetailSubject, content: Content) -> Iterable[Item]:
        if subject.sort is Sort.SIMILAR:
            yield detail_rows.heading(_("More like this"), "title")
            yield from (note_rows.item(one, Manner(self.names, placed=True), "like") for one in content.notes)
        else:
            yield detail_rows.heading(_("Found for: {words}").format(words=shown(subject.item)), "title")
        yield detail_rows.saying(
            _("{count} found; Enter goes to where it stands").format(count=len(content.hits))
            if content.hits
            else _("nothing found")
        )
        yield detail_rows.rule()
        yield from (note_rows.hit(one, self.names) for one in content.hits)

    def _group(self, slug: str) -> LensGroup:
        return next((one for one in self.groups if one.slug == slug), LensGroup(slug, slug, ()))

    def _question(self, slug: str) -> str:
        return next((one.question for one in self.studio.lenses if one.slug == slug), "")

    @property
    def shown_theme(self) -> ThemeLine | None:
        """The theme that is shown on the right."""
        sheet = self.content.sheet
        return sheet.line if sheet is not None and self.subject.sort is Sort.THEME else None
