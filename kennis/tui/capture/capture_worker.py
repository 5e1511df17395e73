"""Does what the capture screen asks of the store, in order, and tells what came of it."""

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

from kennis.errors import InputError, UnknownSession, WorkspaceError
from kennis.locale import _
from kennis.nouns import Applied, Edit, Note, Participant, Session
from kennis.reading import entry_edits
from kennis.tui.capture.capture_events import (
    FileWritten,
    NewsCame,
    NoSession,
    NotOpened,
    Opened,
    Registered,
    SessionsCame,
    Stored,
    TakenBack,
    TwinFound,
    Undone,
    VersionsCame,
)
from kennis.tui.shared import wording
from kennis.tui.shared.worker_thread import StatusMessage, Unreachable
from kennis.workflows import session_choice
from kennis.workflows.pending_edits import Outbox

if TYPE_CHECKING:
    from kennis.workflows.note_taking import NoteTaking

Tell = Callable[[Message], object]


class CaptureWorker:
    """What is done with the store; every method runs in the one thread, and tells what came of it."""

    def __init__(self, open_store: "Callable[[], NoteTaking]", tell: Tell, waiting: tuple[Edit, ...] = ()) -> None:
        self._open_store = open_store
        self._tell = tell
        self._opened: NoteTaking | None = None
        self.outbox = Outbox(self._apply, waiting)

    def open(self, name: str) -> None:
        """Store what waits, then open the session of that id; the worst that can be is told, never passed over."""
        self.flush()
        try:
            titles = {view.session.id: view.session.title for view in self._store().sessions()}
            session = self._store().open(name)
        except WorkspaceError as error:
            self._tell(Unreachable(str(error)))
        except UnknownSession as error:
            nearest = {one: titles.get(one, one) for one in error.nearest}
            self._tell(NotOpened(str(error), name, nearest, unknown=not error.several))
        except InputError as error:
            self._tell(NotOpened(str(error)))
        else:
            self._tell(Opened(session, titles))

    def open_usual(self, today: datetime.date, left: str = "") -> None:
        """Open the session that is meant where none is named; `left` is the one in which a text was left."""
        try:
            session = session_choice.usual(self._store().sessions(), today, left)
        except WorkspaceError as error:
            self._tell(Unreachable(str(error)))
            return
        if session is None:
            self._tell(NoSession())
            return
        if session.date > today and session.id != left:
            said = _("no session has begun yet; this is the next one, of {date}")
            self._tell(StatusMessage(said.format(date=wording.date(session.date))))
        self.open(session.id)

    def open_new(self, session: Session) -> None:
        """Open the session of that title and day; make it where there is none."""
        try:
            session, made = session_choice.made_or_found(self._store(), session)
        except WorkspaceError as error:
            self._tell(Unreachable(str(error)))
            return
        except InputError as error:
            self._tell(NotOpened(str(error)))
            return
        said = _("new session: {id}") if made else _("this session was there already, and is opened: {id}")
        self._tell(StatusMessage(said.format(id=session.id)))
        self.open(session.id)

    def warn(self, caution: str) -> None:
        """Say what there is to beware of in this workspace."""
        if caution:
            self._tell(StatusMessage(caution, trouble=True))

    def put(self, edit: Edit) -> None:
        """Store an edit, now or as soon as it can be."""
        self.outbox.put(edit)
        self.flush()

    def flush(self) -> None:
        """Store what waits."""
        if self.outbox.waiting:
            flushed = self.outbox.flush()
            self._tell(Stored(flushed, self.outbox.reason))

    def undo(self, session: str, loosen: bool = False) -> None:
        """Undo the last change of this note-taker, stored or not."""
        if edit := self.outbox.take_back():
            self._tell(TakenBack(edit))
        else:
            self._tell(Undone(self._store().undo(session, loosen), again=False))

    def redo(self, session: str, loosen: bool = False) -> None:
        """Do again what was undone last."""
        self._tell(Undone(self._store().redo(session, loosen), again=True))

    def news(self, session: Session, since: int) -> None:
        """Look for what others changed; a database that cannot be read now is looked at again later."""
        try:
            news = self._store().news(session.id, since)
            header = self._store().header(session.id)
        except WorkspaceError as error:
            self._tell(Unreachable(str(error)))
            return
        self._tell(NewsCame(session.id, news, header if header != session else None))

    def twin(self, note: Note, others: tuple[Note, ...]) -> None:
        """Look for a note that says nearly the same."""
        if found := entry_edits.twin(note, others):
            self._tell(TwinFound(note.id, found))

    def register(self, session: str, person: Participant) -> None:
        """Add or change a person of the register."""
        self._tell(Registered(self._store().register(session, person)))

    def versions(self, note: str) -> None:
        """Give the versions of a note."""
        self._tell(VersionsCame(note, self._store().versions(note)))

    def sessions(self) -> None:
        """Give the sessions there are."""
        self._tell(SessionsCame(self._store().sessions()))

    def reopen(self, session: str) -> None:
        """Open a closed session for writing again."""
        self._store().reopen(session)
        self.open(session)

    def write(self, session: str, merge: bool, closing: bool) -> None:
        """Write a session's file, and close the session if asked."""
        self.flush()
        if self.outbox.waiting:
            self._tell(
                StatusMessage(
                    _("not everything is saved yet: {reason}").format(reason=self.outbox.reason), trouble=True
                )
            )
            return
        store = self._store()
        done = store.close(session, merge) if closing else store.write(session, merge)
        self._tell(FileWritten(session, done, closing))

    def leave(self) -> None:
        """Store what can be stored and let go of the database."""
        if self.outbox.waiting:
            self.outbox.flush()
        if self._opened is not None:
            self._opened.leave()

    def _apply(self, edit: Edit) -> Applied:
        return self._store().apply(edit)

    def _store(self) -> "NoteTaking":
        if self._opened is None:
            self._opened = self._open_store()
        return self._opened


Request = Callable[[CaptureWorker], object]
