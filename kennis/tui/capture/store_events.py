"""What the desk tells the screen, and what the screen shows of it."""

from textual import on

from kennis.locale import _
from kennis.locale.words import deed
from kennis.nouns import Draft, Edit, EditKind, Note
from kennis.reading import entry_edits
from kennis.tui.capture.capture_events import (
    NewsCame,
    NotOpened,
    Opened,
    Registered,
    StatusMessage,
    Stored,
    TakenBack,
    TwinFound,
    Undone,
    Unreachable,
)
from kennis.tui.capture.session_frame import SessionFrame
from kennis.tui.capture.session_model import SessionModel
from kennis.tui.shared import wording
from kennis.tui.shared.command_table import key

_COMPARED = 50
_MOST_COMPARED = 5


class Answering(SessionFrame):
    """Handles the messages of the thread at the desk."""

    @on(Opened)
    def _opened(self, message: Opened) -> None:
        self.follow()
        before, self.titles = self.writer.draft, message.titles
        self.page = SessionModel(message.sheet, self.waiting.values())
        self.unopened = self.header.unopened = ""
        self.writer.take(self.texts.go(before, self.page.session.id))
        self.writer.at_home(self.page)
        if self.writer.draft.text != before.text:
            self.entry.show(self.writer.draft.text, self.writer.draft.cursor)
        self.header.page = self.page
        self.header.reason = self.clerk.outbox.reason
        self.recognised.session = self.page.session
        self.vocabulary = None
        self.stream.open(self.page)
        self.stream.choose(None)
        self.redraw()
        self.keep_soon()
        self._tell_of_texts(before)
        self.page_opened()

    def _tell_of_texts(self, before: Draft) -> None:
        """Say where what was being typed is now, and that something was left elsewhere."""
        assert self.page is not None
        here = self.page.session.id
        if before.text and before.session not in ("", here):
            said = _("what you were typing stays in {title}; it is there when you go back ({key})")
            title = self.titles.get(before.session, before.session)
            self.tell(said.format(title=wording.shown(title), key=key("f7")))
        elif not before.session and (elsewhere := self.texts.known_as(self.titles, here)):
            said = _("an unfinished text is kept in: {titles} ({key} goes there)")
            self.tell(said.format(titles=wording.shown("; ".join(elsewhere)), key=key("f7")))

    @on(NotOpened)
    def _not_opened(self, message: NotOpened) -> None:
        if self.page is not None:
            self.tell(message.reason, trouble=True)
            return
        self.unopened = self.header.unopened = message.reason
        self.redraw()
        self.not_opened(message)

    def not_opened(self, message: NotOpened) -> None:
        """Ask what to do where the session cannot be opened that was named."""

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
        """Put what can never be stored before the person again, above what is being typed, so that nothing is lost."""
        self.waiting.pop(edit.id, None)
        if self.page:
            self.page.take_back(edit)
        after = edit.steps[0].after
        here = self.page is None or self.page.session.id == edit.session
        if edit.deed in (EditKind.ADD, EditKind.TEXT) and after is not None:
            self.follow()
            typed = self.writer.draft.text
            source = entry_edits.whole_source(after)
            if here:
                self.entry.show(f"{source}\n{typed}" if typed else source)
            else:
                self.texts.give_to(edit.session, Draft(session=edit.session, text=source))
        said = _("not saved: {reason}") if here else _("not saved: {reason}; the text is kept in {title}")
        title = wording.shown(self.titles.get(edit.session, edit.session))
        self.tell(said.format(reason=reason, title=title), trouble=True)

    @on(TakenBack)
    def _taken_back(self, message: TakenBack) -> None:
        self.waiting.pop(message.edit.id, None)
        if self.page:
            self.page.take_back(message.edit)
        self.tell(_("undone: {deed}").format(deed=deed(message.edit.deed)))
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
        self.tell(said.format(deed=deed(applied.edit.deed)), trouble=bool(applied.refused))
        self.vocabulary = None
        self.redraw()

    @on(NewsCame)
    def _news(self, message: NewsCame) -> None:
        self.looking = False
        page = self.page
        if page is None or message.session != page.session.id:
            return
        if not self.waiting:
            self.header.reason = self.undrafted
        self._see_closed(page, message.news.closed)
        changed = page.changed(message.news)
        new = page.take_in(message.news)
        if message.header is not None:
            page.session = self.recognised.session = message.header
        if new or changed or message.news.gone or message.header:
            self.vocabulary = None
            self.redraw()
        if changed:
            self.tell(_("the other note-taker changed {note}").format(note=wording.note(changed[-1])))
        for note in new[-_MOST_COMPARED:]:
            self.compare(note)

    def _see_closed(self, page: SessionModel, closed: bool) -> None:
        """Take in that someone else closed the session, or opened it again."""
        if closed == page.closed:
            return
        page.closed = closed
        said = _("this session was closed elsewhere: it can only be read; {key}, then R opens it again")
        self.tell(said.format(key=key("f7")) if closed else _("this session is open again"), trouble=closed)
        self.redraw()

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
        self.looking = self.opening = False
        self.header.reason = message.reason
        self.count_kept()
        self.redraw()

    @on(StatusMessage)
    def _told(self, message: StatusMessage) -> None:
        self.tell(message.text, message.trouble)
