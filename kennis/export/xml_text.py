"""XML as it was written: prefixes, declarations and order stay, so that nothing that names a prefix is left without."""

from typing import cast
from xml.dom import minidom
from xml.etree import ElementTree

from kennis import archives
from kennis.errors import InputError
from kennis.locale import _

Element = minidom.Element
_DEEPEST = 300  # what reads and writes these trees calls itself at each level


def root(data: bytes, name: str) -> Element:
    """Read a part of an office document; raises InputError where it has a DOCTYPE, is no XML or is nested too deep."""
    if _depth(archives.parsed(data, name)) > _DEEPEST:
        raise InputError(_("the document is damaged: {part} is nested too deep").format(part=name))
    return cast(Element, minidom.parseString(data).documentElement)


def _depth(element: ElementTree.Element) -> int:
    deepest, waiting = 0, [(element, 1)]
    while waiting:
        one, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(inner, depth + 1) for inner in one]
    return deepest


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


def text(element: Element) -> str:
    """Give the text right inside an element."""
    return "".join(one.data for one in element.childNodes if isinstance(one, minidom.Text))
