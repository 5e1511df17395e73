"""The tables of approvals and of accepted remarks. Rows never leave `store/`."""

import datetime

from sqlmodel import Field

from kennis.nouns import ApprovalVerdict
from kennis.store.sqlite.row_rules import day, moment, one_of
from kennis.store.table_row import TableRow


class ApprovalRow(TableRow, table=True):
    """A quote in the exact words and under the attribution that its speaker was asked about, and the answer."""

    __tablename__ = "approval"
    key: str = Field(primary_key=True)
    note: str = Field(index=True)
    text: str
    attribution: str
    asked: datetime.datetime | None
    verdict: str | None
    date: datetime.date | None
    words: str
    person: str
    at: datetime.datetime | None

    __table_args__ = (
        moment("asked", unless_null=True),
        one_of("verdict", ApprovalVerdict, unless_null=True),
        day("date", unless_null=True),
        moment("at", unless_null=True),
    )


class AcceptedRemarkRow(TableRow, table=True):
    """A remark of the pre-flight that somebody accepted."""

    __tablename__ = "acceptedremark"
    key: str = Field(primary_key=True)
    person: str
    at: datetime.datetime

    __table_args__ = (moment("at"),)
