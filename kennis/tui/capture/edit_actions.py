"""What can be done to the selected note."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from textual import on

from kennis.errors import InputError
from kennis.locale import _
from kennis.locale.words import consent, consent_meaning
from kennis.locale.words import kind as kind_word
from kennis.nouns import Consent, Edit, EditKind, Kind, Note
from kennis.reading import entry_edits
from kennis.reading.completion import vocabulary
from kennis.tui.capture.capture_events import VersionsCame
from kennis.tui.capture.entry_actions import Noting
from kennis.tui.capture.entry_model import Mode
from kennis.tui.capture.note_stream import NoteStream
from kennis.tui.shared import wording
from kennis.workflows.consent_levels import parted, told

_NONE = "-"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question and its answers: value, word, what it means; and a longer text of each where there is one."""

    title: str
    answers: list[tuple[str, str, str]]
    texts: tuple[str, ...] = ()


class Altering(Noting):
    """The commands of the stream."""

    def action_to_stream(self) -> None:
        """Go to the notes, at the last one or the one selected before."""
        if len(self.stream.ids):
            self.set_focus(self.stream)
            if not self.stream.selected:
                self.stream.move(0)

    def action_previous_note(self) -> None:
        """Select the note before."""
        self.stream.move(-1)

    def action_next_note(self) -> None:
        """Select the next note."""
        self.stream.move(1)

    def action_page_back(self) -> None:
        """Select a note a screenful back."""
        self.stream.turn(-1)

    def action_page_on(self) -> None:
        """Select a note a screenful on."""
        self.stream.turn(1)

    def action_first_note(self) -> None:
        """Select the first note."""
        self.stream.move(-len(self.stream.ids))

    def action_last_note(self) -> None:
        """Select the last note."""
        self.stream.move(len(self.stream.ids))

    def action_scroll_back(self) -> None:
        """Look at what was said before; the entry field keeps the focus."""
        self.stream.scroll_pages(-1)

    def action_scroll_on(self) -> None:
        """Look on, up to the end."""
        self.stream.scroll_pages(1)

    @on(NoteStream.Typed)
    async def _typed_in_list(self, message: NoteStream.Typed) -> None:
        """Have what is typed while the list has the focus stand in the field."""
        self.stream.select("")
        self.set_focus(self.entry)
        self.entry.add(message.text)
        self.follow()

    @on(NoteStream.PastEnd)
    def _past_end(self) -> None:
        self.action_leave()

    @on(NoteStream.Clicked)
    def _clicked(self) -> None:
        self.set_focus(self.stream)

    def action_edit_note(self) -> None:
        """Bring the selected note into the entry field."""
        if note := self._chosen():
            self.take_up(note.id)

    def action_split_note(self) -> None:
        """Bring the selected note into the entry field to be cut in two."""
        if note := self._chosen():
            self.take_up(note.id, Mode.SPLIT)

    def action_merge_note(self) -> None:
        """Put the next note under the selected one."""
        note = self._chosen()
        following = self._page().following(note.id) if note else None
        if note is None or following is None:
            self.tell(_("there is no next note to merge with"))
            return
        try:
            self._do(entry_edits.merge(note, self._page()[following]))
        except InputError as error:
            self.tell(str(error), trouble=True)

    def action_set_kind(self) -> None:
        """Choose another kind."""
        if note := self._chosen():
            answers = [(str(kind), kind_word(kind), wording.MARKS[kind]) for kind in Kind]
            take = self._taker(note, EditKind.KIND, lambda value: {"kind": Kind(value)})
            self._choose(Ask(_("What sort of note is it?"), answers), str(note.kind), take)

    def action_set_speaker(self) -> None:
        """Choose another speaker."""
        if note := self._chosen():
            page = self._page()
            known = vocabulary(page.session, page.notes, ()).participants
            answers = [(one.handle, f"@{one.handle}", wording.person(one)) for one in known]
            answers.append((_NONE, _("nobody"), ""))
            take = self._taker(note, EditKind.SPEAKER, lambda value: {"speaker": "" if value == _NONE else value})
            self._choose(Ask(_("Who said it?"), answers), note.speaker or _NONE, take)

    def action_set_consent(self) -> None:
        """Choose what may be printed."""
        if note := self._chosen():
            levels = (None, *Consent)
            answers = [(str(level or _NONE), consent(level), consent_meaning(level)) for level in levels]
            take = self._taker(
                note, EditKind.CONSENT, lambda value: {"consent": None if value == _NONE else Consent(value)}
            )
            self._choose(Ask(_("What may be printed of it?"), answers), str(note.consent or _NONE), take)

    def action_set_all_consent(self) -> None:
        """Choose what may be printed of all notes that are shown."""
        if self._chosen() and self.page is not None:
            page, ids = self.page, tuple(self.stream.ids)
            levels = (None, *Consent)
            answers = [(str(level or _NONE), consent(level), consent_meaning(level)) for level in levels]
            title = _("What may be printed of the notes that are shown? ({count})").format(count=len(ids))

            def take(value: str) -> None:
                level = None if value == _NONE else Consent(value)
                done = parted((page[one] for one in ids if one in page), level)
                if done.changed:
                    self.do(entry_edits.change_all(done.changed, level))
                self.tell(told(done))

            self._choose(Ask(title, answers), _NONE, take)

    def action_star(self) -> None:
        """Put a star on the note, or take it off."""
        if note := self._chosen():
            self._change(EditKind.STAR, note, replace(note, star=not note.star))

    def action_delete_note(self) -> None:
        """Take the note out."""
        if note := self._chosen():
            self._do(entry_edits.delete(note))

    def action_show_versions(self) -> None:
        """Ask for the versions of the note."""
        if note := self._chosen():
            name = note.id
            self.worker.ask(lambda: self.clerk.versions(name))

    @on(VersionsCame)
    def _versions(self, message: VersionsCame) -> None:
        if not message.versions or self.page is None or message.note not in self.page:
            return
        note = self.page[message.note]
        latest = tuple(reversed(message.versions))
        said = [f"{wording.MARKS[one.kind]} {one.text}".strip() for one in latest]
        answers = [
            (str(place), _("version {number}").format(number=one.version), wording.shown(text)[:60])
            for place, (one, text) in enumerate(zip(latest, said, strict=True))
        ]

        take = self._taker(
            note, EditKind.TEXT, lambda chosen: {"text": latest[int(chosen)].text, "kind": latest[int(chosen)].kind}
        )
        title = _("Versions of {note}: Enter takes one back").format(note=wording.note(note))
        self._choose(Ask(title, answers, tuple(said)), "0", take)

    def _chosen(self) -> Note | None:
        """Give the selected note, unless the session is closed."""
        if self.page is None or self.stream.note is None:
            return None
        return None if self.refused_as_closed() else self.stream.note

    def _change(self, deed: EditKind, before: Note, after: Note) -> None:
        if after != before:
            self._do(entry_edits.change(deed, before, after))

    def _do(self, edit: Edit) -> None:
        self.do(edit)
        self.tell_of((edit,))

    def _taker(self, asked: Note, deed: EditKind, changes: Callable[[str], dict[str, Any]]) -> Callable[[str], None]:
        """Give what takes an answer over in the note that was asked about, as it stands then."""

        def take(value: str) -> None:
            if self.page is None or asked.id not in self.page:
                self.tell(_("{note} is gone; nothing was changed").format(note=wording.note(asked)), trouble=True)
            elif not self.refused_as_closed():
                now = self.page[asked.id]
                self._change(deed, now, replace(now, **changes(value)))

        return take

    def _choose(self, ask: Ask, now: str, take: Callable[[str], None]) -> None:
        from kennis.tui.shared.ask import Choice
        from kennis.tui.shared.form_fields import Answer

        answers = [Answer(value, word, meaning) for value, word, meaning in ask.answers]

        def answered(value: str | None) -> None:
            if value is not None:
                take(value)

        self.show(Choice(ask.title, answers, chosen=now, texts=ask.texts), answered)
