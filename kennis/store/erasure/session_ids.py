"""Sessions whose ids are made of a forgotten name get others, wherever these stand in a database."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import JSON, Connection, delete, insert, literal, select, update
from sqlmodel import col
from sqlmodel.sql.sqltypes import AutoString

from kennis.nouns import Fate, Trace, Why
from kennis.store.erasure.erasure_state import Pages
from kennis.store.notes.note_rows import EditRow, NoteRow, ParticipantRow, SessionRow
from kennis.store.schema import METADATA
from kennis.store.sqlite.rewrite import rewrite

_MOVED = ("session", "participant", "note")


def rename_ids(pages: Pages) -> None:
    """Give sessions whose ids tell a name their neutral ids."""
    for session, other in pages.wanted.sessions.items():
        pages.tell(Trace.SESSION, session, Fate.BLANKED, f"→ {other.id}", Why.ID)
    give_ids(pages.connection, {session: other.id for session, other in pages.wanted.sessions.items()})


def give_ids(connection: Connection, ids: Mapping[str, str]) -> None:
    """Give sessions other ids; ids that no session has are passed over.

    The index of words asks the register for the name of a note's speaker, before a change and after it: so the register
    stands under both ids while the notes move.
    """
    for session, other in ids.items():
        for table, column in (("session", "id"), ("participant", "session_id")):
            _copy(connection, table, column, (other, session))
        for kind in (NoteRow, EditRow):
            connection.execute(update(kind).where(col(kind.session_id) == session).values(session_id=other))
        connection.execute(delete(ParticipantRow).where(col(ParticipantRow.session_id) == session))
        connection.execute(delete(SessionRow).where(col(SessionRow.id) == session))
    if ids:
        _mentions(connection, ids)


def _copy(connection: Connection, table: str, key: str, ids: tuple[str, str]) -> None:
    copied = METADATA.tables[table]
    new, old = ids
    row = select(literal(new), *(one for one in copied.columns if one.name != key)).where(copied.columns[key] == old)
    names = [key, *(one.name for one in copied.columns if one.name != key)]
    connection.execute(insert(copied).from_select(names, row, include_defaults=False))


def _mentions(connection: Connection, ids: Mapping[str, str]) -> None:
    """Give the ids in every column that names sessions, or people as session/handle; no text of people is touched."""
    columns = [one for table in METADATA.sorted_tables if table.name not in _MOVED for one in table.columns]
    texts = [one for one in columns if isinstance(one.type, AutoString)]
    lists = [one for one in columns if isinstance(one.type, JSON)]
    rewrite(connection, texts, lambda text: _given(text, ids), ids)
    rewrite(connection, lists, lambda text: json.dumps(_walked(json.loads(text), ids)), ids)


def _walked(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return _given(value, ids)
    if isinstance(value, list):
        return [_walked(one, ids) for one in value]
    return {name: _walked(one, ids) for name, one in value.items()} if isinstance(value, dict) else value


def _given(text: str, ids: Mapping[str, str]) -> str:
    session, slash, rest = text.partition("/")
    return ids[session] + slash + rest if session in ids else text
