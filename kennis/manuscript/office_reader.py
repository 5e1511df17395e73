"""An office document that an editor brings back becomes a manuscript, read from its own XML.

Bookmarks carry the ids: `c_` and `s_` in the headings of chapters and sections, `p_` in a passage's last paragraph,
each with the 32 figures of an id. LibreOffice calls the bookmark of a copy "<name> Copy 1" and cuts that at 40 letters.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kennis import office_zip
from kennis.clean_text import clean
from kennis.errors import InputError
from kennis.locale import _
from kennis.manuscript import generated_text
from kennis.manuscript.docx_paragraphs import (
    DOCUMENT,
    PARTS,
    Asked,
    Bookmark,
    Foot,
    Gone,
    Paragraph,
    ParagraphReader,
    ParagraphText,
    Piece,
    Tracked,
)
from kennis.manuscript.gather_passages import Gathering
from kennis.manuscript.line_marks import LineMark
from kennis.manuscript.lost_formatting import Loss, Lost, once
from kennis.manuscript.manuscript import Manuscript
from kennis.manuscript.markdown_reader import is_rest
from kennis.manuscript.odt_paragraphs import CONTENT, OPEN_PARTS, OpenReading
from kennis.manuscript.text_lines import TextLine

_NAME = re.compile(r"([csp])_([0-9a-f]{32})(-[a-z]+)?(?:[ _].*)?")
_QUOTED = ("blocktext", "quotationend", "quote", "quotations")
_OPENING = ("“", "„", "«", '"')


@dataclass(frozen=True, slots=True)
class HeardComment:
    """A comment on a document: the paragraph it stands at, from 1, who wrote what, and about which passage.

    `passage` is the passage's id without hyphens; empty where it stands at none that is known.
    """

    line: int
    author: str
    text: str
    passage: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What a document says beside its text: tracked changes, which are read as accepted, and comments."""

    tracked: tuple[Tracked, ...] = ()
    comments: tuple[HeardComment, ...] = ()


def read_office(data: bytes) -> tuple[Manuscript, Heard]:
    """Read a Word document or an OpenDocument text that kennis wrote and an editor changed, in Word or LibreOffice.

    A line is the place of a paragraph, from 1. Raises InputError for what is no outline: no such document, a damaged
    or dangerous one, or one without headings.
    """
    if office_zip.holds(data, CONTENT):
        return _read(OpenReading(office_zip.parts(data, OPEN_PARTS, CONTENT)))
    return _read(ParagraphReader(office_zip.parts(data, PARTS, DOCUMENT)))


def _read(reading: ParagraphReader | OpenReading) -> tuple[Manuscript, Heard]:
    taking = _Taking()
    for paragraph in reading.paragraphs():
        taking.take(paragraph)
    manuscript = replace(taking.gathering.manuscript(), printed=True, version=reading.version(), lost=once(taking.lost))
    if not taking.gathering.headed:
        raise InputError(_("the document has no heading 1 or 2, so it is no outline"))
    taking.leave()
    told = reading.comments()
    comments = [
        HeardComment(line, *told[comment], passage)
        for comment, line, passage in sorted(taking.heard, key=lambda one: one[1])
        if comment in told and not generated_text.comment(*told[comment])
    ]
    tracked = (one for one in reading.tracked if one.words.strip())
    return manuscript, Heard(tuple(tracked), tuple(comments))


@dataclass(slots=True)
class _Segment:
    """What stands before a bookmark."""

    said: str = ""
    spoken: str = ""
    passage: str = ""
    numbers: tuple[int, ...] = ()

    def say(self, text: str, spoken: bool) -> None:
        if spoken:
            self.spoken += text
        else:
            self.said += text


def _gone(paragraph: Paragraph, text: str) -> list[Gone]:
    """Give what of a paragraph cannot be kept.

    A heading all in bold is none of it: LibreOffice writes the look of its style at its words again.
    """
    gone = [one for one in paragraph.pieces if isinstance(one, Gone)]
    bold = " ".join(one.text for one in gone if one.what is Loss.EMPHASIS)
    if paragraph.style.startswith("heading") and "".join(bold.split()) == "".join(text.split()):
        return [one for one in gone if one.what is not Loss.EMPHASIS]
    return gone


