"""What is to be forgotten in a database: the notes, the people, and every text that they left there."""

import datetime
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection

from kennis.folding import Folded
from kennis.nouns import Forgotten, Participant, Sign
from kennis.store.erasure.forgotten_digests import (
    ForgottenDigests,
    Neutral,
    Value,
    digest,
    neutral,
    of_name,
    of_person,
    of_text,
)
from kennis.store.erasure.scrub_text import Scrub, names_of

Person = tuple[str, str]  # session and handle
MAKERS = ("decision", "memo", "edition", "approval", "acceptedremark")  # the tables that say who made something
_STANDS = "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1"
_TAKERS = "SELECT DISTINCT value FROM session, json_each(note_takers)"
HOLDING = "SELECT n.text FROM words w JOIN note n ON n.number = w.rowid WHERE words MATCH ?"
_LOWER = 2  # notes that have a word in lower case, which make it a word; set by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Notes by id and people by session and handle; names and texts that are known of them from elsewhere.

    `mentions` asks to take the names out of others' texts; `remarks` are the keys of accepted remarks about the notes.
    `sessions` are those whose ids tell a name, by these ids.
    """

    notes: frozenset[str] = frozenset()
    people: frozenset[Person] = frozenset()
    names: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    remarks: frozenset[str] = frozenset()
    sessions: Mapping[str, Neutral] = field(default_factory=dict)
    mentions: bool = False

    def __bool__(self) -> bool:
        return bool(self.notes or self.people or self.names or self.sessions)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is wanted as one database has it: all notes of the people too, each text that was theirs, the rows.

    `neutral` gives for each session of these people what its id is to be, were it to tell a name.
    """

    wanted: Wanted
    rows: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    neutral: Mapping[str, Neutral] = field(default_factory=dict)


def gather(connection: Connection, wanted: Wanted) -> Gathered:
    """Find in a database what is wanted, with all that it ever said there."""
    people = frozenset(one for one in wanted.people if _person(connection, one) is not None)
    names = wanted.names | {name for one in wanted.people if (name := _person(connection, one))}
    spoken = (_spoken(connection, session, handle) for session, handle in wanted.people)
    notes = wanted.notes.union(*spoken)
    rows = dict(_rows(connection, sorted(notes)))
    said = {note: tuple(dict.fromkeys(_texts(connection, note, row))) for note, row in rows.items()}
    texts = wanted.texts.union(*said.values())
    full = replace(wanted, notes=notes, people=people or wanted.people, names=names, texts=texts)
    origins = {str(one): str(first) for one, first in connection.exec_driver_sql("SELECT id, origin FROM session")}
    neutrals = {one: neutral(one, origins.get(one, "")) for one, _handle in full.people if one in origins}
    full = replace(full, sessions={**full.sessions, **(_made_of_names(connection, full) if names else {})})
    return Gathered(full, rows, said, neutrals)


def _made_of_names(connection: Connection, wanted: Wanted) -> dict[str, Neutral]:
    """Find the sessions whose ids are made of a name, or of a title that told one and is cut off in the id.

    A first name or surname alone counts where names are taken out of others' words too, and it is no word in the title.
    """
    asked, found = scrub(connection, wanted), {}
    for session, title, origin in connection.exec_driver_sql("SELECT id, title, origin FROM session"):
        told = asked.in_id(session) or (asked.unnamed(title, certain=True) != title and asked.shares(session))
        as_word = asked.in_id(title, certain=False) and asked.unnamed(title) == title
        if told or (wanted.mentions and asked.in_id(session, certain=False) and not as_word):
            found[session] = neutral(session, origin)
    return found


def scrub(connection: Connection, wanted: Wanted) -> Scrub:
    """Give what takes the words of the wanted out of other texts; ask it only when their notes are gone."""

    def stands(words: str) -> bool:
        return connection.exec_driver_sql(_STANDS, (f'text : "{words}"',)).first() is not None

    others = [
        str(name)
        for session, handle, name in connection.exec_driver_sql("SELECT session_id, handle, name FROM participant")
        if (session, handle) not in wanted.people and name not in wanted.names
    ]

    def is_word(word: str) -> bool:
        texts = connection.exec_driver_sql(HOLDING, (f'text : "{word}"',)).scalars()
        lower = (any(text[at].islower() for said, (at, _end) in Folded(text).written if said == word) for text in texts)
        return sum(lower) >= _LOWER

    names = [one for name in sorted(wanted.names) for one in names_of(name, others, is_word)]
    return Scrub(sorted(wanted.texts), names, stands)


