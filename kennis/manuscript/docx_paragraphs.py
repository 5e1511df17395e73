"""The paragraphs of a Word document, tracked changes taken as accepted, and what was changed and remarked."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from xml.etree.ElementTree import Element

from kennis.document_marks import VERSION
from kennis.manuscript.lost_formatting import Loss

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
FOOTNOTES = "word/footnotes.xml"
ENDNOTES = "word/endnotes.xml"
COMMENTS = "word/comments.xml"
PROPERTIES = "docProps/custom.xml"
PARTS = frozenset({DOCUMENT, STYLES, FOOTNOTES, ENDNOTES, COMMENTS, PROPERTIES})
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "softHyphen": "\u00ad", "noBreakHyphen": "\u2011"}
_SILENT = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "tblPr", "trPr", "tcPr", "sectPr"})
_LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_PLAIN = ("0", "false", "off", "none", "baseline")
_FIELDS = frozenset({"ADDIN", "CITATION", "BIBLIOGRAPHY", "REF", "NOTEREF", "SEQ", "XE", "INDEX", "INCLUDEPICTURE"})
NUMBER = re.compile(r"\bn(\d{1,9})\b")


class Revision(StrEnum):
    """What a tracked change did."""

    INSERTED = "inserted"
    REMOVED = "removed"
    MOVED = "moved"


_REVISIONS = {
    "ins": Revision.INSERTED,
    "del": Revision.REMOVED,
    "moveTo": Revision.MOVED,
    "moveFrom": Revision.REMOVED,
}


@dataclass(frozen=True, slots=True)
class Tracked:
    """A tracked change: the paragraph it stands in, from 1, who made it, what it did to which words."""

    line: int
    author: str
    revision: Revision
    words: str


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """Words of a paragraph; `spoken` where they stand in the style of attributions."""

    text: str
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark; `gone` where it stands among words that were taken out."""

    name: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Foot:
    """A footnote, by the numbers of the notes that it names; `text` is what it says."""

    numbers: tuple[int, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A place that a comment is about, by the comment's id."""

    comment: str


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that cannot be kept, with words of it."""

    what: Loss
    text: str = ""


Piece = ParagraphText | Bookmark | Foot | Asked | Gone


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its place from 1, its style's name in small letters without spaces, and what it holds.

    `listed` says that it stands in a list.
    """

    line: int
    style: str
    pieces: tuple[Piece, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class _Now:
    """What holds where the reading is."""

    spoken: bool = False
    revision: Revision | None = None
    author: str = ""
    gone: bool = False


@dataclass(slots=True)
class ParagraphReader:
    """Reads the paragraphs of one document; `tracked` grows as they are read."""

    parts: Mapping[str, Element]
    tracked: list[Tracked] = field(default_factory=list)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Give the paragraphs in order; one whose mark was taken out goes on in the next."""
        styles, notes = _styles(self.parts.get(STYLES)), self._notes()
        waiting: list[Piece] = []
        style, line = "", 0
        for element in _blocks(self.parts[DOCUMENT]):
            if element.tag == f"{W}bookmarkStart":
                waiting.append(Bookmark(element.get(f"{W}name", "")))
                continue
            if element.tag == f"{W}tbl":
                waiting.append(Gone(Loss.TABLE, _text(element)))
                continue
            line += 1
            style = styles.get(_value(element, "pPr/pStyle"), "")
            waiting += left(list(self._pieces(element, line, styles, notes)))
            if _merged(element):
                continue
            yield Paragraph(line, style, tuple(waiting), _value(element, "pPr/numPr/numId") not in ("", "0"))
            waiting = []
        filled = any(isinstance(one, ParagraphText) for one in waiting)
        rest = waiting if filled else [one for one in waiting if isinstance(one, Asked | Gone)]
        if rest:
            yield Paragraph(line, style, tuple(rest))

    def comments(self) -> dict[str, tuple[str, str]]:
        """Give the author and the text of each comment by its id."""
        root = self.parts.get(COMMENTS)
        found = root.iter(f"{W}comment") if root is not None else ()
        return {one.get(f"{W}id", ""): (one.get(f"{W}author", ""), _text(one)) for one in found}

    def version(self) -> str:
        """Give the version of the outline that the document was made from; empty where it does not tell."""
        root = self.parts.get(PROPERTIES)
        found = (one for one in root if one.get("name") == VERSION) if root is not None else ()
        return next(("".join(one.itertext()).strip() for one in found), "")

    def _notes(self) -> dict[str, list[Piece]]:
        """Give the note numbers that each footnote and endnote names in its first part, and the comments in it."""
        found: dict[str, list[Piece]] = {}
        for part, tag in ((FOOTNOTES, "footnote"), (ENDNOTES, "endnote")):
            root = self.parts.get(part)
            for note in root.iter(f"{W}{tag}") if root is not None else ():
                text = _text(note).split(" · ")[0]
                asked = [Asked(one.get(f"{W}id", "")) for one in note.iter(f"{W}commentReference")]
                numbers = tuple(map(int, NUMBER.findall(text)))
                found[tag + note.get(f"{W}id", "")] = [Foot(numbers, text), *asked]
        return found

    def _pieces(
        self, paragraph: Element, line: int, styles: Mapping[str, str], notes: Mapping[str, Sequence[Piece]]
    ) -> Iterator[Piece]:
        stack = [(one, _Now()) for one in reversed(paragraph)]
        while stack:
            element, now = stack.pop()
            name = element.tag.removeprefix(W)
            if lost := None if now.gone else _gone(element, name, styles):
                yield lost
            if name in _SILENT or element.tag == _FALLBACK:
                continue
            if name in ("t", "delText") or name in _SIGNS:
                text = _sign(element, name)
                self._track(line, now, text)
                if not now.gone:
                    yield ParagraphText(text, now.spoken)
            elif name == "bookmarkStart":
                yield Bookmark(element.get(f"{W}name", ""), now.gone)
            elif name in ("footnoteReference", "endnoteReference"):
                noted = notes.get(name.removesuffix("Reference") + element.get(f"{W}id", ""), ())
                yield from (one for one in noted if isinstance(one, Asked) or not now.gone)
                yield from own_notes(noted if not now.gone else ())
            elif name == "commentReference":
                yield Asked(element.get(f"{W}id", ""))
            else:
                within = _within(element, name, now, styles)
                stack += [(one, within) for one in reversed(element)]

    def _track(self, line: int, now: _Now, text: str) -> None:
        if now.revision is None:
            return
        last = self.tracked[-1] if self.tracked else None
        if last and (last.line, last.author, last.revision) == (line, now.author, now.revision):
            self.tracked[-1] = replace(last, words=last.words + text)
        else:
            self.tracked.append(Tracked(line, now.author, now.revision, text))


def _within(element: Element, name: str, now: _Now, styles: Mapping[str, str]) -> _Now:
    if name in _REVISIONS:
        gone = now.gone or name in ("del", "moveFrom")
        return _Now(now.spoken, _REVISIONS[name], element.get(f"{W}author", ""), gone)
    if name == "r":
        return replace(now, spoken=styles.get(_value(element, "rPr/rStyle"), "") == "attribution")
    return now


def own_notes(pieces: Iterable[Piece]) -> Iterator[Gone]:
    """Give the footnotes that name no note: those that the editor wrote."""
    return (Gone(Loss.FOOTNOTE, one.text) for one in pieces if isinstance(one, Foot) and not one.numbers)


def _gone(element: Element, name: str, styles: Mapping[str, str]) -> Gone | None:
    """Say of an element within a paragraph that it cannot be kept."""
    if name in ("drawing", "pict", "object"):
        return Gone(Loss.PICTURE) if element.find(f".//{W}txbxContent") is None else None
    if name == "r" and _emphasised(element, styles):
        text = "".join(one.text or "" for one in element.iter(f"{W}t"))
        return Gone(Loss.EMPHASIS, text) if text.strip() else None
    if name == "hyperlink" and element.get(_LINKED):
        return Gone(Loss.LINK, _text(element))
    if name == "bookmarkStart" and element.get(f"{W}name", "").startswith("ZOTERO"):
        return Gone(Loss.FIELD, element.get(f"{W}name", ""))
    if name == "sdt" and "CITATION" in _value(element, "sdtPr/tag").upper():
        return Gone(Loss.FIELD, _text(element))
    if name in ("instrText", "fldSimple"):
        told = (element.text or "") if name == "instrText" else element.get(f"{W}instr", "")
        return _field(" ".join(told.split()))
    return Gone(Loss.FORMULA, "".join(element.itertext())) if element.tag == _FORMULA else None


def _field(told: str) -> Gone | None:
    kind = told.split(" ", 1)[0].upper()
    if kind == "HYPERLINK" and "\\l" not in told:
        return Gone(Loss.LINK, told)
    return Gone(Loss.FIELD, told) if kind in _FIELDS else None


def _emphasised(run: Element, styles: Mapping[str, str]) -> bool:
    if styles.get(_value(run, "rPr/rStyle"), "") in ("strong", "emphasis", "intenseemphasis", "subtleemphasis"):
        return True
    marks = (run.find(f"{W}rPr/{W}{name}") for name in ("b", "i", "u", "strike", "vertAlign"))
    return any(one is not None and one.get(f"{W}val", "1") not in _PLAIN for one in marks)


def _blocks(document: Element) -> Iterator[Element]:
    """Give the paragraphs, and the tables and bookmarks before them, but not those of a table of contents."""
    stack = [*reversed(document)]
    while stack:
        element = stack.pop()
        name = element.tag.removeprefix(W)
        if name in ("p", "bookmarkStart"):
            yield element
        elif name == "tbl":
            yield element
            stack += reversed(element)
        elif name not in _SILENT and element.tag != _FALLBACK and not (name == "sdt" and _is_contents(element)):
            stack += reversed(element)


def _is_contents(element: Element) -> bool:
    return "Contents" in _value(element, "sdtPr/docPartObj/docPartGallery")


def left(pieces: list[Piece]) -> list[Piece]:
    """Drop the bookmarks among words that were taken out where a paragraph has no other words."""
    filled = any(isinstance(one, ParagraphText) and one.text.strip() for one in pieces)
    return [one for one in pieces if filled or not (isinstance(one, Bookmark) and one.gone)]


def _merged(paragraph: Element) -> bool:
    """Say whether the mark at the end of a paragraph was taken out, so that the next one goes on in it."""
    return any(paragraph.find(f"{W}pPr/{W}rPr/{W}{mark}") is not None for mark in ("del", "moveFrom"))


def _sign(element: Element, name: str) -> str:
    if name == "br" and element.get(f"{W}type") in ("page", "column"):
        return " "
    return _SIGNS.get(name, element.text or "")


def _styles(root: Element | None) -> dict[str, str]:
    """Give the names of styles by their ids; a style that follows a heading's outline is called after it."""
    found = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        name = _value(style, "name").lower().replace(" ", "").replace("-", "")
        level = _value(style, "pPr/outlineLvl")
        named = f"heading{int(level) + 1}" if level.isdigit() and int(level) < 9 else name
        found[style.get(f"{W}styleId", "")] = named
    return found


def _value(element: Element, path: str) -> str:
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    return found.get(f"{W}val", "") if found is not None else ""


def _text(element: Element) -> str:
    """Give the words of a footnote or a comment, its paragraphs behind one another."""
    named = ((one, one.tag.removeprefix(W)) for one in element.iter())
    found = (" " if name == "p" else _sign(one, name) for one, name in named if name in ("p", "t", *_SIGNS))
    return " ".join("".join(found).split())
