"""The capture screen: a note-taker's session to write in. What can be done stands in the action objects beside it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.timer import Timer

from kennis.locale import _
from kennis.locale.words import edit_kind
from kennis.nouns import Draft, Edit, EditKind
from kennis.tui.capture import capture_events as events
from kennis.tui.capture.capture_state import CaptureState
from kennis.tui.capture.capture_worker import CaptureWorker, Request
from kennis.tui.capture.commands import CAPTURE
from kennis.tui.capture.completion_actions import CompletionActions
from kennis.tui.capture.draft_autosave import DraftAutosave
from kennis.tui.capture.early_notes import EarlyNotes
from kennis.tui.capture.edit_actions import EditActions
from kennis.tui.capture.entry_actions import EntryActions
from kennis.tui.capture.entry_field import EntryField
from kennis.tui.capture.find_actions import FindActions
from kennis.tui.capture.find_bar import FindBar
from kennis.tui.capture.header_and_hint import CaptureHeader, CompletionLine, Recognised, signs
from kennis.tui.capture.navigation import Navigation
from kennis.tui.capture.note_stream import NoteStream
from kennis.tui.capture.session_actions import SessionActions
from kennis.tui.capture.speaker_actions import SpeakerActions
from kennis.tui.capture.store_events import StoreEvents
from kennis.tui.screen_setup import CaptureSetup
from kennis.tui.shared import wording
from kennis.tui.shared.clipboard_text import Selected
from kennis.tui.shared.clipboard_text import note as of_note
from kennis.tui.shared.command_table import Where, bindings, do, key
from kennis.tui.shared.dialog_drafts import DialogDrafts
from kennis.tui.shared.footer import Footer
from kennis.tui.shared.screen_actions import ScreenActions
from kennis.tui.shared.worker_thread import StatusMessage, Unreachable, Worker

Answer = TypeVar("Answer")
_KEEP_AFTER = 0.3  # seconds after a change; set by hand
_LOOK_EVERY = 1.0  # seconds between two looks at what others stored; set by hand


class CaptureScreen(Screen[None]):
    """Header, notes, entry field; handlers own every widget change, and hand what they are told to an action object."""

    ALLOW_SELECT = False  # the mouse selects notes, not their letters
    BINDINGS = bindings(CAPTURE, Where.ANYWHERE)
    DEFAULT_CSS = """
    CaptureScreen { background: $background; }
    CaptureScreen NoteStream { border-top: solid $panel; border-bottom: solid $panel; background: $background; }
    CaptureScreen.-low NoteStream { border: none; }
    CaptureScreen.-low CaptureHeader, CaptureScreen.-low Footer { display: none; }
    CaptureScreen.-low Footer.-telling { display: block; max-height: 2; }
    CaptureScreen.-lowest NoteStream, CaptureScreen.-lowest Recognised { display: none; }
    CaptureScreen.-lowest CompletionLine { display: none; }
    CaptureScreen.-lowest Footer.-telling { display: none; }
    """

    general: ScreenActions
    store_events: StoreEvents
    early_notes: EarlyNotes
    entry_actions: EntryActions
    completion_actions: CompletionActions
    speaker_actions: SpeakerActions
    navigation: Navigation
    edit_actions: EditActions
    find_actions: FindActions
    session_actions: SessionActions

    def __init__(self, setup: CaptureSetup) -> None:
        super().__init__()
        self.setup = setup
        left = setup.client.draft()
        self.state = CaptureState(left, setup.timezone, setup.lenses)
        self.capture_worker = CaptureWorker(setup.store, self.post_message, tuple(self.state.waiting.values()))
        self.worker = Worker(self.post_message, self.capture_worker.leave)
        self.autosave = DraftAutosave(setup.client, lambda why: self.post_message(Unreachable(why)))
        self.dialog_drafts = DialogDrafts(left.unfinished, self.keep_soon)
        self._keeping: Timer | None = None
        self.general = ScreenActions(self, CAPTURE, "notes", signs)
        self.store_events = StoreEvents(self)
        self.early_notes = EarlyNotes(self)
        self.entry_actions = EntryActions(self)
        self.completion_actions = CompletionActions(self)
        self.speaker_actions = SpeakerActions(self)
        self.navigation = Navigation(self)
        self.edit_actions = EditActions(self)
        self.find_actions = FindActions(self)
        self.session_actions = SessionActions(self)

    def compose(self) -> ComposeResult:
        """Put the parts under one another."""
        yield CaptureHeader(self.state)
        yield NoteStream()
        yield Recognised(self.state)
        yield EntryField()
        yield CompletionLine()
        yield Footer(CAPTURE, (Where.ENTRY, Where.ANYWHERE))

    @property
    def entry(self) -> EntryField:
        """The entry field."""
        return self.query_one(EntryField)

    @property
    def stream(self) -> NoteStream:
        """The notes."""
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
    def options(self) -> CompletionLine:
        """What the word under the cursor could become."""
        return self.query_one(CompletionLine)

    @property
    def footer(self) -> Footer:
        """What stands at the bottom."""
        return self.query_one(Footer)

    def on_mount(self) -> None:
        """Bring back what was being typed, and have the session opened while the person types on."""
        draft = self.state.entry_model.draft
        self.entry.show(draft.text, draft.cursor)
        self.stream.open(self.state.without_session)
        self.set_focus(self.entry)
        self.worker.start()
        self.store_events.open_first()
        self.ask(lambda worker: worker.warn(self.setup.caution()))
        self.set_interval(_LOOK_EVERY, self.store_events.look)

    def on_resize(self) -> None:
        """Leave out what a low terminal has no room for; the entry field stays."""
        self.set_class(self.size.height < 8, "-low")
        self.set_class(self.size.height < 4, "-lowest")

    def on_descendant_focus(self) -> None:
        """Show the keys of the place where the person is."""
        self.footer.at(Where.STREAM if self.stream.has_focus else Where.ENTRY, Where.ANYWHERE)

    def ask(self, request: Request) -> None:
        """Have the thread with the store do something, after what it was asked before."""
        self.worker.ask(lambda: request(self.capture_worker))

    def do(self, edit: Edit) -> None:
        """Show an edit at once and have it stored; without a session it is kept until there is one."""
        self.state.do(edit)
        if edit.session:
            self.ask(lambda worker: worker.put(edit))
        self.keep_soon()
        self.redraw()

    def follow(self) -> None:
        """Take over what stands in the field now: keys may have been handled whose messages have not come yet."""
        for entry in self.query(EntryField):
            self.state.typed(entry.text, entry.cursor_location)

    def draft(self) -> Draft:
        """Give what must be kept: what stands in the field, and what waits for the disk."""
        self.follow()
        return self.state.draft(self.dialog_drafts.unfinished)

    def keep_soon(self) -> None:
        """Have the draft kept within half a second."""
        if self._keeping is None:
            self._keeping = self.app.set_timer(_KEEP_AFTER, self._keep)

    def _keep(self) -> None:
        self._keeping = None
        self.autosave.keep(self.draft())

    def tell(self, text: str, trouble: bool = False) -> None:
        """Say something at the bottom for a while."""
        self.footer.tell(text, trouble)

    def tell_of(self, edits: Sequence[Edit]) -> None:
        """Say what was done to which note, and with which key it is undone; a new note is there to be seen."""
        for edit in edits:
            if edit.kind is not EditKind.ADD:
                note = edit.steps[0].before or edit.steps[0].after
                name = wording.note(note) if note else ""
                said = _("{note}: {change}; {key} undoes it").format(
                    note=name, change=edit_kind(edit.kind), key=key("ctrl+z")
                )
                self.tell(said)

    def refused_as_closed(self) -> bool:
        """Say whether the session is closed; if so tell how it is opened again."""
        if self.state.model is None or not self.state.model.closed:
            return False
        self.tell(_("this session is closed; {key} lists the sessions, R reopens it").format(key=key("f7")), True)
        return True

    def show(self, dialog: Screen[Answer], answer: Callable[[Answer | None], None] | None = None) -> None:
        """Put a dialog before this screen, also while another room is shown."""
        self.app.push_screen(dialog, answer, mode="capture")

    def redraw(self) -> None:
        """Show the notes and the lines around them as they are now."""
        self.find_actions.update()
        self.stream.redraw()
        self.header.refresh()
        self.recognised.refresh()

    def selected(self) -> Selected | None:
        """Give the words of the selected note."""
        return of_note(self.stream.note) if self.stream.note else None

    async def action_command(self, name: str) -> None:
        """Do one of the commands of the table."""
        await do(self, CAPTURE, name)

    def action_entry_down(self) -> None:
        """Go down in the options or the text."""
        self.entry_actions.down()

    @on(EntryField.Changed)
    def _entry_changed(self) -> None:
        self.follow()
        self.recognised.refresh()
        self.keep_soon()

    @on(EntryField.SelectionChanged)
    def _cursor_moved(self) -> None:
        self.follow()
        self.completion_actions.offer()
        self.keep_soon()

    @on(EntryField.Dropped)
    def _characters_dropped(self, message: EntryField.Dropped) -> None:
        self.tell(_("{count} characters that a note may not hold were left out").format(count=message.count))

    @on(NoteStream.Typed)
    def _typed_in_stream(self, message: NoteStream.Typed) -> None:
        self.navigation.to_entry(message.text)

    @on(NoteStream.PastEnd)
    def _past_end(self) -> None:
        self.entry_actions.leave()

    @on(NoteStream.Clicked)
    def _stream_clicked(self) -> None:
        self.set_focus(self.stream)

    @on(FindBar.Typed)
    def _find_typed(self, message: FindBar.Typed) -> None:
        self.find_actions.typed(message)

    @on(FindBar.Moved)
    def _find_moved(self, message: FindBar.Moved) -> None:
        self.find_actions.moved(message)

    @on(FindBar.Ended)
    def _find_ended(self, message: FindBar.Ended) -> None:
        self.find_actions.ended(message)

    @on(events.Opened)
    def _session_opened(self, message: events.Opened) -> None:
        self.store_events.opened(message)

    @on(events.NotOpened)
    def _session_not_opened(self, message: events.NotOpened) -> None:
        self.session_actions.not_opened(message)

    @on(events.NoSession)
    def _no_session(self) -> None:
        self.session_actions.none_found()

    @on(events.Stored)
    def _edits_stored(self, message: events.Stored) -> None:
        self.store_events.stored(message)

    @on(Unreachable)
    def _store_unreachable(self, message: Unreachable) -> None:
        self.store_events.unreachable(message)

    @on(events.Undone)
    def _edit_undone(self, message: events.Undone) -> None:
        self.store_events.undone(message)

    @on(events.TakenBack)
    def _edit_taken_back(self, message: events.TakenBack) -> None:
        self.store_events.taken_back(message)

    @on(events.NewsCame)
    def _news_came(self, message: events.NewsCame) -> None:
        self.store_events.news_came(message)

    @on(events.TwinFound)
    def _twin_found(self, message: events.TwinFound) -> None:
        self.store_events.twin_found(message)

    @on(events.Registered)
    def _person_registered(self, message: events.Registered) -> None:
        self.store_events.registered(message)

    @on(StatusMessage)
    def _told(self, message: StatusMessage) -> None:
        self.tell(message.text, message.trouble)

    @on(events.VersionsCame)
    def _versions_came(self, message: events.VersionsCame) -> None:
        self.edit_actions.versions_came(message)

    @on(events.SessionsCame)
    def _sessions_came(self, message: events.SessionsCame) -> None:
        self.session_actions.sessions_came(message)

    @on(events.FileWritten)
    def _file_written(self, message: events.FileWritten) -> None:
        self.session_actions.written(message)
