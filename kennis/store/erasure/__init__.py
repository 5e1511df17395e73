"""The ledger of what was forgotten."""

import datetime
from collections.abc import Iterable

from sqlalchemy import Engine
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from kennis.nouns import Forgotten, Note, Sign
from kennis.store import sqlite
from kennis.store.erasure.erasure_targets import makers
from kennis.store.erasure.forgotten_digests import ForgottenDigests, of_name
from kennis.store.erasure.forgotten_rows import ForgottenRow
from kennis.store.notes import note_mapping
from kennis.store.notes.name_lookup import one_note
from kennis.store.notes.note_rows import NoteRow

__all__ = ["ForgottenDigests", "ForgottenLedger", "lines", "memory", "settle", "write"]

_LONGEST_NUMBER = 19  # characters of n17 and the like that SQLite can hold as a number


class ForgottenLedger:
    """What was forgotten in a workspace."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> tuple[Forgotten, ...]:
        """Give the ledger, by date."""
        with sqlite.reading(self._engine) as transaction:
            return lines(transaction)

    def enter(self, entries: Iterable[Forgotten]) -> None:
        """Enter lines in the ledger; see `write`."""
        with sqlite.writing(self._engine) as transaction:
            write(transaction, entries)

    def note(self, name: str) -> Note:
        """Give the note called n17, or by a beginning of its id, also one that was deleted; raises UnknownItem."""
        number = int(name[1:]) if name[:1] == "n" and name[1:].isdecimal() and len(name) < _LONGEST_NUMBER else -1
        by_id = col(NoteRow.id).startswith(name, autoescape=True)
        with sqlite.reading(self._engine) as transaction:
            query = select(NoteRow).where(by_id if number < 0 else NoteRow.number == number).limit(2)
            return note_mapping.note(one_note(name, transaction.exec(query).all() if name else []))

    def session(self, name: str) -> str:
        """Give the id that a session has by now, whose id told a forgotten name; else the same."""
        with sqlite.reading(self._engine) as transaction:
            found = memory(transaction).session(name)
            return found.id if found else name

    def makers(self, name: str) -> frozenset[str]:
        """Give who took notes, decided, wrote or asked something under a name, in any letters."""
        with sqlite.reading(self._engine) as transaction:
            wanted = frozenset(of_name(name))
            return frozenset(one for one in makers(transaction.connection()) if not wanted.isdisjoint(of_name(one)))

    def numbers(self) -> dict[str, int]:
        """Give the short numbers of all notes, also of those that were deleted, by id."""
        with sqlite.reading(self._engine) as transaction:
            return dict(transaction.exec(select(NoteRow.id, NoteRow.number)).all())

    def finish(self, keys: Iterable[str]) -> None:
        """Say that nothing is left to erase of what these lines of the ledger know."""
        with sqlite.writing(self._engine) as transaction:
            settle(transaction, keys)


def memory(transaction: Transaction) -> ForgottenDigests:
    """Give the ledger, to ask whether something was forgotten."""
    return ForgottenDigests(lines(transaction))


def lines(transaction: Transaction) -> tuple[Forgotten, ...]:
    """Give the ledger in an open transaction, by date."""
    rows = transaction.exec(select(ForgottenRow).order_by(col(ForgottenRow.at), col(ForgottenRow.key)))
    return tuple(_line(row) for row in rows)


def write(transaction: Transaction, entries: Iterable[Forgotten]) -> None:
    """Enter lines in the ledger; one that is there keeps its date, and asks for the mentions if either does."""
    for one in entries:
        old, row = transaction.get(ForgottenRow, one.key), _row(one)
        if old is not None:
            row.at, row.mentions = old.at, old.mentions or one.mentions
        transaction.merge(row)


def settle(transaction: Transaction, keys: Iterable[str]) -> None:
    """Say in an open transaction that nothing is left to erase of what lines of the ledger know, by their keys."""
    done = set(keys)
    for row in transaction.exec(select(ForgottenRow).where(col(ForgottenRow.done).is_(False))).all():
        row.done = row.key in done


def _row(one: Forgotten) -> ForgottenRow:
    return ForgottenRow(
        key=one.key,
        kind=one.sign.value,
        salt=one.salt,
        number=one.number,
        at=one.at,
        mentions=one.mentions,
        done=one.done,
    )


def _line(row: ForgottenRow) -> Forgotten:
    return Forgotten(
        key=row.key,
        sign=Sign(row.kind),
        at=row.at.replace(tzinfo=datetime.UTC),
        salt=row.salt,
        number=row.number,
        mentions=row.mentions,
        done=row.done,
    )
