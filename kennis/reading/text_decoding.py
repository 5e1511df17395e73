"""A file's bytes become text: UTF-8, UTF-16 with its mark, or Windows-1252 with a notice."""

from dataclasses import dataclass
from pathlib import Path

from kennis.errors import FileRefused
from kennis.files import TooLarge, digest, read_file
from kennis.locale import _
from kennis.locale.reasons import why

MAXIMUM_FILE = 25_000_000  # bytes of a file that is read; set by hand
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # the byte order marks of UTF-16, as Excel writes it


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A file as text, line feeds as its only line ends, not cleaned yet, and what the reader should tell of it.

    `digest` is that of its bytes.
    """

    text: str
    notices: tuple[str, ...]
    digest: str


def load(path: Path) -> DecodedText:
    """Read a file as text; a byte order mark is left out, and the 0x1A that old programs end a file with.

    Raises FileRefused, with the line where there is one, for a file that cannot be opened, is over 25 MB, holds a
    NUL, or is text in none of these encodings.
    """
    whole = read_bytes(path)
    if whole.startswith(_WIDE):
        return DecodedText(_ended(_wide(path, whole)), (), digest(whole))
    data = whole.removeprefix(b"\xef\xbb\xbf")
    nul = data.find(b"\0")
    if nul >= 0:
        raise FileRefused(path, _("holds a NUL byte, so it is no plain text; save it as UTF-8"), _line(data, nul))
    notices: tuple[str, ...] = ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _windows(path, data, error)
        notices = (_("read as Windows-1252, for it is no UTF-8"),)
    return DecodedText(_ended(text), notices, digest(whole))


def _ended(text: str) -> str:
    """Give a text with line feeds as its only line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a")


def _wide(path: Path, data: bytes) -> str:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise FileRefused(path, _("begins as UTF-16 and is none; save it as UTF-8"), 1)
    return text


def read_bytes(path: Path) -> bytes:
    """Read a file that is no larger than a file may be; raises FileRefused."""
    try:
        return read_file(path, MAXIMUM_FILE)
    except TooLarge:
        reason = _("it is larger than the {limit} MB that a file may have; split it")
        raise FileRefused(path, reason.format(limit=MAXIMUM_FILE // 1_000_000)) from None
    except (OSError, ValueError) as error:
        raise FileRefused(path, _("cannot be read: {reason}").format(reason=why(error))) from error


def _windows(path: Path, data: bytes, error: UnicodeDecodeError) -> str:
    """Decode as Windows-1252, unless the rest of the file shows that it is UTF-8 with a broken byte."""
    broken = any(letter > "\x7f" and letter != "\ufffd" for letter in data.decode("utf-8", "replace"))
    try:
        if not broken:
            return data.decode("cp1252")
    except UnicodeDecodeError as neither:
        error = neither
    reason = _("byte {byte} is no text in UTF-8; save the file as UTF-8").format(byte=f"0x{data[error.start]:02X}")
    raise FileRefused(path, reason, _line(data, error.start)) from None


def _line(data: bytes, at: int) -> int:
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return before.count(b"\n") + 1
