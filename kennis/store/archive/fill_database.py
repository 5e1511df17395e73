"""A staged archive becomes an empty workspace, row by row as it is."""

from sqlalchemy import Engine

from kennis.errors import InputError
from kennis.locale import _
from kennis.store import sqlite
from kennis.store.archive import archived_tables
from kennis.store.archive.staging import Progress, Staged
from kennis.store.sqlite import fulltext
from kennis.store.sqlite.row_copy import copy

_LAST = 2**63 - 1  # the highest row number that SQLite can hold


def fill(engine: Engine, archive: Staged, progress: Progress) -> None:
    """Put a staged archive into a store that holds nothing, in one transaction; raises InputError if it holds any."""
    whole, done = sum(archive.counts.values()), 0
    with sqlite.writing(engine) as transaction, sqlite.reading(archive.engine) as source:
        connection = transaction.connection()
        if any(archived_tables.count(connection, table) for table in archived_tables.archived()):
            raise InputError(_("something was stored in the workspace meanwhile; import the archive again"))
        with fulltext.in_bulk(connection, _LAST) as index_notes:
            for table in archived_tables.archived():
                names = [one.name for one in archived_tables.columns(table)]
                done += copy(source.connection(), connection, table.name, names)
                progress(done, whole)
            index_notes(0, _LAST)
