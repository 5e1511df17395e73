"""The file itself: pages, tables and their indexes, triggers, and whether the indexes of words are what the notes say.

All of it is put right in one way: a new database is made from all rows that can be read.
"""

import functools
from contextlib import suppress
from pathlib import Path

from alembic import command
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from kennis.locale import _
from kennis.store import migrations, sqlite
from kennis.store.sqlite.fulltext import schema as fulltext_schema
from kennis.store.sqlite.repair.check import DatabaseCheck, Find, changing, column

_MOST = 100  # faults of pages that are told; set by hand
_WORDS = ("words", "parts")
_DEFINED = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
Defined = dict[tuple[str, str], str]


def _integrity(connection: Connection) -> list[str]:
    said = column(connection, f"PRAGMA integrity_check({_MOST})")
    lines = [line for one in said for line in one.splitlines() if not line.startswith("***")]
    return [] if lines == ["ok"] else lines


@functools.cache
def expected() -> tuple[Defined, dict[str, frozenset[str]]]:
    """Give what a new database defines, and the columns of its tables."""
    engine = sqlite.engine(Path(":memory:"))
    with sqlite.writing(engine) as session:
        connection = session.connection()
        command.upgrade(migrations.configuration(connection), "head")
        found = _defined(connection), _columns(connection)
    engine.dispose()
    return found


def _defined(connection: Connection) -> Defined:
    return {(kind, name): sql or "" for kind, name, sql in connection.exec_driver_sql(_DEFINED)}


def _columns(connection: Connection) -> dict[str, frozenset[str]]:
    return {
        name: frozenset(column(connection, f'SELECT name FROM pragma_table_info("{name}")'))
        for kind, name in _defined(connection)
        if kind == "table" and not _of_index(name)
    }


def _of_index(name: str) -> bool:
    return name.split("_")[0] in _WORDS


def _schema(connection: Connection) -> list[str]:
    wanted, columns = expected()
    defined, held = _defined(connection), _columns(connection)
    lacking = [f"{name}.{one}" for name in columns for one in columns[name] - held.get(name, frozenset())]
    indexes = [name for kind, name in wanted if kind == "index" and (kind, name) not in defined]
    return lacking + indexes + _unlike(columns, wanted, defined)


def _unlike(columns: dict[str, frozenset[str]], wanted: Defined, defined: Defined) -> list[str]:
    """Give the tables that hold other rules for their rows than they should."""
    return [
        name
        for name in columns
        if ("table", name) in defined and _plain(defined["table", name]) != _plain(wanted["table", name])
    ]


def _plain(sql: str) -> str:
    return "".join(sql.split()).lower()


def _triggers(connection: Connection) -> list[str]:
    wanted = expected()[0]
    defined = _defined(connection)
    own = [one for one in wanted if one[0] in ("trigger", "view")]
    extra = [name for kind, name in defined if kind in ("trigger", "view") and (kind, name) not in wanted]
    return extra + [name for kind, name in own if _plain(defined.get((kind, name), "")) != _plain(wanted[kind, name])]


def quiet(copy: Path) -> None:
    """Take the triggers out of a copy that a new database is made from, so that its rows can be changed."""
    with suppress(DatabaseError), changing(copy) as connection:
        for name in column(connection, "SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def _indexed(name: str) -> Find:
    """Make the check that an index of words holds just what the notes say, note by note and word by word."""
    columns = ", ".join(fulltext_schema.HELD[name])
    values = ", ".join(f"{sqlite.FOLDED}({column})" for column in fulltext_schema.HELD[name])

    def find(connection: Connection) -> list[str]:
        run = connection.exec_driver_sql
        made = column(connection, f"SELECT sql FROM sqlite_master WHERE name = '{name}'")
        if not made:
            return [name]
        run(made[0].replace(f"TABLE {name} ", "TABLE temp.fresh ", 1))
        run(f"INSERT INTO temp.fresh(rowid, {columns}) SELECT number, {values} FROM searchable")
        run(f"CREATE VIRTUAL TABLE temp.held_terms USING fts5vocab('main', '{name}', 'row')")
        run("CREATE VIRTUAL TABLE temp.fresh_terms USING fts5vocab('temp', 'fresh', 'row')")
        try:
            return [
                *_apart(connection, f"SELECT id, sz FROM {name}_docsize", "SELECT id, sz FROM temp.fresh_docsize"),
                *_apart(connection, "SELECT * FROM temp.held_terms", "SELECT * FROM temp.fresh_terms"),
            ]
        finally:
            for table in ("held_terms", "fresh_terms", "fresh"):
                run(f"DROP TABLE temp.{table}")

    return find


def _apart(connection: Connection, held: str, fresh: str) -> list[str]:
    """Give what only one of two queries gives."""
    query = f"SELECT * FROM ({held} EXCEPT {fresh}) UNION SELECT * FROM ({fresh} EXCEPT {held})"
    return sorted({str(row[0]) for row in connection.exec_driver_sql(query)})


def _anew() -> str:
    return _("a new database is made from all rows that can be read")


def _saved() -> str:
    return _("a new database is made from all rows that can be read; a backup may hold more: kennis restore")


CHECKS = (
    DatabaseCheck(
        name="pages", words=lambda: _("damaged pages of the file"), find=_integrity, structural=True, how=_saved
    ),
    DatabaseCheck(
        name="schema",
        words=lambda: _("tables, columns or indexes that are missing or other than they should be"),
        find=_schema,
        structural=True,
        how=_anew,
    ),
    DatabaseCheck(
        name="triggers",
        words=lambda: _("missing or changed triggers that keep the search in step"),
        find=_triggers,
        structural=True,
        how=_anew,
    ),
    DatabaseCheck(
        name="word-index",
        words=lambda: _("differences between the notes and the index of their words"),
        find=_indexed("words"),
        structural=True,
        how=_anew,
    ),
    DatabaseCheck(
        name="part-index",
        words=lambda: _("differences between the notes and the index of parts of their words"),
        find=_indexed("parts"),
        structural=True,
        how=_anew,
    ),
)
