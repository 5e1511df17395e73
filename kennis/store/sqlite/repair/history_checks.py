"""Past versions of notes, people and sessions, and the edits that can be undone."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from kennis import edit_json
from kennis.locale import _
from kennis.nouns import Note
from kennis.store.notes import note_mapping
from kennis.store.sqlite.repair.check import DatabaseCheck, column, mappings, parsed
from kennis.store.sqlite.repair.raw_rows import ERRORS
from kennis.version_order import digest

_ITEMS = (
    "SELECT 'note', id FROM note UNION ALL SELECT 'session', id FROM session"
    " UNION ALL SELECT 'participant', session_id || '/' || handle FROM participant"
)


def _past(connection: Connection) -> Iterator[tuple[int, str, Any]]:
    """Give past versions that are not what they should be: the row, what it is of, its true digest (None: no such)."""
    items = {(subject, item) for subject, item in connection.exec_driver_sql(_ITEMS)}
    for row in mappings(connection, "SELECT rowid AS rowid, * FROM history"):
        name = f"{row['subject']} {row['item']}"
        true = _digest_of(row["subject"], row["content"]) if (row["subject"], row["item"]) in items else None
        if true != row["digest"]:
            yield row["rowid"], name, true


def _digest_of(subject: str, content: Any) -> str | None:
    try:
        values = parsed(content)
        return digest(note_mapping.note_of(values)) if subject == "note" else str(values["digest"])
    except ERRORS:
        return None


def _sort_past(connection: Connection) -> None:
    for rowid, _name, true in [*_past(connection)]:
        if true is not None:
            connection.exec_driver_sql("UPDATE OR IGNORE history SET digest = ? WHERE rowid = ?", (true, rowid))
    for rowid, _name, _true in [*_past(connection)]:
        connection.exec_driver_sql("DELETE FROM history WHERE rowid = ?", (rowid,))


def _lost_versions(connection: Connection) -> Iterator[Note]:
    """Give the notes before an edit whose text stands in no version that is kept."""
    before = [note for steps in column(connection, "SELECT steps FROM edit") for note in _before(steps)]
    said = {(note, text) for note, text in connection.exec_driver_sql("SELECT id, text FROM note") if before}
    known = {note for note, _text in said}
    for row in mappings(connection, "SELECT item, content FROM history WHERE subject = 'note'") if before else ():
        said.add((row["item"], _text(row["content"])))
    for note in before:
        if note.id in known and (note.id, note.text) not in said:
            said.add((note.id, note.text))
            yield note


def _text(content: Any) -> str:
    try:
        return str(parsed(content)["text"])
    except ERRORS:
        return ""


def _before(steps: str) -> list[Note]:
    try:
        notes, _headers = edit_json.steps(parsed(steps))
        return [step.before for step in notes if step.before is not None]
    except ERRORS:
        return []


def _bring_versions_back(connection: Connection) -> None:
    for note in [*_lost_versions(connection)]:
        query = (
            "INSERT OR IGNORE INTO history (subject, item, digest, version, content, open_conflict, recorded)"
            " VALUES ('note', ?, ?, ?, ?, 0, strftime('%Y-%m-%d %H:%M:%f', 'now'))"
        )
        values = (note.id, digest(note), note.version, json.dumps(note_mapping.plain(note)))
        connection.exec_driver_sql(query, values)


def _broken_edits(connection: Connection) -> list[str]:
    found = []
    for name, steps in connection.exec_driver_sql("SELECT id, steps FROM edit"):
        try:
            edit_json.steps(parsed(steps))
        except ERRORS:
            found.append(str(name))
    return found


def _drop_edits(connection: Connection) -> None:
    for name in _broken_edits(connection):
        connection.exec_driver_sql("DELETE FROM edit WHERE id = ?", (name,))


CHECKS = (
    DatabaseCheck(
        name="past",
        words=lambda: _("past versions that cannot be read, or of something that is not there"),
        find=lambda connection: [name for _row, name, _true in _past(connection)],
        mend=_sort_past,
        how=lambda: _("a wrong digest is put right; a version that cannot be read is removed"),
    ),
    DatabaseCheck(
        name="gaps",
        words=lambda: _("versions of notes that an edit replaced, but that the history does not hold"),
        find=lambda connection: [f"{note.id} v{note.version}" for note in _lost_versions(connection)],
        mend=_bring_versions_back,
        how=lambda: _("they are brought back from the edit"),
    ),
    DatabaseCheck(
        name="edits",
        words=lambda: _("edits that cannot be undone because they cannot be read"),
        find=_broken_edits,
        mend=_drop_edits,
        how=lambda: _("they are removed; the notes stay as they are"),
    ),
)
