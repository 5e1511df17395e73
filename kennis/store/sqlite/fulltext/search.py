"""Search in the words of the notes, which `kennis.store.sqlite.fulltext.schema` indexes."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine

from kennis.folding import folded
from kennis.nouns import Consent
from kennis.nouns.search import Term
from kennis.store import sqlite
from kennis.store.notes.note_query import Within
from kennis.store.sqlite.fulltext.note_conditions import JOINED, SPEAKERS, NoteQuery, Withdrawn, where

UNRANKED = {"words": 20_000, "parts": 5_000}  # notes: where more have it, a word does not tell them apart; set by hand
SHORTEST_PART = 3  # letters
FEW = 3_000  # notes that are listed before a search, where a filter lets no more through; set by hand
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A note that holds the words, and how well, above 0; `entire` says that it holds all of them as whole words."""

    note: str
    score: float
    entire: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """The notes that count in a search: as conditions, and where they are few listed by number and by id too."""

    where: NoteQuery
    numbers: tuple[int, ...] | None = None
    notes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an index is asked for, and what else is asked of a note that it finds."""

    expression: str
    beside: NoteQuery = field(default_factory=NoteQuery)


@dataclass(frozen=True, slots=True)
class MatchedText:
    """What the index holds of a note; tags and headings are a line each."""

    text: str
    tags: str
    headings: str
    speaker: str


class Fulltext:
    """The words of a store's notes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def scope(self, within: Within, without: Sequence[Term] = ()) -> Scope:
        """Give the notes that count: those within the conditions that hold none of the terms.

        They are listed where they are few and quick to list, else looked up as they are found.
        """
        source = _source(within)
        with self._reading() as connection:
            asked = where(within, _withdrawn(connection))
            for term in without:
                asked.add("n.number NOT IN (SELECT rowid FROM words WHERE words MATCH ?)", _entire(term))
            if source is None:
                return Scope(asked)
            query = f"SELECT n.number, n.id, 1{asked.sql} {source[0]} LIMIT {FEW + 1}"
            rows = connection.exec_driver_sql(query, (*asked.values, source[1])).all()
        if len(rows) > FEW:
            return Scope(asked)
        listed = sorted((number, note) for number, note, counts in rows if counts)
        return Scope(asked, tuple(number for number, _note in listed), frozenset(note for _number, note in listed))

    def find(self, terms: Sequence[Term], scope: Scope, limit: int, some: bool = False) -> tuple[Match, ...]:
        """Give the notes in scope that hold all terms, or with `some` at least one of them, best first.

        First those that have them as whole words, then those that have them within words.
        """
        joint = " OR " if some else " AND "
        entire = joint.join(map(_entire, terms))
        inner = [term for term in terms if _has_parts(term)]
        with self._reading() as connection:
            found = _ranked(connection, "words", _Asked(entire), scope, limit)
            matches = [Match(note, score, True) for note, score in found]
            if len(matches) < limit and inner:
                beside = NoteQuery()
                beside.add("+f.rowid NOT IN (SELECT rowid FROM words WHERE words MATCH ?)", entire)
                for term in terms if not some else ():
                    if term not in inner:
                        beside.add("+f.rowid IN (SELECT rowid FROM words WHERE words MATCH ?)", _entire(term))
                parts = _Asked(joint.join(_quoted(folded(term.text)) for term in inner), beside)
                found = _ranked(connection, "parts", parts, scope, limit - len(matches))
                matches += [Match(note, score, False) for note, score in found]
        return tuple(matches)

    def among(self, notes: Sequence[str], scope: Scope) -> frozenset[str]:
        """Give, of these notes, those in scope."""
        if scope.notes is not None:
            return scope.notes.intersection(notes)
        query = f"SELECT n.id FROM json_each(?) i CROSS JOIN note n ON n.id = i.value{JOINED} WHERE NOT n.deleted"
        with self._reading() as connection:
            rows = connection.exec_driver_sql(query + scope.where.sql, (json.dumps(list(notes)), *scope.where.values))
            return frozenset(rows.scalars().all())

    def said(self, notes: Sequence[str]) -> dict[str, MatchedText]:
        """Give what the index holds of these notes, by id."""
        query = (
            "SELECT v.id, v.text, v.tags, v.headings, v.speaker FROM json_each(?) i JOIN searchable v ON v.id = i.value"
        )
        with self._reading() as connection:
            rows = connection.exec_driver_sql(query, (json.dumps(list(notes)),))
            return {note: MatchedText(*values) for note, *values in rows.all()}

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sqlite.reading(self._engine) as transaction:
            yield transaction.connection()


