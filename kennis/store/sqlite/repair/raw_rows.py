"""Rows as they are become nouns, without the tables' own conversions, so that one bad row stops nothing."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection

from kennis.nouns import Note, Participant, Session
from kennis.store.notes import note_mapping
from kennis.store.sqlite.repair.check import LIST, mappings, parsed

ERRORS = (ValueError, TypeError, KeyError, AttributeError)
TABLES = ("session", "participant", "note")
_JSON = frozenset({"lineage", "note_takers"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A row with what it says; `noun` is None where it says nothing that can be."""

    table: str
    row: Mapping[str, Any]
    noun: Note | Participant | Session | None

    @property
    def name(self) -> str:
        """What people call it: n17, a session's id, or that with a handle."""
        match self.table:
            case "note":
                return f"n{self.row['number']}"
            case "participant":
                return f"{self.row['session_id']}/{self.row['handle']}"
            case _:
                return str(self.row["id"])


def kept(connection: Connection, table: str) -> Iterator[Kept]:
    """Give all rows of a table of sessions, participants or notes."""
    for row in mappings(connection, f"SELECT rowid AS rowid, * FROM {table}"):
        yield Kept(table, row, _noun(table, row))


def _noun(table: str, row: Mapping[str, Any]) -> Note | Participant | Session | None:
    try:
        if table == "note":
            return note_mapping.note_of_raw(row)
        values: Any = SimpleNamespace(**{name: _value(name, value) for name, value in row.items()})
        return note_mapping.participant(values) if table == "participant" else note_mapping.session(values, [])
    except ERRORS:
        return None


def _value(name: str, value: Any) -> Any:
    if name in _JSON:
        return _list(value)
    return datetime.date.fromisoformat(value) if name == "date" else value


def _list(value: Any) -> list[Any]:
    if value == LIST:
        return []
    found = parsed(value)
    if not isinstance(found, list):
        raise TypeError
    return found
