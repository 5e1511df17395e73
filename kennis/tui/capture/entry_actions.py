"""What the entry field can do: save, take up a note, leave it, undo."""

from typing import TYPE_CHECKING

from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import Edit, EditKind
from kennis.reading import entry_edits
from kennis.tui.capture.entry_model import EntryMode, TooLong
from kennis.tui.capture.session_model import SessionModel
from kennis.tui.shared.command_table import key

if TYPE_CHECKING:
    from kennis.tui.capture.screen import CaptureScreen

_LONGEST_READ = 20_000  # characters of a note that are looked through for new speakers and unread marks; set by hand


class EntryActions:
    """The commands of the entry field."""

    def __init__(self, screen: "CaptureScreen") -> None:
        self._screen, self._state = screen, screen.state
        self._warned = ""  # the text of which was said what a second key will do

    def save(self) -> None:
        """Make what stands in the field a note, or the change of one."""
        self._screen.follow()
        model, entry = self._state.model, self._state.entry_model
        if self._screen.refused_as_closed():
            return
        if model is None and entry.editing:
            self._screen.tell(_("the session is still being opened; what you changed is kept"))
            return
        begun_in, text = entry.draft.session, entry.draft.text
        edits = self._finished(text)
        if edits is None:
            return
        self._emptied()
        for edit in edits:
            self._screen.do(edit if model else entry_edits.within(edit, begun_in))
        self._screen.tell_of(edits)
        if model is not None:
            self._look_at(model, edits, text)
        elif edits:
            said = _("kept: no session is open; {list} lists the sessions, {new} makes one")
            opening = _("the session is still being opened; this note is kept and follows")
            unopened = self._state.unopened
            self._screen.tell(said.format(list=key("f7"), new=key("f8")) if unopened else opening)
        self._screen.keep_soon()

    def _finished(self, text: str) -> tuple[Edit, ...] | None:
        """Make the edits that Enter means; None where the field must stay as it is, and why is said."""
        state = self._state
        try:
            return state.entry_model.finish(state.model or state.without_session, cut=self._warned == text)
        except TooLong as long:
            self._warned = text
            said = _("too long for one note (100 KiB): Enter again makes {count} notes of it, cut at paragraphs")
            self._screen.tell(said.format(count=long.pieces), trouble=True)
        except InputError as error:
            self._screen.tell(str(error), trouble=True)
        return None

    def new_line(self) -> None:
        """Go on on a new line."""
        self._screen.entry.new_line()

    def up(self) -> None:
        """Go up in the options or the text; from an empty field to the last note, one's own if another wrote too."""
        self._screen.follow()
        model, entry = self._state.model, self._state.entry_model
        if self._screen.options.open:
            self._screen.options.move(-1)
        elif entry.draft.text or entry.editing:
            self._screen.entry.action_cursor_up()
        elif model and model.count:
            own = (one for one in reversed(model.ids) if one not in model.foreign)
            self.take_up(next(own, model.ids[-1]))

    def down(self) -> None:
        """Go down in the options or the text."""
        if self._screen.options.open:
            self._screen.options.move(1)
        else:
            self._screen.entry.action_cursor_down()

    def take_up(self, note: str, mode: EntryMode = EntryMode.EDIT) -> None:
        """Bring a note into the entry field."""
        screen, state, entry = self._screen, self._state, self._state.entry_model
        screen.follow()
        if state.model is None or note not in state.model or screen.refused_as_closed():
            return
        if entry.editing and not entry.unchanged():
            screen.tell(_("end the change of this note first: Enter or Esc"), trouble=True)
            screen.set_focus(screen.entry)
            return
        if not entry.editing and entry.draft.text:
            state.texts.put_aside(entry.draft)
            screen.tell(_("what you were typing comes back after this"))
        source = entry.edit(state.model[note], mode)
        screen.entry.show(source, (0, 0) if mode is EntryMode.SPLIT else None)
        screen.stream.select(note)
        screen.set_focus(screen.entry)
        screen.redraw()

    def leave(self) -> None:
        """Go back to the entry field; there close the options, leave the note that is being edited as it was, or
        show all notes again."""
        self._screen.follow()
        if not self._screen.entry.has_focus:
            self._screen.navigation.to_entry()
        elif self._screen.options.open:
            self._screen.options.offer(())
        elif self._state.entry_model.editing:
            self._leave_note()
        else:
            self._screen.find_actions.show_all()
            self._screen.tell("")

    def _leave_note(self) -> None:
        entry = self._state.entry_model
        if not entry.unchanged() and self._warned != entry.draft.text:
            self._warned = entry.draft.text
            self._screen.tell(_("Esc again drops what you changed; Enter saves it"), trouble=True)
            return
        entry.clear()
        self._emptied()
        self._screen.tell("")

    def undo(self) -> None:
        """Undo typing while the field is filled, else the last change."""
        screen, state = self._screen, self._state
        screen.follow()
        if screen.entry.has_focus and (state.entry_model.draft.text or state.entry_model.editing):
            screen.entry.undo()
        elif state.model is None and state.early:
            note = state.take_back_early()
            screen.entry.show(entry_edits.source_of(note) if note else "")
            screen.keep_soon()
            screen.redraw()
        elif state.session and not screen.refused_as_closed():
            screen.entry.history.clear()
            session = state.session.id
            screen.ask(lambda worker: worker.undo(session))

    def redo(self) -> None:
        """Do again what was undone: typing where that came last, else a change."""
        entry, open_now = self._screen.entry, self._state.session
        if entry.has_focus and entry.history.redo_stack:
            entry.redo()
        elif open_now and not self._screen.refused_as_closed():
            self._screen.ask(lambda worker: worker.redo(open_now.id))

    def _emptied(self) -> None:
        """Be ready for the next note, or go on with the one that was put aside."""
        self._warned = ""
        self._screen.entry.show("")
        if (aside := self._state.texts.take_back()) is not None:
            self._state.entry_model.resume(aside)
            self._screen.entry.show(aside.text, aside.cursor)
        self._screen.stream.select("")
        self._screen.redraw()
        self._screen.early_notes.offer()

    def _look_at(self, model: SessionModel, edits: tuple[Edit, ...], text: str) -> None:
        """After a note: name a new speaker, say what was not read, and compare it with the other note-taker's."""
        self._screen.speaker_actions.meet(model, text[:_LONGEST_READ])
        if unread := entry_edits.unread(text[:_LONGEST_READ], model.session, self._state.lenses):
            said = _("{reason}; {key} changes the note")
            self._screen.tell(said.format(reason=" · ".join(unread), key=key("up")), trouble=True)
        for edit in edits:
            if edit.kind is EditKind.ADD and model.foreign:
                self._screen.store_events.compare(model, model[edit.steps[0].note])
