"""What speakers were asked and answered about their quotes, and the remarks that were accepted.

A quote is kept in the exact words that its speaker saw, so an answer still finds its quote when the draft has changed.
"""

import datetime
from collections.abc import Iterable

from sqlalchemy import Engine
from sqlmodel import col, select

from kennis.errors import UnknownItem
from kennis.locale import _
from kennis.nouns import Approval, ApprovalVerdict, Quotation
from kennis.store import sqlite
from kennis.store.outline.approval_rows import AcceptedRemarkRow, ApprovalRow


class ApprovalStore:
    """The approvals of a workspace."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> tuple[Approval, ...]:
        """Give every quote that was asked about or answered, by key."""
        with sqlite.reading(self._engine) as transaction:
            rows = transaction.exec(select(ApprovalRow).order_by(col(ApprovalRow.key)))
            return tuple(_approval(row) for row in rows)

    def refused(self) -> frozenset[str]:
        """Give the ids of the notes of which a quote is refused."""
        with sqlite.reading(self._engine) as transaction:
            query = select(ApprovalRow.note).where(ApprovalRow.verdict == ApprovalVerdict.REFUSED.value)
            return frozenset(transaction.exec(query))

    def ask(self, quotes: Iterable[Quotation], at: datetime.datetime) -> None:
        """Keep that speakers are asked about quotes, as they are now."""
        with sqlite.writing(self._engine) as transaction:
            for quote in quotes:
                row = transaction.get(ApprovalRow, quote.key) or _row(quote)
                row.asked = at
                transaction.add(row)

    def answer(self, key: str, answer: Approval, quotes: Iterable[Quotation]) -> Approval:
        """Keep an answer to a quote that was asked about, or is one of these; give the quote as it is kept now.

        Of the answer only what is answered counts. Raises UnknownItem for another key.
        """
        with sqlite.writing(self._engine) as transaction:
            fresh = next((_row(quote) for quote in quotes if quote.key == key), None)
            row = transaction.get(ApprovalRow, key) or fresh
            if row is None:
                raise UnknownItem(_("no quote has the key {key}; see: kennis approvals list").format(key=key))
            row.verdict = answer.verdict.value if answer.verdict else None
            row.date, row.words, row.person, row.at = answer.date, answer.words, answer.person, answer.at
            transaction.add(row)
            transaction.flush()
            return _approval(row)

    def accepted_remarks(self) -> frozenset[str]:
        """Give the keys of the remarks that were accepted."""
        with sqlite.reading(self._engine) as transaction:
            return frozenset(transaction.exec(select(AcceptedRemarkRow.key)))

    def accept_remarks(self, keys: Iterable[str], person: str, at: datetime.datetime) -> None:
        """Keep that remarks are accepted."""
        with sqlite.writing(self._engine) as transaction:
            for key in keys:
                transaction.merge(AcceptedRemarkRow(key=key, person=person, at=at))


def _row(quote: Quotation) -> ApprovalRow:
    return ApprovalRow(
        key=quote.key,
        note=quote.note,
        text=quote.text,
        attribution=quote.attribution,
        asked=None,
        verdict=None,
        date=None,
        words="",
        person="",
        at=None,
    )


def _approval(row: ApprovalRow) -> Approval:
    return Approval(
        key=row.key,
        note=row.note,
        text=row.text,
        attribution=row.attribution,
        asked=_zoned(row.asked),
        verdict=ApprovalVerdict(row.verdict) if row.verdict else None,
        date=row.date,
        words=row.words,
        person=row.person,
        at=_zoned(row.at),
    )


def _zoned(at: datetime.datetime | None) -> datetime.datetime | None:
    return None if at is None else at.replace(tzinfo=datetime.UTC)