def again(connection: Connection, ledger: ForgottenDigests, spared: frozenset[str] = frozenset()) -> Wanted:
    """Find what the ledger knows as forgotten in a database; `spared` are notes that only say the same."""
    notes = {one for one in ledger.notes if _has_note(connection, one)}
    known = {one: ledger.session(one) for one in connection.exec_driver_sql("SELECT id FROM session").scalars()}
    query = "SELECT id, session_id, external_id, speaker, text FROM note"
    if ledger.salts:
        for name, session, external, speaker, text in connection.exec_driver_sql(query):
            by = [(Sign.EXTERNAL, session, external)] if external else of_text(session, speaker, text)
            if (external or name not in spared) and ledger.value(by):
                notes.add(name)
    people, mentions = set(), False
    for session, handle, name in connection.exec_driver_sql("SELECT session_id, handle, name FROM participant"):
        line = ledger.person(session, Participant(handle=handle, name=name))
        if line is not None:
            people.add((session, handle))
            mentions = mentions or line.mentions
    return Wanted(
        notes=frozenset(notes),
        people=frozenset(people),
        names=frozenset(one for one in makers(connection) if ledger.value(of_name(one))),
        sessions={one: made for one, made in known.items() if made is not None},
        mentions=mentions,
    )


def makers(connection: Connection) -> frozenset[str]:
    """Give everybody who took notes, decided, wrote or asked something in a database."""
    queries = (_TAKERS, *(f"SELECT DISTINCT person FROM {table}" for table in MAKERS))
    told = (connection.exec_driver_sql(query).scalars() for query in queries)
    return frozenset(str(one) for query in told for one in query if one)


def _has_note(connection: Connection, note: str) -> bool:
    return connection.exec_driver_sql("SELECT 1 FROM note WHERE id = ?", (note,)).first() is not None


def _person(connection: Connection, person: Person) -> str | None:
    query = "SELECT name FROM participant WHERE session_id = ? AND handle = ?"
    return connection.exec_driver_sql(query, person).scalar()


def _spoken(connection: Connection, session: str, handle: str) -> list[str]:
    query = "SELECT id FROM note WHERE session_id = ? AND speaker = ?"
    return [str(one) for one in connection.exec_driver_sql(query, (session, handle)).scalars()]


def _rows(connection: Connection, notes: Iterable[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for note in notes:
        found = connection.exec_driver_sql("SELECT * FROM note WHERE id = ?", (note,)).mappings().first()
        if found is not None:
            yield note, dict(found)


def _texts(connection: Connection, note: str, row: Mapping[str, Any]) -> Iterator[str]:
    """Give every text that a note has or had: now, in its history, in edits, in quotes that its speaker saw."""
    yield row["text"]
    for query, read in _PAST.items():
        for value in connection.exec_driver_sql(query, (note,)).scalars():
            yield from read(value, note)


def _of_version(value: Any, _note: str) -> Iterator[str]:
    yield json.loads(value)["text"]


def _of_steps(value: Any, note: str) -> Iterator[str]:
    for step in json.loads(value):
        yield from (one["text"] for one in step if one and one.get("id") == note and one.get("text"))


def _as_it_is(value: Any, _note: str) -> Iterator[str]:
    yield str(value)


_PAST = {
    "SELECT content FROM history WHERE subject = 'note' AND item = ?": _of_version,
    "SELECT steps FROM edit WHERE instr(steps, ?)": _of_steps,
    "SELECT text FROM approval WHERE note = ?": _as_it_is,
    "SELECT words FROM approval WHERE note = ? AND words <> ''": _as_it_is,
}


def entries(wanted: Gathered) -> Iterator[Forgotten]:
    """Give the lines by which the ledger is to know each thing that is forgotten, under a salt of their own."""
    at, salt = datetime.datetime.now(datetime.UTC), secrets.token_hex(16)
    for note, row in wanted.rows.items():
        yield Forgotten(key=note, sign=Sign.NOTE, at=at, number=row["number"])
    for one in wanted.wanted.sessions.values():
        yield Forgotten(key=one.key, sign=Sign.SESSION, at=at, salt=one.salt)
    for value in _values(wanted):
        yield Forgotten(key=digest(value, salt), sign=value[0], at=at, salt=salt, mentions=wanted.wanted.mentions)


def _values(wanted: Gathered) -> Iterator[Value]:
    """Give what is known of the notes and people, in their sessions under both ids that these have or may get."""
    for session, handle in wanted.wanted.people:
        for one in {session, *([wanted.neutral[session].id] if session in wanted.neutral else [])}:
            for name in wanted.wanted.names or {""}:
                yield from of_person(one, Participant(handle=handle, name=name))
    for name in wanted.wanted.names:
        yield from of_name(name)
    for note, row in wanted.rows.items():
        if row["external_id"]:
            yield Sign.EXTERNAL, row["session_id"], row["external_id"]
        for speaker in {row["speaker"], ""}:  # a file may leave out whose words they are
            for text in wanted.said[note]:
                yield from of_text(row["session_id"], speaker, text)
