"""An editor's Markdown file becomes a manuscript."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kennis.clean_text import clean
from kennis.document_marks import VERSION_NOTE
from kennis.errors import InputError
from kennis.locale import LANGUAGES, _, translator
from kennis.manuscript.gather_passages import Gathering
from kennis.manuscript.line_marks import LineMark, about, understood
from kennis.manuscript.lost_formatting import in_markdown, targets
from kennis.manuscript.manuscript import Manuscript
from kennis.manuscript.printed_markdown import is_printed, unprinted
from kennis.manuscript.text_lines import Comment, Leaf, TextLine, leaves

LARGEST = 25 * 1024 * 1024  # characters or bytes of an editor's file; set by hand
_VERSION = re.compile(VERSION_NOTE.format(version="([0-9a-f]{12})"))
REST = "Loose notes worth a look"


def read(text: str) -> Manuscript:
    """Read the text of a file that kennis wrote and an editor may have changed, or that an editor wrote.

    `#` heads a chapter, `##` a section; any other block is a passage, or a part of the one whose comment comes next
    within its quotation or list item; in an export of a kept outline headings are a level deeper. Raises InputError
    for what is no outline: nothing, no heading, no text, or more than 25 MiB.
    """
    if len(text) > LARGEST or len(text.encode("utf-8", "replace")) > LARGEST:
        raise InputError(_("the file is larger than the {limit} MiB that an outline may have").format(limit=25))
    if "\0" in text:
        raise InputError(_("the file holds a NUL byte, so it is no text; an outline is a Markdown file"))
    if not text.strip():
        raise InputError(_("the file is empty; kennis outline show writes one to start from"))
    return _gathered(clean(text).text)


def version(text: str) -> str:
    """Give the version of the outline that a file says it was written from; empty where it does not."""
    found = _VERSION.search(text)
    return found[1] if found else ""


def is_rest(title: str) -> bool:
    """Say whether a heading is the one above a chapter's own passages, in any language."""
    return title in {translator(language)(REST) for language in LANGUAGES}


def _gathered(text: str) -> Manuscript:
    gathering, printed = Gathering(), is_printed(text)
    for leaf in leaves(unprinted(text, REST), printed) if printed else leaves(text):
        _take(replace(leaf, level=max(leaf.level - 1, 1)) if printed and leaf.level else leaf, gathering)
    made = replace(
        gathering.manuscript(),
        printed=printed,
        version=version(text),
        lost=in_markdown(text, printed),
        addresses=targets(text),
    )
    if not gathering.headed:
        raise InputError(_("the file has no heading, so it is no outline: # begins a chapter, ## a section"))
    return made


def _take(leaf: Leaf, gathering: Gathering) -> None:
    marks = [mark for piece in leaf.pieces if isinstance(piece, Comment) and (mark := understood(piece.text))]
    if leaf.level in (1, 2) and not any(mark.sort == "p" for mark in marks):
        _head(leaf, marks, gathering)
        return
    gathering.begin(leaf.holder, leaf.quoted)
    for piece in leaf.pieces:
        if isinstance(piece, TextLine):
            gathering.say(piece)
        elif (mark := understood(piece.text)) is None or mark.sort in ("c", "s"):
            _remark(piece, gathering)
        else:
            gathering.close(mark, piece.line)
            _strange(piece, mark, gathering)
    gathering.end_paragraph()


def _head(leaf: Leaf, marks: Sequence[LineMark], gathering: Gathering) -> None:
    """Begin a chapter or a section; a heading is what its sign says, whatever it was when it was written."""
    title = " ".join(piece.text for piece in leaf.pieces if isinstance(piece, TextLine))
    mark = next((mark for mark in marks if mark.sort == "cs"[leaf.level - 1]), LineMark())
    rest = any(one.rest for one in marks) or not mark.id
    if leaf.level == 2 and rest and is_rest(title):
        gathering.rest(leaf.line)
    elif leaf.level == 2:
        gathering.section(leaf.line, title, mark)
    else:
        gathering.chapter(leaf.line, title, mark)
    for piece in leaf.pieces:
        if isinstance(piece, Comment):
            if (found := understood(piece.text)) is None:
                _remark(piece, gathering)
            else:
                _strange(piece, found, gathering)


def _remark(piece: Comment, gathering: Gathering) -> None:
    if not about(piece.text):
        gathering.remark(piece.line, piece.text.removeprefix("<!--").removesuffix("-->").strip())


def _strange(piece: Comment, mark: LineMark, gathering: Gathering) -> None:
    if mark.strange:
        gathering.remark(piece.line, " ".join(mark.strange))
