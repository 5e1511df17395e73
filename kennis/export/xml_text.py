"""XML as it was written: prefixes, declarations and order stay, so that nothing that names a prefix is left without."""

import re
from collections.abc import Collection
from typing import cast
from xml.dom import minidom
from xml.etree import ElementTree

from kennis import office_zip
from kennis.errors import InputError
from kennis.locale import _

Element = minidom.Element
_MOST_ELEMENTS = 100_000  # of a part; a tree that can be changed needs a thousand bytes for each
_DEEPEST = 300  # what reads and writes these trees calls itself at each level
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://purl.org/dc/elements/1.1/": "dc",
    f"{_OPEN}:drawing:1.0": "draw",
    f"{_OPEN}:svg-compatible:1.0": "svg",
    f"{_OPEN}:xsl-fo-compatible:1.0": "fo",
    **{f"{_OPEN}:{name}:1.0": name for name in ("office", "style", "text", "script", "form")},
}
_DESCRIBING = ("svg:title", "svg:desc")
_FOLDERS = re.compile(r"(?:file:|[A-Za-z]:[\\/]|\\\\|/(?:home|Users)/).*[\\/]")


def root(data: bytes, name: str) -> Element:
    """Read a part of an office document, whose names then have the prefixes that they are known by.

    Raises InputError where it has a DOCTYPE, is no XML, is nested too deep or has other prefixes.
    """
    depth, elements = _measured(office_zip.parsed(data, name))
    if depth > _DEEPEST:
        raise InputError(_("the document is damaged: {part} is nested too deep").format(part=name))
    if elements > _MOST_ELEMENTS:
        raise InputError(_("the document holds more than a document that people wrote; divide it"))
    read = cast(Element, minidom.parseString(data).documentElement)
    for one in (read, *every(read, "*")):
        for key, value in one.attributes.items():
            declared, _colon, prefix = key.partition(":")
            if declared == "xmlns" and _PREFIXES.get(value, prefix) != prefix:
                raise InputError(_("the document is written as no office program does it: {part}").format(part=name))
    return read


def _measured(element: ElementTree.Element) -> tuple[int, int]:
    """Give how deep an element is, and how many elements it holds with itself."""
    deepest, count, waiting = 0, 0, [(element, 1)]
    while waiting:
        one, depth = waiting.pop()
        deepest, count = max(deepest, depth), count + 1
        waiting += [(inner, depth + 1) for inner in one]
    return deepest, count


def written(element: Element) -> bytes:
    """Write a part."""
    return b'<?xml version="1.0" encoding="UTF-8"?>' + element.toxml().encode()


def children(element: Element, name: str = "") -> list[Element]:
    """Give the elements inside an element, those of a name or all."""
    found = [one for one in element.childNodes if isinstance(one, minidom.Element)]
    return [one for one in found if not name or one.tagName == name]


def child(element: Element, name: str) -> Element | None:
    """Give the first element of a name inside an element."""
    return next(iter(children(element, name)), None)


def every(element: Element, name: str) -> list[Element]:
    """Give all elements of a name, however deep."""
    return [one for one in element.getElementsByTagName(name) if isinstance(one, minidom.Element)]


def first(element: Element, name: str) -> Element:
    """Put a new element before all others inside an element."""
    made = cast(minidom.Document, element.ownerDocument).createElement(name)
    element.insertBefore(made, element.firstChild)
    return made


def only(element: Element, name: str) -> Element:
    """Give the element of a name inside an element, made at its end where there is none."""
    found = child(element, name)
    if found is None:
        found = cast(minidom.Document, element.ownerDocument).createElement(name)
        element.appendChild(found)
    return found


def drop(element: Element) -> None:
    """Take an element out."""
    if element.parentNode is not None:
        element.parentNode.removeChild(element)


def shed(element: Element, names: Collection[str] = ()) -> None:
    """Take attributes of these names away, and the folders of somebody's computer from all others and from titles."""
    for one in every(element, "*"):
        for said in one.childNodes if one.tagName in _DESCRIBING else ():
            if isinstance(said, minidom.Text) and _FOLDERS.match(said.data):
                said.data = _FOLDERS.sub("", said.data, count=1)
        for name, value in [*one.attributes.items()]:
            if name in names:
                one.removeAttribute(name)
            elif _FOLDERS.match(value):
                one.setAttribute(name, _FOLDERS.sub("", value, count=1))


def refuse_changes(element: Element, names: Collection[str]) -> None:
    """Raise InputError where an element or attribute of these names tells of a tracked change or a comment."""
    for one in every(element, "*"):
        if one.tagName in names or not {*one.attributes.keys()}.isdisjoint(names):
            raise InputError(
                _(
                    "the document has tracked changes or comments in its page or styles; "
                    "accept or remove them and save it again"
                )
            )


def text(element: Element) -> str:
    """Give the text right inside an element."""
    return "".join(one.data for one in element.childNodes if isinstance(one, minidom.Text))
