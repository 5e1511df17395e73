"""The ledger of what was forgotten."""

import datetime
from collections.abc import Iterable

from sqlalchemy import Engine, update
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from kennis.nouns import Forgotten, Sign
from kennis.store import sqlite
from kennis.store.forgetting.known import Known
from kennis.store.forgotten_rows import ForgottenRow

__all__ = ["Forgetting", "Known", "known", "lines"]


class Forgetting:
    """What was forgotten in a workspace."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> tuple[Forgotten, ...]:
        """Give the ledger, by date."""
        with sqlite.reading(self._engine) as transaction:
            return lines(transaction)

    def enter(self, entries: Iterable[Forgotten]) -> None:
        """Enter lines in the ledger; one that is there keeps its date, and is as little done as either says."""
        with sqlite.writing(self._engine) as transaction:
            for one in entries:
                old = transaction.get(ForgottenRow, one.key)
                row = _row(one)
                if old is not None:
                    row.at, row.mentions, row.done = old.at, old.mentions or one.mentions, old.done and one.done
                transaction.merge(row)

    def finish(self) -> None:
        """Say that nothing is left to erase."""
        with sqlite.writing(self._engine) as transaction:
            transaction.execute(update(ForgottenRow).values(done=True))


def known(transaction: Transaction) -> Known:
    """Give the ledger, to ask whether something was forgotten."""
    return Known(lines(transaction))


def lines(transaction: Transaction) -> tuple[Forgotten, ...]:
    """Give the ledger in an open transaction, by date."""
    rows = transaction.exec(select(ForgottenRow).order_by(col(ForgottenRow.at), col(ForgottenRow.key)))
    return tuple(_line(row) for row in rows)


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
