"""The people in the registers of sessions: who they are, and what their words may be used for."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kennis.clean_text import clean
from kennis.errors import UnknownItem
from kennis.locale import _
from kennis.nouns import Consent, EditKind, Participant
from kennis.store import Store
from kennis.workflows import person_lookup
from kennis.workflows.person_lookup import RegisterEntry
from kennis.workflows.workspace import Workspace

__all__ = ["ParticipantView", "RegisterEntry"]


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """A line of a register, and how many notes of that session are this person's words."""

    entry: RegisterEntry
    notes: int


def participants(workspace: Workspace, session: str | None = None) -> tuple[ParticipantView, ...]:
    """Give the registers of all sessions, or of one that is named as a person does."""
    with workspace.store() as store:
        only = store.notes.session(session).id if session else None
        counts = Counter((note.session, note.speaker) for note in store.notes.select())
        return tuple(
            ParticipantView(RegisterEntry(one.id, person), counts[one.id, person.handle])
            for one in store.notes.sessions()
            if only in (None, one.id)
            for person in one.participants
        )


def describe(
    workspace: Workspace, name: str, facts: Mapping[str, str], session: str | None = None
) -> tuple[RegisterEntry, ...]:
    """Set the name, role, organisation or sector of a person, in every register or that of one session.

    An empty text takes a fact away. Gives the lines of the registers as they are now; raises UnknownItem.
    """
    cleaned = {fact: " ".join(clean(text).text.split()) for fact, text in facts.items()}
    return _changed(workspace, name, session, lambda person: dataclasses.replace(person, **cleaned))  # type: ignore[arg-type]


def set_consent(
    workspace: Workspace, name: str, level: Consent | None, session: str | None = None
) -> tuple[RegisterEntry, ...]:
    """Set what a person's words may be used for, in every session or in one; None leaves it to notes and sessions.

    Gives the lines of the registers as they are now; raises UnknownItem.
    """
    return _changed(workspace, name, session, lambda person: dataclasses.replace(person, consent=level))


def _changed(
    workspace: Workspace, name: str, session: str | None, change: Callable[[Participant], Participant]
) -> tuple[RegisterEntry, ...]:
    from kennis.reading.entry_edits import change_header
    from kennis.workflows.sessions import PLACE

    with workspace.store() as store:
        found = _found(store, name, session)
        for one in found:
            made = change(one.person)
            if made != one.person:
                store.journal.apply(change_header(EditKind.PERSON, one.session, one.person, made), PLACE)
        names = {one.name for one in found}
        return tuple(
            RegisterEntry(one.id, person)
            for one in store.notes.sessions()
            for person in one.participants
            if RegisterEntry(one.id, person).name in names
        )


def _found(store: Store, name: str, session: str | None) -> tuple[RegisterEntry, ...]:
    sessions = store.notes.sessions()
    if session:
        only = store.notes.session(session).id
        sessions = tuple(one for one in sessions if one.id == only)
    found = person_lookup.find(sessions, name)
    if found is None:
        raise UnknownItem(_("there is no person {name}; see: kennis participants list").format(name=name))
    return found
