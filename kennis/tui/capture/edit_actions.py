"""What can be done to the selected note, or to all that are shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kennis import clock
from kennis.errors import InputError
from kennis.locale import _
from kennis.locale.words import consent, consent_meaning
from kennis.locale.words import kind as kind_word
from kennis.nouns import Consent, Edit, EditKind, Kind, Note
from kennis.reading import entry_edits
from kennis.tui.capture.capture_events import VersionsCame
from kennis.tui.capture.entry_model import EntryMode
from kennis.tui.shared import wording
from kennis.workflows.consent_levels import parted, told

if TYPE_CHECKING:
    from kennis.tui.capture.screen import CaptureScreen

_NONE = "-"


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    """A question and its answers: value, word, what it means; and a longer text of each where there is one."""

    title: str
    answers: Sequence[tuple[str, str, str]]
    texts: tuple[str, ...] = ()


class EditActions:
    """The commands for the selected note."""

    def __init__(self, screen: "CaptureScreen") -> None:
        self._screen, self._state = screen, screen.state

    def edit(self) -> None:
        """Bring the selected note into the entry field."""
        if note := self._selected():
            self._screen.entry_actions.take_up(note.id)

    def split(self) -> None:
        """Bring the selected note into the entry field to be cut in two."""
        if note := self._selected():
            self._screen.entry_actions.take_up(note.id, EntryMode.SPLIT)

    def merge(self) -> None:
        """Put the next note under the selected one."""
        note, model = self._selected(), self._state.model
        following = model.following(note.id) if note and model else None
        if note is None or model is None or following is None:
            self._screen.tell(_("there is no next note to merge with"))
            return
        try:
            self._do(entry_edits.merge(note, model[following]))
        except InputError as error:
            self._screen.tell(str(error), trouble=True)

    def set_kind(self) -> None:
        """Choose another kind."""
        if note := self._selected():
            answers = [(str(kind), kind_word(kind), wording.MARKS[kind]) for kind in Kind]
            take = self._taker(note, EditKind.KIND, lambda value: {"kind": Kind(value)})
            self._choose(ChoiceQuestion(_("What sort of note is it?"), answers), str(note.kind), take)

    def set_speaker(self) -> None:
        """Choose another speaker, of an action who is to do it."""
        note = self._selected()
        if note is None:
            return
        known = self._state.vocabulary().participants
        answers = [(one.handle, f"@{one.handle}", wording.person(one)) for one in known]
        answers.append((_NONE, _("nobody"), ""))
        if note.kind is Kind.ACTION:
            take = self._taker(note, EditKind.OWNER, lambda value: {"owner": "" if value == _NONE else value})
            self._choose(ChoiceQuestion(_("Who is to do it?"), answers), note.owner or _NONE, take)
        else:
            take = self._taker(note, EditKind.SPEAKER, lambda value: {"speaker": "" if value == _NONE else value})
            self._choose(ChoiceQuestion(_("Who said it?"), answers), note.speaker or _NONE, take)

    def set_done(self) -> None:
        """Say that an action was done today, or that it was not."""
        note = self._selected()
        if note is None or self._state.model is None:
            return
        if note.kind is Kind.ACTION:
            today = clock.today(self._state.model.session.timezone)
            self._change(EditKind.DONE, note, replace(note, done=None if note.done else today))
        else:
            self._screen.tell(_("only an action is done; {key} gives it that kind").format(key="k"))

    def set_consent(self) -> None:
        """Choose what may be printed."""
        if note := self._selected():
            question = ChoiceQuestion(_("What may be printed of it?"), _levels())
            take = self._taker(note, EditKind.CONSENT, lambda value: {"consent": _level(value)})
            self._choose(question, str(note.consent or _NONE), take)

    def set_all_consent(self) -> None:
        """Choose what may be printed of all notes that are shown."""
        model = self._state.model
        if model is None or not self._selected():
            return
        ids = tuple(self._screen.stream.ids)
        title = _("What may be printed of the notes that are shown? ({count})").format(count=len(ids))

        def take(value: str) -> None:
            level = _level(value)
            done = parted((model[one] for one in ids if one in model), level)
            if done.changed:
                self._screen.do(entry_edits.change_all(done.changed, level))
            self._screen.tell(told(done))

        self._choose(ChoiceQuestion(title, _levels()), _NONE, take)

    def star(self) -> None:
        """Put a star on the note, or take it off."""
        if note := self._selected():
            self._change(EditKind.STAR, note, replace(note, star=not note.star))

    def delete(self) -> None:
        """Take the note out."""
        if note := self._selected():
            self._do(entry_edits.delete(note))

    def show_versions(self) -> None:
        """Ask for the versions of the note."""
        if note := self._selected():
            name = note.id
            self._screen.ask(lambda worker: worker.versions(name))

    def versions_came(self, message: VersionsCame) -> None:
        """Show the versions of a note, of which one can be taken back."""
        model = self._state.model
        if not message.versions or model is None or message.note not in model:
            return
        note = model[message.note]
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
        self._choose(ChoiceQuestion(title, answers, tuple(said)), "0", take)

    def _selected(self) -> Note | None:
        """Give the selected note, unless the session is closed."""
        note = self._screen.stream.note
        if self._state.model is None or note is None:
            return None
        return None if self._screen.refused_as_closed() else note

    def _change(self, kind: EditKind, before: Note, after: Note) -> None:
        if after != before:
            self._do(entry_edits.change(kind, before, after))

    def _do(self, edit: Edit) -> None:
        self._screen.do(edit)
        self._screen.tell_of((edit,))

    def _taker(self, asked: Note, kind: EditKind, changes: Callable[[str], dict[str, Any]]) -> Callable[[str], None]:
        """Give what takes an answer over in the note that was asked about, as it stands then."""

        def take(value: str) -> None:
            model = self._state.model
            if model is None or asked.id not in model:
                said = _("{note} is gone; nothing was changed")
                self._screen.tell(said.format(note=wording.note(asked)), trouble=True)
            elif not self._screen.refused_as_closed():
                now = model[asked.id]
                self._change(kind, now, replace(now, **changes(value)))

        return take

    def _choose(self, question: ChoiceQuestion, now: str, take: Callable[[str], None]) -> None:
        from kennis.tui.shared.choice_dialog import Choice
        from kennis.tui.shared.form_fields import Answer

        answers = [Answer(value, word, meaning) for value, word, meaning in question.answers]

        def answered(value: str | None) -> None:
            if value is not None:
                take(value)

        self._screen.show(Choice(question.title, answers, chosen=now, texts=question.texts), answered)


def _levels() -> list[tuple[str, str, str]]:
    """Give the levels of consent as answers, the session's own first."""
    return [(str(level or _NONE), consent(level), consent_meaning(level)) for level in (None, *Consent)]


def _level(value: str) -> Consent | None:
    return None if value == _NONE else Consent(value)
