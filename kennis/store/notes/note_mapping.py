"""Between nouns and rows, field by field."""

import datetime
import json
from collections.abc import Mapping
from typing import Any

from kennis.nouns import (
    Access,
    Audience,
    Consent,
    Form,
    Note,
    Participant,
    Session,
)
from kennis.nouns.note_fields import LISTS, NOTE_FIELDS
from kennis.store.notes.note_rows import NoteRow, ParticipantRow, SessionRow
from kennis.version_order import digest

_READ = [(one.name, one.kept_as, one.form.read) for one in NOTE_FIELDS]
_WRITTEN = [(one.name, one.kept_as, one.form.plain) for one in NOTE_FIELDS if one.name != "number"]
_UNSET = {one.kept_as: one.form.unset for one in NOTE_FIELDS}
_LISTS = {one.kept_as for one in NOTE_FIELDS if one.form in LISTS}


def note_values(note: Note) -> dict[str, Any]:
    """Give the columns of a note, but for its number and origin."""
    values = {column: _kept(write(getattr(note, name)), getattr(note, name)) for name, column, write in _WRITTEN}
    return {**values, "digest": digest(note)}


def note(row: NoteRow) -> Note:
    """Give a row's note."""
    return Note(**{name: read(getattr(row, column)) for name, column, read in _READ})


def note_of(values: Mapping[str, Any]) -> Note:
    """Give the note of a version in the history, as `plain` wrote it; its number is not known there."""
    return Note(**{name: read(values.get(column, _UNSET[column])) for name, column, read in _READ})


def note_of_raw(row: Mapping[str, Any]) -> Note:
    """Give the note of a row as the database keeps it, lists as JSON; raises ValueError or TypeError."""
    return Note(
        **{name: read(_parsed(row[column]) if column in _LISTS else row[column]) for name, column, read in _READ}
    )


def _parsed(value: Any) -> Any:
    if value == "[]":  # most are empty
        return []
    return json.loads(value) if isinstance(value, str) else value


def _kept(value: Any, before: Any) -> Any:
    """Give a value as a column takes it: a day or a time stays what it is."""
    return before if isinstance(before, datetime.date | datetime.time) else value


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
