"""The notes of the open session as the screen shows them: what is stored, and what waits for the disk."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kennis.nouns import Applied, Edit, EditKind, News, Note, OpenSession, Session


class SessionModel:
    """An open session; edits show at once, and are settled when the store has them."""

    def __init__(self, opened: OpenSession, waiting: Iterable[Edit] = ()) -> None:
        self.session: Session = opened.session
        self.closed = opened.closed
        self.stamp = opened.stamp
        self.conflicts = set(opened.conflicts)
        self.foreign: set[str] = set()
        self.twins: dict[str, str] = {}
        self.pending: dict[str, Edit] = {}
        self._unsaved: frozenset[str] | None = None
        self._notes = {note.id: note for note in opened.notes}
        self.ids = sorted(self._notes)
        for edit in waiting:
            self.do(edit)

    def __contains__(self, note: str) -> bool:
        return note in self._notes

    def __getitem__(self, note: str) -> Note:
        return self._notes[note]

    @property
    def count(self) -> int:
        """How many notes there are."""
        return len(self.ids)

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes in their order."""
        return tuple(self._notes[one] for one in self.ids)

    @property
    def unsaved(self) -> frozenset[str]:
        """The ids of the notes that an edit of waits for the disk."""
        if self._unsaved is None:
            self._unsaved = frozenset(step.note for edit in self.pending.values() for step in edit.steps)
        return self._unsaved

    def latest(self, most: int) -> tuple[Note, ...]:
        """Give the last notes, in order."""
        return tuple(self._notes[one] for one in self.ids[-most:])

    def following(self, note: str) -> str | None:
        """Give the id of the note after this one; None for the last."""
        place = bisect_left(self.ids, note)
        if place < len(self.ids) and self.ids[place] == note:
            place += 1
        return self.ids[place] if place < len(self.ids) else None

    def do(self, edit: Edit) -> None:
        """Show an edit before it is stored."""
        if edit.session == self.session.id:
            self.pending[edit.id] = edit
            self._unsaved = None
            for step in edit.steps:
                self._put(step.note, step.after)

    def take_back(self, edit: Edit) -> None:
        """Show an edit no more: it was taken back, or could not be stored."""
        self._unsaved = None
        if self.pending.pop(edit.id, None):
            for step in reversed(edit.steps):
                self._put(step.note, step.before)

    def settle(self, done: Applied) -> None:
        """Take over what the store made of an edit, except where a later edit still waits."""
        self.pending.pop(done.edit.id, None)
        self._unsaved = None
        self._take(done.notes, done.gone)
        if done.edit.kind is EditKind.TEXT:
            self.conflicts.difference_update(note.id for note in done.notes)
        self.conflicts.update(done.conflicts)

    def take_in(self, news: News) -> tuple[Note, ...]:
        """Take over what others changed; gives the notes that were not here before."""
        self.stamp = news.stamp
        new = tuple(note for note in news.notes if note.id not in self._notes)
        self._take(news.notes, news.gone)
        self.foreign.update(note.id for note in new)
        self.conflicts.difference_update(note.id for note in news.notes)
        self.conflicts.update(news.conflicts)
        return new

    def changed(self, news: News) -> tuple[Note, ...]:
        """Give the notes of the news that read otherwise here and that nothing of ours waits for."""
        unsaved = self.unsaved
        return tuple(
            note
            for note in news.notes
            if note.id in self._notes and note.id not in unsaved and self._notes[note.id].text != note.text
        )

    def label(self, note: str) -> str:
        """Name a note by its number; empty if it is not here or has none."""
        return f"n{self._notes[note].number}" if note in self._notes and self._notes[note].number else ""

    def _take(self, notes: Sequence[Note], gone: Sequence[str]) -> None:
        unsaved = self.unsaved
        for note in notes:
            if note.id not in unsaved:
                self._put(note.id, note)
            elif note.id in self._notes and not self._notes[note.id].number:
                self._notes[note.id] = replace(self._notes[note.id], number=note.number)
        for one in gone:
            if one not in unsaved:
                self._put(one, None)

    def _put(self, name: str, note: Note | None) -> None:
        if note is not None:
            if name not in self._notes:
                insort(self.ids, name)
            self._notes[name] = note
        elif self._notes.pop(name, None):
            del self.ids[bisect_left(self.ids, name)]
            self.conflicts.discard(name)
            self.twins.pop(name, None)
