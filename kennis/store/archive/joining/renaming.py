"""Notes that both sides have under ids of their own get the id that they have here, wherever the archive names them.

A note is met again as it is when a session file comes in: by its external id, or by its content at first writing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import JSON
from sqlmodel import Session as Transaction
from sqlmodel import col, select
from sqlmodel.sql.sqltypes import AutoString

from kennis.store import records
from kennis.store.archive import tables
from kennis.store.intake import Held
from kennis.store.rows import HistoryRow, NoteRow, SessionRow

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_WORDS = frozenset({"text", "title", "name", "words", "attribution", "about", "person"})  # what people wrote


def met_again(ours: Transaction, theirs: Transaction) -> dict[str, str]:
    """Give, by their ids there, the ids under which notes are known here that have others there."""
    found: dict[str, str] = {}
    known = set(ours.exec(select(NoteRow.id)))
    for session in theirs.exec(select(SessionRow.id)).all():
        held = Held(ours, session)
        if not held.digests:
            continue
        rows = theirs.exec(select(NoteRow).where(NoteRow.session_id == session).order_by(col(NoteRow.id))).all()
        for row in rows:
            held.set_aside(row.id)
        first = _first_texts(theirs, session)
        for row in rows:
            as_written = replace(records.note(row), text=first.get(row.id, row.text))
            here = held.met_again(as_written) if row.id not in known else None
            if here is not None:
                found[row.id] = here
        theirs.expunge_all()
    return found


def _first_texts(theirs: Transaction, session: str) -> dict[str, str]:
    """Give the texts that the notes of a session had at first, of those that were changed."""
    changed = col(HistoryRow.item) == col(NoteRow.id), col(HistoryRow.digest) == col(NoteRow.origin)
    query = select(HistoryRow.item, HistoryRow.content).where(HistoryRow.subject == "note", *changed)
    return {item: content["text"] for item, content in theirs.exec(query.where(NoteRow.session_id == session))}


def rename(theirs: Transaction, ids: Mapping[str, str]) -> None:
    """Give notes of a staged archive other ids, in every column that names them; no text of people is touched."""
    if not ids:
        return
    connection = theirs.connection()
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.create_function("renamed", 1, _renamed(ids), deterministic=True)
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for table in tables.archived():
        for column in table.columns:
            if isinstance(column.type, JSON | AutoString) and column.name not in _WORDS:
                name = f'"{column.name}"'
                connection.exec_driver_sql(
                    f'UPDATE "{table.name}" SET {name} = renamed({name}) WHERE renamed({name}) IS NOT {name}'
                )


def _renamed(ids: Mapping[str, str]) -> Callable[[str | None], str | None]:
    def other(found: re.Match[str]) -> str:
        return ids.get(found[0], found[0])

    return lambda value: value if value is None else _ID.sub(other, value)
