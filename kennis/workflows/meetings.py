"""Sessions and notes: list, make, add, change."""

import dataclasses
from dataclasses import dataclass

from kennis.errors import InputError
from kennis.ids import new_id
from kennis.locale import _
from kennis.nouns import Access, Consent, Kind, Note, Participant, Session
from kennis.reading.naming import session_id
from kennis.reading.words import check_new_text
from kennis.store import Offer, Selection
from kennis.text import clean
from kennis.workflows import clock, entries
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
    """Store a new note in the session that `note.session` names, with an id and the time it is there; give it."""
    with workspace.store() as store:
        session = store.notes.session(note.session)
        at = clock.time(session.timezone)
        name = clean(note.speaker).text.strip().lstrip("@")
        handle = known_as(name, session)
        known = {person.handle for person in session.participants}
        person = Participant(handle=handle, name=name) if handle and handle not in known else None
        tags = tuple(filter(None, (clean(tag).text.strip().lstrip("#") for tag in note.tags)))
        made = dataclasses.replace(
            note, id=new_id(), session=session.id, text=_text(note.text), at=note.at or at, speaker=handle, tags=tags
        )
        return store.notes.add(made, person)


def edit_note(workspace: Workspace, name: str, source: str) -> Note:
    """Give a note another text, as its next version; a mark, speaker, tag or level that stands with it is set too.

    A level is set unless a stricter one stands. Raises InputError for a level of consent that is not read.
    """
    with workspace.store() as store:
        read = store.notes.note(name)
        session = store.notes.session(read.session)
        found = entries.accepted(entries.read(source, session))
        whole = entries.revised(read, source, session)
        named = found.entry.speaker or found.entry.nobody
        changed = dataclasses.replace(
            whole,
            text=_text(whole.text),
            kind=whole.kind if found.marked else read.kind,
            speaker=known_as(found.entry.speaker, session) if named else read.speaker,
            tags=tuple(dict.fromkeys(read.tags + whole.tags)),
            lenses=tuple(dict.fromkeys(read.lenses + whole.lenses)),
        )
        return read if changed == read else store.notes.revise(changed, read)


def star_note(workspace: Workspace, name: str, star: bool) -> Note:
    """Star a note, or take its star away."""
    return _revise(workspace, name, star=star)


def set_consent(workspace: Workspace, name: str, level: Consent | None) -> Note:
    """Set the consent of a note; None leaves it to its speaker and session."""
    return _revise(workspace, name, consent=level)


def make_note(source: str, session: str, kind: Kind | None, speaker: str, tags: tuple[str, ...]) -> Note:
    """Make a note that is not stored yet of an entry, and of what is said beside it.

    Raises InputError where the two differ about kind or speaker, and for a level of consent that is not read.
    """
    found = entries.accepted(entries.read(source))
    entry, header = found.entry, found.header
    if kind is not None and found.marked and kind is not entry.kind:
        raise InputError(
            _("the text is marked as another kind than --kind says; a backslash before the mark makes it text")
        )
    if speaker and entry.speaker and speaker != entry.speaker:
        raise InputError(
            _("the text names another speaker than --speaker does; a backslash before the @ makes it text")
        )
    return Note(
        id="",
        session=session,
        text=entry.text,
        kind=kind or entry.kind,
        at=header.at,
        speaker=speaker or entry.speaker,
        tags=(*tags, *entry.tags),
        lenses=entry.lenses,
        consent=header.consent,
        star=header.star,
        attributes=header.attributes,
    )


def unread(workspace: Workspace, session: str, source: str) -> tuple[str, ...]:
    """Say what looks like a mark in an entry for a session and was not read, or not as it may have been meant."""
    with workspace.store() as store:
        here = store.notes.session(session)
    return entries.unread(source, here, workspace.settings.programme.lenses)


def _revise(workspace: Workspace, name: str, **changes: object) -> Note:
    with workspace.store() as store:
        read = store.notes.note(name)
        changed: Note = dataclasses.replace(read, **changes)  # type: ignore[arg-type]
        return read if changed == read else store.notes.revise(changed, read)


def _text(given: str) -> str:
    text = clean(given).text.strip()
    check_new_text(text)
    return text
