"""An archive becomes a database beside the workspace: of the schema that it was written in, then brought up to date.

So there is one way in for archives of every age, and nothing of the workspace is touched before all was read, checked
line by line by the tables' own rules, and examined as `kennis doctor` examines a database.
"""

import base64
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import Connection, Engine, Table, insert
from sqlalchemy.exc import IntegrityError

from kennis.errors import BrokenRules, FileRefused
from kennis.files import open_file
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.store import migrations, sqlite
from kennis.store.archive import archived_tables
from kennis.store.archive.archived_tables import (
    ArchivedProgramme,
    ArchivedSettings,
    ArchiveExtras,
    DraftLine,
    Reference,
)
from kennis.store.archive.line_codec import Head, LineReader
from kennis.store.sqlite import fulltext
from kennis.store.sqlite.repair import history_checks, ledger_checks
from kennis.store.sqlite.repair import session_checks as meetings
from kennis.store.sqlite.repair.check import opened

Progress = Callable[[int, int], None]
_BATCH = 500  # rows in memory at a time; set by hand
_BORNE = ("placements", "suggestions")  # of a deleted note, whose theme ended since: doctor's matter, here as there
_CHECKS = tuple(
    one for one in (*meetings.CHECKS, *history_checks.CHECKS, *ledger_checks.CHECKS) if one.name not in _BORNE
)


@dataclass(frozen=True, slots=True)
class Staged:
    """An archive as a database of this program's schema, of what programme it is, and what it holds beside."""

    engine: Engine
    programme: ArchivedProgramme
    extras: ArchiveExtras
    counts: Mapping[str, int]


@contextmanager
def staged(path: Path, folder: Path, progress: Progress) -> Iterator[Staged]:
    """Read an archive into a database in a folder, which is the caller's to remove.

    Raises FileRefused, with the line, for what is no whole and sound archive, and where a newer kennis wrote it.
    """
    database = folder / "archive.db"
    engine = sqlite.engine(database)
    try:
        try:
            with open_file(path) as file:
                found = _read(LineReader(path, file), engine, progress)
            _bring_up_to_date(path, database)
            _examine(path, database)
        except OSError as error:
            raise FileRefused(path, why(error)) from error
        yield found
    finally:
        engine.dispose()


def _read(lines: LineReader, engine: Engine, progress: Progress) -> Staged:
    head = lines.head()
    if head.schema > migrations.CURRENT:
        said = _("the archive was written by a newer kennis (schema {found}, this one knows {known}); upgrade kennis")
        raise lines.refuse(said.format(found=head.schema, known=migrations.CURRENT))
    with sqlite.writing(engine) as transaction:
        connection = transaction.connection()
        command.upgrade(migrations.configuration(connection), f"{head.schema:04}")
        fulltext.without_index(connection)  # it is only read from
        kept = archived_tables.reflected(connection)
        _refuse_other_tables(lines, head, kept)
        extras = _extras(lines, head)
        whole = sum(head.counts.values())
        named = {table.name: table for table in kept}
        for name in head.counts:
            for done in _fill(lines, connection, named[name], head.counts[name]) if name in named else ():
                progress(done, whole)
        lines.end()
        sqlite.mark(connection, head.schema)
    return Staged(engine, head.programme, extras, head.counts)


def _bring_up_to_date(path: Path, database: Path) -> None:
    try:
        with sqlite.rebuilding(database) as connection:
            if sqlite.version_in(connection) != migrations.CURRENT:
                command.upgrade(migrations.configuration(connection), "head")
                sqlite.mark(connection, migrations.CURRENT)
    except BrokenRules as error:
        raise FileRefused(path, _("the archive is not sound: {cases}").format(cases=error.told)) from None


def _refuse_other_tables(lines: LineReader, head: Head, kept: tuple[Table, ...]) -> None:
    expected = [*archived_tables.COLUMNS, *(table.name for table in kept)]
    for name in head.counts:
        if name not in expected:
            raise lines.refuse(_("unknown table “{name}”").format(name=name))
    if len(head.counts) != len(expected):
        missing = ", ".join(name for name in expected if name not in head.counts)
        raise lines.refuse(_("the archive lacks the tables {names}").format(names=missing))


