"""The screen of an open session: what it is made of, and what the desk tells it. What can be done stands beside it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from textual.app import ComposeResult
from textual.screen import Screen
from textual.timer import Timer

from kennis import clock
from kennis.nouns import Draft, Edit, OpenSession, Participant, Session
from kennis.reading.completion import Vocabulary
from kennis.tui.capture.capture_events import Unreachable
from kennis.tui.capture.capture_worker import CaptureWorker
from kennis.tui.capture.commands import CAPTURE
from kennis.tui.capture.draft_autosave import DraftAutosave
from kennis.tui.capture.entry_field import EntryField
from kennis.tui.capture.entry_model import EntryModel
from kennis.tui.capture.frame_lines import CaptureHeader, Footer, Options, Recognised
from kennis.tui.capture.note_stream import NoteStream
from kennis.tui.capture.note_taking_port import CaptureSetup
from kennis.tui.capture.session_model import SessionModel
from kennis.tui.shared.clipboard_text import Selected
from kennis.tui.shared.clipboard_text import note as of_note
from kennis.tui.shared.command_table import Where
from kennis.tui.shared.dialog_drafts import DialogDrafts
from kennis.tui.shared.worker_thread import Worker
from kennis.workflows.draft_files import Texts

Answer = TypeVar("Answer")
_KEEP_AFTER = 0.3
_LOOK_EVERY = 1.0


class SessionFrame(Screen[None]):
    """A session to write in: header, stream, entry field; handlers own every widget change."""

    ALLOW_SELECT = False  # the mouse selects notes, not their letters

    DEFAULT_CSS = """
    SessionFrame { background: $background; }
    SessionFrame NoteStream { border-top: solid $panel; border-bottom: solid $panel; background: $background; }
    SessionFrame.-low NoteStream { border: none; }
    SessionFrame.-low CaptureHeader, SessionFrame.-low Footer { display: none; }
    SessionFrame.-low Footer.-telling { display: block; max-height: 2; }
    SessionFrame.-lowest NoteStream, SessionFrame.-lowest Recognised, SessionFrame.-lowest Options { display: none; }
    SessionFrame.-lowest Footer.-telling { display: none; }
    """

    def __init__(self, room: CaptureSetup) -> None:
        super().__init__()
        self.room = room
        left = room.station.draft()
        self.writer = EntryModel(left if left.text else Draft(), room.timezone)
        self.texts = Texts(left.others if left.text else (left, *left.others))
        self.left_in = left.session if left.text else ""
        self.page: SessionModel | None = None
        self.nowhere = SessionModel(OpenSession(Session(id="", title="", date=clock.today(room.timezone)), (), 0))
        self.early: list[Edit] = []
        self.found = [edit for edit in left.waiting if not edit.session]
        self.unopened = ""
        self.titles: Mapping[str, str] = {}
        self.vocabulary: Vocabulary | None = None
        waiting = tuple(edit for edit in left.waiting if edit.session)
        self.clerk = CaptureWorker(room.desk, self.post_message, waiting)
        self.worker = Worker(self.post_message, self.clerk.leave)
        self.keeper = DraftAutosave(room.station, self._kept)
        self.newcomers: dict[str, Participant] = {}
        self.asked: set[str] = set()
        self.offered: set[str] = set()
        self.waiting = {edit.id: edit for edit in waiting}
        self.slips = DialogDrafts(left.unfinished, self.keep_soon)
        self._keeping: Timer | None = None
        self.looking = False
        self.opening = False
        self.undrafted = ""

    def compose(self) -> ComposeResult:
        """Put the parts under one another."""
        yield CaptureHeader(self.room.timezone)
        yield NoteStream()
        yield Recognised(self.writer)
        yield EntryField()
        yield Options()
        yield Footer(CAPTURE, (Where.ENTRY, Where.ANYWHERE))

    @property
    def entry(self) -> EntryField:
        """The entry field."""
        return self.query_one(EntryField)

    @property
    def stream(self) -> NoteStream:
        """The stream of notes."""
        return self.query_one(NoteStream)

    @property
    def header(self) -> CaptureHeader:
        """The line above."""
        return self.query_one(CaptureHeader)

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
        """What stands at the bottom."""
        return self.query_one(Footer)

    def on_mount(self) -> None:
        """Bring back what was being typed, and have the session opened while the person types on."""
        draft = self.writer.draft
        self.entry.show(draft.text, draft.cursor)
        self.stream.open(self.nowhere)
        self.set_focus(self.entry)
        self.worker.start()
        self._open()
        self.worker.ask(lambda: self.clerk.warn(self.room.caution()))
        self.set_interval(_LOOK_EVERY, self._look)

    def _open(self) -> None:
        """Have the session opened that was named at the start, else the usual one."""
        self.opening = True
        self.count_kept()
        today, named, left = clock.today(self.room.timezone), self.room.session, self.left_in
        if named and self.room.new:
            made = Session(id="", title=named, date=today, timezone=self.room.timezone)
            self.worker.ask(lambda: self.clerk.open_new(made))
        elif named:
            self.worker.ask(lambda: self.clerk.open(named))
        else:
            self.worker.ask(lambda: self.clerk.open_usual(today, left))

    def count_kept(self) -> None:
        """Have the line above say how many notes are kept that are in no session yet, or wait for the disk."""
        self.header.waiting = len(self.waiting) + len(self.early) + len(self.found)

    def on_resize(self) -> None:
        """Leave out what a low terminal has no room for; the entry field stays."""
        self.set_class(self.size.height < 8, "-low")
        self.set_class(self.size.height < 4, "-lowest")

    def draft(self) -> Draft:
        """Give what must be kept: what stands in the field, and what waits for the disk."""
        self.follow()
        waiting = (*self.found, *self.early, *self.waiting.values())
        return replace(self.writer.draft, waiting=waiting, unfinished=self.slips.unfinished, others=self.texts.others)

    def follow(self) -> None:
        """Take over what stands in the field now: keys may have been handled whose messages have not come yet."""
        for entry in self.query(EntryField):
            self.writer.typed(entry.text, entry.cursor_location)
        if self.page is None and not self.writer.draft.text:
            self.writer.belong("")  # what is typed now is no longer what was left in a session

    def keep_soon(self) -> None:
        """Have the draft kept within half a second."""
        if self._keeping is None:
            self._keeping = self.app.set_timer(_KEEP_AFTER, self._keep)

    def tell(self, text: str, trouble: bool = False) -> None:
        """Say something at the bottom for a while."""
        self.footer.tell(text, trouble)

    def do(self, edit: Edit) -> None:
        """Show an edit at once and have it stored; without a session it is kept until there is one."""
        if not edit.session:
            self.early.append(edit)
            self.nowhere.do(edit)
            self.count_kept()
            self.keep_soon()
            self.redraw()
            return
        self.waiting[edit.id] = edit
        if self.page is not None:
            self.page.do(edit)
        for step in edit.steps:
            if step.after is not None:
                self.writer.refresh(step.after)
        self.vocabulary = None
        self.worker.ask(lambda: self.clerk.put(edit))
        self.keep_soon()
        self.redraw()

    def show(self, dialog: Screen[Answer], answer: Callable[[Answer | None], None] | None = None) -> None:
        """Put a dialog before this screen, also while another room is shown."""
        self.app.push_screen(dialog, answer, mode="capture")

    def selected(self) -> Selected | None:
        """Give the words of the selected note."""
        return of_note(self.stream.note) if self.stream.note else None

    def redraw(self) -> None:
        """Show the notes and the lines around them as they are now."""
        self.stream.redraw()
        self.header.refresh()
        self.recognised.refresh()

    def on_descendant_focus(self) -> None:
        """Show the keys of the place where the person is."""
        self.footer.at(Where.STREAM if self.stream.has_focus else Where.ENTRY, Where.ANYWHERE)

    def _look(self) -> None:
        """Every second: store what waits, look for what others did, move the clock on."""
        self.header.refresh()
        page = self.page
        if page is None:
            if not (self.opening or self.unopened):
                self._open()
            return
        if self.waiting:
            self.worker.ask(self.clerk.flush)
        if not self.looking:
            self.looking = True
            session, stamp = page.session, page.stamp
            self.worker.ask(lambda: self.clerk.news(session, stamp))
        if self.undrafted:
            self.keep_soon()

    def _keep(self) -> None:
        self._keeping = None
        self.keeper.keep(self.draft())

    def _kept(self, reason: str) -> None:
        """Learn from the keeper's thread whether the draft is on disk."""
        if reason != self.undrafted:
            self.undrafted = reason
            self.post_message(Unreachable(reason))
