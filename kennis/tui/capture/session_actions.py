"""The session as a whole: another one, a new one, its file, closing and reopening."""

from textual import on

from kennis import clock
from kennis.locale import _
from kennis.nouns import Session
from kennis.tui.capture.capture_events import NoSession, NotOpened, SessionsCame, Written
from kennis.tui.capture.find_actions import Seeking
from kennis.tui.shared import wording
from kennis.tui.shared.command_table import key
from kennis.tui.shared.worker_thread import Job

_NEW = "new"
_LONGEST_TITLE = 40


class Meeting(Seeking):
    """The commands for the session."""

    def action_sessions(self) -> None:
        """Ask for the list of sessions."""
        self.worker.ask(self.clerk.sessions)

    @on(SessionsCame)
    def _sessions(self, message: SessionsCame) -> None:
        from kennis.tui.capture.session_list import Chosen, SessionList, Wish

        def answer(chosen: Chosen | None) -> None:
            if chosen is None:
                return
            if chosen.wish is Wish.NEW:
                self.action_new_session()
            elif chosen.wish is Wish.CLOSE:
                self.worker.ask(lambda: self.clerk.write(chosen.session, False, True))
            elif chosen.wish is Wish.REOPEN:
                self.switch(lambda: self.clerk.reopen(chosen.session))
            else:
                self.switch(lambda: self.clerk.open(chosen.session))

        current = self.page.session.id if self.page else ""
        self.show(SessionList(message.views, current, frozenset(self.texts.left_in(current))), answer)

    def action_new_session(self) -> None:
        """Ask for the facts of a new session, make it and go there."""
        from kennis.tui.capture.new_session import NewSessionDialog

        def answer(session: Session | None) -> None:
            if session is not None:
                self.switch(lambda: self.clerk.open_new(session))
            elif self.page is None:
                self._tell_how()

        self.show(NewSessionDialog(timezone=self.room.timezone), answer)

    @on(NoSession)
    def _no_session(self) -> None:
        self.unopened = self.header.unopened = _("there is no session yet")
        self.redraw()
        if self._typing:
            self._tell_how()
        else:
            self.action_new_session()

    def not_opened(self, message: NotOpened) -> None:
        """Ask whether one of the nearest sessions is meant, or a new one; someone who types is only told."""
        if self._typing or not (message.nearest or message.name):
            self._tell_how(message.reason)
            return
        from kennis.tui.shared.ask import Choice
        from kennis.tui.shared.form_fields import Answer

        known = message.nearest.items()
        answers = [Answer(name, wording.shown(title)[:_LONGEST_TITLE], name) for name, title in known]
        if message.unknown:
            answers.append(Answer(_NEW, _("a new session"), _("of today, with this title")))

        def answered(value: str | None) -> None:
            if not value:
                self._tell_how(message.reason)
            elif value == _NEW:
                zone = self.room.timezone
                made = Session(id="", title=message.name, date=clock.today(zone), timezone=zone)
                self.switch(lambda: self.clerk.open_new(made))
            else:
                self.switch(lambda: self.clerk.open(value))

        name = wording.shown(message.name)
        title = _("There is no session “{name}”") if message.unknown else _("Which session is “{name}”?")
        self.show(Choice(title.format(name=name), answers, typed=self.entry.insert), answered)

    @property
    def _typing(self) -> bool:
        """Say whether a question would take the keys of someone who types."""
        self.follow()
        return bool(self.writer.draft.text or self.early)

    def _tell_how(self, reason: str = "") -> None:
        said = _("{reason}: {list} lists the sessions, {new} makes one; what you type is kept")
        reason = reason or _("there is no session yet")
        self.tell(said.format(reason=reason, list=key("f7"), new=key("f8")), trouble=True)

    def action_write_file(self) -> None:
        """Write the session's file."""
        self._write(closing=False)

    def action_close_session(self) -> None:
        """Close the session and write its file."""
        self._write(closing=True)

    def action_reopen_session(self) -> None:
        """Open the closed session again."""
        if self.page is not None:
            session = self.page.session.id
            self.switch(lambda: self.clerk.reopen(session))

    def switch(self, job: Job) -> None:
        """Go to another session; what stands in the field stays with this one, an edit must be ended first."""
        if self.writer.editing:
            self.tell(_("end the change of this note first: Enter or Esc"), trouble=True)
            return
        self.filtered = ""
        self.worker.ask(job)

    @on(Written)
    def _written(self, message: Written) -> None:
        closed = message.closed
        if closed.difference:
            self._show_difference(message)
            return
        said = _("closed; written to {path}") if message.closing else _("written to {path}")
        self.tell(said.format(path=wording.shown(closed.path)))
        if message.closing and self.page and self.page.session.id == message.session:
            self.page.closed = True
            self.redraw()

    def _show_difference(self, message: Written) -> None:
        from kennis.tui.capture.file_difference import DifferenceDialog

        def answer(merge: bool | None) -> None:
            if merge:
                self.worker.ask(lambda: self.clerk.write(message.session, True, message.closing))

        self.show(DifferenceDialog(message.closed.path, message.closed.difference), answer)

    def _write(self, closing: bool) -> None:
        if self.page is not None:
            session = self.page.session.id
            self.worker.ask(lambda: self.clerk.write(session, False, closing))