def _extras(lines: LineReader, head: Head) -> ArchiveExtras:
    """Read what stands before the tables; what it says is the caller's to check."""
    settings = [ArchivedSettings(**one) for one in _own(lines, archived_tables.SETTINGS, head)]
    references = [
        Reference(one["file"], _bytes(lines, one["content"])) for one in _own(lines, archived_tables.REFERENCE, head)
    ]
    drafts = [DraftLine(**one) for one in _own(lines, archived_tables.DRAFT, head)]
    return ArchiveExtras(tuple(settings), tuple(references), tuple(drafts))


def _own(lines: LineReader, name: str, head: Head) -> Iterator[dict[str, Any]]:
    for values in lines.records(head.counts[name]):
        kinds = archived_tables.COLUMNS[name]
        _refuse_other_columns(lines, values, name, kinds)
        if any(type(values[column]) is not kind for column, kind in kinds.items()):
            raise lines.refuse(_("the line is no record"))
        yield {column: values[column] for column in kinds}


def _bytes(lines: LineReader, text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise lines.refuse(_("the line is no record")) from error


def _fill(lines: LineReader, connection: Connection, table: Table, count: int) -> Iterator[int]:
    """Read the records of a table; give, a batch at a time, the number of the line that was reached."""
    chosen = {one.name: one for one in archived_tables.columns(table)}
    batch: list[dict[str, Any]] = []
    for values in lines.records(count):
        _refuse_other_columns(lines, values, table.name, chosen)
        try:
            batch.append({name: archived_tables.typed(column, values[name]) for name, column in chosen.items()})
        except (ValueError, RecursionError) as error:
            raise lines.refuse(str(error)) from None
        if len(batch) == _BATCH:
            _insert(lines, connection, table, batch)
            batch = []
            yield lines.number
    if batch:
        _insert(lines, connection, table, batch)
        yield lines.number


def _refuse_other_columns(lines: LineReader, values: Mapping[str, Any], name: str, chosen: Any) -> None:
    if values.get("table") != name:
        said = _("here a record of the table “{expected}” should stand, not “{found}”")
        raise lines.refuse(said.format(expected=name, found=values.get("table")))
    for column in (*values, *chosen):
        if column not in chosen and column != "table":
            raise lines.refuse(_("unknown column “{column}” of the table “{name}”").format(column=column, name=name))
        if column not in values:
            raise lines.refuse(_("the column “{column}” is missing").format(column=column))


def _insert(lines: LineReader, connection: Connection, table: Table, batch: list[dict[str, Any]]) -> None:
    """Insert a batch; where the database refuses it, row by row, to tell the line of the row that it refuses."""
    if _refusal(connection, table, batch) is None:
        return
    for line, row in enumerate(batch, lines.number - len(batch) + 1):
        refusal = _refusal(connection, table, [row])
        if refusal is not None:
            raise lines.refuse(_reason(table, refusal), line) from refusal


def _reason(table: Table, refusal: IntegrityError) -> str:
    """Say by which rule of a table the database refuses a row."""
    said = str(refusal.orig)
    if "UNIQUE" in said:
        return _("the archive holds this twice")
    if "CHECK" in said:
        column = said.rpartition(f"ck_{table.name}_")[2]
        return _("“{column}” holds a value of the wrong kind").format(column=column)
    return _("it refers to something that is not in the archive")


def _refusal(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> IntegrityError | None:
    """Insert all rows, or none; give why the database refuses them, if it does."""
    try:
        with connection.begin_nested():
            connection.execute(insert(table), rows)
    except IntegrityError as error:
        return error
    return None


def _examine(path: Path, database: Path) -> None:
    for check in _CHECKS:
        with opened(database) as connection:
            found = check.find(connection)
        if found:
            said = _("the archive is not sound: {words}: {cases}")
            raise FileRefused(path, said.format(words=check.words(), cases=", ".join(sorted(found)[:3])))
