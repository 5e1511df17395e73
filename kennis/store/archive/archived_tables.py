"""Which tables and columns an archive holds, in which order, and how their values are written."""

import datetime
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Time,
    func,
    inspect,
    select,
)
from sqlalchemy.engine import Connection

from kennis.clean_text import clean
from kennis.locale import _
from kennis.store.schema import METADATA
from kennis.store.sqlite.fulltext import is_of_index

DERIVED = ("vector",)  # made again from the rest
LOCAL = {"session": ("written",)}  # of this computer only
SETTINGS, REFERENCE, DRAFT = "settings", "reference", "draft"
COLUMNS: Mapping[str, Mapping[str, type]] = {
    SETTINGS: {"file": str, "text": str},
    REFERENCE: {"file": str, "content": str},  # in base 64
    DRAFT: {"place": str, "content": dict},
}
_FIRST = ("session", "participant", "note")  # an index of words wants the names before the notes
_LAST = 2**63  # beyond the highest whole number that SQLite can hold
_MIGRATIONS = "alembic_version"


@dataclass(frozen=True, slots=True)
class ArchivedProgramme:
    """The research programme that an archive is of."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class ArchivedSettings:
    """The text of a settings file."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that exports take their look from; `file` is its path in the workspace, with slashes."""

    file: str
    content: bytes


@dataclass(frozen=True, slots=True)
class DraftLine:
    """What stood in the entry field at a place, as plain values."""

    place: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ArchiveExtras:
    """What an archive holds beside the tables of the database."""

    settings: tuple[ArchivedSettings, ...] = ()
    references: tuple[Reference, ...] = ()
    drafts: tuple[DraftLine, ...] = ()


def archived() -> tuple[Table, ...]:
    """Give the tables of this schema that are archived, each after those it refers to."""
    return _ordered(METADATA)


def reflected(connection: Connection) -> tuple[Table, ...]:
    """Give the tables that a database has which are archived, whatever its schema is."""
    left_out = (*DERIVED, _MIGRATIONS)
    names = [one for one in inspect(connection).get_table_names() if one not in left_out and not is_of_index(one)]
    metadata = MetaData()
    metadata.reflect(connection, only=names)
    return _ordered(metadata)


def _ordered(metadata: MetaData) -> tuple[Table, ...]:
    tables = [table for table in metadata.sorted_tables if table.name not in DERIVED]
    first = {name: place for place, name in enumerate(_FIRST)}
    return tuple(sorted(tables, key=lambda table: first.get(table.name, len(first))))


def columns(table: Table) -> tuple[Column[Any], ...]:
    """Give the columns of a table that are archived."""
    return tuple(one for one in table.columns if one.name not in LOCAL.get(table.name, ()))


def count(connection: Connection, table: Table) -> int:
    """Give the number of rows of a table."""
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def plain(value: Any) -> Any:
    """Give a value of a column as JSON holds it."""
    if isinstance(value, datetime.datetime):
        return f"{value.isoformat()}Z"
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return value


def typed(column: Column[Any], value: Any) -> Any:
    """Give what a column takes of a value of JSON; raises ValueError, with the reason, where it cannot."""
    if value is None and column.nullable:
        return None
    found = _typed(column, value)
    for text in _texts(found):
        if clean(text).text != text:
            raise ValueError(_("“{column}” holds characters that may not be kept").format(column=column.name))
    return found


def _typed(column: Column[Any], value: Any) -> Any:
    """Give a value as the type of its column; the order of the cases is from the narrower type to the wider."""
    try:
        match column.type, value:
            case (DateTime(), str()) if value.endswith("Z"):
                return datetime.datetime.fromisoformat(value[:-1]).replace(tzinfo=None)
            case Date(), str():
                return datetime.date.fromisoformat(value)
            case Time(), str():
                return datetime.time.fromisoformat(value)
            case (JSON(), list() | dict()) | (Boolean(), bool()) | (String(), str()):
                return value
            case (Integer(), int()) if not isinstance(value, bool) and -_LAST <= value < _LAST:
                return value
            case (Float(), int() | float()) if not isinstance(value, bool) and math.isfinite(value):
                return float(value)
            case _:
                raise ValueError(value)
    except (ValueError, OverflowError) as error:
        said = _("“{column}” holds a value of the wrong kind")
        raise ValueError(said.format(column=column.name)) from error


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from _texts(one)
        case dict():
            for name, one in value.items():
                yield name
                yield from _texts(one)
