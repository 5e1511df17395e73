"""What the thread with the store tells, and what the screen shows of it; each second it is asked what others did."""

from typing import TYPE_CHECKING

from kennis import clock
from kennis.locale import _
from kennis.locale.words import edit_kind
from kennis.nouns import Applied, Draft, Edit, EditKind, Note, Session
from kennis.reading import entry_edits
from kennis.tui.capture.capture_events import NewsCame, Opened, Registered, Stored, TakenBack, TwinFound, Undone
from kennis.tui.capture.capture_worker import CaptureWorker
from kennis.tui.capture.session_model import SessionModel
from kennis.tui.shared import wording
from kennis.tui.shared.command_table import key
from kennis.tui.shared.worker_thread import Unreachable

if TYPE_CHECKING:
    from kennis.tui.capture.screen import CaptureScreen

_COMPARED = 50  # latest notes in which a double is looked for; set by hand
_MOST_COMPARED = 5  # new ones of somebody else at a time that are compared with them; set by hand


class StoreEvents:
    """Asks the store and takes in what it tells; `looking` and `opening` say that an answer has yet to come."""

    def __init__(self, screen: "CaptureScreen") -> None:
        self._screen, self._state = screen, screen.state
        self.looking = False
        self.opening = False

    def open_first(self) -> None:
        """Have the session opened that was named at the start, else the usual one."""
        self.opening = True
        setup, left = self._screen.setup, self._state.left_in
        today, named = clock.today(setup.timezone), setup.session
        if named and setup.new:
            made = Session(id="", title=named, date=today, timezone=setup.timezone)
            self._screen.ask(lambda worker: worker.open_new(made))
        elif named:
            self._screen.ask(lambda worker: worker.open(named))
        else:
            self._screen.ask(lambda worker: worker.open_usual(today, left))

    def look(self) -> None:
        """Store what waits, look for what others did, move the clock on."""
        self._screen.header.refresh()
        model = self._state.model
        if model is None:
            if not (self.opening or self._state.unopened):
                self.open_first()
            return
        if self._state.waiting:
            self._screen.ask(CaptureWorker.flush)
        if not self.looking:
            self.looking = True
            session, stamp = model.session, model.stamp
            self._screen.ask(lambda worker: worker.news(session, stamp))
        if self._screen.autosave.reason:
            self._screen.keep_soon()

    def opened(self, message: Opened) -> None:
        """Show the session, with what was being typed in it."""
        screen, state = self._screen, self._state
        screen.follow()
        before = state.entry_model.draft
        state.open(message.session, message.titles)
        now = state.entry_model.draft
        if now.text != before.text:
            screen.entry.show(now.text, now.cursor)
        if state.model is not None:
            screen.stream.open(state.model)
        state.reason = screen.capture_worker.outbox.reason
        screen.redraw()
        screen.keep_soon()
        self._tell_of_texts(before, message.session.session.id)
        screen.early_notes.session_opened()

    def _tell_of_texts(self, before: Draft, here: str) -> None:
        """Say where what was being typed is now, and that something was left elsewhere."""
        state = self._state
        if before.text and before.session not in ("", here):
            said = _("what you were typing stays in {title}; it is there when you go back ({key})")
            self._screen.tell(said.format(title=wording.shown(state.title(before.session)), key=key("f7")))
        elif not before.session and (elsewhere := state.texts.known_as(state.titles, here)):
            said = _("an unfinished text is kept in: {titles} ({key} goes there)")
            self._screen.tell(said.format(titles=wording.shown("; ".join(elsewhere)), key=key("f7")))

    def stored(self, message: Stored) -> None:
        """Show as saved what was stored, and give back what never can be."""
        for applied in message.flushed.stored:
            self._state.stored(applied)
            if applied.conflicts:
                said = _("someone else changed this note too: both texts are kept, v shows them")
                self._screen.tell(said, trouble=True)
        for refused in message.flushed.refused:
            self._give_back(refused.edit, refused.reason)
        self._state.reason = message.reason
        self._screen.keep_soon()
        self._screen.redraw()

    def _give_back(self, edit: Edit, reason: str) -> None:
        """Put what can never be stored before the person again, above what is being typed, so that nothing is lost."""
        screen, state = self._screen, self._state
        state.take_back(edit)
        after = edit.steps[0].after
        here = state.session is None or state.session.id == edit.session
        if edit.kind in (EditKind.ADD, EditKind.TEXT) and after is not None:
            screen.follow()
            typed = state.entry_model.draft.text
            source = entry_edits.whole_source(after)
            if here:
                screen.entry.show(f"{source}\n{typed}" if typed else source)
            else:
                state.texts.give_to(edit.session, Draft(session=edit.session, text=source))
        said = _("not saved: {reason}") if here else _("not saved: {reason}; the text is kept in {title}")
        screen.tell(said.format(reason=reason, title=wording.shown(state.title(edit.session))), trouble=True)

    def taken_back(self, message: TakenBack) -> None:
        """Show an edit no more that was undone before it was stored."""
        self._state.take_back(message.edit)
        self._screen.tell(_("undone: {change}").format(change=edit_kind(message.edit.kind)))
        self._screen.keep_soon()
        self._screen.redraw()

    def undone(self, message: Undone) -> None:
        """Show what was undone, or done again."""
        applied = message.applied
        if applied is None:
            self._screen.tell(_("there is nothing to redo") if message.again else _("there is nothing to undo"))
            return
        if applied.loosened:
            self._ask_to_loosen(applied, message.again)
            return
        self._state.settle(applied)
        said = _("done again: {change}") if message.again else _("undone: {change}")
        if applied.refused:
            said = _("not undone where someone else changed the note meanwhile ({change})")
        self._screen.tell(said.format(change=edit_kind(applied.edit.kind)), trouble=bool(applied.refused))
        self._screen.redraw()

    def _ask_to_loosen(self, applied: Applied, again: bool) -> None:
        """Ask whether more may be printed of a note again, before a change is undone or done again."""
        from kennis.tui.shared.choice_dialog import Choice
        from kennis.tui.shared.form_fields import Answer

        notes = {step.note: wording.note(step.before) for step in applied.edit.steps if step.before}
        names = ", ".join(notes.get(one, f"@{one}") for one in applied.loosened)
        title = _("More could be printed then of {notes}. Do it all the same?").format(notes=names)

        def answer(value: str | None) -> None:
            if value and self._state.session is not None and self._state.session.id == applied.edit.session:
                session = applied.edit.session
                self._screen.ask(lambda worker: (worker.redo if again else worker.undo)(session, loosen=True))

        self._screen.show(Choice(title, [Answer("", _("no")), Answer("yes", _("yes"))]), answer)

    def news_came(self, message: NewsCame) -> None:
        """Show what others changed, and compare their new notes with those that are here."""
        self.looking = False
        model = self._state.model
        if model is None or message.session != model.session.id:
            return
        if not self._state.waiting:
            self._state.reason = self._screen.autosave.reason
        self._see_closed(model, message.news.closed)
        changed = model.changed(message.news)
        new = model.take_in(message.news)
        if message.header is not None:
            model.session = message.header
        if new or changed or message.news.gone or message.header:
            self._state.forget_vocabulary()
            self._screen.redraw()
        if changed:
            said = _("the other note-taker changed {note}")
            self._screen.tell(said.format(note=wording.note(changed[-1])))
        for note in new[-_MOST_COMPARED:]:
            self.compare(model, note)

    def _see_closed(self, model: SessionModel, closed: bool) -> None:
        """Take in that someone else closed the session, or opened it again."""
        if closed == model.closed:
            return
        model.closed = closed
        said = _("this session was closed elsewhere: it can only be read; {key}, then R opens it again")
        self._screen.tell(said.format(key=key("f7")) if closed else _("this session is open again"), trouble=closed)
        self._screen.redraw()

    def compare(self, model: SessionModel, note: Note) -> None:
        """Have a note compared with the last ones of the other side."""
        theirs = note.id in model.foreign
        others = tuple(one for one in model.latest(_COMPARED) if (one.id in model.foreign) != theirs)
        if others:
            self._screen.ask(lambda worker: worker.twin(note, others))

    def twin_found(self, message: TwinFound) -> None:
        """Mark a note of which another says nearly the same."""
        model = self._state.model
        if model and message.note in model:
            model.twins[message.note] = message.twin
            self._screen.redraw()

    def registered(self, message: Registered) -> None:
        """Show the register as it stands now."""
        if self._state.register(message.session):
            self._screen.redraw()

    def unreachable(self, message: Unreachable) -> None:
        """Show that the store cannot be used now; it is tried again."""
        self.looking = self.opening = False
        self._state.reason = message.reason
        self._screen.redraw()
