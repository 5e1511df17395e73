"""The tables of approvals and of accepted remarks. Rows never leave `store/`."""

import datetime

from sqlmodel import Field

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


class AcceptedRemarkRow(TableRow, table=True):
    """A remark of the pre-flight that somebody accepted."""

    __tablename__ = "acceptedremark"
    key: str = Field(primary_key=True)
    person: str
    at: datetime.datetime
