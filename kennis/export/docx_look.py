"""The look of Word documents: ours, or that of a document or template of an editor's.

pandoc takes styles, page, headers and footers from a reference document. An editor's is packed anew from the parts
that bear its look, and gets those of our styles that it lacks, in its own typeface.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from importlib import resources
from typing import cast
from xml.etree import ElementTree

from kennis import office_zip
from kennis.errors import InputError
from kennis.export import xml_text
from kennis.export.docx_package import OFFICE, Related, is_picture, packed, related, relations, relations_of, types
from kennis.export.xml_text import Element
from kennis.locale import _

_DOCUMENT, _STYLES, _RELATIONS = "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"
_TYPES, _FOOTER, _THEME = "[Content_Types].xml", "word/footer1.xml", "word/theme/theme1.xml"
_PARTS = {
    _TYPES: "content-types.xml",
    "_rels/.rels": "package.rels",
    _DOCUMENT: "document.xml",
    _RELATIONS: "document.rels",
    _STYLES: "styles.xml",
    _FOOTER: "footer1.xml",
}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PICTURED = ("w:numPicBullet", "w:lvlPicBulletId")
_ALONE = {"numbering": "word/numbering.xml", "settings": "word/settings.xml"}
_SETTINGS = frozenset(
    [
        "w:autoHyphenation",
        "w:characterSpacingControl",
        "w:clrSchemeMapping",
        "w:compat",
        "w:consecutiveHyphenLimit",
        "w:decimalSymbol",
        "w:defaultTabStop",
        "w:doNotHyphenateCaps",
        "w:evenAndOddHeaders",
        "w:gutterAtTop",
        "w:hyphenationZone",
        "w:listSeparator",
        "w:mirrorMargins",
    ]
)
_CHANGES = frozenset(
    [
        "w:author",
        "w15:author",
        "w:ins",
        "w:del",
        "w:moveFrom",
        "w:moveTo",
        "w:delText",
        "w:delInstrText",
        "w:commentReference",
        "w:commentRangeStart",
        "w:commentRangeEnd",
    ]
)
_LEADING = frozenset({"r:link", "r:href", "o:href", "src"})  # to a picture elsewhere, beside the one that is there
_FETCHING = re.compile(r"(?<!\w)(?:DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|IMPORT|DATABASE|RD|LINK)\b", re.IGNORECASE)
_ARGUMENT = re.compile(r'(?<=\S)\s+"[^"]*"')  # in quotation marks and never a field's own name, as an address


def our_look() -> bytes:
    """Pack our own reference document."""
    folder = resources.files(__package__).joinpath("reference")
    return packed({name: folder.joinpath(part).read_bytes() for name, part in _PARTS.items()})


def look_of(data: bytes) -> bytes:
    """Make the reference document that pandoc takes over from a Word document or template.

    Raises InputError for what is no such file, a dangerous one, one with macros, one that fetches from outside, and one
    whose page or styles tell of tracked changes or comments: they name people.
    """
    parts = office_zip.contents(data, lambda name: name.startswith(("word/", "_rels/")) or name == _TYPES, _DOCUMENT)
    if _STYLES not in parts:
        raise InputError(_("the document has no styles ({part})").format(part=_STYLES))
    if any("vbaproject" in name.lower() for name in parts) or b"macroEnabled" in parts.get(_TYPES, b""):
        raise InputError(_("the document holds macros; save it without them, as .docx"))
    return packed(_Look(parts).made())


class _Look:
    """Takes the look out of the parts of one document."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        folder = resources.files(__package__).joinpath("reference")
        self._ours = {name: folder.joinpath(part).read_bytes() for name, part in _PARTS.items()}
        self._made: dict[str, bytes] = {}
        self._relations: list[Related] = []

    def made(self) -> dict[str, bytes]:
        """Give the parts of the reference document."""
        self._page()
        self._styles()
        self._rest()
        for name, data in self._made.items():
            if name.endswith(".xml"):
                xml_text.refuse_changes(xml_text.root(data, name), _CHANGES)
        self._made[_RELATIONS] = relations(self._relations)
        self._made["_rels/.rels"] = self._ours["_rels/.rels"]
        return {_TYPES: types(self._made), **self._made}

    def _page(self) -> None:
        """Keep of the document itself the page of its last section, and the headers and footers that it names."""
        document = xml_text.root(self._parts[_DOCUMENT], _DOCUMENT)
        body = xml_text.child(document, "w:body")
        if body is None:
            raise InputError(_("{part} is not as Word saves it").format(part=_DOCUMENT))
        page = next(reversed(xml_text.children(body, "w:sectPr")), None)
        for one in [*body.childNodes]:
            if one is not page:
                body.removeChild(one)
        targets = {one.id: one for one in related(self._parts, _DOCUMENT)}
        for one in xml_text.children(page) if page else ():
            found = targets.get(one.getAttribute("r:id"))
            if one.tagName not in ("w:headerReference", "w:footerReference"):
                if not one.tagName.startswith("w:"):
                    xml_text.drop(one)
            elif found is None or found.name not in self._parts:
                xml_text.drop(one)
            else:
                self._margin(found)
        self._made[_DOCUMENT] = xml_text.written(document) if page else self._ours[_DOCUMENT]
        if page is None:
            self._made[_FOOTER] = self._ours[_FOOTER]
            self._relate("footer", _FOOTER)

    def _margin(self, found: Related) -> None:
        """Take over a header or footer, with its pictures."""
        root = xml_text.root(self._parts[found.name], found.name)
        if any(map(_FETCHING.search, _fields(root))):
            raise InputError(_("{part} of the document has a field that fetches from outside").format(part=found.name))
        for allowed in xml_text.every(root, "w:permStart") + xml_text.every(root, "w:permEnd"):
            xml_text.drop(allowed)  # it names who may edit
        xml_text.shed(root, _LEADING)
        drawn = _drop_svg(root)
        kept = []
        for one in related(self._parts, found.name):
            if one.id in drawn:
                continue
            sort = one.type.removeprefix(f"{OFFICE}/")
            picture = sort == "image" and is_picture(self._parts, one.name)
            if not picture and not (sort == "hyperlink" and re.match("(?:https?|mailto):", one.target)):
                raise InputError(
                    _("{part} of the document leads outside, or holds what is no picture: {target}").format(
                        part=found.name, target=one.target
                    )
                )
            if picture:
                self._made[one.name] = self._parts[one.name]
            kept.append(one)
        self._made[found.name] = xml_text.written(root)
        if found not in self._relations:
            self._relations.append(found)
        if kept:
            self._made[relations_of(found.name)] = relations(kept)

    def _styles(self) -> None:
        theirs = xml_text.root(self._parts[_STYLES], _STYLES)
        if theirs.tagName != "w:styles":
            raise InputError(_("{part} is not as Word saves it").format(part=_STYLES))
        ours = xml_text.root(self._ours[_STYLES], _STYLES)
        add_missing(theirs, ours)
        self._made[_STYLES] = xml_text.written(theirs)
        self._relate("styles", _STYLES)

    def _rest(self) -> None:
        for sort, name in _ALONE.items():
            if name in self._parts:
                document = xml_text.root(self._parts[name], name)
                for one in xml_text.every(document, "*"):
                    of_settings = sort == "settings" and one.parentNode is document
                    if one.tagName in _PICTURED or (of_settings and one.tagName not in _SETTINGS):
                        xml_text.drop(one)
                self._made[name] = xml_text.written(document)
                self._relate(sort, name)
        theme = next((one for one in related(self._parts, _DOCUMENT) if one.type == f"{OFFICE}/theme"), None)
        if theme is not None and theme.name in self._parts and relations_of(theme.name) not in self._parts:
            self._made[_THEME] = self._parts[theme.name]
            self._relate("theme", _THEME)

    def _relate(self, sort: str, name: str) -> None:
        """Lead from the document to a part of its own."""
        target = posixpath.relpath(name, "word")
        self._relations.append(Related(f"kennis-{sort}", f"{OFFICE}/{sort}", target, name))