def _withdrawn(connection: Connection) -> Withdrawn:
    level = Consent.WITHDRAWN.value
    sessions = connection.exec_driver_sql("SELECT id FROM session WHERE consent = ?", (level,))
    speakers = connection.exec_driver_sql(
        "SELECT session_id || '/' || handle FROM participant WHERE consent = ?", (level,)
    )
    return Withdrawn(tuple(sessions.scalars()), tuple(speakers.scalars()))


def _source(within: Within) -> tuple[str, str] | None:
    """Give from where the notes within the conditions are quick to list, and the value that this asks for."""
    if within.session is not None:
        return f"FROM note n{JOINED} WHERE NOT n.deleted AND n.session_id = ?", within.session
    if within.theme is not None:
        from_theme = f"FROM placement l CROSS JOIN note n ON n.id = l.note_id AND NOT n.deleted{SPEAKERS}"
        return f"{from_theme} WHERE l.theme_id = ?", within.theme
    if within.handles is not None:
        spoken = "n.speaker IN (SELECT value FROM json_each(?))"
        return f"FROM note n{JOINED} WHERE NOT n.deleted AND {spoken}", json.dumps(within.handles)
    if words := _WORD.findall(within.tag or ""):
        tagged = f"FROM words f CROSS JOIN note n ON n.number = f.rowid{JOINED} WHERE f.words MATCH ?"
        return tagged, f"tags : {_quoted(' '.join(words))}"
    return None


def _ranked(connection: Connection, name: str, asked: _Asked, scope: Scope, limit: int) -> list[tuple[str, float]]:
    """Give the notes that an index finds, best first; the latest first where there are too many to weigh."""
    joined, counting = (JOINED, scope.where) if scope.numbers is None else ("", _listed(scope.numbers))
    if scope.numbers is not None:  # then a rank is worked out for those alone, not for all that the index finds
        score, order = "-f.rank", "+f.rank"
    elif _finds_many(connection, name, asked.expression):
        score, order = "1.0", "f.rowid DESC"
    else:
        score, order = "-f.rank", "f.rank"
    query = (
        f"SELECT n.id, {score} FROM {name} f CROSS JOIN note n ON n.number = f.rowid{joined}"
        f" WHERE f.{name} MATCH ?{asked.beside.sql}{counting.sql} ORDER BY {order} LIMIT ?"
    )
    rows = connection.exec_driver_sql(query, (asked.expression, *asked.beside.values, *counting.values, limit))
    return [(note, float(found)) for note, found in rows.all()]


def _finds_many(connection: Connection, name: str, expression: str) -> bool:
    query = f"SELECT 1 FROM {name} WHERE {name} MATCH ? LIMIT 1 OFFSET {UNRANKED[name]}"
    return connection.exec_driver_sql(query, (expression,)).first() is not None


def _listed(numbers: Sequence[int]) -> NoteQuery:
    """Ask for these numbers, in a way that the index can skip what is before the first and after the last."""
    listed = NoteQuery()
    listed.add("f.rowid >= ? AND f.rowid <= ?", numbers[0] if numbers else 0, numbers[-1] if numbers else 0)
    listed.add("+f.rowid IN (SELECT value FROM json_each(?))", json.dumps(numbers))
    return listed


def _entire(term: Term) -> str:
    """Give a term for the index of whole words; its words hold letters and digits only."""
    return _quoted(" ".join(term.words)) + ("*" if term.prefix else "")


def _has_parts(term: Term) -> bool:
    return not term.phrase and not term.prefix and len(folded(term.text)) >= SHORTEST_PART


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
