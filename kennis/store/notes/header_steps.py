"""A step of an edit that changes a session's header or a person of its register."""

import dataclasses

from sqlalchemy import or_
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from kennis.consent import is_stricter
from kennis.nouns import Access, HeaderStep, Participant, Session
from kennis.nouns.note_fields import PEOPLE
from kennis.store.notes import note_mapping, version_merge
from kennis.store.notes.note_rows import NoteRow, ParticipantRow, SessionRow
from kennis.version_order import origin, revised

Header = Participant | Session


def name(step: HeaderStep) -> str:
    """Give the handle of the person or the id of the session that a step is about."""
    one = step.after or step.before
    return "" if one is None else one.handle if isinstance(one, Participant) else one.id


def do(transaction: Transaction, session: str, step: HeaderStep, conflicts: list[str]) -> None:
    """Do a step as a person asked for it; what someone else changed since it was read is in conflict.

    Who is to be added and was added by another meanwhile stays as the other said, with the level that was agreed.
    """
    row = _row(transaction, session, step)
    if row is None:
        put(transaction, session, step)
    elif step.before is not None and step.after is not None:
        version_merge.merge(transaction, row, revised(step.after, step.before), conflicts)


def stands(transaction: Transaction, session: str, step: HeaderStep) -> bool:
    """Say whether what a step is about is still what it was before it; nobody whom a note names is taken away."""
    row = _row(transaction, session, step)
    if step.after is None and row is not None:
        named = or_(*(getattr(NoteRow, person) == name(step) for person in PEOPLE))
        notes = select(NoteRow.id).where(NoteRow.session_id == session, named, col(NoteRow.deleted).is_(False))
        if transaction.exec(notes.limit(1)).first():
            return False
    now = version_merge.noun_of(row) if row is not None else None
    return _content(now) == _content(step.before)


def put(transaction: Transaction, session: str, step: HeaderStep) -> None:
    """Bring a header or a person to what it is after a step, as the next version."""
    row = _row(transaction, session, step)
    if row is None:
        if isinstance(step.after, Participant):
            fresh = dataclasses.replace(step.after, version=1, lineage=())
            transaction.add(ParticipantRow(**note_mapping.participant_values(session, fresh), origin=origin(fresh)))
    elif step.after is None:
        transaction.delete(row)
    elif not stands(transaction, session, HeaderStep(step.after, step.after)):
        version_merge.replace(transaction, row, revised(step.after, version_merge.noun_of(row)))
    transaction.flush()


def loosens(step: HeaderStep) -> bool:
    """Say whether more may be printed after a step: a level is less strict or gone, or a session is open again."""
    before, after = step.before, step.after
    if before is None or after is None:
        return False
    opened = isinstance(before, Session) and isinstance(after, Session) and before.access is not after.access
    return is_stricter(before.consent, after.consent) or (opened and before.access is Access.PARTNERS)  # type: ignore[union-attr]


def _row(transaction: Transaction, session: str, step: HeaderStep) -> ParticipantRow | SessionRow | None:
    if isinstance(step.after or step.before, Participant):
        return transaction.get(ParticipantRow, (session, name(step)))
    return transaction.get(SessionRow, session)


def _content(one: object) -> Header | None:
    """Give what counts of a header or person when it is compared: not its version, nor a session's register."""
    match one:
        case Participant():
            return dataclasses.replace(one, version=1, lineage=())
        case Session():
            return dataclasses.replace(one, version=1, lineage=(), participants=())
    return None
