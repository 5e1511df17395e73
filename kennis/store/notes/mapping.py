"""Between nouns and rows, field by field."""

import datetime
from typing import Any

from kennis.nouns import (
    Access,
    Attribute,
    Audience,
    Consent,
    Form,
    Kind,
    Note,
    Participant,
    Session,
)
from kennis.store.notes.note_rows import NoteRow, ParticipantRow, SessionRow
from kennis.versions import digest


def note_values(note: Note) -> dict[str, Any]:
    """Give the columns of a note, but for its number and origin."""
    return {
        "id": note.id,
        "session_id": note.session,
        "kind": note.kind.value,
        "text": note.text,
        "at": note.at,
        "speaker": note.speaker,
        "tags": list(note.tags),
        "lenses": list(note.lenses),
        "consent": note.consent,
        "star": note.star,
        "context": list(note.context),
        "external_id": note.external_id or None,
        "attributes": [[attribute.name, *attribute.values] for attribute in note.attributes],
        "version": note.version,
        "lineage": list(note.lineage),
        "digest": digest(note),
    }


def note(row: NoteRow) -> Note:
    """Give a row's note."""
    return Note(
        id=row.id,
        session=row.session_id,
        text=row.text,
        kind=Kind(row.kind),
        at=row.at,
        speaker=row.speaker,
        tags=tuple(row.tags),
        lenses=tuple(row.lenses),
        consent=_consent(row.consent),
        star=row.star,
        context=tuple(row.context),
        external_id=row.external_id or "",
        attributes=tuple(Attribute(name, tuple(values)) for name, *values in row.attributes),
        version=row.version,
        lineage=tuple(row.lineage),
        number=row.number,
    )


def note_of(values: dict[str, Any]) -> Note:
    """Give the note of a version in the history, as `plain` wrote it; its number is not known there."""
    at = values["at"]
    return note(NoteRow(**{**values, "at": at and datetime.time.fromisoformat(at)}, number=0, origin=""))


def session_values(session: Session) -> dict[str, Any]:
    """Give the columns of a session's header, but for its origin."""
    return {
        "id": session.id,
        "title": session.title,
        "date": session.date,
        "timezone": session.timezone,
        "place": session.place,
        "form": session.form.value,
        "access": session.access.value,
        "audience": session.audience.value,
        "consent": session.consent,
        "note_takers": list(session.note_takers),
        "version": session.version,
        "lineage": list(session.lineage),
        "digest": digest(session),
    }


def session(row: SessionRow, register: list[ParticipantRow]) -> Session:
    """Give a row's session with its register, in the order of the handles."""
    return Session(
        id=row.id,
        title=row.title,
        date=row.date,
        timezone=row.timezone,
        place=row.place,
        form=Form(row.form),
        access=Access(row.access),
        audience=Audience(row.audience),
        consent=_consent(row.consent),
        note_takers=tuple(row.note_takers),
        participants=tuple(participant(one) for one in sorted(register, key=lambda one: one.handle)),
        version=row.version,
        lineage=tuple(row.lineage),
    )


def participant_values(session_id: str, person: Participant) -> dict[str, Any]:
    """Give the columns of a participant, but for the origin."""
    return {
        "session_id": session_id,
        "handle": person.handle,
        "name": person.name,
        "role": person.role,
        "organisation": person.organisation,
        "sector": person.sector,
        "consent": person.consent,
        "version": person.version,
        "lineage": list(person.lineage),
        "digest": digest(person),
    }


def participant(row: ParticipantRow) -> Participant:
    """Give a row's participant."""
    return Participant(
        handle=row.handle,
        name=row.name,
        role=row.role,
        organisation=row.organisation,
        sector=row.sector,
        consent=_consent(row.consent),
        version=row.version,
        lineage=tuple(row.lineage),
    )


def plain(item: Note | Session | Participant) -> dict[str, Any]:
    """Give a version's content as JSON can hold it, for the history."""
    match item:
        case Note():
            values = note_values(item)
        case Session():
            values = session_values(item)
        case Participant():
            values = participant_values("", item)
    return {
        name: value.isoformat() if isinstance(value, datetime.date | datetime.time) else value
        for name, value in values.items()
    }


def _consent(level: str | None) -> Consent | None:
    return None if level is None else Consent(level)
