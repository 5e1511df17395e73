"""Forgetting in one database: what is to be forgotten goes out of every table, and what that came to is told."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, inspect
from sqlmodel import Session as Transaction
from sqlmodel import select

from kennis.errors import WorkspaceError
from kennis.nouns import Fate, Forgotten, FoundTrace, Trace
from kennis.store import sqlite
from kennis.store.erasure import lines, settle, write
from kennis.store.erasure.erase_notes import (
    erase_notes,
    erase_people,
    erase_vectors,
    rename_approvals,
    rename_makers,
    rename_notes,
    rename_people,
    rename_sessions,
    same_words,
    tell_unlooked,
)
from kennis.store.erasure.erase_outline import rewrite_outline
from kennis.store.erasure.erase_themes import Titles, rewrite_themes
from kennis.store.erasure.erasure_state import Pages
from kennis.store.erasure.erasure_targets import Gathered, Wanted, again, gather, scrub
from kennis.store.erasure.forgotten_digests import ForgottenDigests
from kennis.store.erasure.scrub_text import Scrub
from kennis.store.erasure.session_ids import rename_ids
from kennis.store.notes.note_rows import NoteRow
from kennis.store.sqlite.memory_copy import in_memory
from kennis.store.sqlite.wipe import wipe

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Trial:
    """What is wanted as the database has it, what takes its words out of other texts, and what holds it there."""

    gathered: Gathered
    scrub: Scrub
    found: tuple[FoundTrace, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """How many notes and entries in registers went."""

    notes: int
    people: int


@contextmanager
def trial(engine: Engine, wanted: Wanted) -> Iterator[Trial]:
    """Erase in a copy of the database, give what was found and what finds the words elsewhere, and drop the copy.

    Nobody waits for a lock while files are searched.
    """
    with in_memory(engine) as copy, sqlite.writing(copy) as transaction:
        gathered = gather(transaction.connection(), wanted)
        pages = _erased(transaction.connection(), gathered)
        same_words(pages)
        yield Trial(gathered, pages.scrub, tuple(pages.found))


def erase(engine: Engine, wanted: Wanted, ledger: Iterable[Forgotten] = ()) -> tuple[FoundTrace, ...]:
    """Erase notes and people, and what was taken over from them, in one transaction; give what was found.

    The ledger is kept with it, beside that of the database. The file still holds what is gone until `wipe`.
    """
    with sqlite.writing(engine) as transaction:
        write(transaction, ledger)
        connection = transaction.connection()
        return tuple(_erased(connection, gather(connection, wanted)).found)


def erase_again(engine: Engine, ledger: Iterable[Forgotten], spared: frozenset[str] = frozenset()) -> Erased:
    """Erase in a database what a ledger says, keep it beside its own, and wipe the file.

    What the database's own ledger says is done is done there: what stands there by now came later. `spared` are notes
    that are known to be others, though they say the same.
    """
    with sqlite.writing(engine) as transaction:
        connection = transaction.connection()
        done = {one.key for one in lines(transaction) if one.done}
        write(transaction, (one for one in ledger if one.key not in done))
        wanted = again(connection, ForgottenDigests(one for one in lines(transaction) if one.key not in done), spared)
        found = _erased(connection, gather(connection, wanted)).found if wanted else {}
    if found:
        wipe(engine)
    with sqlite.writing(engine) as transaction:
        settle(transaction, (one.key for one in lines(transaction)))
    gone = Counter(one.sort for one in found if one.fate is Fate.ERASED)
    return Erased(gone[Trace.NOTE], gone[Trace.PERSON])


def ledger_in(database: Path) -> tuple[Forgotten, ...]:
    """Give the ledger of a database; nothing of one that is lost, damaged, or older than ledgers.

    Raises WorkspaceError where it cannot be read now, as while another program has it.
    """
    return _asked(database, "forgotten", lines) or ()


def notes_in(database: Path) -> frozenset[str]:
    """Give the ids of the notes of a database; see `ledger_in`."""
    return _asked(database, "note", _notes) or frozenset()


def _notes(transaction: Transaction) -> frozenset[str]:
    return frozenset(transaction.exec(select(NoteRow.id)))


def _asked(database: Path, table: str, asked: Callable[[Transaction], _Answer]) -> _Answer | None:
    """Ask a database that may be of any schema, or none, about a table; None where it has none."""
    if not database.exists():
        return None
    engine = sqlite.engine(database)
    try:
        with sqlite.reading(engine) as transaction:
            return asked(transaction) if inspect(transaction.connection()).has_table(table) else None
    except WorkspaceError as error:
        if not sqlite.is_damage(getattr(error.__cause__, "orig", None)):
            raise
        return None
    finally:
        engine.dispose()


def known_again(engine: Engine, ledger: ForgottenDigests, spared: frozenset[str]) -> Wanted:
    """Find in a database what a ledger knows, but for notes that only say the same."""
    with sqlite.reading(engine) as transaction:
        return again(transaction.connection(), ledger, spared)


def _erased(connection: Connection, gathered: Gathered) -> Pages:
    pages = Pages(connection, gathered.wanted, scrub(connection, gathered.wanted))
    erase_notes(pages, gathered)
    erase_people(pages)
    erase_vectors(pages)
    rename_notes(pages)
    tell_unlooked(pages)
    rename_sessions(pages)
    rename_people(pages)
    rename_approvals(pages)
    rename_makers(pages)
    titles = Titles(pages)
    rewrite_themes(pages, titles)
    rewrite_outline(pages, titles)
    rename_ids(pages)  # last: until then the sessions are found under the ids that are known
    return pages