def _fields(root: Element) -> list[str]:
    """Give what each field of a part says but for its quoted arguments, however many runs it is cut into.

    A field inside another is by itself.
    """
    found = [one.getAttribute("w:instr") for one in xml_text.every(root, "w:fldSimple")]
    begun = [""]
    for one in xml_text.every(root, "*"):
        sort = one.getAttribute("w:fldCharType") if one.tagName == "w:fldChar" else ""
        if sort == "begin":
            begun.append("")
        elif sort == "end" and len(begun) > 1:
            found.append(begun.pop())
        elif one.tagName == "w:instrText":
            begun[-1] += xml_text.text(one)
    return [_ARGUMENT.sub(" ", one) for one in [*found, *begun]]


def _drop_svg(root: Element) -> list[str]:
    """Take out the SVGs of pictures, beside which Word keeps them as PNGs; give the ids of their relations."""
    found = [one for one in xml_text.every(root, "*") if one.localName == "svgBlip"]
    for one in found:
        xml_text.drop(cast(Element, one.parentNode))
    return [one.getAttribute("r:embed") for one in found]


def add_missing(theirs: Element, ours: Element) -> None:
    """Add those of our styles whose names a document lacks, in its own typeface and colours.

    The language is that of the text: no style sets one, and pandoc writes it where the default has one.
    """
    known = {_key(one): one.getAttribute("w:styleId") for one in xml_text.children(theirs, "w:style")}
    taken = set(known.values())
    ids: dict[str, str] = {}
    added = []
    for one in xml_text.children(ours, "w:style"):
        own = one.getAttribute("w:styleId")
        ids[own] = known.get(_key(one), f"Kennis{own}" if own in taken else own)
        if _key(one) not in known:
            added.append(one)
    for one in added:
        one.setAttribute("w:styleId", ids[one.getAttribute("w:styleId")])
        if one.hasAttribute("w:default"):
            one.removeAttribute("w:default")
        for tag in ("w:basedOn", "w:next", "w:link"):
            for named in xml_text.children(one, tag):
                named.setAttribute("w:val", ids[named.getAttribute("w:val")])
        for tag in ("w:rFonts", "w:color"):
            for look in xml_text.every(one, tag):
                xml_text.drop(look)
        theirs.appendChild(one)
    for language in xml_text.every(theirs, "w:lang"):
        xml_text.drop(language)
    defaults = xml_text.child(theirs, "w:docDefaults") or xml_text.first(theirs, "w:docDefaults")
    plain = xml_text.child(defaults, "w:rPrDefault") or xml_text.first(defaults, "w:rPrDefault")
    xml_text.only(xml_text.only(plain, "w:rPr"), "w:lang").setAttribute("w:val", "nl-NL")


def _key(style: Element) -> tuple[str, str]:
    name = xml_text.child(style, "w:name")
    return style.getAttribute("w:type"), name.getAttribute("w:val").casefold() if name else ""


def style_ids(data: bytes) -> dict[str, str]:
    """Give the ids of a document's styles by their names in small letters."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = ElementTree.fromstring(archive.read(_STYLES))
    return {
        name.get(f"{_W}val", "").casefold(): style.get(f"{_W}styleId", "")
        for style in styles.iter(f"{_W}style")
        if (name := style.find(f"{_W}name")) is not None
    }
