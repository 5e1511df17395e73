"""The tables of the outline. Rows never leave `store/`."""

import datetime
from typing import Any

from sqlmodel import Field

from kennis.store.sqlite.row_rules import flags, lists, moment, objects, one_of, whole
from kennis.store.table_row import TableRow, json_column

PARTS = ("chapter", "section", "passage", "answer")


class PartRow(TableRow, table=True):
    """A chapter, a section, a passage, or a proposal that was answered; `place` orders the parts of one parent."""

    __tablename__ = "part"
    id: str = Field(primary_key=True)
    kind: str
    parent: str
    place: int
    content: dict[str, Any] = json_column()

    __table_args__ = (one_of("kind", PARTS), whole("place"), *objects("content"))


class EditionRow(TableRow, table=True):
    """A version of the outline; `steps` hold the parts before and after, and `parent` is the version it was made from.

    Those that stand are a chain from 0 to the highest number that is not undone.
    """

    __tablename__ = "edition"
    number: int = Field(primary_key=True)
    parent: int
    verb: str
    about: str
    person: str
    at: datetime.datetime
    steps: list[list[Any]] = json_column()
    undone: bool = False

    __table_args__ = (moment("at"), *lists("steps"), *flags("undone"))