@dataclass(slots=True)
class _Taking:
    """Takes the paragraphs of one document; `heard` are comments with their lines and passages."""

    gathering: Gathering = field(default_factory=Gathering)
    heard: list[tuple[str, int, str]] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    _asked: list[tuple[str, int]] = field(default_factory=list)
    _holder: int = 1
    _open: bool = False
    _asides: set[str] = field(default_factory=set)
    _sources: str = ""

    def take(self, paragraph: Paragraph) -> None:
        text = _said(paragraph)
        if not generated_text.contents(paragraph.style):
            self.lost += [Lost(paragraph.line, one.what, one.text or text) for one in _gone(paragraph, text)]
        marked = any(point[0] == "p" for point in _points(paragraph))
        level = paragraph.style.removeprefix("heading")
        if level in ("1", "2") and not marked and not generated_text.facts(text):
            if text or any(point[0] in "cs" for point in _points(paragraph)):
                self._head(paragraph, text, int(level))
            self._hear_beside(paragraph)
        elif marked or (text and not self._generated(paragraph, text)):
            self._passage(paragraph, text)
        elif not generated_text.contents(paragraph.style):
            self._hear_beside(paragraph)

    def leave(self) -> None:
        """End the passage that no bookmark has ended."""
        self._hear("")
        self._open = False
        self._holder += 1

    def _hear(self, passage: str) -> None:
        self.heard += [(comment, line, passage) for comment, line in self._asked]
        self._asked = []

    def _hear_beside(self, paragraph: Paragraph) -> None:
        """Hear what is asked at a heading, or at a line that is no passage's."""
        self.heard += [(one, paragraph.line, "") for one in _asked(paragraph)]

    def _generated(self, paragraph: Paragraph, text: str) -> bool:
        style = paragraph.style
        if generated_text.frames(style):
            return style.startswith(("toc", "contents")) or not self.gathering.headed
        if style in ("intro", "guidingquestion") and style not in self._asides:
            self._asides.add(style)
            return True
        listed = bool(self._sources) and generated_text.source(text)
        return listed or generated_text.aside(style, text) or generated_text.label(text)

    def _head(self, paragraph: Paragraph, text: str, level: int) -> None:
        self.leave()
        self._asides.discard("guidingquestion")
        sort = "cs"[level - 1]
        found = next((point for point in _points(paragraph) if point[0] == sort and not point[2]), None)
        self._sources = text if level == 1 and found is None and generated_text.sources(text) else ""
        if self._sources:
            return
        mark = LineMark(sort=sort, id=found[1]) if found else LineMark()
        if level == 1:
            self.gathering.chapter(paragraph.line, text, mark)
        elif found is None and (is_rest(text) or generated_text.also(text)):
            self.gathering.rest(paragraph.line)
        else:
            self.gathering.section(paragraph.line, text, mark)

    def _passage(self, paragraph: Paragraph, text: str) -> None:
        if self._sources:
            self.gathering.chapter(paragraph.line, self._sources, LineMark())
            self._sources = ""
        if paragraph.style.startswith("heading") and paragraph.style[7:] not in ("1", "2"):
            self.lost.append(Lost(paragraph.line, Loss.HEADING, text))
        elif (paragraph.listed or paragraph.style.startswith("list")) and not _ours(paragraph):
            self.lost.append(Lost(paragraph.line, Loss.LIST, text))
        quoted = paragraph.style in _QUOTED
        if not (quoted and self._open) or text.startswith(_OPENING):
            self.leave()
        self._open = quoted
        self._asked += [(one, paragraph.line) for one in _asked(paragraph)]
        self.gathering.begin(self._holder, quoted)
        for segment in _segments(paragraph.pieces):
            self._say(segment, paragraph)
        self.gathering.end_paragraph()

    def _say(self, segment: _Segment, paragraph: Paragraph) -> None:
        for line in filter(str.strip, clean(segment.said).text.split("\n")):
            self.gathering.say(TextLine(paragraph.line, line.strip()))
        if spoken := clean(segment.spoken).text.strip():
            self.gathering.say(TextLine(paragraph.line, " ".join(spoken.split()), spoken=True))
        if segment.passage or segment.numbers:
            own = paragraph.style == "owntext"
            sort = "p" if segment.passage else ""
            self.gathering.close(
                LineMark(sort=sort, id=segment.passage, notes=segment.numbers, own=own), paragraph.line
            )
            self._hear(segment.passage)
            self._open = False


def _ours(paragraph: Paragraph) -> bool:
    """Say whether a paragraph in a list is a passage of ours, or words that an editor put among those."""
    return paragraph.style in ("passage", *_QUOTED) or bool(_points(paragraph))


def _segments(pieces: Sequence[Piece]) -> list[_Segment]:
    """Cut a paragraph at the bookmarks of passages; what stands after the last one is still its own."""
    made = [_Segment()]
    for piece in pieces:
        match piece:
            case Bookmark(name, _) if (found := _NAME.fullmatch(name)) and found[1] == "p":
                made[-1].passage = found[2]
                made.append(_Segment())
            case Foot(numbers):
                noted = made[-1] if made[-1].said.strip() or len(made) == 1 else made[-2]
                noted.numbers = tuple(dict.fromkeys((*noted.numbers, *numbers)))
            case ParagraphText(text, spoken):
                made[-1].say(text, spoken)
    if len(made) > 1:
        last = made.pop()
        made[-1].say(last.said, False)
        made[-1].say(last.spoken, True)
        made[-1].numbers += tuple(number for number in last.numbers if number not in made[-1].numbers)
    return made


def _points(paragraph: Paragraph) -> list[tuple[str, str, str]]:
    """Give the sorts, ids and endings of the bookmarks that kennis wrote."""
    found = (_NAME.fullmatch(one.name) for one in paragraph.pieces if isinstance(one, Bookmark))
    return [(one[1], one[2], one[3] or "") for one in found if one]


def _asked(paragraph: Paragraph) -> list[str]:
    """Give the comments that stand in a paragraph, by their ids."""
    return [one.comment for one in paragraph.pieces if isinstance(one, Asked)]


def _said(paragraph: Paragraph) -> str:
    return " ".join("".join(one.text for one in paragraph.pieces if isinstance(one, ParagraphText)).split())
