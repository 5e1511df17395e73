"""The archive of a workspace: one file that holds all that people made in it, and from which it can be had again.

**The file.** UTF-8, each line one JSON object and ended by a line feed. The same workspace gives the same bytes. The
first line says what it is, the last that it is whole; between them stands a record a line, sorted by table in the
order in which the first line counts them, within a table by its key.

- First line: `archive` is `kennis`; `format` is 1; `schema` is the version of the tables; `programme` has the `slug`
  and the `title` of the research programme; `left_out` names what is not in the file; `counts` has for each table the
  number of its records.
- A record: `table` names its table, the other names are the columns of that table as the modules
  `rows` in kennis/store describe them. Ids are UUIDs of version 7; moments are in UTC and end in Z; dates and times of
  day are ISO 8601; a time of day is that of the session's time zone. Three tables are of the archive's own: `settings`
  has the `text`
  of a settings `file`, `reference` the `content`, in base 64, of the `file` that exports take their look from, `draft`
  what stood in the entry field at a `place` and was no note yet.
- Last line: `end` is `kennis`; `records` counts the lines between; `sha256` is the digest of all bytes before it.

**Left out** is what can be made again from the rest: the table `vector`, the indexes of words and, of `session`, the
column `written`, the digest of a file on one computer.

**It is a full copy**, with names, and with notes whose speakers gave no consent to be quoted.

table_order  which tables and columns there are, and how a value is written
line_codec   a line, in and out, and what is refused in it
write        a workspace becomes lines
staging      lines become a database beside the workspace, of their own schema, brought up to date and examined
fill         that database becomes an empty workspace
merge        that database and a workspace that holds something become one
"""

from collections.abc import Iterator

from sqlalchemy import Engine

from kennis.store import sqlite
from kennis.store.archive import archived_tables
from kennis.store.archive.archived_tables import (
    ArchivedProgramme,
    ArchivedSettings,
    ArchiveExtras,
    DraftLine,
    Reference,
)
from kennis.store.archive.fill_database import fill
from kennis.store.archive.merge import Joined, join
from kennis.store.archive.staging import Progress, Staged, staged
from kennis.store.archive.write import written

__all__ = [
    "Archive",
    "ArchiveExtras",
    "ArchivedProgramme",
    "ArchivedSettings",
    "DraftLine",
    "Joined",
    "Reference",
    "Staged",
    "staged",
]


class Archive:
    """A store as an archive, and an archive into a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def lines(self, programme: ArchivedProgramme, extras: ArchiveExtras) -> Iterator[bytes]:
        """Give the lines of the archive, first to last; the store is read meanwhile as it stands now."""
        return written(self._engine, programme, extras)

    def is_empty(self) -> bool:
        """Say whether the store holds nothing that an archive would."""
        with sqlite.reading(self._engine) as transaction:
            connection = transaction.connection()
            return not any(archived_tables.count(connection, table) for table in archived_tables.archived())

    def fill(self, archive: Staged, progress: Progress) -> None:
        """Take a staged archive into the empty store, in one transaction; raises InputError if it is not empty."""
        fill(self._engine, archive, progress)

    def join(self, archive: Staged, person: str) -> Joined:
        """Merge a staged archive into the store, in one transaction; raises InputError where that cannot be."""
        return join(self._engine, archive, person)
