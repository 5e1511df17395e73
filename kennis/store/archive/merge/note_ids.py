"""Notes that both sides have under ids of their own get the id that they have here, wherever the archive names them.

A note is met again by its external id, or by its content at first writing. Where several notes of a session began with
the same words, the first here is the first there, whichever side is merged into which.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

import sqlalchemy
from sqlalchemy import JSON
from sqlmodel import Session as Transaction
from sqlmodel import col, select
from sqlmodel.sql.sqltypes import AutoString

from kennis.store.archive import archived_tables
from kennis.store.notes.note_rows import HistoryRow, NoteRow
from kennis.store.sqlite.rewrite import rewrite

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_WORDS = frozenset({"text", "title", "name", "words", "attribution", "about", "person"})  # what people wrote


class _Written(NamedTuple):
    """How a note was first written: its digest then, and the hash of its text; None where that text is not known."""

    id: str
    session: str
    external_id: str | None
    origin: str
    text: int | None

    def by_external_id(self) -> tuple[object, ...] | None:
        return (self.session, self.external_id) if self.external_id else None

    def by_text(self) -> tuple[object, ...] | None:
        return (self.session, self.origin, self.text) if self.text is not None else None

    def by_origin(self) -> tuple[object, ...] | None:
        return (self.session, self.origin)

    def without_text(self) -> tuple[object, ...] | None:
        return (self.session, self.origin) if self.text is None else None


_Name = Callable[[_Written], tuple[object, ...] | None]
_WAYS: tuple[tuple[_Name, _Name], ...] = (
    (_Written.by_external_id, _Written.by_external_id),
    (_Written.by_text, _Written.by_text),
    (_Written.without_text, _Written.by_origin),
    (_Written.by_origin, _Written.without_text),
)  # what names a note here and there, the surest first: two texts can have one digest


def met_again(ours: Transaction, theirs: Transaction) -> dict[str, str]:
    """Give, by their ids there, the ids under which notes are known here that have others there."""
    here, there = _written(ours), _written(theirs)
    both = {one.id for one in here} & {one.id for one in there}
    found: dict[str, str] = {}
    for name_here, name_there in _WAYS:
        mine = _grouped(here, name_here, both | set(found.values()))
        others = _grouped(there, name_there, both | set(found))
        for name, ids in others.items():
            found |= zip(ids, mine.get(name, ()), strict=False)
    return found


def _grouped(notes: Iterable[_Written], name: _Name, but: Collection[str]) -> Mapping[object, list[str]]:
    """Give the ids of notes by what names them, but for some ids and for notes that have no such name."""
    found: dict[object, list[str]] = defaultdict(list)
    for one in notes:
        named = name(one) if one.id not in but else None
        if named is not None:
            found[named].append(one.id)
    return found


def _written(transaction: Transaction) -> list[_Written]:
    """Give how each note was first written, in the order of their ids."""
    changed = col(HistoryRow.item) == col(NoteRow.id), col(HistoryRow.digest) == col(NoteRow.origin)
    past = select(HistoryRow.item, HistoryRow.content).where(HistoryRow.subject == "note", *changed)
    first = {item: hash(content["text"]) for item, content in transaction.exec(past)}
    columns = (NoteRow.id, NoteRow.session_id, NoteRow.external_id, NoteRow.origin, NoteRow.digest, NoteRow.text)
    notes = transaction.connection().execute(sqlalchemy.select(*map(col, columns)).order_by(col(NoteRow.id)))
    return [
        _Written(
            id=row.id,
            session=row.session_id,
            external_id=row.external_id,
            origin=row.origin,
            text=hash(row.text) if row.digest == row.origin else first.get(row.id),
        )
        for row in notes
    ]


def rename(theirs: Transaction, ids: Mapping[str, str]) -> None:
    """Give notes of a staged archive other ids, in every column that names them; no text of people is touched."""
    if not ids:
        return
    named = (column for table in archived_tables.archived() for column in table.columns if column.name not in _WORDS)
    rewrite(
        theirs.connection(),
        (column for column in named if isinstance(column.type, JSON | AutoString)),
        lambda text: _ID.sub(lambda found: ids.get(found[0], found[0]), text),
    )
