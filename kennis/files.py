"""One place writes files: whole or not at all."""

import contextlib
import errno
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterable
from io import BufferedReader
from pathlib import Path

from kennis.clean_text import clean

_BYTES = 4  # drawn for a temporary name, so that two programs never share one; set by hand
_HALF_WRITTEN = re.compile(rf"\..+\.[0-9a-f]{{{2 * _BYTES}}}\.tmp", re.DOTALL)


def write_atomically(path: Path, data: bytes, root: Path | None = None) -> None:
    """Write a file so that a crash leaves either the old one or the new one, never a part.

    The bytes go to a temporary file beside it, are flushed to the disk, and take the name at last. The file keeps
    its permissions, and a link to another file below `root`, its own folder if none is given, goes on leading there.
    Raises LeadsOut for any other link, and OSError, with the old file untouched and the temporary one removed.
    """
    write_pieces_atomically(path, (data,), root=root)


def is_half_written(path: Path) -> bool:
    """Say whether a file is a temporary one of `write_atomically`, by the name that it alone gives."""
    return _HALF_WRITTEN.fullmatch(path.name) is not None and path.is_file()


def write_pieces_atomically(
    path: Path, pieces: Iterable[bytes], private: bool = False, root: Path | None = None
) -> None:
    """Write a file like `write_atomically`, piece by piece; a private one is for its owner only, whatever it was.

    What making a piece raises leaves the old file untouched too.
    """
    path = inside(path, root or path.parent)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(_BYTES)}.tmp")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if path.exists() and not private:
            beside.chmod(stat.S_IMODE(path.stat().st_mode))
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    if os.name == "posix":
        sync_folder(path.parent)


def name_of(path: Path) -> str:
    """Give the name of a file without its ending as a text, for a title: cleaned, on one line.

    Bytes that are no UTF-8 are read as Windows-1252, as those of a file are. Empty where nothing is left.
    """
    raw = os.fsencode(path.stem)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "ignore")
    return " ".join(clean(text).text.split())


def digest(data: bytes) -> str:
    """Give the SHA-256 of a file's bytes, by which a later change shows."""
    return hashlib.sha256(data).hexdigest()


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk, where a folder can be opened: on POSIX."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class LeadsOut(OSError):
    """A link leads out of the folder that is written to."""


def inside(path: Path, root: Path) -> Path:
    """Give where a path leads to, all links followed; raises LeadsOut where that is not below a folder."""
    try:
        led, within = path.resolve(), root.resolve()
    except RuntimeError as error:  # links that lead in a circle
        raise OSError(errno.ELOOP, "a circle of links") from error
    if not led.is_relative_to(within):
        raise LeadsOut
    return led


class NoFile(OSError):
    """What should be a file is a pipe, a device or a socket, of which reading need not end."""


class TooLarge(OSError):
    """A file holds more than it may; `limit` is in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit


def read_file(path: Path, limit: int) -> bytes:
    """Read a file whole, waiting for nobody, and never more of it than it may hold.

    Raises NoFile for a pipe or a device, TooLarge, and OSError for all else.
    """
    with open_file(path) as file:
        if os.fstat(file.fileno()).st_size > limit:
            raise TooLarge(limit)
        data = file.read(limit + 1)  # a file of the system says that it holds nothing
    if len(data) > limit:
        raise TooLarge(limit)
    return data


def open_file(path: Path) -> BufferedReader:
    """Open a file to read it, waiting for nobody; raises NoFile for a pipe or a device, and OSError for all else."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            raise NoFile
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def placed(folder: Path, name: str) -> Path:
    """Give the file that a setting names, seen from a folder; `~` is a home, where there is a user of that name."""
    try:
        return folder / Path(name).expanduser()
    except RuntimeError:
        return folder / name


def is_file(path: Path) -> bool:
    """Say whether there is a file of that name; never raises, also where the name can be none or may not be asked."""
    return stat.S_ISREG(_mode(path))


def is_folder(path: Path) -> bool:
    """Say whether there is a folder of that name; for the rest as `is_file`."""
    return stat.S_ISDIR(_mode(path))


def is_there(path: Path) -> bool:
    """Say whether there is anything of that name; for the rest as `is_file`."""
    return _mode(path) != 0


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0
