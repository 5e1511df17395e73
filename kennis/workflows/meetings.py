"""Sessions and notes: list, make, add, change."""

import dataclasses
import datetime
from dataclasses import dataclass

from kennis.errors import InputError
from kennis.ids import new_id
from kennis.locale import _
from kennis.nouns import Access, Consent, Kind, Note, Participant, Session
from kennis.reading.naming import session_id
from kennis.reading.words import check_text
from kennis.store import Offer, Selection
from kennis.text import clean
from kennis.workflows.entries import known_as
from kennis.workflows.workspace import Workspace

__all__ = ["Selection", "SessionView"]


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
        counts, closed, unset = store.notes.counts(), store.sheets.closed(), store.notes.counts(unset=True)
        return tuple(
            SessionView(
                one,
                counts.get(one.id, 0),
                one.id in closed,
                unset.get(one.id, 0) if one.access is Access.PARTNERS else 0,
            )
            for one in store.notes.sessions()
        )


def new_session(workspace: Workspace, session: Session) -> Session:
    """Store a new session under an id made of its date and title; raises InputError if there is one already."""
    title, place = clean(session.title).text.strip(), clean(session.place).text.strip()
    takers = tuple(filter(None, (clean(name).text.strip() for name in session.note_takers)))
    if not title:
        raise InputError(_("the title is empty"))
    made = dataclasses.replace(
        session, id=session_id(f"{session.date} {title}"), title=title, place=place, note_takers=takers
    )
    with workspace.store() as store:
        name = store.forgetting.session(made.id)
        if any(one.id == name for one in store.notes.sessions()):
            raise InputError(_("there is a session {name} already").format(name=name))
        store.take_in(Offer((made,)))
    return made


def set_session_consent(workspace: Workspace, name: str, level: Consent | None) -> Session:
    """Set the consent that a session's notes have where nothing stricter is set; None: none."""
    with workspace.store() as store:
        read = store.notes.session(name)
        if read.consent is not level:
            store.notes.revise_session(dataclasses.replace(read, consent=level), read)
        return store.notes.session(read.id)


def notes(workspace: Workspace, selection: Selection) -> tuple[Note, ...]:
    """Give the notes of a selection whose session and theme are named as a person does."""
    with workspace.store() as store:
        session = store.notes.session(selection.session).id if selection.session else None
        theme = store.ledger.theme(selection.theme).id if selection.theme else None
        return store.notes.select(dataclasses.replace(selection, session=session, theme=theme))


def add_note(workspace: Workspace, note: Note) -> Note:
    """Store a new note in the session that `note.session` names, with an id and the time now; give it."""
    with workspace.store() as store:
        session = store.notes.session(note.session)
        now = datetime.datetime.now().astimezone().time().replace(microsecond=0)
        name = clean(note.speaker).text.strip().lstrip("@")
        handle = known_as(name, session)
        known = {person.handle for person in session.participants}
        person = Participant(handle=handle, name=name) if handle and handle not in known else None
        tags = tuple(filter(None, (clean(tag).text.strip().lstrip("#") for tag in note.tags)))
        made = dataclasses.replace(
            note, id=new_id(), session=session.id, text=_text(note.text), at=note.at or now, speaker=handle, tags=tags
        )
        return store.notes.add(made, person)


def edit_note(workspace: Workspace, name: str, text: str) -> Note:
    """Give a note another text, as its next version."""
    return _revise(workspace, name, text=_text(text))


def star_note(workspace: Workspace, name: str, star: bool) -> Note:
    """Star a note, or take its star away."""
    return _revise(workspace, name, star=star)


def set_consent(workspace: Workspace, name: str, level: Consent | None) -> Note:
    """Set the consent of a note; None leaves it to its speaker and session."""
    return _revise(workspace, name, consent=level)


def make_note(text: str, session: str, kind: Kind, speaker: str, tags: tuple[str, ...]) -> Note:
    """Make a note that is not stored yet."""
    return Note(id="", session=session, text=text, kind=kind, speaker=speaker, tags=tags)


def _revise(workspace: Workspace, name: str, **changes: object) -> Note:
    with workspace.store() as store:
        read = store.notes.note(name)
        changed: Note = dataclasses.replace(read, **changes)  # type: ignore[arg-type]
        return read if changed == read else store.notes.revise(changed, read)


def _text(given: str) -> str:
    text = clean(given).text.strip()
    check_text(text)
    return text
