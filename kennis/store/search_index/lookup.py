"""What a search reads of notes, people and vectors beside the index of words: quick to ask, again and again."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, column, func, table
from sqlmodel import col, select

from kennis.nouns import Note
from kennis.store import sqlite
from kennis.store.notes import note_mapping
from kennis.store.notes.name_lookup import session_called
from kennis.store.notes.note_rows import NoteRow, ParticipantRow, SessionRow
from kennis.store.search_index.vector_rows import VectorRow

_PLACEMENT = table("placement", column("note_id"), column("theme_id"))  # without the tables of themes, which take time


@dataclass(frozen=True, slots=True)
class Worded:
    """A note's text, and whether the note is deleted."""

    note: str
    text: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class State:
    """Where the notes and the vectors stand; one that equals another says that neither has changed."""

    note: int
    vector: int


@dataclass(frozen=True, slots=True)
class Known:
    """A person as a register knows them."""

    handle: str
    name: str
    organisation: str
    sector: str


class Lookup:
    """What a search looks up in a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def notes(self, notes: Sequence[str]) -> tuple[Note, ...]:
        """Give these notes, in this order; those that are not there any more are left out."""
        with sqlite.reading(self._engine) as transaction:
            query = select(NoteRow).where(col(NoteRow.id).in_(notes), col(NoteRow.deleted).is_(False))
            found = {row.id: note_mapping.note(row) for row in transaction.exec(query)}
        return tuple(found[note] for note in notes if note in found)

    def placed(self, notes: Sequence[str]) -> dict[str, str]:
        """Give the ids of the accepted themes that these notes stand in, by note; loose notes are left out."""
        note, theme = _PLACEMENT.c.note_id, _PLACEMENT.c.theme_id
        with sqlite.reading(self._engine) as transaction:
            rows = transaction.exec(select(note, theme).where(note.in_(notes), theme != ""))
            return {str(note): str(theme) for note, theme in rows}

    def people(self) -> tuple[Known, ...]:
        """Give the people of all registers, each once."""
        known = (ParticipantRow.handle, ParticipantRow.name, ParticipantRow.organisation, ParticipantRow.sector)
        with sqlite.reading(self._engine) as transaction:
            return tuple(Known(*row) for row in sorted(map(tuple, transaction.exec(select(*known).distinct()))))

    def session(self, name: str) -> str:
        """Give the id of the session of that id or title, or the one that begins so; raises UnknownSession."""
        query = select(SessionRow.id, SessionRow.title).order_by(col(SessionRow.date), col(SessionRow.id))
        with sqlite.reading(self._engine) as transaction:
            found = dict(transaction.exec(query).all())
        return session_called(name, found)

    def state(self) -> State:
        """Say where the notes and vectors stand; quick."""
        note = select(func.coalesce(func.max(NoteRow.stamp), 0))
        vector = select(func.coalesce(func.max(sqlite.ARRIVAL), 0)).select_from(VectorRow)
        with sqlite.reading(self._engine) as transaction:
            return State(transaction.exec(note).one(), transaction.exec(vector).one())

    def texts(self, since: int = -1) -> tuple[Worded, ...]:
        """Give the notes that changed after a stamp, by number, the deleted ones too; all without a stamp."""
        query = select(NoteRow.id, NoteRow.text, NoteRow.deleted).where(NoteRow.stamp > since)
        with sqlite.reading(self._engine) as transaction:
            return tuple(Worded(*row) for row in transaction.exec(query.order_by(col(NoteRow.number))))

    def model(self) -> str:
        """Give the model of the vectors that came in last; empty without vectors."""
        with sqlite.reading(self._engine) as transaction:
            found = transaction.exec(select(VectorRow.model).order_by(sqlite.ARRIVAL.desc()).limit(1)).first()
        return found or ""
