"""A conversation in which notes are taken: its session, what waits for the disk, and what was put aside."""

import contextlib
import datetime
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kennis import clock
from kennis.cli.plain_capture import wording
from kennis.clock import now
from kennis.errors import InputError, UnknownItem, WorkspaceError
from kennis.ids import new_id
from kennis.locale import _
from kennis.nouns import Applied, Draft, Edit, EditKind, Lens, News, Note, Session
from kennis.reading import entry_edits
from kennis.workflows.draft_files import Texts
from kennis.workflows.pending_edits import Outbox, Refused
from kennis.workflows.session_choice import made_or_found, usual

if TYPE_CHECKING:
    from kennis.workflows.draft_files import ClientId
    from kennis.workflows.note_taking import NoteTaking

Lines = Iterator[str]


class Dictation:
    """A note-taker's conversation with kennis; what it does gives lines to say.

    `open` a session first. `left` is what was put aside in it, `texts` what was left in others, `found` are notes that
    were entered on the screen while no session was open; `parts` are the lines of a note that goes on, `begun` its id
    and time. `over` is True once the person has said to stop.
    """

    def __init__(
        self,
        desk: "NoteTaking",
        client: "ClientId",
        lenses: tuple[Lens, ...] = (),
        clock: Callable[[], datetime.datetime] = now,
    ) -> None:
        self.desk, self.lenses, self.over, self.closed = desk, lenses, False, False
        self._client, self._clock = client, clock
        left = client.draft()
        self.outbox = Outbox(desk.apply, tuple(edit for edit in left.waiting if edit.session))
        self.found = [edit for edit in left.waiting if not edit.session]
        self._unfinished = left.unfinished
        self.texts = Texts((left, *left.others))
        self._latest = left.session if left.text else ""
        self.left = Draft() if left.session else _only(left)
        self.speaker = ""
        self.session = Session(id="", title="", date=clock().date())
        self.notes: dict[str, Note] = {}
        self._foreign: set[str] = set()
        self._stamp = 0
        self.parts: list[str] = []
        self.begun: Draft = Draft()
        self._kept: Draft | None = None
        self._visited: set[str] = set()
        self._tried = False  # to store what waits, since news was last asked for: a locked database takes seconds

    def open(self, name: str = "", new: bool = False) -> Lines:
        """Open the session of that id or title, without a name the usual one.

        With `new` it is made where there is none of that title today. Raises UnknownItem.
        """
        flushed = self.outbox.flush()
        sheet = self.desk.open((yield from self._meant(name, new)))
        self.session, self._stamp, self.closed = sheet.session, sheet.stamp, sheet.closed
        self.left = self.texts.go(replace(self.left, speaker=self.speaker), sheet.session.id)
        self.speaker, self.left = self.left.speaker, _only(replace(self.left, session=sheet.session.id))
        self._visited.add(sheet.session.id)
        self.notes = {note.id: note for note in sheet.notes}
        self._foreign.clear()
        yield wording.session(sheet.session, len(sheet.notes), sheet.closed)
        for refused in flushed.refused:
            yield from self._give_back(refused)
        yield from self.keep()
        yield from self.tell_left()

    def _meant(self, name: str, new: bool) -> Generator[str, None, str]:
        """Give the name of the session that is meant, and tell where it was chosen or made."""
        zone = self.desk.timezone
        today = clock.today(zone, self._clock())
        if name and new:
            session, made = made_or_found(self.desk, Session(id="", title=name, date=today, timezone=zone))
            said = _("new session: {id}") if made else _("this session was there already, and is opened: {id}")
            yield said.format(id=session.id)
            return session.id
        chosen = None if name else usual(self.desk.sessions(), today, self._latest)
        if chosen is not None and chosen.date > today and chosen.id != self._latest:
            yield _("no session has begun yet; this is the next one, of {date}").format(date=chosen.date.isoformat())
        return chosen.id if chosen is not None else name

    def tell_left(self) -> Lines:
        """Tell what was left here, and that something was left elsewhere."""
        if self.found:
            texts = [wording.short(step.after.text) for edit in self.found for step in edit.steps if step.after]
            said = _("entered while no session was open, not saved: {texts}")
            yield said.format(texts="; ".join(texts))
        if self.left.text.strip():
            yield _("left from last time, not saved: {text}").format(text=wording.line(self.left.text))
        if self.found or self.left.text.strip():
            yield _(":take saves it, :drop throws it away")
        if self.texts.left_in(self.session.id):
            titles = {view.session.id: view.session.title for view in self.desk.sessions()}
            elsewhere = [wording.line(one) for one in self.texts.known_as(titles, self.session.id)]
            yield _("an unfinished text is kept in: {titles}; :session goes there").format(titles="; ".join(elsewhere))

    def prompt(self) -> str:
        """Give what to show before the next line: another sign in the middle of a note."""
        return ". " if self.parts else "> "

    def news(self) -> Lines:
        """Tell what the other note-taker did since the last time; nothing while the database cannot be read."""
        try:
            if self.outbox.waiting and not self._tried:
                yield from self.store()
            self._tried = False
            news = self.desk.news(self.session.id, self._stamp)
            header = self.desk.header(self.session.id)
        except (WorkspaceError, UnknownItem):
            return
        self.session = header
        if news.closed != self.closed:
            self.closed = news.closed
            again, closed = _("this session is open again"), _("this session was closed elsewhere; first :reopen")
            yield closed if news.closed else again
        yield from self._take_in(news)

    def add(self, text: str, begun: Draft) -> Lines:
        """Save an entry as a note; one that is too long, or comes after the session was closed, is put aside."""
        if self._is_closed():
            self.put_aside(text, begun)
            yield _("this session is closed, not saved; first :reopen, then :take")
            return
        if entry_edits.too_long(text):
            self.put_aside(text, begun)
            count = len(entry_edits.pieces(text))
            yield _("too long for one note, not saved; :take saves it as {count} notes").format(count=count)
            return
        try:
            note = entry_edits.new_note(text, replace(begun, speaker=self.speaker), self.session)
        except InputError as error:
            self.put_aside(text, begun)
            yield _("not saved: {reason}").format(reason=error)
            return
        if not note.text.strip():
            yield _("not saved: there is no text in it")
            return
        unknown = entry_edits.unknown_person(text, self.session)
        self.speaker = entry_edits.staying(text, self.speaker)
        yield from self.do(entry_edits.add(note), _("saved"))
        for reason in entry_edits.unread(text, self.session, self.lenses):
            yield _("{reason}; :edit . with the note anew mends it").format(reason=reason)
        if unknown is not None:
            yield _("@{handle} is new; :person {handle} says who it is").format(handle=unknown.handle)
        others = [self.notes[one] for one in sorted(self._foreign) if one in self.notes]
        if twin := entry_edits.twin(note, others):
            yield _("it looks like {note} of the other note-taker").format(note=wording.name(self.notes[twin]))

    def take(self) -> Lines:
        """Save what was put aside, cut up where it is too long."""
        self.must_be_open()
        if self.found:
            found, self.found = self.found, []
            for edit in found:
                yield from self.do(entry_edits.placed(edit, self.session, self.desk.timezone), _("saved"))
            return
        left = self.left
        if left.editing and left.note in self.notes:
            before = self.notes[left.note]
            after = entry_edits.revised(before, left.text, self.session)
            self.left = self._next()
            yield from self.do(entry_edits.change(EditKind.TEXT, before, after), _("changed"))
            return
        self.left = self._next()
        begun = Draft(session=self.session.id, note=left.note or new_id(), at=left.at or self.time())
        if begun.note in self.notes:
            begun = replace(begun, note=new_id())
        parts = entry_edits.pieces(left.text) if entry_edits.too_long(left.text) else (left.text,)
        for place, part in enumerate(parts):
            yield from self.add(part, begun if place == 0 else replace(begun, note=new_id()))

    def do(self, edit: Edit, word: str) -> Lines:
        """Do an edit, and tell what became of it in a line; where the disk refuses it waits.

        Raises InputError in a session that is closed.
        """
        self.must_be_open()
        self.outbox.put(edit)
        for step in edit.steps:
            self.show(step.note, step.after)
        yield from self.store(edit, word)

    def must_be_open(self) -> None:
        """Raise InputError in a session that is closed."""
        if self._is_closed():
            raise InputError(_("this session is closed; first :reopen"))

    def _is_closed(self) -> bool:
        """Say whether the session is closed now, if only a moment ago by someone else."""
        if not self.outbox.waiting:
            with contextlib.suppress(WorkspaceError, UnknownItem):
                self.closed = self.desk.news(self.session.id, self._stamp).closed
        return self.closed

    def drop(self) -> str:
        """Throw away what was put aside, and give it."""
        if self.found:
            gone = [step.after.text for edit in self.found for step in edit.steps if step.after]
            self.found = []
            return "; ".join(gone)
        gone_text, self.left = self.left.text, self._next()
        return gone_text

    def _next(self) -> Draft:
        return _only(replace(self.texts.take_back() or Draft(), session=self.session.id))

    def store(self, edit: Edit | None = None, word: str = "") -> Lines:
        """Store what waits, and tell what became of it."""
        flushed, self._tried = self.outbox.flush(), True
        for applied in flushed.stored:
            self.settle(applied)
            if edit is not None and applied.edit.id == edit.id:
                yield wording.done(applied, word, self.notes)
            else:
                yield _("saved now: {note}").format(note=wording.done(applied, _("saved"), self.notes))
            yield from wording.troubles(applied, self.notes)
        for refused in flushed.refused:
            yield from self._give_back(refused)
        if self.outbox.reason:
            self.keep()
            if edit is not None:
                yield wording.waiting(edit, self.outbox.reason)

    def settle(self, applied: Applied) -> None:
        """Take over the notes as they are stored."""
        if applied.edit.session == self.session.id:
            for note in applied.notes:
                self.show(note.id, note)
            for gone in applied.gone:
                self.show(gone, None)

    def finish(self) -> Lines:
        """Store and keep all there is, and let go; `unsaved` then says whether something is not stored."""
        told = list(self.store()) if self.outbox.waiting else []
        if self.parts:
            self.put_aside("\n".join(self.parts), self.begun)
            self.parts = []
        yield from [*self.keep(), *told]
        if self.outbox.waiting:
            reason = self.outbox.reason
            count = len(self.outbox.waiting)
            yield _("{count} changes are not saved: {reason}; they are kept for next time").format(
                count=count, reason=reason
            )
        elif self.left.text.strip():
            yield _("not saved, but kept for next time: {text}").format(text=wording.line(self.left.text))
        elif self.unsaved:
            yield _("not everything is saved; the rest is kept for next time")

    @property
    def unsaved(self) -> bool:
        """Say whether anything that was typed is not a stored note."""
        elsewhere = self._visited.intersection(self.texts.left_in())
        return bool(self.outbox.waiting or self.left.text.strip() or self.parts or elsewhere)

    def interrupted(self, line: str) -> None:
        """Keep a line that was not finished."""
        if line.strip():
            self.parts.append(line)

    def _take_in(self, news: News) -> Lines:
        self._stamp = news.stamp
        waiting = {step.note for edit in self.outbox.waiting for step in edit.steps}
        for note in news.notes:
            known = self.notes.get(note.id)
            if note == known or note.id in waiting:
                continue
            self.show(note.id, note)
            if known is None:
                self._foreign.add(note.id)
                yield _("the other note-taker: {note}").format(note=wording.note(note))
            else:
                yield _("changed by the other note-taker: {note}").format(note=wording.note(note))
        for gone in news.gone:
            if gone in self.notes and gone not in waiting:
                yield _("deleted by the other note-taker: {note}").format(note=wording.note(self.notes[gone]))
                self.show(gone, None)

    def show(self, name: str, note: Note | None) -> None:
        """Have a note stand among the others as it is now; None where it is gone."""
        if note is None:
            self.notes.pop(name, None)
        elif note.session == self.session.id:
            late = bool(self.notes) and name < next(reversed(self.notes)) and name not in self.notes
            self.notes[name] = note
            if late:
                self.notes = dict(sorted(self.notes.items()))

    def _give_back(self, refused: Refused) -> Lines:
        """Put the text of an edit that can never be stored aside in its own session, so that it is not lost."""
        edit = refused.edit
        for step in edit.steps:
            self.show(step.note, step.before)
        text = "\n\n".join(entry_edits.whole_source(step.after) for step in edit.steps if step.after)
        if edit.session == self.session.id:
            self.put_aside(text, self.begun)
            yield _("not saved: {reason}").format(reason=refused.reason)
            return
        self.texts.give_to(edit.session, Draft(session=edit.session, text=text))
        said = _("not saved: {reason}; the text is kept in {title}")
        yield said.format(reason=refused.reason, title=edit.session)

    def put_aside(self, text: str, begun: Draft) -> None:
        """Put a text aside, under what was put aside before; a change of a note is never lengthened with it."""
        if self.left.text and self.left.editing:
            self.texts.put_behind(_only(replace(begun, session=self.session.id, text=text)))
            return
        whole = "\n\n".join(filter(None, [self.left.text, text]))
        self.left = replace(begun if not self.left.text else self.left, session=self.session.id, text=whole)

    def keep(self) -> tuple[str, ...]:
        """Keep what is not stored, on disk when this returns; gives what to say where the disk refuses that too."""
        unfinished, behind = "\n".join(self.parts), self.texts.others
        if self.left.editing and unfinished:
            behind = (*behind, replace(self.begun, session=self.session.id, text=unfinished))
            unfinished = ""
        text = "\n\n".join(filter(None, [self.left.text, unfinished]))
        first = self.left if self.left.text or not unfinished else self.begun
        draft = replace(
            first,
            session=self.session.id,
            text=text,
            speaker=self.speaker,
            waiting=(*self.found, *self.outbox.waiting),
            unfinished=self._unfinished,
            others=behind,
        )
        if draft == self._kept:
            return ()
        try:
            self._client.keep(draft)
        except WorkspaceError as error:
            return (str(error),)
        self._kept = draft
        return ()

    def time(self) -> datetime.time:
        """Give the time, to the minute, where the session is held."""
        return clock.time(self.session.timezone, self._clock())


def _only(draft: Draft) -> Draft:
    """Give a text without what is kept beside it."""
    return replace(draft, waiting=(), unfinished=(), others=())
