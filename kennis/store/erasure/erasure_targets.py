"""What is to be forgotten in a database: the notes, the people, and every text that they left there."""

import datetime
import json
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Select, select

from kennis.folding import Folded
from kennis.nouns import Forgotten, Participant, Sign
from kennis.store import sqlite
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
from kennis.store.erasure.kept_tables import APPROVAL, EDIT, HISTORY, MAKERS, NOTE, PARTICIPANT, SESSION
from kennis.store.erasure.scrub_text import Scrub, names_of
from kennis.store.sqlite import fulltext

Person = tuple[str, str]  # session and handle
_PEOPLE = select(PARTICIPANT.c.session_id, PARTICIPANT.c.handle, PARTICIPANT.c.name)
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
    past = _past(connection, rows)
    said = {note: tuple(dict.fromkeys((row["text"], *past[note]))) for note, row in rows.items()}
    texts = wanted.texts.union(*said.values())
    full = replace(wanted, notes=notes, people=people or wanted.people, names=names, texts=texts)
    origins = {str(one): str(first) for one, first in connection.execute(select(SESSION.c.id, SESSION.c.origin))}
    neutrals = {one: neutral(one, origins.get(one, "")) for one, _handle in full.people if one in origins}
    full = replace(full, sessions={**full.sessions, **(_made_of_names(connection, full) if names else {})})
    return Gathered(full, rows, said, neutrals)


def _made_of_names(connection: Connection, wanted: Wanted) -> dict[str, Neutral]:
    """Find the sessions whose ids are made of a name, or of a title that told one and is cut off in the id.

    A first name or surname alone counts where names are taken out of others' words too, and it is no word in the title.
    """
    asked, found = scrub(connection, wanted), {}
    for session, title, origin in connection.execute(select(SESSION.c.id, SESSION.c.title, SESSION.c.origin)):
        told = asked.in_id(session) or (asked.unnamed(title, certain=True) != title and asked.shares(session))
        as_word = asked.in_id(title, certain=False) and asked.unnamed(title) == title
        if told or (wanted.mentions and asked.in_id(session, certain=False) and not as_word):
            found[session] = neutral(session, origin)
    return found


def scrub(connection: Connection, wanted: Wanted) -> Scrub:
    """Give what takes the words of the wanted out of other texts; ask it only when their notes are gone."""

    def stands(words: str) -> bool:
        return connection.execute(fulltext.saying(words).limit(1)).first() is not None

    others = [
        str(name)
        for session, handle, name in connection.execute(_PEOPLE)
        if (session, handle) not in wanted.people and name not in wanted.names
    ]

    def is_word(word: str) -> bool:
        texts = connection.execute(texts_saying(word)).scalars()
        lower = (any(text[at].islower() for said, (at, _end) in Folded(text).written if said == word) for text in texts)
        return sum(lower) >= _LOWER

    names = [one for name in sorted(wanted.names) for one in names_of(name, others, is_word)]
    return Scrub(sorted(wanted.texts), names, stands)


def again(connection: Connection, ledger: ForgottenDigests, spared: frozenset[str] = frozenset()) -> Wanted:
    """Find what the ledger knows as forgotten in a database; `spared` are notes that only say the same."""
    notes = {one for one in ledger.notes if _has_note(connection, one)}
    known = {one: ledger.session(one) for one in connection.execute(select(SESSION.c.id)).scalars()}
    query = select(NOTE.c.id, NOTE.c.session_id, NOTE.c.external_id, NOTE.c.speaker, NOTE.c.text)
    if ledger.salts:
        for name, session, external, speaker, text in connection.execute(query):
            by = [(Sign.EXTERNAL, session, external)] if external else of_text(session, speaker, text)
            if (external or name not in spared) and ledger.value(by):
                notes.add(name)
    people, mentions = set(), False
    for session, handle, name in connection.execute(_PEOPLE):
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
    takers = connection.execute(select(SESSION.c.note_takers).distinct()).scalars()
    others = (connection.execute(select(table.c.person).distinct()).scalars() for table in MAKERS)
    told = chain(*map(_listed, takers), *others)
    return frozenset(str(one) for one in told if one)


def _listed(kept: str) -> list[Any]:
    """Give what a list that is kept as JSON holds; raises WorkspaceError where it cannot be read."""
    try:
        found = json.loads(kept)
    except ValueError as error:
        raise sqlite.unusable(error) from error
    return found if isinstance(found, list) else [found]


def texts_saying(word: str) -> Select[Any]:
    """Ask for the texts of the notes that have a word."""
    return select(NOTE.c.text).where(NOTE.c.number.in_(fulltext.saying(word)))


def _has_note(connection: Connection, note: str) -> bool:
    return connection.execute(select(NOTE.c.id).where(NOTE.c.id == note)).first() is not None


def _person(connection: Connection, person: Person) -> str | None:
    query = select(PARTICIPANT.c.name).where(PARTICIPANT.c.session_id == person[0], PARTICIPANT.c.handle == person[1])
    return connection.execute(query).scalar()


def _spoken(connection: Connection, session: str, handle: str) -> list[str]:
    query = select(NOTE.c.id).where(NOTE.c.session_id == session, NOTE.c.speaker == handle)
    return [str(one) for one in connection.execute(query).scalars()]


def _rows(connection: Connection, notes: Iterable[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for note in notes:
        found = connection.execute(select(NOTE).where(NOTE.c.id == note)).mappings().first()
        if found is not None:
            yield note, dict(found)


def _past(connection: Connection, notes: Collection[str]) -> Mapping[str, list[str]]:
    """Give every text that notes had, by note: in their history, in edits, in quotes that their speakers saw."""
    found: dict[str, list[str]] = {note: [] for note in notes}
    for note in notes:
        past = select(HISTORY.c.content).where(HISTORY.c.subject == "note", HISTORY.c.item == note)
        found[note] += (json.loads(content)["text"] for content in connection.execute(past).scalars())
    for steps in connection.execute(select(EDIT.c.steps)).scalars():
        for one in chain(*json.loads(steps)) if any(note in steps for note in notes) else ():
            if one and one.get("id") in found and one.get("text"):
                found[one["id"]].append(one["text"])
    for note in notes:
        quotes = select(APPROVAL.c.text, APPROVAL.c.words).where(APPROVAL.c.note == note)
        found[note] += (str(one) for quote in connection.execute(quotes) for one in quote if one)
    return found


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
