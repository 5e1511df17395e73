"""The session as a whole: another one, a new one, its file, closing and reopening."""

from typing import TYPE_CHECKING

from kennis import clock
from kennis.locale import _
from kennis.nouns import Session
from kennis.tui.capture.capture_events import FileWritten, NotOpened, SessionsCame
from kennis.tui.capture.capture_worker import CaptureWorker, Request
from kennis.tui.shared import wording
from kennis.tui.shared.command_table import key

if TYPE_CHECKING:
    from kennis.tui.capture.screen import CaptureScreen

_NEW = "new"
_LONGEST_TITLE = 40  # characters of a title in a question; set by hand


class SessionActions:
    """The commands for the session."""

    def __init__(self, screen: "CaptureScreen") -> None:
        self._screen, self._state = screen, screen.state

    def choose(self) -> None:
        """Ask for the list of sessions."""
        self._screen.ask(CaptureWorker.sessions)

    def sessions_came(self, message: SessionsCame) -> None:
        """Show the sessions, and do what is chosen with one."""
        from kennis.tui.capture.session_list import Chosen, SessionList, Wish

        def answer(chosen: Chosen | None) -> None:
            if chosen is None:
                return
            if chosen.wish is Wish.NEW:
                self.make()
            elif chosen.wish is Wish.CLOSE:
                self._screen.ask(lambda worker: worker.write(chosen.session, False, True))
            elif chosen.wish is Wish.REOPEN:
                self.switch(lambda worker: worker.reopen(chosen.session))
            else:
                self.switch(lambda worker: worker.open(chosen.session))

        current = self._state.session.id if self._state.session else ""
        kept = frozenset(self._state.texts.left_in(current))
        self._screen.show(SessionList(message.views, current, kept), answer)

    def make(self) -> None:
        """Ask for the facts of a new session, make it and go there."""
        from kennis.tui.capture.new_session import NewSessionDialog

        def answer(session: Session | None) -> None:
            if session is not None:
                self.switch(lambda worker: worker.open_new(session))
            elif self._state.model is None:
                self._tell_how()

        self._screen.show(NewSessionDialog(timezone=self._state.timezone), answer)

    def none_found(self) -> None:
        """Ask for the first session; someone who types is only told."""
        self._state.unopened = _("there is no session yet")
        self._screen.redraw()
        if self._typing():
            self._tell_how()
        else:
            self.make()

    def not_opened(self, message: NotOpened) -> None:
        """Say why a session cannot be opened; where none is open, ask which is meant."""
        if self._state.model is not None:
            self._screen.tell(message.reason, trouble=True)
            return
        self._state.unopened = message.reason
        self._screen.redraw()
        if self._typing() or not (message.nearest or message.name):
            self._tell_how(message.reason)
        else:
            self._ask_which(message)

    def _ask_which(self, message: NotOpened) -> None:
        """Ask whether one of the nearest sessions is meant, or a new one."""
        from kennis.tui.shared.choice_dialog import Choice
        from kennis.tui.shared.form_fields import Answer

        known = message.nearest.items()
        answers = [Answer(name, wording.shown(title)[:_LONGEST_TITLE], name) for name, title in known]
        if message.unknown:
            answers.append(Answer(_NEW, _("a new session"), _("of today, with this title")))

        def answered(value: str | None) -> None:
            if not value:
                self._tell_how(message.reason)
            elif value == _NEW:
                zone = self._state.timezone
                made = Session(id="", title=message.name, date=clock.today(zone), timezone=zone)
                self.switch(lambda worker: worker.open_new(made))
            else:
                self.switch(lambda worker: worker.open(value))

        name = wording.shown(message.name)
        title = _("There is no session “{name}”") if message.unknown else _("Which session is “{name}”?")
        typed = self._screen.entry.insert
        self._screen.show(Choice(title.format(name=name), answers, typed=typed), answered)

    def _typing(self) -> bool:
        """Say whether a question would take the keys of someone who types."""
        self._screen.follow()
        return bool(self._state.entry_model.draft.text or self._state.early)

    def _tell_how(self, reason: str = "") -> None:
        said = _("{reason}: {list} lists the sessions, {new} makes one; what you type is kept")
        reason = reason or _("there is no session yet")
        self._screen.tell(said.format(reason=reason, list=key("f7"), new=key("f8")), trouble=True)

    def write_file(self) -> None:
        """Write the session's file."""
        self._write(closing=False)

    def close(self) -> None:
        """Close the session and write its file."""
        self._write(closing=True)

    def reopen(self) -> None:
        """Open the closed session again."""
        if open_now := self._state.session:
            self.switch(lambda worker: worker.reopen(open_now.id))

    def switch(self, request: Request) -> None:
        """Go to another session; what stands in the field stays with this one, an edit must be ended first."""
        if self._state.entry_model.editing:
            self._screen.tell(_("end the change of this note first: Enter or Esc"), trouble=True)
            return
        self._screen.find_actions.filtered = ""
        self._screen.ask(request)

    def written(self, message: FileWritten) -> None:
        """Say where the file is, or show what was changed in it by hand."""
        closed, model = message.closed, self._state.model
        if closed.difference:
            self._show_difference(message)
            return
        said = _("closed; written to {path}") if message.closing else _("written to {path}")
        self._screen.tell(said.format(path=wording.shown(closed.path)))
        if message.closing and model and model.session.id == message.session:
            model.closed = True
            self._screen.redraw()

    def _show_difference(self, message: FileWritten) -> None:
        from kennis.tui.capture.file_difference import DifferenceDialog

        def answer(merge: bool | None) -> None:
            if merge:
                self._screen.ask(lambda worker: worker.write(message.session, True, message.closing))

        self._screen.show(DifferenceDialog(message.closed.path, message.closed.difference), answer)

    def _write(self, closing: bool) -> None:
        if open_now := self._state.session:
            self._screen.ask(lambda worker: worker.write(open_now.id, False, closing))
