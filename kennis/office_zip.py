"""The parts of an office document, and what is refused of one.

Before anything is made of a document its XML is read through once, in pieces, and counted: a small file can hold
millions of elements, of which a tree, or pandoc, needs a thousand times as much memory.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import cast
from xml.etree import ElementTree
from xml.parsers import expat

from kennis.errors import InputError
from kennis.locale import _
from kennis.locale.reasons import why

LARGEST = 25 * 1024 * 1024  # bytes of a document; set by hand
_MOST_ENTRIES = 10_000  # parts of a document; set by hand
_LARGEST_UNPACKED = 1 << 30  # bytes of all parts, unpacked: what is larger is refused as a bomb; set by hand
_LARGEST_PART = 256 << 20  # bytes of one part, unpacked; set by hand
_HIGHEST_RATIO = 200  # of unpacked to packed bytes; what is above it is refused as a bomb; set by hand
_SMALL = 1 << 20  # a part below this may be packed as well as it can be; set by hand
_PIECE = 1 << 16  # bytes that are unpacked at a time, so that a bomb is seen before it is in memory; set by hand
_MOST_ELEMENTS = 1_000_000  # over all parts; a book of 500 pages with a change on every line has half of that
_MOST_PARAGRAPHS = 20_000  # of which pandoc makes a tree in seconds; a book of 1,000 pages has about 15,000
_MOST_IN_PARAGRAPH = 20_000  # elements; pandoc joins the runs of a paragraph in a time that grows with their square
_MOST_ATTRIBUTES = 200  # of an element; set by hand
_DEEPEST = 200  # elements in each other; set by hand
_MOST_HEADINGS = 5_000  # of an OpenDocument text, for which pandoc needs a time that grows with their square
_PARAGRAPHS, _HEADING = frozenset({"p", "h"}), "h"  # of both formats
_XML = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")  # how XML begins, whatever the part is called
_LINK = 0o120000  # of the mode of a file in Unix: a symbolic link
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that office formats allow; others unpack without a limit
_NO_ARCHIVE = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError)  # what zipfile raises for other bytes
_NO_PART = (zlib.error, EOFError, RuntimeError)  # and for a part that it cannot unpack


def parts(data: bytes, wanted: Collection[str], needed: str) -> dict[str, ElementTree.Element]:
    """Give the parts of an office document that are wanted and there, by their names; `needed` has to be there.

    Raises InputError for what is no such document, is too large, leads out of its folder, is locked, or has an XML
    with a DOCTYPE.
    """
    found = contents(data, lambda name: name in wanted, needed)
    return {name: parsed(part, name) for name, part in found.items()}


def contents(data: bytes, wanted: Callable[[str], bool], needed: str) -> dict[str, bytes]:
    """Give the bytes of those parts of an office document that are wanted, sorted by name; for the rest as `parts`."""
    if len(data) > LARGEST:
        raise InputError(_("the document is larger than the {limit} MiB that it may have").format(limit=25))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse(archive.infolist())
            if needed not in archive.namelist():
                raise InputError(_("the file is no such document: it has no {part}").format(part=needed))
            _measure(archive)
            return {name: _unpacked(archive, name) for name in sorted(set(archive.namelist())) if wanted(name)}
    except (*_NO_ARCHIVE, *_NO_PART) as error:
        raise InputError(
            _("the file is no office document, or a damaged one: {reason}").format(reason=why(error))
        ) from error


def holds(data: bytes, part: str) -> bool:
    """Say whether bytes are an archive with a part of that name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return part in archive.namelist()
    except _NO_ARCHIVE:
        return False


