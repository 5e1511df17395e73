"""Sessions and notes: read, add, revise."""

from collections.abc import Sequence

from sqlalchemy import Engine, func
from sqlmodel import col, select

from kennis.nouns import Note, Session
from kennis.store import sqlite
from kennis.store.notes import conflicts, note_mapping
from kennis.store.notes.name_lookup import one_note, session_called
from kennis.store.notes.note_query import Selection
from kennis.store.notes.note_rows import HistoryRow, NoteRow, ParticipantRow, SessionRow

_LAST = "\U0010ffff"
_LONGEST_NUMBER = 19  # characters of n17 and the like that SQLite can hold as a number


EVERYTHING = Selection()


class NoteStore:
    """The sessions, registers and notes of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def sessions(self) -> tuple[Session, ...]:
        """Give all sessions with their registers, by date, then id."""
        with sqlite.reading(self._engine) as transaction:
            registers: dict[str, list[ParticipantRow]] = {}
            for person in transaction.exec(select(ParticipantRow)):
                registers.setdefault(person.session_id, []).append(person)
            rows = transaction.exec(select(SessionRow).order_by(col(SessionRow.date), col(SessionRow.id)))
            return tuple(note_mapping.session(row, registers.get(row.id, [])) for row in rows)

    def session(self, name: str) -> Session:
        """Give the session of that id or title, or the one whose id or title begins so; raises UnknownSession."""
        known = {one.id: one for one in self.sessions()}
        return known[session_called(name, {one.id: one.title for one in known.values()})]

    def stamp(self) -> str:
        """Give a text that differs whenever a note, a session or a register does."""
        asked = (
            select(func.max(NoteRow.stamp), func.count()),
            select(func.group_concat(SessionRow.digest)),
            select(func.group_concat(ParticipantRow.digest)),
            select(func.count()).select_from(HistoryRow).where(col(HistoryRow.open_conflict)),
        )
        with sqlite.reading(self._engine) as transaction:
            return repr([tuple(transaction.execute(query).one()) for query in asked])

    def counts(self, unset: bool = False) -> dict[str, int]:
        """Give the number of notes of each session that has any; with `unset` of those without a level of their own."""
        with sqlite.reading(self._engine) as transaction:
            counted = select(NoteRow.session_id, func.count()).where(col(NoteRow.deleted).is_(False))
            counted = counted.where(col(NoteRow.consent).is_(None)) if unset else counted
            counted = counted.group_by(col(NoteRow.session_id))
            return dict(transaction.exec(counted).all())

    def select(self, selection: Selection = EVERYTHING) -> tuple[Note, ...]:
        """Give the notes that a selection names, by session date, then in the order of their ids."""
        query = select(NoteRow).join(SessionRow).where(col(NoteRow.deleted).is_(False))
        if selection.session is not None:
            query = query.where(NoteRow.session_id == selection.session)
        if selection.kind is not None:
            query = query.where(NoteRow.kind == selection.kind.value)
        if selection.theme is not None or selection.loose:
            from kennis.store.themes.theme_rows import PlacementRow

            query = query.join(PlacementRow, col(PlacementRow.note_id) == col(NoteRow.id), isouter=selection.loose)
            query = query.where(PlacementRow.theme_id == selection.theme)
        query = query.order_by(col(SessionRow.date), col(SessionRow.id), col(NoteRow.id))
        with sqlite.reading(self._engine) as transaction:
            return tuple(note_mapping.note(row) for row in transaction.exec(query))

    def note(self, name: str) -> Note:
        """Give the note called n17, or by its id or an unambiguous beginning of it; raises UnknownItem."""
        if name.startswith("n") and name[1:].isdecimal() and len(name) <= _LONGEST_NUMBER:
            condition = col(NoteRow.number) == int(name[1:])
        else:
            condition = col(NoteRow.id).between(name, name + _LAST)  # LIKE would read every note
        with sqlite.reading(self._engine) as transaction:
            rows: Sequence[NoteRow] = (
                transaction.exec(select(NoteRow).where(condition, col(NoteRow.deleted).is_(False)).limit(2)).all()
                if name
                else []
            )
            return note_mapping.note(one_note(name, rows))

    def leaving(self) -> tuple[tuple[Session, ...], tuple[Note, ...]]:
        """Give all sessions and notes as they may leave kennis: where sides differ, the strictest consent counts."""
        with sqlite.reading(self._engine) as transaction:
            others = conflicts.sides(transaction)
        sessions = tuple(conflicts.guarded_session(one, others) for one in self.sessions())
        return sessions, tuple(conflicts.guarded_note(one, others) for one in self.select())

    def open_conflicts(self) -> tuple[str, ...]:
        """Give what is in conflict: note ids, session ids, and session/handle of participants."""
        with sqlite.reading(self._engine) as transaction:
            found = select(HistoryRow.item).where(col(HistoryRow.open_conflict)).distinct().order_by(HistoryRow.item)
            return tuple(transaction.exec(found))
