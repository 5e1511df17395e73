"""Sessions, registers and notes: each can be read, is what its digest says, and has its session and speaker."""

import dataclasses
import datetime
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from kennis import clean_text
from kennis.locale import _
from kennis.nouns import Consent
from kennis.nouns.note_fields import PEOPLE, WORDS
from kennis.store.sqlite.repair.check import DatabaseCheck, column, parsed, select
from kennis.store.sqlite.repair.raw_rows import TABLES, Kept, kept
from kennis.version_order import digest, revised

_NO_SESSION = (
    "SELECT DISTINCT session_id FROM (SELECT session_id FROM note UNION ALL SELECT session_id FROM participant"
    " UNION ALL SELECT session_id FROM edit) WHERE session_id NOT IN (SELECT id FROM session)"
)
_UNKNOWN = " UNION ".join(
    f"SELECT session_id, {person} FROM note WHERE {person} <> '' AND NOT EXISTS (SELECT 1 FROM participant"
    f" WHERE participant.session_id = note.session_id AND handle = {person})"
    for person in PEOPLE
)


def _unreadable(connection: Connection) -> list[str]:
    return [one.name for table in TABLES for one in kept(connection, table) if one.noun is None]


def _make_readable(connection: Connection) -> None:
    """Leave out the attributes of notes that cannot be read; the rest of what stands in a row is the tables' to say."""
    for one in [one for one in kept(connection, "note") if one.noun is None]:
        _set(connection, one, {"attributes": "[]"})


def _set(connection: Connection, one: Kept, values: dict[str, Any]) -> None:
    if not values:
        return
    columns = ", ".join(f"{name} = ?" for name in values)
    query = f"UPDATE {one.table} SET {columns} WHERE rowid = ?"
    connection.exec_driver_sql(query, (*values.values(), one.row["rowid"]))


def _changed(connection: Connection) -> Iterator[Kept]:
    """Give what does not say what its digest stands for."""
    for table in TABLES:
        for one in kept(connection, table):
            if one.noun is not None and digest(one.noun) != one.row["digest"]:
                yield one


def _take_over(connection: Connection) -> None:
    """Let what was changed from outside be the version after the one that its digest stands for."""
    for one in [*_changed(connection)]:
        assert one.noun is not None
        before = dataclasses.replace(one.noun, lineage=one.noun.lineage or (str(one.row["digest"]),))
        after = revised(one.noun, before)
        values: dict[str, Any] = {"version": after.version, "lineage": json.dumps(after.lineage)}
        values["digest"] = digest(after)
        if one.table == "note":
            values["stamp"] = connection.exec_driver_sql("SELECT max(stamp) + 1 FROM note").scalar_one()
        _set(connection, one, values)


_TEXTS = {
    "session": ("title", "place", "note_takers"),
    "participant": ("name", "role", "organisation", "sector"),
    "note": tuple(one.kept_as for one in WORDS),
}


def _unclean(connection: Connection) -> list[tuple[Kept, dict[str, Any]]]:
    """Give what holds characters that may not be kept, and what its columns are without them."""
    found = ((one, _cleaned(one)) for table in TABLES for one in kept(connection, table) if one.noun is not None)
    return [(one, values) for one, values in found if values]


def _cleaned(one: Kept) -> dict[str, Any]:
    values = {}
    for name in _TEXTS[one.table]:
        if isinstance(getattr(one.noun, name), str):
            said = str(one.row[name])
            values[name] = clean_text.clean(said).text or (one.name if name == "title" else "")
        else:
            said = json.dumps(parsed(one.row[name]))
            values[name] = json.dumps(_clean_list(parsed(one.row[name])))
        if values[name] == said:
            del values[name]
    return values


def _clean_list(value: Any) -> Any:
    return [_clean_list(one) for one in value] if isinstance(value, list) else clean_text.clean(str(value)).text


def _clean(connection: Connection) -> None:
    for one, values in _unclean(connection):
        _set(connection, one, values)
    _take_over(connection)


def _found_sessions(connection: Connection) -> None:
    """Make the sessions that notes and registers name, so that they can be seen again."""
    for name in column(connection, _NO_SESSION):
        query = (
            "INSERT INTO session (id, title, date, timezone, place, form, access, audience, consent, note_takers,"
            " closed, written, version, lineage, origin, digest) VALUES (?, ?, ?, 'Europe/Amsterdam', '', 'on-site',"
            " 'partners', 'everyone', ?, '[]', 0, '', 1, '[]', '', '')"
        )
        first = connection.exec_driver_sql("SELECT min(id) FROM note WHERE session_id = ?", (name,)).scalar_one()
        connection.exec_driver_sql(query, (name, name, _day(first), Consent.BACKGROUND.value))
    _seal(connection, "session")


def _day(note: str | None) -> str:
    """Give the day on which a note was made, as its id tells; today if it does not."""
    today = datetime.datetime.now(datetime.UTC)
    try:
        made = datetime.datetime.fromtimestamp(int(str(note).replace("-", "")[:12], 16) / 1000, datetime.UTC)
    except (ValueError, OSError, OverflowError):
        made = today
    return min(made, today).date().isoformat()


def _register(connection: Connection) -> None:
    for session, speaker in [*connection.exec_driver_sql(_UNKNOWN)]:
        query = (
            "INSERT INTO participant (session_id, handle, name, role, organisation, sector, consent, version, lineage,"
            " origin, digest) VALUES (?, ?, ?, '', '', '', NULL, 1, '[]', '', '')"
        )
        connection.exec_driver_sql(query, (session, speaker, speaker))
    _seal(connection, "participant")


def _seal(connection: Connection, table: str) -> None:
    """Give new rows the digest of what they say."""
    for one in [one for one in kept(connection, table) if one.row["digest"] == ""]:
        assert one.noun is not None
        _set(connection, one, {"digest": digest(one.noun), "origin": digest(one.noun)})


CHECKS = (
    DatabaseCheck(
        name="unreadable",
        words=lambda: _("sessions, people or notes with a value that means nothing"),
        find=_unreadable,
        mend=_make_readable,
        how=lambda: _("attributes that cannot be read are removed"),
    ),
    DatabaseCheck(
        name="no-session",
        words=lambda: _("sessions that notes, people or edits name, but that are not there"),
        find=select(_NO_SESSION),
        mend=_found_sessions,
        how=lambda: _("a session of that id is made, its notes for background only"),
    ),
    DatabaseCheck(
        name="characters",
        words=lambda: _("notes, titles or names with characters that may not be kept"),
        find=lambda connection: [one.name for one, _values in _unclean(connection)],
        mend=_clean,
        how=lambda: _("the characters are dropped, as a new version"),
    ),
    DatabaseCheck(
        name="digests",
        words=lambda: _("sessions, people or notes that are not what their digest stands for: changed from outside"),
        find=lambda connection: [one.name for one in _changed(connection)],
        mend=_take_over,
        how=lambda: _("what they say now becomes their next version; compare with a backup"),
    ),
    DatabaseCheck(
        name="register",
        words=lambda: _("speakers whom the register of their session does not know"),
        find=lambda connection: [f"{row[0]}/{row[1]}" for row in connection.exec_driver_sql(_UNKNOWN)],
        mend=_register,
        how=lambda: _("they are added to the register under their handle"),
    ),
)
