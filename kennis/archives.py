"""The parts of an office document, and what is refused of one."""

import io
import zipfile
import zlib
from collections.abc import Callable, Collection
from xml.etree import ElementTree

from kennis.errors import InputError
from kennis.locale import _
from kennis.locale.reasons import why

LARGEST = 25 * 1024 * 1024
_MOST_ENTRIES = 10_000
_LARGEST_UNPACKED = 1 << 30
_LARGEST_PART = 256 << 20
_HIGHEST_RATIO = 200
_SMALL = 1 << 20  # a part below this may be packed as well as it can be
_LINK = 0o120000
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


class _Builder(ElementTree.TreeBuilder):
    """Builds a tree, and stops at a DOCTYPE before anything of it is read."""

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise InputError(_("the document holds an XML with a DOCTYPE, which is refused"))
