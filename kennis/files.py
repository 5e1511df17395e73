"""One place writes files: whole or not at all."""

import contextlib
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

_BYTES = 4
_HALF_WRITTEN = re.compile(rf"\..+\.[0-9a-f]{{{2 * _BYTES}}}\.tmp", re.DOTALL)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves either the old one or the new one, never a part.

    The bytes go to a temporary file beside it, are flushed to the disk, and take the name at last. The file keeps
    its permissions, and a link goes on leading to it. Raises OSError, with the old file untouched and the temporary
    one removed.
    """
    write_pieces_atomically(path, (data,))


def is_half_written(path: Path) -> bool:
    """Say whether a file is a temporary one of `write_atomically`, by the name that it alone gives."""
    return _HALF_WRITTEN.fullmatch(path.name) is not None and path.is_file()


def write_pieces_atomically(path: Path, pieces: Iterable[bytes], private: bool = False) -> None:
    """Write a file like `write_atomically`, piece by piece; a private one is for its owner only, whatever it was.

    What making a piece raises leaves the old file untouched too.
    """
    path = path.resolve()
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
