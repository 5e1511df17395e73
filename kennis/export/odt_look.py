"""The look of OpenDocument texts: ours, or that of an editor's text or template.

It is an archive of styles.xml, whose language is left open as `"{{language}}"` and `"{{country}}"`, and of the pictures
that stand in headers and footers. An editor's gets those of our styles that it lacks, in its own typeface.
"""

import re
from collections.abc import Mapping
from importlib import resources

from kennis import office_zip
from kennis.errors import InputError
from kennis.export import xml_text
from kennis.export.docx_package import is_picture, packed
from kennis.export.xml_text import Element
from kennis.locale import _

STYLES, CONTENT = "styles.xml", "content.xml"
_FOLDER = "Pictures/"
_MACROS = ("Basic/", "Scripts/")
_ACTIVE = re.compile(
    r"script:|form:|office:(?:scripts|event-listeners)|draw:(?:object|plugin|applet|floating)|text:dde"
)
_CHANGES = ("text:tracked-changes", "office:annotation", "dc:creator")
_OUTSIDE = re.compile("(?:https?:|mailto:|#)")
_SORTS = ("style:style", "text:list-style")
_NAMING = re.compile(r"style:name|.*-style-name|.*:style-name")


def our_look() -> bytes:
    """Pack our own look."""
    return packed({STYLES: _ours()})


def look_of(data: bytes) -> bytes:
    """Take the look out of an OpenDocument text or template.

    Raises InputError for what is no such file, a dangerous one, one with macros, one that fetches from outside, and one
    whose pages or styles tell of tracked changes or comments: they name people.
    """
    parts = office_zip.contents(data, lambda name: not name.endswith("/"), CONTENT)
    if any(name.startswith(_MACROS) for name in parts):
        raise InputError(_("the document holds macros; save it without them"))
    if STYLES not in parts:
        raise InputError(_("the document has no styles ({part})").format(part=STYLES))
    styles = xml_text.root(parts[STYLES], STYLES)
    if styles.tagName != "office:document-styles":
        raise InputError(_("{part} is not as LibreOffice saves it").format(part=STYLES))
    xml_text.refuse_changes(styles, _CHANGES)
    _lighten(styles)
    pictures = _pictures(styles, parts)
    xml_text.shed(styles)
    add_missing(styles, xml_text.root(_ours(), STYLES))
    _begin(styles, parts[CONTENT])
    _speak(styles)
    return packed({STYLES: xml_text.written(styles), **{name: parts[name] for name in pictures}})


def _ours() -> bytes:
    return resources.files(__package__).joinpath("reference_odt", STYLES).read_bytes()


def _lighten(styles: Element) -> None:
    """Leave out the files of embedded typefaces, and the SVGs of pictures that stand there as PNGs, too."""
    for one in xml_text.every(styles, "svg:font-face-src"):
        xml_text.drop(one)
    for frame in xml_text.every(styles, "draw:frame"):
        images = xml_text.children(frame, "draw:image")
        svgs = [one for one in images if one.getAttribute("xlink:href").lower().endswith(".svg")]
        if len(svgs) < len(images):
            for one in svgs:
                xml_text.drop(one)


def _pictures(styles: Element, parts: Mapping[str, bytes]) -> list[str]:
    """Name the pictures of the look; refuse what acts, and what leads outside but a link that is clicked."""
    found = []
    for one in xml_text.every(styles, "*"):
        target = one.getAttribute("xlink:href")
        if target.startswith(_FOLDER) and is_picture(parts, target):
            found.append(target)
        elif _ACTIVE.match(one.tagName) or (target and not (one.tagName == "text:a" and _OUTSIDE.match(target))):
            raise InputError(
                _("{part} of the document leads outside, or holds what is no picture: {target}").format(
                    part=STYLES, target=target or one.tagName
                )
            )
    return sorted({*found})


def add_missing(theirs: Element, ours: Element) -> None:
    """Add those of our styles that a document lacks, in its own typeface and colours.

    A style that bears the name of one of ours on the screen only, as another program leaves it, gets the name of ours.
    """
    for name, value in ours.attributes.items():
        if name.startswith("xmlns:") and not theirs.hasAttribute(name):
            theirs.setAttribute(name, value)
    home = xml_text.child(theirs, "office:styles")
    if home is None:
        raise InputError(_("the document has no styles ({part})").format(part=STYLES))
    for sort in _SORTS:
        known = {_key(one) for one in xml_text.children(home, sort)}
        shown = {_shown(one): one.getAttribute("style:name") for one in xml_text.children(home, sort)}
        for one in xml_text.every(ours, sort):
            if _key(one) in known:
                continue
            if _shown(one) in shown:
                _rename(theirs, shown[_shown(one)], one.getAttribute("style:name"))
                continue
            for look in xml_text.every(one, "style:text-properties"):
                for name in ("style:font-name", "fo:color"):
                    if look.hasAttribute(name):
                        look.removeAttribute(name)
            home.appendChild(one)


def _key(style: Element) -> tuple[str, str]:
    return style.getAttribute("style:family"), style.getAttribute("style:name")


def _shown(style: Element) -> tuple[str, str]:
    name = style.getAttribute("style:display-name") or style.getAttribute("style:name")
    return style.getAttribute("style:family"), name.casefold()


def _rename(root: Element, old: str, new: str) -> None:
    for one in xml_text.every(root, "*"):
        for name, value in [*one.attributes.items()]:
            if value == old and _NAMING.fullmatch(name):
                one.setAttribute(name, new)


def _begin(styles: Element, content: bytes) -> None:
    """Begin with the page that the document begins with."""
    root = xml_text.root(content, CONTENT)
    own = {one.getAttribute("style:name"): one for one in xml_text.every(root, "style:style")}
    texts = xml_text.every(root, "office:text")
    first = [one for text in texts for one in xml_text.children(text) if one.tagName in ("text:p", "text:h")]
    style = own.get(first[0].getAttribute("text:style-name")) if first else None
    page = style.getAttribute("style:master-page-name") if style else ""
    if page in {one.getAttribute("style:name") for one in xml_text.every(styles, "style:master-page")}:
        title = next(one for one in xml_text.every(styles, "style:style") if _key(one) == ("paragraph", "Title"))
        title.setAttribute("style:master-page-name", page)


def _speak(styles: Element) -> None:
    """Leave the language to the text: styles set none but the default one."""
    for one in xml_text.every(styles, "style:text-properties"):
        for name in ("fo:language", "fo:country"):
            if one.hasAttribute(name) and one.getAttribute(name) not in ("zxx", "none"):
                one.removeAttribute(name)
    home = xml_text.only(styles, "office:styles")
    defaults = [one for one in xml_text.children(home, "style:default-style") if _key(one)[0] == "paragraph"]
    default = defaults[0] if defaults else xml_text.first(home, "style:default-style")
    default.setAttribute("style:family", "paragraph")
    said = xml_text.only(default, "style:text-properties")
    said.setAttribute("fo:language", "{{language}}")
    said.setAttribute("fo:country", "{{country}}")
