"""The sessions and notes as they stand, as lists print them."""

import dataclasses
from dataclasses import dataclass

from kennis.nouns import Access, Note, Session
from kennis.store import Selection
from kennis.workflows.workspace import Workspace

__all__ = ["Selection", "SessionView", "notes", "sessions"]


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session, how many notes it holds, and whether it is closed.

    `unset` counts the notes that are not printed because the session is for partners only and they have no level.
    """

    session: Session
    notes: int
    closed: bool = False
    unset: int = 0


def sessions(workspace: Workspace) -> tuple[SessionView, ...]:
    """Give all sessions by date."""
    with workspace.store() as store:
        counts, closed, unset = store.notes.counts(), store.session_views.closed(), store.notes.counts(unset=True)
        return tuple(
            SessionView(
                one,
                counts.get(one.id, 0),
                one.id in closed,
                unset.get(one.id, 0) if one.access is Access.PARTNERS else 0,
            )
            for one in store.notes.sessions()
        )


def notes(workspace: Workspace, selection: Selection) -> tuple[Note, ...]:
    """Give the notes of a selection whose session and theme are named as a person does."""
    with workspace.store() as store:
        session = store.notes.session(selection.session).id if selection.session else None
        theme = store.ledger.theme(selection.theme).id if selection.theme else None
        return store.notes.select(dataclasses.replace(selection, session=session, theme=theme))
