"""What a file is asked that may be a database of any schema, of another program, or damaged; it is only read."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from kennis.errors import WorkspaceError
from kennis.locale.reasons import why
from kennis.store import sqlite
from kennis.store.erasure.erasure_targets import Wanted
from kennis.store.erasure.kept_tables import MAKERS
from kennis.store.erasure.scrub_text import Scrub, names_of
from kennis.store.sqlite import file_header

_MAKERS = tuple(f"SELECT DISTINCT person FROM {table.name}" for table in MAKERS)


def texts(path: Path) -> Iterator[str]:
    """Give what each table of a database says, a value a line; raises an error of the driver where it is damaged.

    What a transaction left beside it is not looked at, and nothing is written there: others may have it open.
    """
    with _opened(path, "&immutable=1") as connection:
        connection.text_factory = lambda value: value.decode("utf-8", "replace")
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        for (name,) in connection.execute(query).fetchall():
            quoted = name.replace('"', '""')
            rows = connection.execute(f'SELECT * FROM "{quoted}"')
            yield "\n".join(value for row in rows for value in row if isinstance(value, str))


def is_spoilt(path: Path) -> bool:
    """Say whether a file is no database, or a damaged one; raises OSError and WorkspaceError where it cannot be told.

    The file itself is asked, not a copy, in which the disk or another program may have left half of it.
    """
    if file_header.read(path) is None:
        return True
    try:
        with _opened(path) as connection:
            connection.execute("PRAGMA ignore_check_constraints=ON")  # damage is meant, not a row against a rule
            (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite.driver().DatabaseError as error:
        if sqlite.is_damage(error):
            return True
        raise WorkspaceError(why(error)) from error
    return bool(said != "ok")


def may_hold(path: Path, wanted: Wanted) -> bool:
    """Say whether a backup may hold what is wanted; one that cannot be asked may."""
    if wanted.mentions:
        return True
    asked: list[tuple[str, tuple[str, ...]]] = [("SELECT 1 FROM note WHERE id = ?", (one,)) for one in wanted.notes]
    asked += [("SELECT 1 FROM participant WHERE session_id = ? AND handle = ?", one) for one in wanted.people]
    asked += [("SELECT 1 FROM session WHERE id = ?", (one,)) for one in wanted.sessions]
    try:
        with _opened(path) as connection:
            return any(connection.execute(query, values).fetchone() for query, values in asked) or _names(
                connection, wanted
            )
    except sqlite.driver().Error:
        return True


def _names(connection: Any, wanted: Wanted) -> bool:
    """Say whether a session's header, or who decided something, tells a whole name."""
    scrub = Scrub((), [one for name in sorted(wanted.names) for one in names_of(name, ())], lambda words: True)
    queries = ("SELECT id || ' ' || title || ' ' || place || ' ' || note_takers FROM session", *_MAKERS)
    told = (str(text) for query in queries for (text,) in (connection.execute(query) if wanted.names else ()))
    return any(scrub.is_name(text) or scrub.unnamed(text, certain=True) != text for text in told)


@contextmanager
def _opened(path: Path, more: str = "") -> Iterator[Any]:
    """Give a connection of the driver that writes nothing."""
    with closing(sqlite.driver().connect(f"{path.resolve().as_uri()}?mode=ro{more}", uri=True)) as connection:
        yield connection
