"""Whether a file holds words: what is packed unpacked, PDF by its text, databases by their tables, others as text."""

import bz2
import gzip
import html
import io
import lzma
import re
import tarfile
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kennis.errors import FileRefused
from kennis.files import TooLarge, read_file
from kennis.folding import plain
from kennis.locale import _
from kennis.store.sqlite import any_file

# Bytes of a file, or of what is packed in it, that are looked through; a larger one is told; set by hand.
LARGEST = 200 * 1024 * 1024
_ZIP, _PDF, _SQLITE = b"PK\x03\x04", b"%PDF", b"SQLite format 3\x00"
_PRESSED: Mapping[bytes, Callable[[io.BytesIO], io.BufferedIOBase]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
}
_SEALED = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd")  # 7-Zip, RAR, Zstandard
_TAR, _TAR_AT = b"ustar", 257
_INLINE = re.compile(
    r"</?(?:w:(?:r|t|rPr|lang|b|i|rStyle|proofErr|bookmarkStart|bookmarkEnd)|text:(?:span|a|bookmark[a-z-]*)"
    r"|span|em|strong|a|i|b|sup|sub|t|r|si)(?:\s[^<>]*)?/?>"
)
_TAG = re.compile(r"<[^<>]*>")
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_JOINED = re.compile("(?:\u00ad|(?<=\\w)-)\n(?=[a-z])")
Holds = Callable[[str], bool]


def holds(path: Path, asked: Holds) -> bool:
    """Say whether a file holds what is asked for in its text, or in its name; raises OSError and FileRefused."""
    return asked(re.sub(r"[-_.]", " ", path.stem)) or any(asked(text) for text in texts(path))


def texts(path: Path) -> Iterator[str]:
    """Give the texts of a file, each as it may be read.

    Raises OSError; and FileRefused for one that is too large, damaged or locked, after what can be read of it.
    """
    try:
        data = read_file(path, LARGEST)
    except TooLarge:
        raise FileRefused(path, _("it is too large")) from None
    try:
        yield from _texts(data)
        if data.startswith(_SQLITE):
            for text in any_file.texts(path):  # in its bytes the values of a row stand against each other
                yield from _read(text)
    except Exception as error:  # what a strange file makes the libraries raise cannot be listed
        raise FileRefused(path, str(error)) from error


def _texts(data: bytes, inside: bool = False) -> Iterator[str]:
    """Give the texts of a file, or of one inside it; of one inside that nothing is unpacked."""
    if data.startswith(_TAR, _TAR_AT):  # which may end in a ZIP
        yield from _of_tar(data)
    elif data.startswith(_ZIP) or (not inside and zipfile.is_zipfile(io.BytesIO(data))):
        yield from _unpacked(data, inside)
    elif data.startswith(_PDF):
        yield from _of_pdf(data)
    elif data.startswith(tuple(_PRESSED)):
        yield from _texts(_expanded(data), inside=True)
    elif data.startswith(_SEALED):
        raise FileRefused("", _("it is packed in a way that is not unpacked here"))
    else:
        yield from _plain(data)


def _expanded(data: bytes) -> bytes:
    opened = next(how for magic, how in _PRESSED.items() if data.startswith(magic))
    with opened(io.BytesIO(data)) as file:
        found = file.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise FileRefused("", _("it is too large"))
    return found


def _of_tar(data: bytes) -> Iterator[str]:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for one in archive:
            file = archive.extractfile(one)
            if file is not None:
                yield from _texts(file.read(), inside=True)


def _unpacked(data: bytes, inside: bool) -> Iterator[str]:
    failed: Exception | None = None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for one in archive.infolist():
            try:
                yield from _member(archive, one, inside)
            except Exception as error:  # the others may be sound
                failed = error
    if failed is not None:
        raise failed


def _member(archive: zipfile.ZipFile, one: zipfile.ZipInfo, inside: bool) -> Iterator[str]:
    if one.file_size > LARGEST:
        raise FileRefused(one.filename, _("it is too large"))
    data = archive.read(one)
    if inside and data.startswith(_ZIP):
        raise FileRefused(one.filename, _("it lies too deep"))
    yield from _texts(data, inside=True)


def _of_pdf(data: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = PdfReader(io.BytesIO(data))
        yield "\n".join(str(value) for value in (reader.metadata or {}).values())
        yield _whole("\n".join(page.extract_text() for page in reader.pages))


def _plain(data: bytes) -> Iterator[str]:
    """Give the readings of plain text, in each encoding that it may be in."""
    encodings = ["utf-8"]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings += ["utf-16"]
    elif not _is_utf8(data):
        encodings += ["cp1252"]
    for encoding in encodings:
        yield from _read(data.decode(encoding, "replace"))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read(text: str) -> Iterator[str]:
    """Give a text as it stands, without its tags, and with what is escaped."""
    yield _whole(text)
    if "<" in text:
        yield _whole(html.unescape(_TAG.sub(" ", _INLINE.sub("", text))))
    if "\\u" in text:
        yield _whole(_UNICODE.sub(lambda found: chr(int(found[1], 16)), text))


def _whole(text: str) -> str:
    """Give a text with its words as they were typed: without ligatures, and without hyphens at the ends of lines."""
    return plain(_JOINED.sub("", text))
