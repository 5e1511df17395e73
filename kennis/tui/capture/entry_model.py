"""What stands in the entry field and what it becomes: a new note, a note changed, a note cut in two."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from kennis import clock
from kennis.errors import InputError
from kennis.ids import made_at, new_id
from kennis.locale import _
from kennis.nouns import Draft, Edit, EditKind, Note
from kennis.reading import entry_edits
from kennis.tui.capture.session_model import SessionModel


class EntryMode(Enum):
    """What Enter does with the entry field."""

    NEW = "new"
    EDIT = "edit"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class TooLong(Exception):
    """The text is longer than a note may be; it would make this many notes."""

    pieces: int


class EntryModel:
    """The entry field's state; `draft` is at any moment what must be kept.

    `timezone` is the programme's, which counts until a session is open.
    """

    def __init__(self, draft: Draft, timezone: str, now: Callable[[], datetime.datetime] = clock.now) -> None:
        self._now = now
        self._zone = timezone
        self.note: Note | None = None
        self.take(draft)

    def take(self, draft: Draft) -> None:
        """Go on with what was left."""
        self.draft = replace(draft, waiting=(), unfinished=(), others=())
        self.mode, self.note = (EntryMode.EDIT if draft.editing else EntryMode.NEW), None

    @property
    def editing(self) -> bool:
        """Say whether a note that exists is being worked on."""
        return self.mode is not EntryMode.NEW

    def at_home(self, model: SessionModel) -> None:
        """Learn which session is open; what was left of a note that is stored already is dropped."""
        left = self.draft
        if left.at is not None and not left.session and model.session.timezone != self._zone:
            left = replace(left, at=clock.time(model.session.timezone, made_at(left.note)))
        self._zone = model.session.timezone
        self.draft = replace(left, session=model.session.id)
        if left.editing and left.note in model:
            self.note = model[left.note]
        elif left.editing:
            self.mode = EntryMode.NEW
            self._again(left.text)
        elif left.note in model:
            self.clear()

    def belong(self, session: str) -> None:
        """Say in which session the text was begun; none where no session is open yet."""
        self.draft = replace(self.draft, session=session)

    def typed(self, text: str, cursor: tuple[int, int]) -> None:
        """Follow the field; the first character of a new note gives it its id and its time."""
        self.draft = replace(self.draft, text=text, cursor=cursor)
        if self.editing:
            return
        if text and not self.draft.note:
            self.draft = replace(self.draft, note=new_id(), at=self._time())
        elif not text:
            self.draft = replace(self.draft, note="", at=None)

    def edit(self, note: Note, mode: EntryMode = EntryMode.EDIT) -> str:
        """Take up a note that exists; gives what the field must show."""
        self.mode, self.note = mode, note
        source = entry_edits.source_of(note)
        self.draft = replace(self.draft, note=note.id, at=note.at, editing=True, text=source)
        return source

    def resume(self, left: Draft) -> None:
        """Take up what was put aside for a note that had to be changed in between."""
        self.mode, self.note = EntryMode.NEW, None
        self.draft = replace(left, session=self.draft.session, speaker=self.draft.speaker)

    def refresh(self, note: Note) -> None:
        """Learn how the note that is being worked on stands after a change of one's own."""
        if self.note is not None and self.note.id == note.id:
            self.note = note

    def clear(self) -> None:
        """Empty the field and be ready for a new note; the speaker stays."""
        self.mode, self.note = EntryMode.NEW, None
        self.draft = Draft(session=self.draft.session, speaker=self.draft.speaker)

    def stay(self, handle: str) -> None:
        """Have a speaker stay; the empty handle lets go."""
        self.draft = replace(self.draft, speaker=handle)

    def unchanged(self) -> bool:
        """Say whether a note that is being worked on reads as it did."""
        return self.note is not None and self.draft.text == entry_edits.source_of(self.note)

    def finish(self, model: SessionModel, cut: bool = False) -> tuple[Edit, ...]:
        """Make the edits that Enter means and empty the field; none where nothing changed.

        Raises TooLong where the text must be cut up first and `cut` does not say that it may be, and InputError
        where it makes no note.
        """
        draft = self.draft
        if not draft.text.strip() and not self.editing:
            return ()
        parts = entry_edits.pieces(draft.text) if entry_edits.too_long(draft.text) else (draft.text,)
        if len(parts) > 1 and not cut:
            raise TooLong(len(parts))
        if not all(entry_edits.typed(part).text.strip() for part in parts):
            raise InputError(_("there is no text yet, only marks") if draft.text.strip() else _("the note is empty"))
        edits = self._edits(model, parts)
        self._stick(draft)
        self.clear()
        return edits

    def _edits(self, model: SessionModel, parts: tuple[str, ...]) -> tuple[Edit, ...]:
        if self.note is None:
            first = entry_edits.new_note(parts[0], self.draft, model.session)
            later = replace(self.draft, note="")
            rest = [entry_edits.new_note(part, later, model.session) for part in parts[1:]]
            return tuple(entry_edits.add(note) for note in (first, *rest))
        note = self.note
        if self.mode is EntryMode.SPLIT:
            return (entry_edits.split(note, self._halves(), model.following(note.id)),)
        if len(parts) > 1:
            texts = [entry_edits.typed(part).text for part in parts]
            return (entry_edits.split(note, texts, model.following(note.id)),)
        after = entry_edits.revised(note, parts[0], model.session)
        return () if after == note else (entry_edits.change(EditKind.TEXT, note, after),)

    def _halves(self) -> tuple[str, str]:
        row, column = self.draft.cursor
        lines = self.draft.text.split("\n")
        at = sum(len(line) + 1 for line in lines[:row]) + column
        # Marks count at the start of the first part and the end of the second; where they are cut all is text.
        first = entry_edits.typed(f"{self.draft.text[:at].strip()} \\").text.strip()
        second = entry_edits.typed(f"\n{self.draft.text[at:].strip()}").text
        if not first or not second:
            raise InputError(_("put the cursor between the two parts"))
        return first, second

    def _stick(self, draft: Draft) -> None:
        if self.mode is EntryMode.NEW:
            self.stay(entry_edits.staying(draft.text, draft.speaker))

    def _again(self, text: str) -> None:
        self.draft = replace(self.draft, note="", at=None, editing=False)
        self.typed(text, self.draft.cursor)

    def _time(self) -> datetime.time:
        return clock.time(self._zone, self._now())
