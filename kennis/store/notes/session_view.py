"""A session as the capture screen has it open: its notes, what changed since, whether it is closed."""

from sqlalchemy import Engine, func
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from kennis.nouns import News, Note, OpenSession, Session
from kennis.store import sqlite
from kennis.store.notes import note_mapping
from kennis.store.notes.name_lookup import one_note, one_session
from kennis.store.notes.note_rows import HistoryRow, NoteRow, ParticipantRow, SessionRow


class SessionViews:
    """The sessions of a store, one at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def sheet(self, session: str) -> OpenSession:
        """Open a session by its id; raises UnknownItem."""
        with sqlite.reading(self._engine) as transaction:
            row = _row(transaction, session)
            notes = transaction.exec(
                select(NoteRow)
                .where(NoteRow.session_id == session, col(NoteRow.deleted).is_(False))
                .order_by(col(NoteRow.id))
            )
            return OpenSession(
                session=_session(transaction, row),
                notes=tuple(note_mapping.note(one) for one in notes),
                stamp=_stamp(transaction),
                closed=row.closed,
                conflicts=_conflicts(transaction, session),
            )

    def header(self, session: str) -> Session:
        """Give a session and its register; raises UnknownItem."""
        with sqlite.reading(self._engine) as transaction:
            return _session(transaction, _row(transaction, session))

    def news(self, session: str, since: int) -> News:
        """Give what changed in a session above a stamp, by whomever, in the order of the notes; raises UnknownItem."""
        with sqlite.reading(self._engine) as transaction:
            stamp, closed = _stamp(transaction), _row(transaction, session).closed
            if stamp <= since:
                return News((), (), stamp, closed=closed)
            changed = transaction.exec(
                select(NoteRow)
                .where(NoteRow.session_id == session, col(NoteRow.stamp) > since)
                .order_by(col(NoteRow.id))
            ).all()
            return News(
                notes=tuple(note_mapping.note(row) for row in changed if not row.deleted),
                gone=tuple(row.id for row in changed if row.deleted),
                stamp=stamp,
                conflicts=tuple(sorted({row.id for row in changed}.intersection(_conflicts(transaction, session)))),
                closed=closed,
            )

    def versions(self, note: str) -> tuple[Note, ...]:
        """Give the versions of a note, oldest first, with both sides of a conflict; raises UnknownItem."""
        with sqlite.reading(self._engine) as transaction:
            row = one_note(note, transaction.exec(select(NoteRow).where(NoteRow.id == note)).all())
            past = transaction.exec(
                select(HistoryRow).where(HistoryRow.subject == "note", HistoryRow.item == note)
            ).all()
            ordered = sorted(past, key=lambda one: (one.version, one.recorded, one.digest))
            return (*(note_mapping.note_of(one.content) for one in ordered), note_mapping.note(row))

    def mark_closed(self, session: str, closed: bool) -> None:
        """Say that a session is closed, or open again; raises UnknownItem."""
        with sqlite.writing(self._engine) as transaction:
            _row(transaction, session).closed = closed

    def mark_written(self, session: str, digest: str) -> None:
        """Remember the SHA-256 of a session's file as it was written or read; raises UnknownItem."""
        with sqlite.writing(self._engine) as transaction:
            _row(transaction, session).written = digest

    def written(self, session: str) -> str:
        """Give the SHA-256 of a session's file as it was last written or read; empty if it never was."""
        with sqlite.reading(self._engine) as transaction:
            return _row(transaction, session).written

    def ids(self) -> frozenset[str]:
        """Give the ids of all sessions."""
        with sqlite.reading(self._engine) as transaction:
            return frozenset(transaction.exec(select(SessionRow.id)))

    def closed(self) -> frozenset[str]:
        """Give the ids of the sessions that are closed."""
        with sqlite.reading(self._engine) as transaction:
            return frozenset(transaction.exec(select(SessionRow.id).where(col(SessionRow.closed))))


def _row(transaction: Transaction, session: str) -> SessionRow:
    return one_session(session, transaction.exec(select(SessionRow).where(SessionRow.id == session)).all())


def _session(transaction: Transaction, row: SessionRow) -> Session:
    register = transaction.exec(select(ParticipantRow).where(ParticipantRow.session_id == row.id)).all()
    return note_mapping.session(row, list(register))


def _stamp(transaction: Transaction) -> int:
    return transaction.exec(select(func.max(NoteRow.stamp))).one() or 0


def _conflicts(transaction: Transaction, session: str) -> tuple[str, ...]:
    query = (
        select(HistoryRow.item)
        .join(NoteRow, col(NoteRow.id) == col(HistoryRow.item))
        .where(HistoryRow.subject == "note", col(HistoryRow.open_conflict), NoteRow.session_id == session)
        .distinct()
    )
    return tuple(sorted(transaction.exec(query)))
