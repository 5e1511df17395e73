"""Which session a note-taker means: the one that is named, the usual one, or a new one."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from kennis.folding import folded
from kennis.nouns import OpenSession, Session

if TYPE_CHECKING:
    from kennis.workflows.note_taking import SessionView


class Sessions(Protocol):
    """A desk at which sessions are found, opened and made."""

    def sessions(self) -> "tuple[SessionView, ...]":
        """Give the sessions, newest first."""

    def open(self, name: str) -> OpenSession:
        """Open a session."""

    def new_session(self, session: Session) -> Session:
        """Make a session."""


def usual(views: "Sequence[SessionView]", today: datetime.date, left: str = "") -> Session | None:
    """Give the session that is meant where none is named: today's, else the last one that began, else the next.

    Of several of today one that is not closed goes first. `left` is the id of the session in which a text was left:
    where there is none of today it goes before the others. None where there is no session at all.
    """
    of_today = [view for view in views if view.session.date == today]
    if of_today:
        return next((view for view in of_today if not view.closed), of_today[0]).session
    known = {view.session.id: view.session for view in views}
    if left in known:
        return known[left]
    began = [one for one in known.values() if one.date < today]
    if began:
        return max(began, key=lambda one: one.date)
    return min(known.values(), key=lambda one: one.date, default=None)


def made_or_found(desk: Sessions, session: Session) -> tuple[Session, bool]:
    """Give the session of that title and day, and whether it had to be made: someone else may have made it before."""
    title = folded(" ".join(session.title.split()))
    for view in desk.sessions():
        if view.session.date == session.date and folded(" ".join(view.session.title.split())) == title:
            return view.session, False
    return desk.new_session(session), True
