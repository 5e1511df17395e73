"""What the screen needs of the store of notes; `kennis.workflows.note_taking.NoteTaking` is one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kennis.nouns import Applied, Closed, Edit, Lens, News, Note, OpenSession, Organisation, Participant, Session

if TYPE_CHECKING:
    from kennis.workflows.draft_files import ClientId
    from kennis.workflows.note_taking import SessionView


class NoteTakingPort(Protocol):
    """Where sessions are opened and edits are stored; each method blocks on the disk."""

    def sessions(self) -> "tuple[SessionView, ...]":
        """Give the sessions, newest first."""

    def new_session(self, session: Session) -> Session:
        """Make a session."""

    def open(self, name: str) -> OpenSession:
        """Open the session of that name; raises UnknownItem."""

    def apply(self, edit: Edit) -> Applied:
        """Store an edit; once only, however often it is given."""

    def undo(self, session: str, loosen: bool = False) -> Applied | None:
        """Undo the last edit of this note-taker."""

    def redo(self, session: str, loosen: bool = False) -> Applied | None:
        """Do again what was undone last."""

    def news(self, session: str, since: int) -> News:
        """Give what changed after a stamp."""

    def header(self, session: str) -> Session:
        """Give a session's header and register as they stand."""

    def register(self, session: str, person: Participant) -> Session:
        """Add or change a person of the register."""

    def versions(self, note: str) -> tuple[Note, ...]:
        """Give the versions of a note, oldest first."""

    def close(self, session: str, merge: bool = False) -> Closed:
        """Close a session and write its file."""

    def write(self, session: str, merge: bool = False) -> Closed:
        """Write a session's file."""

    def reopen(self, session: str) -> None:
        """Open a closed session for writing again."""

    def leave(self) -> None:
        """Let go of the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureSetup:
    """What the screen works with: how to open the store, what keeps its draft, what the programme knows.

    `session` is what the person named at the start, `new` says that it is to be made where there is none of that
    title today; `caution` gives what there is to beware of, `timezone` is the programme's.
    """

    store: Callable[[], NoteTakingPort]
    client: "ClientId"
    session: str = ""
    new: bool = False
    timezone: str = "Europe/Amsterdam"
    caution: Callable[[], str] = str
    lenses: tuple[Lens, ...] = ()
    organisations: tuple[Organisation, ...] = ()
