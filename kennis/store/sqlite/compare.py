"""What one database holds that another does not."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kennis.store import sqlite

_HELD = {
    "sessions": "SELECT id, digest || closed FROM session",
    "notes": "SELECT id, digest FROM note WHERE NOT deleted",
    "themes": "SELECT id, title || json(keywords) FROM theme WHERE state = 'accepted'",
    "decisions": "SELECT id, undone FROM decision",
    "memos": "SELECT id, text FROM memo",
    "versions": "SELECT number, undone FROM edition",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """Of one sort of thing: how many the present database holds and how many the other.

    `lost` are those that only the present one holds, `gained` those that only the other does, `changed` those that
    both hold, but not alike. `now` is None where the present database cannot be read.
    """

    sort: str
    now: int | None
    then: int
    lost: int = 0
    gained: int = 0
    changed: int = 0


def differences(present: Path, other: Path) -> tuple[Difference, ...]:
    """Compare the present database with another of this schema; neither is changed."""
    return tuple(_difference(sort, _held(present, query), _held(other, query) or {}) for sort, query in _HELD.items())


def _difference(sort: str, now: Mapping[str, Any] | None, then: Mapping[str, Any]) -> Difference:
    if now is None:
        return Difference(sort, None, len(then))
    return Difference(
        sort,
        len(now),
        len(then),
        lost=len(now.keys() - then.keys()),
        gained=len(then.keys() - now.keys()),
        changed=sum(now[key] != then[key] for key in now.keys() & then.keys()),
    )


def _held(path: Path, query: str) -> dict[str, Any] | None:
    """Give what a database holds, by id; None where it cannot be read."""
    if not path.exists():
        return {}
    try:
        with closing(sqlite.driver().connect(str(path))) as connection:
            return dict(connection.execute(query).fetchall())
    except sqlite.driver().DatabaseError:
        return None
