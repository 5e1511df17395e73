"""A version from outside meets the stored one: it is known, follows, or is in conflict, and both sides are kept."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session as Transaction
from sqlmodel import select

from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import Note, Participant, Session
from kennis.store.notes import note_mapping
from kennis.store.notes.note_rows import HistoryRow, NoteRow, ParticipantRow, SessionRow
from kennis.version_order import History, VersionVerdict, as_edited, compare, digest, prevails

Row = NoteRow | SessionRow | ParticipantRow


@contextmanager
def one_external_id() -> Iterator[None]:
    """Raise InputError where what is done in it would give two notes of one session the same external id."""
    try:
        yield
    except IntegrityError as error:
        if "UNIQUE" not in str(error.orig):
            raise
        raise InputError(_("two notes of one session would have the same external id; give each its own")) from error


def next_stamp(transaction: Transaction) -> int:
    """Give a stamp above that of every note, for what changes in this transaction."""
    return (transaction.exec(select(func.max(NoteRow.stamp))).one() or 0) + 1


def merge(
    transaction: Transaction, row: Row, item: Note | Session | Participant, conflicts: list[str]
) -> VersionVerdict:
    """Merge a version from outside into a stored row, as `kennis.version_order` says; name what is in conflict."""
    subject, key = subject_of(row)
    past: Sequence[HistoryRow] = transaction.exec(
        select(HistoryRow).where(HistoryRow.subject == subject, HistoryRow.item == key)
    ).all()
    known = {row.digest, row.origin, *row.lineage, *(one.digest for one in past)}
    history = History(row.version, row.digest, row.origin, known)
    incoming = as_edited(item, history)
    verdict = compare(history, incoming)
    if verdict is VersionVerdict.FOLLOWS:
        for one in past:
            one.open_conflict = one.open_conflict and one.digest not in incoming.lineage
        replace(transaction, row, incoming)
    elif verdict is VersionVerdict.CONFLICT:
        conflicts.append(key)
        if prevails(incoming, history):
            replace(transaction, row, incoming, open_conflict=True)
        else:
            record(transaction, (subject, key), incoming, open_conflict=True)
            if isinstance(row, NoteRow):
                row.stamp = next_stamp(transaction)
    return verdict


def replace(
    transaction: Transaction, row: Row, incoming: Note | Session | Participant, open_conflict: bool = False
) -> None:
    """Put a row's present version into the history and the incoming one in its place."""
    record(transaction, subject_of(row), noun_of(row), open_conflict)
    if isinstance(row, NoteRow):
        row.deleted, row.stamp = False, next_stamp(transaction)
    values = _values(incoming)
    for name in values.keys() - {"id", "session_id", "handle"}:
        setattr(row, name, values[name])
    transaction.add(row)


def record(
    transaction: Transaction, subject: tuple[str, str], item: Note | Session | Participant, open_conflict: bool
) -> None:
    """Put a version into the history of something, named by what sort of thing it is and which."""
    transaction.merge(
        HistoryRow(
            subject=subject[0],
            item=subject[1],
            digest=digest(item),
            version=item.version,
            content=note_mapping.plain(item),
            open_conflict=open_conflict,
            recorded=datetime.datetime.now(datetime.UTC),
        )
    )


def subject_of(row: Row) -> tuple[str, str]:
    """Give what sort of thing a row is of, and which, as the history names it."""
    if isinstance(row, ParticipantRow):
        return "participant", f"{row.session_id}/{row.handle}"
    return ("note" if isinstance(row, NoteRow) else "session"), row.id


def noun_of(row: Row) -> Note | Session | Participant:
    """Give what a row says; of a session without its register."""
    match row:
        case NoteRow():
            return note_mapping.note(row)
        case SessionRow():
            return note_mapping.session(row, [])
        case ParticipantRow():
            return note_mapping.participant(row)


def _values(item: Note | Session | Participant) -> dict[str, Any]:
    match item:
        case Note():
            return note_mapping.note_values(item)
        case Session():
            return note_mapping.session_values(item)
        case Participant():
            return note_mapping.participant_values("", item)
