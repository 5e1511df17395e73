"""What all tables have in common. Rows never leave `store/`: what goes in and comes out are nouns.

The rows of a subject stand beside its store, so that a command makes the tables it needs and no others; all of them are
in `kennis.store.schema`.
"""

from typing import Any

from sqlalchemy import JSON, MetaData
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


class TableRow(SQLModel):
    """A row of a table; its constraints are named by the convention above.

    What pydantic checks and writes out a row by is made when that is first asked for, which few commands do.
    """

    model_config = {"defer_build": True}


def json_column() -> Any:
    """Give a column for lists and dictionaries."""
    return Field(sa_type=JSON, nullable=False)
