"""The paragraphs of an OpenDocument text (ISO/IEC 26300), tracked changes taken as accepted, and what was remarked.

Words that were taken out do not stand in the text but in a list of changes, which their place names.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from kennis.document_marks import VERSION
from kennis.manuscript.docx_paragraphs import (
    NUMBER,
    Asked,
    Bookmark,
    Foot,
    Gone,
    Paragraph,
    ParagraphText,
    Piece,
    Revision,
    Tracked,
    left,
    own_notes,
)
from kennis.manuscript.lost_formatting import Loss

CONTENT, STYLES, META = "content.xml", "styles.xml", "meta.xml"
OPEN_PARTS = frozenset({CONTENT, STYLES, META})
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_T, _O, _S, _META = (f"{{{_URN}{name}:1.0}}" for name in ("text", "office", "style", "meta"))
_DC = "{http://purl.org/dc/elements/1.1/}"
_SIGNS = {f"{_T}line-break": "\n", f"{_T}tab": "\t"}
_SKIPPED = frozenset(
    {
        f"{_T}table-of-content",
        f"{_T}tracked-changes",
        f"{_T}sequence-decls",
        f"{_O}forms",
        f"{_O}annotation-end",
        f"{{{_URN}svg-compatible:1.0}}title",
        f"{{{_URN}svg-compatible:1.0}}desc",
    }
)
_FO, _DRAW = (f"{{{_URN}{name}:1.0}}" for name in ("xsl-fo-compatible", "drawing"))
_TABLE = f"{{{_URN}table:1.0}}table"
_PICTURES = tuple(f"{_DRAW}{name}" for name in ("image", "object", "object-ole", "plugin", "applet", "floating-frame"))
_SHAPES = ("custom-shape", "g", "rect", "circle", "ellipse", "line", "connector", "path", "polygon", "polyline")
_DRAWN = tuple(f"{_DRAW}{name}" for name in _SHAPES)
_NAMED = (f"{_T}reference-mark-start", f"{_T}reference-mark", f"{_T}bookmark-start", f"{_T}bookmark")
_LINKED = "{http://www.w3.org/1999/xlink}href"
_LOOKS = (
    f"{_FO}font-weight",
    f"{_FO}font-style",
    f"{_S}text-underline-style",
    f"{_S}text-line-through-style",
    f"{_S}text-position",
)
_PLAIN = ("normal", "none", "0% 100%")
_PARAGRAPHS = (f"{_T}p", f"{_T}h")
_BESIDE = _SKIPPED | {f"{_T}note", f"{_O}annotation"}
_BLANK = re.compile(r"[ \t\r\n]+")
_CODED = re.compile(r"_([0-9a-f]{1,6})_")


@dataclass(frozen=True, slots=True)
class _Change:
    """A tracked change, and what it took out."""

    author: str
    revision: Revision
    gone: tuple[Element, ...]


@dataclass(slots=True)
class OpenReading:
    """Reads the paragraphs of one text; `tracked` grows as they are read."""

    parts: Mapping[str, Element]
    tracked: list[Tracked] = field(default_factory=list)
    _comments: dict[str, tuple[str, str]] = field(default_factory=dict)
    _inserting: list[_Change] = field(default_factory=list)
    _strong: frozenset[str] = frozenset()

    def paragraphs(self) -> Iterator[Paragraph]:
        """Give the paragraphs in order."""
        content = self.parts[CONTENT]
        styles, changes = _styles(self.parts), _changes(content)
        waiting: list[Piece] = []
        line = 0
        self._strong = _strong(self.parts)
        for element, listed in _blocks(content):
            if element.tag == _TABLE:
                waiting.append(Gone(Loss.TABLE, _words(element)))
                continue
            if element.tag not in _PARAGRAPHS:
                waiting.append(Gone(Loss.PICTURE))
                continue
            line += 1
            level = element.get(f"{_T}outline-level", "") if element.tag == f"{_T}h" else ""
            style = f"heading{level}" if level else _style(element, styles)
            if element.get(f"{_T}style-name", "") in self._strong and (words := _words(element)).strip():
                waiting.append(Gone(Loss.EMPHASIS, words))
            pieces = [*waiting, *left(list(self._pieces(element, line, styles, changes)))]
            waiting = []
            yield Paragraph(line, style, tuple(pieces), listed)

    def comments(self) -> dict[str, tuple[str, str]]:
        """Give the author and the text of each comment that was met by its id."""
        return self._comments

    def version(self) -> str:
        """Give the version of the outline that the text was made from; empty where it does not tell."""
        root = self.parts.get(META)
        told = root.iter(f"{_META}user-defined") if root is not None else ()
        return next(("".join(one.itertext()).strip() for one in told if one.get(f"{_META}name") == VERSION), "")

    def _pieces(
        self, paragraph: Element, line: int, styles: Mapping[str, str], changes: Mapping[str, _Change]
    ) -> Iterator[Piece]:
        stack = _inside(paragraph, False)
        said = False
        while stack:
            one, spoken = stack.pop()
            text = one if isinstance(one, str) else _sign(one)
            if lost := None if isinstance(one, str) else self._gone(one):
                yield lost
            if text:
                said = said or bool(text.strip())
                self._track(line, self._inserting[-1] if self._inserting else None, text)
                yield ParagraphText(text, spoken)
            elif isinstance(one, str) or one.tag in _SKIPPED:
                continue
            elif one.tag in (f"{_T}bookmark", f"{_T}bookmark-start"):
                yield Bookmark(one.get(f"{_T}name", ""))
            elif one.tag == f"{_T}note":
                foot = Foot(_numbers(one), " ".join(_words(each) for each in one.iter(f"{_T}note-body")))
                yield foot
                yield from own_notes([foot])
                yield from self._asked(one)
            elif one.tag == f"{_O}annotation":
                yield from self._asked(one)
            elif one.tag.startswith(f"{_T}change"):
                yield from self._changed(one, line, changes, said)
            else:
                stack += _inside(one, spoken or _style(one, styles) == "attribution")

    def _gone(self, element: Element) -> Gone | None:
        """Say of an element within a paragraph that it cannot be kept."""
        match element.tag:
            case _ if _is_picture(element):
                return Gone(Loss.PICTURE)
            case tag if tag == f"{_T}a" and not element.get(_LINKED, "#").startswith("#"):
                return Gone(Loss.LINK, _words(element))
            case tag if tag == f"{_T}span" and element.get(f"{_T}style-name", "") in self._strong:
                text = _words(element)
                return Gone(Loss.EMPHASIS, text) if text.strip() else None
            case tag if tag == f"{_T}bibliography-mark":
                return Gone(Loss.FIELD, _words(element))
            case tag if tag in _NAMED and element.get(f"{_T}name", "").startswith("ZOTERO"):
                return Gone(Loss.FIELD, element.get(f"{_T}name", ""))
        return None

    def _asked(self, element: Element) -> Iterator[Asked]:
        """Remember the comments in an element, or the comment that it is, and give the ids that they get."""
        for annotation in element.iter(f"{_O}annotation"):
            name = str(len(self._comments) + 1)
            lines = [" ".join(_words(one).split()) for one in annotation.iter(f"{_T}p")]
            self._comments[name] = (annotation.findtext(f"{_DC}creator", ""), " ".join(filter(None, lines)))
            yield Asked(name)

    def _changed(self, mark: Element, line: int, changes: Mapping[str, _Change], said: bool) -> Iterator[Piece]:
        """Take a change up where it begins or ends; give the bookmarks and comments among words taken out there."""
        change = changes.get(mark.get(f"{_T}change-id", ""))
        if change is None:
            return
        if mark.tag == f"{_T}change-start":
            self._inserting.append(change)
        elif mark.tag == f"{_T}change-end" and change in self._inserting:
            self._inserting.remove(change)
        elif mark.tag == f"{_T}change":
            for place, gone in enumerate(change.gone):
                words = _words(gone)
                self._track(line, change, f" {words}" if place and words else words)
                yield from self._asked(gone)
                if (place == 0 and (said or len(change.gone) == 1)) or place == len(change.gone) - 1:
                    yield from (
                        Bookmark(one.get(f"{_T}name", ""), True)
                        for tag in ("bookmark", "bookmark-start")
                        for one in gone.iter(f"{_T}{tag}")
                    )

    def _track(self, line: int, change: _Change | None, text: str) -> None:
        if change is None:
            return
        last = self.tracked[-1] if self.tracked else None
        if last and (last.line, last.author, last.revision) == (line, change.author, change.revision):
            self.tracked[-1] = replace(last, words=last.words + text)
        else:
            self.tracked.append(Tracked(line, change.author, change.revision, text))


def _is_picture(element: Element) -> bool:
    """Say whether an element is a picture, or is drawn and says nothing."""
    return element.tag in _PICTURES or (element.tag in _DRAWN and not _words(element).strip())


def _inside(element: Element, spoken: bool) -> list[tuple[Element | str, bool]]:
    """Give what stands in an element, the last first: texts, in which white space is one space, and elements."""
    found: list[tuple[Element | str, bool]] = [(_BLANK.sub(" ", element.text or ""), spoken)]
    for one in element:
        found += [(one, spoken), (_BLANK.sub(" ", one.tail or ""), spoken)]
    return found[::-1]


def _words(element: Element) -> str:
    """Give the words in an element, without those of footnotes and comments."""
    found, stack = "", _inside(element, False)
    while stack:
        one, _spoken = stack.pop()
        text = one if isinstance(one, str) else _sign(one)
        if text:
            found += text
        elif not isinstance(one, str) and one.tag not in _BESIDE:
            found += " " * (one.tag in _PARAGRAPHS)
            stack += _inside(one, False)
    return found


def _sign(element: Element) -> str:
    if element.tag == f"{_T}s":
        count = element.get(f"{_T}c", "1")
        return " " * min(int(count), 1_000) if count.isdecimal() else " "
    return _SIGNS.get(element.tag, "")


def _blocks(content: Element) -> Iterator[tuple[Element, bool]]:
    """Give the paragraphs of the text and whether they stand in lists, and what stands between them.

    That are tables, and pictures that belong to a page; a table of contents is left out.
    """
    stack = [(one, False) for one in reversed(content.findall(f"{_O}body/{_O}text"))]
    while stack:
        element, listed = stack.pop()
        if element.tag in (*_PARAGRAPHS, _TABLE) or _is_picture(element):
            yield element, listed
        if element.tag not in (*_PARAGRAPHS, *_SKIPPED):
            stack += [(one, listed or element.tag == f"{_T}list") for one in reversed(element)]


def _strong(parts: Mapping[str, Element]) -> frozenset[str]:
    """Give the styles of words and whole paragraphs that are bold, italic, underlined or raised by hand."""
    found = {"Strong_20_Emphasis", "Emphasis", "Strong"}
    root = parts.get(CONTENT)
    for one in root.iterfind(f"{_O}automatic-styles/{_S}style") if root is not None else ():
        look = one.find(f"{_S}text-properties")
        marked = look is not None and any(look.get(key, "normal") not in _PLAIN for key in _LOOKS)
        if marked or one.get(f"{_S}parent-style-name", "") in found:
            found.add(one.get(f"{_S}name", ""))
    return frozenset(found)


def _changes(content: Element) -> dict[str, _Change]:
    found = {}
    for region in content.iter(f"{_T}changed-region"):
        for one in region:
            author = one.findtext(f"{_O}change-info/{_DC}creator", "")
            gone = one.tag == f"{_T}deletion"
            words = tuple(part for part in one if part.tag != f"{_O}change-info") if gone else ()
            if gone or one.tag == f"{_T}insertion":
                revision = Revision.REMOVED if gone else Revision.INSERTED
                found[region.get(f"{_T}id", "")] = _Change(author, revision, words)
    return found


def _styles(parts: Mapping[str, Element]) -> dict[str, str]:
    """Give the names of styles, small and without spaces, by what they are called; one made by hand is its parent."""
    named: dict[str, str] = {}
    for part in (STYLES, CONTENT):
        root = parts.get(part)
        for home in ("styles", "automatic-styles"):
            for one in root.iterfind(f"{_O}{home}/{_S}style") if root is not None else ():
                parent = one.get(f"{_S}parent-style-name", "") if home == "automatic-styles" else ""
                name = one.get(f"{_S}name", "")
                named[name] = named.get(parent, _plain(parent)) if parent else _plain(name)
    return named


def _style(element: Element, styles: Mapping[str, str]) -> str:
    name = element.get(f"{_T}style-name", "")
    return styles.get(name, _plain(name))


def _plain(name: str) -> str:
    decoded = _CODED.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), name)
    return decoded.lower().replace(" ", "").replace("-", "")


def _numbers(note: Element) -> tuple[int, ...]:
    """Give the note numbers that a footnote or endnote names, in its first part."""
    text = " ".join(_words(one) for one in note.iter(f"{_T}note-body"))
    return tuple(map(int, NUMBER.findall(text.split(" · ")[0])))
