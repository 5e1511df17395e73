"""A note-taker's desk: a workspace's sessions, one of them open to write in. Every method waits for the disk."""

import dataclasses
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from kennis import clock
from kennis.errors import UnknownItem
from kennis.locale import _
from kennis.nouns import Applied, Closed, Edit, EditKind, News, Note, OpenSession, Participant, Session, Step
from kennis.nouns.note_fields import PEOPLE, with_people
from kennis.reading.entry_edits import change_header, known_as
from kennis.reading.field_values import check_text
from kennis.workflows.import_files import Choices, import_files
from kennis.workflows.session_choice import usual
from kennis.workflows.session_files import write_file
from kennis.workflows.session_lists import SessionView, sessions
from kennis.workflows.sessions import new_session
from kennis.workflows.workspace import Workspace

__all__ = ["NoteTaking", "SessionView"]


class NoteTaking:
    """What the capture screen and `--plain` do with the store, from one place; call all from one thread."""

    def __init__(self, workspace: Workspace, client: str) -> None:
        self._scope = ExitStack()
        self._workspace = self._scope.enter_context(workspace.opened())
        self._store = self._scope.enter_context(self._workspace.store())
        self._client = client
        self._import_first()

    @property
    def timezone(self) -> str:
        """The programme's time zone."""
        return self._workspace.settings.timezone

    def sessions(self) -> tuple[SessionView, ...]:
        """Give all sessions, the newest first."""
        return tuple(reversed(sessions(self._workspace)))

    def new_session(self, session: Session) -> Session:
        """Store a new session under an id made of its date and title; raises InputError."""
        return new_session(self._workspace, session)

    def open(self, name: str = "") -> OpenSession:
        """Open the session of that id or title, without a name the usual one; raises UnknownItem."""
        if name:
            return self._store.session_views.sheet(self._store.notes.session(name).id)
        found = usual(self.sessions(), clock.today(self.timezone))
        if found is None:
            raise UnknownItem(_("there is no session yet"))
        return self._store.session_views.sheet(found.id)

    def apply(self, edit: Edit) -> Applied:
        """Do an edit, on disk when this returns; raises InputError for a note that is empty or too long.

        A new speaker becomes the one that the register knows so, if it does.
        """
        for step in edit.steps:
            if step.after is not None:
                check_text(step.after.text)
        steps = tuple(self._with_people(step, edit.session) for step in edit.steps)
        return self._store.journal.apply(dataclasses.replace(edit, steps=steps), self._client)

    def undo(self, session: str, loosen: bool = False) -> Applied | None:
        """Undo the last edit made from this place; None if there is none left, and see `Applied.loosened`."""
        return self._store.journal.undo(session, self._client, loosen)

    def redo(self, session: str, loosen: bool = False) -> Applied | None:
        """Do again what was undone last; None if there is nothing, and see `Applied.loosened`."""
        return self._store.journal.redo(session, self._client, loosen)

    def news(self, session: str, since: int) -> News:
        """Give what changed in a session after a stamp, by whomever."""
        return self._store.session_views.news(session, since)

    def header(self, session: str) -> Session:
        """Give a session and its register as they stand now."""
        return self._store.session_views.header(session)

    def register(self, session: str, person: Participant) -> Session:
        """Add a person to a session's register, or change who they are; gives the session then."""
        known = {one.handle: one for one in self.header(session).participants}
        before = known.get(person.handle)
        same = before and dataclasses.replace(person, version=before.version, lineage=before.lineage) == before
        if not same:
            change = change_header(EditKind.PERSON, session, before, person)
            self._store.journal.apply(change, self._client)
        return self.header(session)

    def versions(self, note: str) -> tuple[Note, ...]:
        """Give the versions of a note, oldest first."""
        return self._store.session_views.versions(note)

    def close(self, session: str, merge: bool = False) -> Closed:
        """Write a session's file and mark the session closed; see `write`."""
        closed = self.write(session, merge)
        if not closed.difference:
            self._store.session_views.mark_closed(session, True)
        return closed

    def reopen(self, session: str) -> None:
        """Mark a session as open again."""
        self._store.session_views.mark_closed(session, False)

    def write(self, session: str, merge: bool = False) -> Closed:
        """Write a session's file from the database.

        Where the file was changed by hand meanwhile nothing is written and the difference given; with `merge` what
        it says is taken in first, both texts kept where both sides changed.
        """
        return write_file(self._workspace, self._store, session, merge)

    def leave(self) -> None:
        """Let go of the database."""
        self._scope.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def _with_people(self, step: Step, session: str) -> Step:
        new, before = step.after, step.before
        if new is None:
            return step
        if all(not getattr(new, name) or getattr(before, name, "") == getattr(new, name) for name in PEOPLE):
            return step
        header = self.header(session)
        old = {getattr(before, name, "") for name in PEOPLE}
        known = with_people(new, lambda name: name if name in old else known_as(name, header))
        return dataclasses.replace(step, after=known)

    def _import_first(self) -> None:
        """Import the session files of a workspace that holds no session yet."""
        folder = self._workspace.sessions
        if not self._store.notes.sessions() and any(folder.glob("*.md")):
            import_files(self._workspace, [folder], Choices())
