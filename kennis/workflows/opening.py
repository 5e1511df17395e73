"""Which session a note-taker means, made where it is not there yet."""

import datetime
from typing import TYPE_CHECKING, Protocol

from kennis.nouns import Session, Sheet

if TYPE_CHECKING:
    from kennis.workflows.desk import SessionView


class Sessions(Protocol):
    """A desk at which sessions are found, opened and made."""

    def sessions(self) -> "tuple[SessionView, ...]":
        """Give the sessions, newest first."""

    def open(self, name: str) -> Sheet:
        """Open a session."""

    def new_session(self, session: Session) -> Session:
        """Make a session."""


def now() -> datetime.datetime:
    """Give the time, with its zone."""
    return datetime.datetime.now(datetime.UTC)


def session_named(desk: Sessions, name: str, at: datetime.datetime | None = None) -> tuple[Session, bool]:
    """Give the session of that id or beginning of it, and whether it had to be made: of today, titled so.

    Raises UnknownItem where more than one begins so.
    """
    if any(view.session.id.startswith(name) for view in desk.sessions()):
        return desk.open(name).session, False
    today = (at or now()).astimezone().date()
    return desk.new_session(Session(id="", title=name, date=today)), True
