"""What may enter the store or reach a screen."""

import re
import unicodedata
from dataclasses import dataclass

MAXIMUM_BYTES = 100 * 1024  # of a note; set by hand

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\u200b\u2060-\u2064\ufeff\ufff9-\ufffb"  # invisible spaces, joiners and annotation marks
    "\ud800-\udfff"  # lone surrogates
    "\U000e0000-\U000e0fff"  # tags
    f"{_NONCHARACTERS}"
    "]"
)

_UNDECODED = re.compile("[\udc80-\udcff]")  # PEP 383: a byte of a name or an argument that was no text
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text that may be kept, and how many characters were dropped from it."""

    text: str
    dropped: int


def clean(text: str) -> Cleaned:
    """Bring a text to NFC with line feeds as its only line ends, and drop what must not be kept.

    Dropped are control characters but tab and line feed, bidirectional controls, invisible spaces, tags,
    noncharacters and lone surrogates; the joiners ZWJ and ZWNJ stay. Cleaning twice changes nothing more.
    """
    if text.isascii() and text.isprintable():
        return Cleaned(text, 0)
    kept, dropped = _FORBIDDEN.subn("", _LINE_ENDS.sub("\n", text))
    return Cleaned(unicodedata.normalize("NFC", kept), dropped)


def printable(text: str) -> str:
    """Give a text as it may be told: without what must not be kept, and undecodable bytes of a name as \\xe9.

    Letters stay as they are, for what is told may be a path that is used again.
    """
    if text.isascii() and text.isprintable():
        return text
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", _UNDECODED.sub(_escaped, text)))


def may_be_kept(text: str) -> bool:
    """Say whether a text holds nothing that must not be kept; its letters and line ends may still want cleaning."""
    return (text.isascii() and text.isprintable()) or not _FORBIDDEN.search(text)


def is_decoded(text: str) -> bool:
    """Say whether a text that the system gave could be read whole: bytes that could not stand in it as surrogates."""
    return text.isascii() or not _SURROGATE.search(text)


def _escaped(found: re.Match[str]) -> str:
    return f"\\x{ord(found[0]) - 0xDC00:02x}"


def slug(text: str, longest: int = 60) -> str:
    """Give the lower-case ASCII letters and digits of a text, joined by hyphens; empty if it has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:longest].rstrip("-")
