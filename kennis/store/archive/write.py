"""A workspace becomes the lines of an archive, in one reading transaction; few of them are in memory at a time."""

import base64
import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, Table, select

from kennis.store import migrations, sqlite
from kennis.store.archive import archived_tables, line_codec
from kennis.store.archive.archived_tables import ArchivedProgramme, ArchiveExtras

_BATCH = 200  # rows in memory at a time; set by hand


def written(engine: Engine, programme: ArchivedProgramme, extras: ArchiveExtras) -> Iterator[bytes]:
    """Give the lines of the archive of a store, first to last."""
    digest, records = hashlib.sha256(), -1
    with sqlite.reading(engine) as transaction:
        for line in _lines(transaction.connection(), programme, extras):
            digest.update(line)
            records += 1
            yield line
    yield line_codec.encoded({"end": line_codec.KENNIS, "records": records, "sha256": digest.hexdigest()})


def _lines(connection: Connection, programme: ArchivedProgramme, extras: ArchiveExtras) -> Iterator[bytes]:
    kept = archived_tables.archived()
    counts = {
        archived_tables.SETTINGS: len(extras.settings),
        archived_tables.REFERENCE: len(extras.references),
        archived_tables.DRAFT: len(extras.drafts),
    }
    yield line_codec.encoded(
        {
            "archive": line_codec.KENNIS,
            "format": line_codec.FORMAT,
            "schema": migrations.CURRENT,
            "programme": {"slug": programme.slug, "title": programme.title},
            "left_out": {"tables": archived_tables.DERIVED, "columns": archived_tables.LOCAL},
            "counts": counts | {table.name: archived_tables.count(connection, table) for table in kept},
        }
    )
    for one in extras.settings:
        yield line_codec.encoded({"table": archived_tables.SETTINGS, "file": one.file, "text": one.text})
    for document in extras.references:
        content = base64.b64encode(document.content).decode("ascii")
        yield line_codec.encoded({"table": archived_tables.REFERENCE, "file": document.file, "content": content})
    for draft in extras.drafts:
        yield line_codec.encoded({"table": archived_tables.DRAFT, "place": draft.place, "content": draft.content})
    for table in kept:
        yield from _records(connection, table)


def _records(connection: Connection, table: Table) -> Iterator[bytes]:
    chosen = archived_tables.columns(table)
    names = [one.name for one in chosen]
    query = select(*chosen).order_by(*table.primary_key.columns).execution_options(yield_per=_BATCH)
    for row in connection.execute(query):
        values: dict[str, Any] = {"table": table.name}
        values.update(zip(names, map(archived_tables.plain, row), strict=True))
        yield line_codec.encoded(values)
