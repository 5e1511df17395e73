"""Search in the words of the notes; the full-text index itself is in `kennis.store.index`."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine
from sqlmodel import col, select

from kennis.nouns import Note
from kennis.nouns.search import Term
from kennis.store import index, records, sqlite
from kennis.store.names import one_session
from kennis.store.rows import NoteRow
from kennis.store.within import JOINED, Where, Within, where
from kennis.text import folded

UNRANKED = 30_000  # notes: a word that more of them have does not tell them apart
SHORTEST_PART = 3  # letters


@dataclass(frozen=True, slots=True)
class Match:
    """A note that holds the words, and how well, above 0; `entire` says that it holds all of them as whole words."""

    note: str
    score: float
    entire: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What the index holds of a note; tags and headings are a line each."""

    text: str
    tags: str
    headings: str
    speaker: str


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
class Names:
    """Who and what the registers know, each once; people as (handle, name)."""

    people: tuple[tuple[str, str], ...] = ()
    organisations: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


class Words:
    """The words of a store's notes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(
        self, terms: Sequence[Term], without: Sequence[Term], within: Within, limit: int, some: bool = False
    ) -> tuple[Match, ...]:
        """Give the notes that hold all terms, or with `some` at least one of them, best first.

        First those that have them as whole words, then those that have them within words.
        """
        asked = _asked(within, without)
        joint = " OR " if some else " AND "
        entire = joint.join(map(_entire, terms))
        with self._reading() as connection:
            found = _ranked(connection, "words", entire, asked, limit)
            matches = [Match(note, score, True) for note, score in found]
            inner = [term for term in terms if _has_parts(term)]
            if len(matches) >= limit or not inner:
                return tuple(matches)
            asked.add("n.number NOT IN (SELECT rowid FROM words WHERE words MATCH ?)", entire)
            for term in terms:
                if not _has_parts(term) and not some:
                    asked.add("n.number IN (SELECT rowid FROM words WHERE words MATCH ?)", _entire(term))
            parts = joint.join(_quoted(term.text) for term in inner)
            found = _ranked(connection, "parts", parts, asked, limit - len(matches))
            return (*matches, *(Match(note, score, False) for note, score in found))

    def among(self, notes: Sequence[str], within: Within, without: Sequence[Term] = ()) -> frozenset[str]:
        """Give, of these notes, those that meet the conditions and hold none of the terms."""
        asked = _asked(within, without)
        query = f"SELECT n.id FROM json_each(?) i CROSS JOIN note n ON n.id = i.value{JOINED} WHERE NOT n.deleted"
        with self._reading() as connection:
            rows = connection.exec_driver_sql(query + asked.sql, (json.dumps(list(notes)), *asked.values))
            return frozenset(rows.scalars())

    def everywhere(self, within: Within, without: Sequence[Term] = ()) -> frozenset[str]:
        """Give all notes that meet the conditions and hold none of the terms."""
        asked = _asked(within, without)
        query = f"SELECT n.id FROM note n{JOINED} WHERE NOT n.deleted{asked.sql}"
        with self._reading() as connection:
            return frozenset(connection.exec_driver_sql(query, tuple(asked.values)).scalars())

    def said(self, notes: Sequence[str]) -> dict[str, Said]:
        """Give what the index holds of these notes, by id."""
        query = (
            "SELECT v.id, v.text, v.tags, v.headings, v.speaker FROM json_each(?) i JOIN searchable v ON v.id = i.value"
        )
        with self._reading() as connection:
            rows = connection.exec_driver_sql(query, (json.dumps(list(notes)),))
            return {note: Said(*values) for note, *values in rows}

    def notes(self, notes: Sequence[str]) -> tuple[Note, ...]:
        """Give these notes, in this order; those that are not there any more are left out."""
        with sqlite.reading(self._engine) as transaction:
            query = select(NoteRow).where(col(NoteRow.id).in_(notes), col(NoteRow.deleted).is_(False))
            found = {row.id: records.note(row) for row in transaction.exec(query)}
        return tuple(found[note] for note in notes if note in found)

    def placed(self, notes: Sequence[str]) -> dict[str, str]:
        """Give the ids of the accepted themes that these notes stand in, by note; loose notes are left out."""
        query = "SELECT note_id, theme_id FROM json_each(?) i JOIN placement ON note_id = i.value WHERE theme_id <> ''"
        with self._reading() as connection:
            rows = connection.exec_driver_sql(query, (json.dumps(list(notes)),))
            return {str(note): str(theme) for note, theme in rows}

    def names(self) -> Names:
        """Give the people, organisations and sectors of all registers."""
        with self._reading() as connection:

            def known(columns: str) -> list[tuple[str, ...]]:
                query = f"SELECT DISTINCT {columns} FROM participant ORDER BY {columns}"
                return [tuple(row) for row in connection.exec_driver_sql(query)]

            people = [(handle, name) for handle, name in known("handle, name")]
            organisations, sectors = ([name for (name,) in known(column)] for column in ("organisation", "sector"))
        return Names(tuple(people), tuple(filter(None, organisations)), tuple(filter(None, sectors)))

    def session(self, name: str) -> str:
        """Give the id of the session with that id, or the one whose id begins so; raises UnknownItem."""
        query = "SELECT id FROM session WHERE id = ? OR substr(id, 1, ?) = ? ORDER BY id"
        with self._reading() as connection:
            found = list(connection.exec_driver_sql(query, (name, len(name), name)).scalars()) if name else []
        return str(one_session(name, [name] if name in found else found))

    def state(self) -> State:
        """Say where the notes and vectors stand; quick."""
        with self._reading() as connection:
            note = connection.exec_driver_sql("SELECT coalesce(max(stamp), 0) FROM note").scalar_one()
            vector = connection.exec_driver_sql("SELECT coalesce(max(rowid), 0) FROM vector").scalar_one()
        return State(note, vector)

    def texts(self, since: int = -1) -> tuple[Worded, ...]:
        """Give the notes that changed after a stamp, by number, the deleted ones too; all without a stamp."""
        query = "SELECT id, text, deleted FROM note WHERE stamp > ? ORDER BY number"
        with self._reading() as connection:
            return tuple(
                Worded(note, text, bool(gone)) for note, text, gone in connection.exec_driver_sql(query, (since,))
            )

    def model(self) -> str:
        """Give the model of the vectors that came in last; empty without vectors."""
        with self._reading() as connection:
            found = connection.exec_driver_sql("SELECT model FROM vector ORDER BY rowid DESC LIMIT 1").scalar()
        return str(found or "")

    def folds_parts(self) -> bool:
        """Say whether accents do not count in parts of words; they do where SQLite is older than 3.45."""
        with self._reading() as connection:
            return index.folds_parts(connection)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sqlite.reading(self._engine) as transaction:
            connection = transaction.connection()
            driver: Any = connection.connection.driver_connection
            driver.create_function("folded", 1, folded, deterministic=True)
            yield connection


def _asked(within: Within, without: Sequence[Term]) -> Where:
    asked = where(within)
    for term in without:
        asked.add("n.number NOT IN (SELECT rowid FROM words WHERE words MATCH ?)", _entire(term))
    return asked


def _ranked(connection: Connection, name: str, expression: str, asked: Where, limit: int) -> list[tuple[str, float]]:
    """Give the notes that an index finds, best first; the latest first where there are too many to weigh."""
    counted = f"SELECT count(*) FROM (SELECT 1 FROM {name} WHERE {name} MATCH ? LIMIT ?)"
    many = connection.exec_driver_sql(counted, (expression, UNRANKED + 1)).scalar_one() > UNRANKED
    score, order = ("1.0", "f.rowid DESC") if many else ("-f.rank", "f.rank")
    query = (
        f"SELECT n.id, {score} FROM {name} f CROSS JOIN note n ON n.number = f.rowid{JOINED}"
        f" WHERE f.{name} MATCH ?{asked.sql} ORDER BY {order} LIMIT ?"
    )
    rows = connection.exec_driver_sql(query, (expression, *asked.values, limit))
    return [(note, float(found)) for note, found in rows]


def _entire(term: Term) -> str:
    """Give a term for the index of whole words; its words hold letters and digits only."""
    return _quoted(" ".join(term.words)) + ("*" if term.prefix else "")


def _has_parts(term: Term) -> bool:
    return not term.phrase and not term.prefix and len(term.text) >= SHORTEST_PART


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
