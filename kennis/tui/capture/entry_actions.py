"""What the entry field can do: save, complete, edit, undo, and keep or let go of the speaker."""

import re
from collections.abc import Sequence
from dataclasses import replace

from textual import on

from kennis.errors import InputError
from kennis.locale import _
from kennis.locale.words import deed
from kennis.nouns import Edit, EditKind, Participant
from kennis.reading import entry_edits
from kennis.reading.completion import Completion, complete, vocabulary
from kennis.tui.capture.entry_field import EntryField
from kennis.tui.capture.entry_model import Mode, TooLong
from kennis.tui.capture.session_model import SessionModel
from kennis.tui.capture.store_events import Answering
from kennis.tui.shared import wording
from kennis.tui.shared.command_table import key

_LONGEST_READ = 20_000
# Whether it is worth looking for a completion at all: every key asks.
_COMPLETED = re.compile(r"[@#~][^\s@#~]{0,80}$")


class Noting(Answering):
    """The commands of the entry field."""

    completion: Completion | None = None
    _warned = ""

    @on(EntryField.Changed)
    def _changed(self) -> None:
        self.follow()
        self.recognised.refresh()
        self.keep_soon()

    @on(EntryField.SelectionChanged)
    def _moved(self) -> None:
        self.follow()
        self._offer()
        self.keep_soon()

    @on(EntryField.Dropped)
    def _dropped(self, message: EntryField.Dropped) -> None:
        self.tell(_("{count} characters that a note may not hold were left out").format(count=message.count))

    def page_opened(self) -> None:
        """Make the notes that were entered before the session was open; those of another time only if wanted."""
        page, early = self._page(), self.early
        self.early = []
        if page.closed:
            self.found += early
        else:
            self._place(early)
        self.offer_found()

    def offer_found(self) -> None:
        """Ask once in a session whether notes are for it that were entered before any was open."""
        page = self.page
        if page is None or page.closed or not self.found or page.session.id in self.offered:
            return
        if self.writer.draft.text:  # a question would take the keys of someone who types
            said = _("notes entered while no session was open are kept ({count}): you are asked about them after Enter")
            self.tell(said.format(count=len(self.found)))
            return
        self.offered.add(page.session.id)
        from kennis.tui.shared.ask import Choice
        from kennis.tui.shared.form_fields import Answer

        def answered(value: str | None) -> None:
            if value and self.page is page:
                found, self.found = self.found, []
                self._place(found)

        text = "\n".join(wording.shown(step.after.text) for edit in self.found for step in edit.steps if step.after)
        here = _("save them in {title}").format(title=wording.shown(page.session.title))
        answers = [Answer("", _("keep them for another session")), Answer("here", here)]
        title = _("Notes entered while no session was open: {count}").format(count=len(self.found))
        self.show(Choice(title, answers, texts=(text, text)), answered)

    def _place(self, edits: Sequence[Edit]) -> None:
        for edit in edits:
            self.do(entry_edits.placed(edit, self._page().session, self.room.timezone))
        self.count_kept()

    def action_save(self) -> None:
        """Make what stands in the field a note, or the change of one."""
        self.follow()
        page = self.page or self.nowhere
        if self.refused_as_closed():
            return
        if self.page is None and self.writer.editing:
            self.tell(_("the session is still being opened; what you changed is kept"))
            return
        within = self.writer.draft.session
        text = self.writer.draft.text
        try:
            edits = self.writer.finish(page, cut=self._warned == text)
        except TooLong as long:
            self._warned = text
            self.tell(
                _("too long for one note (100 KiB): Enter again makes {count} notes of it, cut at paragraphs").format(
                    count=long.pieces
                ),
                trouble=True,
            )
            return
        except InputError as error:
            self.tell(str(error), trouble=True)
            return
        self._emptied()
        for edit in edits:
            self.do(edit if self.page else entry_edits.within(edit, within))
        self.tell_of(edits)
        if self.page is not None:
            self._look_at(edits, text)
        elif edits:
            said = _("kept: no session is open; {list} lists the sessions, {new} makes one")
            opening = _("the session is still being opened; this note is kept and follows")
            self.tell(said.format(list=key("f7"), new=key("f8")) if self.unopened else opening)
        self.keep_soon()

    def action_new_line(self) -> None:
        """Go on on a new line."""
        self.entry.new_line()

    def action_complete(self) -> None:
        """Put in the option that is chosen, or the only one there is; where several are not in sight, show them."""
        options = self.options
        if not options.open:
            self._offer()
            if self.completion is None or len(self.completion.options) > 1:
                return
        if self.completion:
            chosen = options.options[options.index]
            self.entry.put(self.completion.start, self.completion.end, f"{chosen.insert} ")

    def action_edit_last(self) -> None:
        """Go up in the options or the text; from an empty field to the last note, one's own if another wrote too."""
        self.follow()
        if self.options.open:
            self.options.move(-1)
        elif self.writer.draft.text or self.writer.editing:
            self.entry.action_cursor_up()
        elif self.page and self.page.count:
            own = (one for one in reversed(self.page.ids) if one not in self.page.foreign)
            self.take_up(next(own, self.page.ids[-1]))

    def action_entry_down(self) -> None:
        """Go down in the options or the text."""
        if self.options.open:
            self.options.move(1)
        else:
            self.entry.action_cursor_down()

    def take_up(self, note: str, mode: Mode = Mode.EDIT) -> None:
        """Bring a note into the entry field."""
        self.follow()
        if self.page is None or note not in self.page or self.refused_as_closed():
            return
        if self.writer.editing and not self.writer.unchanged():
            self.tell(_("end the change of this note first: Enter or Esc"), trouble=True)
            self.set_focus(self.entry)
            return
        if not self.writer.editing and self.writer.draft.text:
            self.texts.put_aside(self.writer.draft)
            self.tell(_("what you were typing comes back after this"))
        source = self.writer.edit(self.page[note], mode)
        self.entry.show(source, (0, 0) if mode is Mode.SPLIT else None)
        self.stream.select(note)
        self.set_focus(self.entry)
        self.redraw()

    def action_leave(self) -> None:
        """Close the options; go back to the entry field; leave the note that is being edited as it was."""
        self.follow()
        if not self.entry.has_focus:
            self.stream.select("")
            self.set_focus(self.entry)
        elif self.options.open:
            self.options.offer(())
        elif self.writer.editing:
            self._leave_edit()
        else:
            self.tell("")

    def refused_as_closed(self) -> bool:
        """Say whether the session is closed; if so tell how it is opened again."""
        if self.page is None or not self.page.closed:
            return False
        self.tell(_("this session is closed; {key} lists the sessions, R reopens it").format(key=key("f7")), True)
        return True

    def tell_of(self, edits: Sequence[Edit]) -> None:
        """Say what was done to which note, and with which key it is undone; a new note is there to be seen."""
        for edit in edits:
            if edit.deed is not EditKind.ADD:
                note = edit.steps[0].before or edit.steps[0].after
                name = wording.note(note) if note else ""
                said = _("{note}: {deed}; {key} undoes it").format(note=name, deed=deed(edit.deed), key=key("ctrl+z"))
                self.tell(said)

    def action_undo(self) -> None:
        """Undo typing while the field is filled, else the last change."""
        self.follow()
        if self.entry.has_focus and (self.writer.draft.text or self.writer.editing):
            self.entry.undo()
        elif self.page is None and self.early:
            self._take_early_back(self.early.pop())
            self.keep_soon()
            self.redraw()
        elif self.page and not self.refused_as_closed():
            self.entry.history.clear()
            session = self.page.session.id
            self.worker.ask(lambda: self.clerk.undo(session))

    def _take_early_back(self, edit: Edit) -> None:
        """Have the last note that was entered before a session was open stand in the field again."""
        self.nowhere.take_back(edit)
        note = edit.steps[0].after
        self.entry.show(entry_edits.source_of(note) if note else "")
        self.count_kept()

    def action_redo(self) -> None:
        """Do again what was undone: typing where that came last, else a change."""
        if self.entry.has_focus and self.entry.history.redo_stack:
            self.entry.redo()
        elif self.page and not self.refused_as_closed():
            session = self.page.session.id
            self.worker.ask(lambda: self.clerk.redo(session))

    def action_release_speaker(self) -> None:
        """Let go of the speaker who stays."""
        self.writer.draft = self.writer.with_speaker("")
        self.recognised.refresh()
        self.keep_soon()

    def action_describe_speaker(self) -> None:
        """Ask who the new speaker is, or else the one of the selected or last note."""
        if self.page is None:
            return
        person = self._person_meant()
        if person is None:
            self.tell(_("choose a speaker first: type @ and a name"))
            return
        from kennis.tui.capture.speaker_form import SpeakerDialog

        session = self.page.session.id

        def answer(known: Participant | None) -> None:
            self.newcomers.pop(person.handle, None)
            if known is not None:
                self.worker.ask(lambda: self.clerk.register(session, known))
                self._name_newcomer()

        self.show(SpeakerDialog(person, self.room.organisations, self.page.session.access), answer)

    def _person_meant(self) -> Participant | None:
        """Give who F6 is about: the speaker of the selected note, else the newcomer who was named last, else the
        speaker who stays or of the last note."""
        page, selected = self._page(), self.stream.note
        if selected is not None and not self.writer.editing:
            return self._known_as(selected.speaker)
        if self.newcomers:
            return next(reversed(self.newcomers.values()))
        last = (page.latest(1) or (None,))[0]
        return self._known_as(self.writer.draft.speaker or (last.speaker if last else ""))

    def _known_as(self, handle: str) -> Participant | None:
        known = {one.handle: one for one in self._page().session.participants}
        return (self.newcomers.get(handle) or known.get(handle) or Participant(handle=handle)) if handle else None

    def _name_newcomer(self) -> None:
        """Name the newcomer of whom nothing is known yet, the last one first."""
        if self.newcomers:
            handle = next(reversed(self.newcomers))
            said = _("@{handle} is new; {key}: say who that is, or just go on")
            self.tell(said.format(handle=wording.shown(handle), key=key("f6")))

    def _leave_edit(self) -> None:
        if not self.writer.unchanged() and self._warned != self.writer.draft.text:
            self._warned = self.writer.draft.text
            self.tell(_("Esc again drops what you changed; Enter saves it"), trouble=True)
            return
        self.writer.clear()
        self._emptied()
        self.tell("")

    def _emptied(self) -> None:
        """Be ready for the next note, or go on with the one that was put aside."""
        self._warned = ""
        self.entry.show("")
        if (aside := self.texts.take_back()) is not None:
            self.writer.resume(aside)
            self.entry.show(aside.text, aside.cursor)
        self.stream.select("")
        self.redraw()
        self.offer_found()

    def _look_at(self, edits: tuple[Edit, ...], text: str) -> None:
        """After a note: ask once who a new speaker is, and compare it with those of the other note-taker."""
        page = self._page()
        new = entry_edits.unknown_speaker(text[:_LONGEST_READ], page.session)
        if new is not None and new.handle not in self.asked:
            self.asked.add(new.handle)
            self.newcomers[new.handle] = replace(new, name="" if new.name == new.handle else new.name)
            self._name_newcomer()
        if unread := entry_edits.unread(text[:_LONGEST_READ], page.session, self.room.lenses):
            self.tell(
                _("{reason}; {key} changes the note").format(reason=" · ".join(unread), key=key("up")), trouble=True
            )
        for edit in edits:
            if edit.deed is EditKind.ADD and page.foreign:
                self.compare(page[edit.steps[0].note])

    def _offer(self) -> None:
        self.completion = None
        line, column = self.entry.cursor_location
        wanted = _COMPLETED.search(self.entry.document.get_line(line)[:column])
        if self.page and wanted and self.writer.mode is not Mode.SPLIT:
            if self.vocabulary is None:
                self.vocabulary = vocabulary(self.page.session, self.page.notes, self.room.lenses)
            self.completion = complete(self.entry.text, self.entry.at, self.vocabulary)
        self.options.offer(self.completion.options if self.completion else ())

    def _page(self) -> SessionModel:
        assert self.page is not None
        return self.page
