"""The screen of an open session: what it is made of, and what the desk tells it. What can be done stands beside it."""

from dataclasses import replace
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.timer import Timer

from kennis.locale import _
from kennis.nouns import Deed, Draft, Edit, Note
from kennis.tui import words
from kennis.tui.clerk import Clerk
from kennis.tui.commands import Where
from kennis.tui.keeper import Keeper
from kennis.tui.messages import NewsCame, Opened, Registered, Stored, TakenBack, Told, TwinFound, Undone, Unreachable
from kennis.tui.page import Page
from kennis.tui.place import Room
from kennis.tui.widgets.entry import Entry
from kennis.tui.widgets.lines import Footer, Header, Options, Recognised
from kennis.tui.widgets.stream import Stream
from kennis.tui.worker import Worker
from kennis.tui.writing import Writer
from kennis.workflows.completion import Vocabulary

_KEEP_AFTER = 0.3
_LOOK_EVERY = 1.0
_HINT_STAYS = 8.0
_COMPARED = 50
_MOST_COMPARED = 5


class SheetScreen(Screen[None]):
    """A session to write in: header, stream, entry field; handlers own every widget change."""

    DEFAULT_CSS = """
    SheetScreen { background: $background; }
    SheetScreen Stream { border-top: solid $panel; border-bottom: solid $panel; background: $background; }
    SheetScreen.-low Stream { border: none; }
    SheetScreen.-low Header, SheetScreen.-low Footer { display: none; }
    SheetScreen.-lowest Stream, SheetScreen.-lowest Recognised, SheetScreen.-lowest Options { display: none; }
    """

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        left = room.station.draft()
        self.writer = Writer(left)
        self.page: Page | None = None
        self.early: list[Draft] = []
        self.vocabulary: Vocabulary | None = None
        self.clerk = Clerk(room.desk, self.post_message, left.waiting)
        self.worker = Worker(self.post_message, self.clerk.leave)
        self.keeper = Keeper(room.station, self._kept)
        self.newcomers: dict[str, Any] = {}
        self.asked: set[str] = set()
        self.waiting = {edit.id: edit for edit in left.waiting}
        self._keeping: Timer | None = None
        self._hinting: Timer | None = None
        self._looking = False
        self._undrafted = ""

    def compose(self) -> ComposeResult:
        """Put the parts under one another."""
        yield Header()
        yield Stream()
        yield Recognised(self.writer)
        yield Entry()
        yield Options()
        yield Footer()

    @property
    def entry(self) -> Entry:
        """The entry field."""
        return self.query_one(Entry)

    @property
    def stream(self) -> Stream:
        """The stream of notes."""
        return self.query_one(Stream)

    @property
    def header(self) -> Header:
        """The line above."""
        return self.query_one(Header)

    @property
    def recognised(self) -> Recognised:
        """The line that says what the entry is taken for."""
        return self.query_one(Recognised)

    @property
    def options(self) -> Options:
        """What the word under the cursor could become."""
        return self.query_one(Options)

    @property
    def footer(self) -> Footer:
        """The line at the bottom."""
        return self.query_one(Footer)

    def on_mount(self) -> None:
        """Bring back what was being typed, and have the session opened while the person types on."""
        draft = self.writer.draft
        self.entry.show(draft.text, draft.cursor)
        self.entry.focus()
        self.keeper.start()
        self.worker.start()
        wanted = self.room.session or (draft.session if draft.text else "")
        otherwise = None if self.room.session else ""
        self.worker.ask(lambda: self.clerk.open(wanted, otherwise))
        self.set_interval(_LOOK_EVERY, self._look)

    def on_resize(self) -> None:
        """Leave out what a low terminal has no room for; the entry field stays."""
        self.set_class(self.size.height < 8, "-low")
        self.set_class(self.size.height < 4, "-lowest")

    def draft(self) -> Draft:
        """Give what must be kept: what stands in the field, and what waits for the disk."""
        now = replace(self.writer.draft, waiting=tuple(self.waiting.values()))
        if self.early:
            text = "\n\n".join([*(one.text for one in self.early), now.text])
            now = replace(now, note=self.early[0].note, at=self.early[0].at, text=text)
        return now

    def keep_soon(self) -> None:
        """Have the draft kept within half a second."""
        if self._keeping is None:
            self._keeping = self.set_timer(_KEEP_AFTER, self._keep)

    def tell(self, text: str, trouble: bool = False) -> None:
        """Say something in the bottom line for a while."""
        if self._hinting is not None:
            self._hinting.stop()
        self.footer.tell(text, trouble)
        self._hinting = self.set_timer(_HINT_STAYS, lambda: self.footer.tell("")) if text else None

    def do(self, edit: Edit) -> None:
        """Show an edit at once and have it stored."""
        assert self.page is not None
        self.waiting[edit.id] = edit
        self.page.do(edit)
        for step in edit.steps:
            if step.after is not None:
                self.writer.refresh(step.after)
        self.vocabulary = None
        self.worker.ask(lambda: self.clerk.put(edit))
        self.keep_soon()
        self.redraw()

    def redraw(self) -> None:
        """Show the notes and the lines around them as they are now."""
        self.stream.redraw()
        self.header.refresh()
        self.recognised.refresh()

    @on(Opened)
    def _opened(self, message: Opened) -> None:
        self.page = Page(message.sheet, self.waiting.values())
        text = self.writer.draft.text
        self.writer.at_home(self.page)
        if self.writer.draft.text != text:
            self.entry.show(self.writer.draft.text)
        self.header.page = self.page
        self.header.reason = self.clerk.outbox.reason
        self.recognised.session = self.page.session
        self.vocabulary = None
        self.stream.open(self.page)
        self.stream.choose(None)
        self.redraw()
        self.keep_soon()
        self.page_opened()

    def page_opened(self) -> None:
        """Do what waited for a session."""

    @on(Stored)
    def _stored(self, message: Stored) -> None:
        for applied in message.flushed.stored:
            self.waiting.pop(applied.edit.id, None)
            if self.page and applied.edit.session == self.page.session.id:
                self.page.settle(applied)
                for note in applied.notes:
                    self.writer.refresh(note)
            if applied.conflicts:
                self.tell(_("someone else changed this note too: both texts are kept, v shows them"), trouble=True)
        for refused in message.flushed.refused:
            self._give_back(refused.edit, refused.reason)
        self.header.reason = message.reason
        self.keep_soon()
        self.redraw()

    def _give_back(self, edit: Edit, reason: str) -> None:
        """Put what can never be stored before the person again, so that its text is not lost."""
        self.waiting.pop(edit.id, None)
        if self.page:
            self.page.take_back(edit)
        after = edit.steps[0].after
        if edit.deed in (Deed.ADD, Deed.TEXT) and after is not None and not self.writer.draft.text:
            self.entry.show(after.text)
        self.tell(_("not saved: {reason}").format(reason=reason), trouble=True)

    @on(TakenBack)
    def _taken_back(self, message: TakenBack) -> None:
        self.waiting.pop(message.edit.id, None)
        if self.page:
            self.page.take_back(message.edit)
        self.tell(_("undone: {deed}").format(deed=words.deed(message.edit.deed)))
        self.keep_soon()
        self.redraw()

    @on(Undone)
    def _undone(self, message: Undone) -> None:
        applied = message.applied
        if applied is None:
            self.tell(_("there is nothing to redo") if message.again else _("there is nothing to undo"))
            return
        if self.page and applied.edit.session == self.page.session.id:
            self.page.settle(applied)
        said = _("done again: {deed}") if message.again else _("undone: {deed}")
        if applied.refused:
            said = _("not undone where someone else changed the note meanwhile ({deed})")
        self.tell(said.format(deed=words.deed(applied.edit.deed)), trouble=bool(applied.refused))
        self.vocabulary = None
        self.redraw()

    @on(NewsCame)
    def _news(self, message: NewsCame) -> None:
        self._looking = False
        page = self.page
        if page is None or message.session != page.session.id:
            return
        if not self.waiting:
            self.header.reason = self._undrafted
        changed = page.changed(message.news)
        new = page.take_in(message.news)
        if message.header is not None:
            page.session = self.recognised.session = message.header
        if new or changed or message.news.gone or message.header:
            self.vocabulary = None
            self.redraw()
        if changed:
            self.tell(_("the other note-taker changed {note}").format(note=words.note(changed[-1])))
        for note in new[-_MOST_COMPARED:]:
            self.compare(note)

    def compare(self, note: Note) -> None:
        """Have a note compared with the last ones of the other side."""
        assert self.page is not None
        page, theirs = self.page, note.id in self.page.foreign
        others = tuple(one for one in page.latest(_COMPARED) if (one.id in page.foreign) != theirs)
        if others:
            self.worker.ask(lambda: self.clerk.twin(note, others))

    @on(TwinFound)
    def _twin(self, message: TwinFound) -> None:
        if self.page and message.note in self.page:
            self.page.twins[message.note] = message.twin
            self.redraw()

    @on(Registered)
    def _registered(self, message: Registered) -> None:
        if self.page and self.page.session.id == message.session.id:
            self.page.session = self.recognised.session = message.session
            self.vocabulary = None
            self.redraw()

    @on(Unreachable)
    def _unreachable(self, message: Unreachable) -> None:
        self._looking = False
        self.header.reason = message.reason
        self.redraw()

    @on(Told)
    def _told(self, message: Told) -> None:
        self.tell(message.text, message.trouble)

    def on_descendant_focus(self) -> None:
        """Show the keys of the place where the person is."""
        self.footer.at(Where.STREAM if self.stream.has_focus else Where.ENTRY)

    def _look(self) -> None:
        """Every second: store what waits, look for what others did, move the clock on."""
        self.header.refresh()
        page = self.page
        if page is None:
            if self.header.reason:
                self.header.reason = ""
                wanted = self.room.session
                self.worker.ask(lambda: self.clerk.open(wanted, ""))
            return
        if self.waiting:
            self.worker.ask(self.clerk.flush)
        if not self._looking:
            self._looking = True
            session, stamp = page.session, page.stamp
            self.worker.ask(lambda: self.clerk.news(session, stamp))
        if self._undrafted:
            self.keep_soon()

    def _keep(self) -> None:
        self._keeping = None
        self.keeper.keep(self.draft())

    def _kept(self, reason: str) -> None:
        """Learn from the keeper's thread whether the draft is on disk."""
        if reason != self._undrafted:
            self._undrafted = reason
            self.post_message(Unreachable(reason))