def parsed(data: bytes, name: str) -> ElementTree.Element:
    """Give the XML of a part; raises InputError where it has a DOCTYPE or is none."""
    if b"<!DOCTYPE" in data:
        raise InputError(_("the document holds an XML with a DOCTYPE, which is refused"))
    try:
        return ElementTree.fromstring(data, ElementTree.XMLParser(target=_Builder()))
    except (ElementTree.ParseError, LookupError, ValueError) as error:  # the last two for an unknown encoding
        message = _("the document is damaged: {part} is no XML ({reason})")
        raise InputError(message.format(part=name, reason=why(error))) from error


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """Unpack a part, never more of it than its size as it was told, nor before that was found small enough."""
    told = archive.getinfo(name)
    with archive.open(told) as part:
        return part.read(told.file_size + 1)


def _refuse(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > _MOST_ENTRIES:
        raise InputError(_("the document holds {count} files, which is too many").format(count=len(entries)))
    for one in entries:
        name = one.filename.replace("\\", "/")
        if (
            name.startswith("/")
            or ".." in name.split("/")
            or ":" in name
            or (one.external_attr >> 16) & 0o170000 == _LINK
        ):
            raise InputError(_("the document holds a file that leads out of it: {name}").format(name=one.filename))
        if one.flag_bits & 1:
            raise InputError(_("the document is locked with a password; save it without"))
        if one.compress_type not in _PACKED:
            raise InputError(_("the document is packed as no office program does it: {name}").format(name=one.filename))
        ratio = one.file_size / max(one.compress_size, 1)
        if one.file_size > _LARGEST_PART or (one.file_size > _SMALL and ratio > _HIGHEST_RATIO):
            raise InputError(
                _("the document holds a file that is too large unpacked: {name}").format(name=one.filename)
            )
    if sum(one.file_size for one in entries) > _LARGEST_UNPACKED:
        raise InputError(_("the document is too large unpacked"))


def _measure(archive: zipfile.ZipFile) -> None:
    """Read all XML of a document through in pieces; raises InputError where it is more than a document holds."""
    count = _Count()
    for one in archive.infolist():
        with archive.open(one) as part, suppress(expat.ExpatError, LookupError):  # told by who needs the part
            piece, reader = part.read(_PIECE), count.reader()
            if (begun := piece.lstrip()) and not begun.startswith(_XML):
                continue
            while piece:
                reader.Parse(piece)
                piece = part.read(_PIECE)


class _Count:
    """What a document's XML holds so far."""

    def __init__(self) -> None:
        self._elements = self._paragraphs = self._headings = self._within = self._depth = 0

    def reader(self) -> expat.XMLParserType:
        """Give what reads the next part."""
        made = expat.ParserCreate()
        made.ordered_attributes = True
        made.StartElementHandler, made.EndElementHandler = self._begin, self._end
        made.StartDoctypeDeclHandler = _refuse_doctype
        self._depth = 0
        return made

    def _begin(self, name: str, attributes: object) -> None:
        self._elements += 1
        self._depth += 1
        self._within += 1
        local = name.rpartition(":")[2]
        if local in _PARAGRAPHS:
            self._paragraphs += 1
            self._headings += local == _HEADING
            self._within = 0
        if self._depth > _DEEPEST:
            raise InputError(_("the document is nested too deep"))
        crowded = self._paragraphs and self._within > _MOST_IN_PARAGRAPH
        if self._elements > _MOST_ELEMENTS or crowded or len(cast(list[str], attributes)) > 2 * _MOST_ATTRIBUTES:
            raise InputError(_("the document holds more than a document that people wrote; divide it"))
        if self._paragraphs > _MOST_PARAGRAPHS or self._headings > _MOST_HEADINGS:
            said = _("the document has more than {limit} paragraphs, or {headings} headings; divide it")
            raise InputError(said.format(limit=_MOST_PARAGRAPHS, headings=_MOST_HEADINGS))

    def _end(self, _name: str) -> None:
        self._depth -= 1


def _refuse_doctype(*_told: object) -> None:
    raise InputError(_("the document holds an XML with a DOCTYPE, which is refused"))


class _Builder(ElementTree.TreeBuilder):
    """Builds a tree, and stops at a DOCTYPE before anything of it is read."""

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise InputError(_("the document holds an XML with a DOCTYPE, which is refused"))
