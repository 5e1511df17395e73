"""Why the system, the database or what reads a file refused something, in the language in use."""

import errno
import re
import tomllib
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

from kennis.files import LeadsOut, NoFile, TooLarge
from kennis.locale import _

_BROKEN_OFF = (3, 5)  # expat: no element found, unclosed token


def why(error: BaseException | None) -> str:
    """Say it in words for what happens to people; give what the system says itself for all else."""
    match error:
        case LeadsOut():
            return _("it is a link that leads out of its folder, through which nothing is written")
        case NoFile():
            return _("it is a pipe or a device, no file")
        case TooLarge():
            return _("it is larger than {limit} MB, which is more than it may be").format(limit=error.limit // 10**6)
        case OSError():
            return _system().get(error.errno or 0) or str(error.strerror or error)
        case zipfile.BadZipFile() | zlib.error() | EOFError() | NotImplementedError():
            return _archive(error)
        case ParseError():
            return _xml(error)
        case tomllib.TOMLDecodeError():
            return _toml(str(error))
        case UnicodeDecodeError():
            return _("byte {place} is no UTF-8 text").format(place=error.start + 1)
        case _:
            return _other().get(str(error)) or str(error)


def _archive(error: BaseException) -> str:
    if isinstance(error, NotImplementedError):
        return _("it is packed in a way that is not known here")
    if str(error) == "File is not a zip file":
        return _("it is no zip archive")
    return _("it is damaged, or not whole")


def _xml(error: ParseError) -> str:
    line, column = error.position
    said = _("it breaks off at line {line}, column {column}")
    if error.code not in _BROKEN_OFF:
        said = _("it goes wrong at line {line}, column {column}")
    return said.format(line=line, column=column + 1)


def _toml(text: str) -> str:
    """Word what tomllib says: the kind, and the place, which it gives in brackets at the end."""
    known = {
        "Invalid value": _("a value is missing or wrong; a text stands in quotes"),
        "Expected '='": _("a name is followed by ="),
        "Illegal character": _("a character may not stand there, or a text has no closing quote"),
        "Unterminated string": _("a text has no closing quote"),
        "Unclosed array": _("a list is not closed with ]"),
        "Cannot ": _("the name stands there twice"),
        "Duplicate ": _("the name stands there twice"),
        "Expected newline": _("there is more on the line than a value"),
        "Expected ']": _("a heading is not closed with ]"),
        "Invalid initial character": _("no name may begin so; put it in quotes"),
        "Invalid statement": _("it is no name with a value, and no heading"),
    }
    kind = next((said for start, said in known.items() if text.startswith(start)), text)
    place = re.search(r"^(.*) \(at (?:line (\d+), column (\d+)|end of document)\)$", text, re.DOTALL)
    if place is None:
        return kind
    kind = place[1] if kind == text else kind
    if place[2] is None:
        return _("at the end: {reason}").format(reason=kind)
    return _("line {line}, column {column}: {reason}").format(line=place[2], column=place[3], reason=kind)


def _system() -> dict[int, str]:
    return {
        errno.EACCES: _("you may not do that here"),
        errno.EPERM: _("you may not do that here"),
        errno.EROFS: _("the disk can only be read"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk is full"),
        errno.EFBIG: _("the file would be larger than it may be"),
        errno.EEXIST: _("a file stands where a folder should be"),
        errno.ENOTDIR: _("a file stands where a folder should be"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOENT: _("it is not there"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.EIO: _("the disk cannot be read or written"),
        errno.EBADF: _("it is closed"),
        errno.ELOOP: _("it is a link that leads to itself"),
        errno.ENXIO: _("it is a pipe or a device, no file"),
    }


def _other() -> dict[str, str]:
    """Give what the database and the reader of XML say in so many words."""
    return {
        "disk I/O error": _("the disk is full, or cannot be read or written"),
        "database or disk is full": _("the disk is full"),
        "database is locked": _("it is locked: another program is writing in it"),
        "attempt to write a readonly database": _("you may not write in it"),
        "unable to open database file": _("it cannot be opened"),
        "file is not a database": _("it is no database"),
        "database disk image is malformed": _("it is damaged; see: kennis doctor"),
        "multi-byte encodings are not supported": _("its characters are not UTF-8"),
    }
