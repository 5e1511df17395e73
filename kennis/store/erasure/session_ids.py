"""Sessions whose ids are made of a forgotten name get others, wherever these stand in a database."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import JSON, Connection
from sqlmodel.sql.sqltypes import AutoString

from kennis.nouns import Fate, Trace, Why
from kennis.store.erasure.erasure_state import Pages
from kennis.store.schema import METADATA

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
        connection.exec_driver_sql("UPDATE note SET session_id = ? WHERE session_id = ?", (other, session))
        connection.exec_driver_sql("UPDATE edit SET session_id = ? WHERE session_id = ?", (other, session))
        for table, column in (("participant", "session_id"), ("session", "id")):
            connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE {column} = ?', (session,))
    if ids:
        _mentions(connection, ids)


def _copy(connection: Connection, table: str, key: str, ids: tuple[str, str]) -> None:
    rest = ", ".join(f'"{one.name}"' for one in METADATA.tables[table].columns if one.name != key)
    query = f'INSERT INTO "{table}" ("{key}", {rest}) SELECT ?, {rest} FROM "{table}" WHERE "{key}" = ?'
    connection.exec_driver_sql(query, ids)


def _mentions(connection: Connection, ids: Mapping[str, str]) -> None:
    """Give the ids in every column that names sessions, or people as session/handle; no text of people is touched."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.create_function("with_ids", 1, lambda text: text and _given(text, ids), deterministic=True)
    driver.create_function("json_with_ids", 1, lambda text: text and _parsed(text, ids), deterministic=True)
    for table in METADATA.sorted_tables:
        for column in table.columns if table.name not in _MOVED else ():
            kind = "json_with_ids" if isinstance(column.type, JSON) else "with_ids"
            if isinstance(column.type, JSON | AutoString):
                name, held = f'"{column.name}"', " OR ".join(f'instr("{column.name}", ?)' for _one in ids)
                connection.exec_driver_sql(
                    f'UPDATE "{table.name}" SET {name} = {kind}({name}) WHERE {held}', tuple(ids)
                )


def _parsed(text: str, ids: Mapping[str, str]) -> str:
    return json.dumps(_walked(json.loads(text), ids))


def _walked(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return _given(value, ids)
    if isinstance(value, list):
        return [_walked(one, ids) for one in value]
    return {name: _walked(one, ids) for name, one in value.items()} if isinstance(value, dict) else value


def _given(text: str, ids: Mapping[str, str]) -> str:
    session, slash, rest = text.partition("/")
    return ids[session] + slash + rest if session in ids else text
