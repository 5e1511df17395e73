"""The first hundred bytes of a database file, read without SQLite.

Only for a file that nothing in this process has open: closing it lets go of the locks that SQLite holds on it.
Source: the SQLite file format, section 1.3, https://www.sqlite.org/fileformat2.html
"""

import struct
from dataclasses import dataclass
from pathlib import Path

from kennis.files import open_file

_MAGIC = b"SQLite format 3\x00"
_WAL = 2  # what the header has for that mode (https://www.sqlite.org/fileformat.html)


@dataclass(frozen=True, slots=True)
class FileHeader:
    """What a database file says of itself: whose it is, its schema, whether in WAL mode; and its size in bytes.

    `told` is the size that it should have; 0 where it does not say.
    """

    application: int
    version: int
    wal: bool
    size: int
    told: int


def read(path: Path) -> FileHeader | None:
    """Read the header of a file; None if it is no database, or empty. Raises OSError."""
    with open_file(path) as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(_MAGIC):
        return None
    (page,) = struct.unpack(">H", head[16:18])
    changes, pages = struct.unpack(">II", head[24:32])
    version, application = struct.unpack(">I4xI", head[60:72])
    (valid_for,) = struct.unpack(">I", head[92:96])
    told = pages * (65536 if page == 1 else page) if changes == valid_for else 0
    return FileHeader(application, version, _WAL in head[18:20], path.stat().st_size, told)
