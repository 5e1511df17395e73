"""Whether a file holds words: office documents unpacked, PDF by its text, all others as text."""

import html
import re
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

LARGEST = 200 * 1024 * 1024
_INLINE = re.compile(
    r"</?(?:w:(?:r|t|rPr|lang|b|i|rStyle|proofErr|bookmarkStart|bookmarkEnd)|text:(?:span|a|bookmark[a-z-]*)"
    r"|span|em|strong|a|i|b|sup|sub|t|r|si)(?:\s[^<>]*)?/?>"
)
_TAG = re.compile(r"<[^<>]*>")
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_JOINED = re.compile("\u00ad|(?<=\\w)-\n(?=[a-z])")
Holds = Callable[[str], bool]


def holds(path: Path, asked: Holds) -> bool:
    """Say whether a file holds what is asked for in its text, or in its name; raises OSError."""
    return asked(re.sub(r"[-_.]", " ", path.stem)) or any(asked(text) for text in texts(path))


def texts(path: Path) -> Iterator[str]:
    """Give the texts of a file, each as it may be read; nothing of one that is too large or cannot be read."""
    if path.stat().st_size > LARGEST:
        return
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        yield from _unpacked(path)
    elif data.startswith(b"%PDF"):
        yield from _of_pdf(path)
    else:
        yield from _plain(data)


def _unpacked(path: Path) -> Iterator[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            for one in archive.infolist():
                if one.file_size <= LARGEST:
                    yield from _plain(archive.read(one))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return


def _of_pdf(path: Path) -> Iterator[str]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = PdfReader(path)
            yield "\n".join(str(value) for value in (reader.metadata or {}).values())
            yield _whole("\n".join(page.extract_text() for page in reader.pages))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return


def _plain(data: bytes) -> Iterator[str]:
    for encoding in ("utf-8", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8",):
        text = data.decode(encoding, "replace")
        yield _whole(text)
        if "<" in text:
            yield _whole(html.unescape(_TAG.sub(" ", _INLINE.sub("", text))))
        if "\\u" in text:
            yield _whole(_UNICODE.sub(lambda found: chr(int(found[1], 16)), text))


def _whole(text: str) -> str:
    """Give a text with its words as they were written: without ligatures, and without hyphens at the ends of lines."""
    return _JOINED.sub("", unicodedata.normalize("NFKC", text))
