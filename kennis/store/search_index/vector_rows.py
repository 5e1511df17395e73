"""The table of vectors. Rows never leave `store/`."""

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field

from kennis.store.sqlite.row_rules import floats
from kennis.store.table_row import TableRow


class VectorRow(TableRow, table=True):
    """The vector of a text under a model: float32, little-endian."""

    __tablename__ = "vector"
    model: str = Field(primary_key=True)
    text_hash: str = Field(primary_key=True)
    vector: bytes = Field(sa_column=Column(LargeBinary, nullable=False))

    __table_args__ = (floats("vector"),)
