"""The text blocks of an editor's file as lines and comments, from the tokens of Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kennis.manuscript.markdown_escape import COMMENT, parser

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment and its line, from 1."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text, without white space around it, and its place in the file, from 1.

    `spoken` says that it names a speaker: it is emphasised and begins with a dash, as no text of a passage does.
    """

    line: int
    text: str
    spoken: bool = False


Piece = Comment | TextLine


@dataclass(frozen=True, slots=True)
class Leaf:
    """A heading or a paragraph; `level` is 0 for a paragraph.

    Those of one list item or block quotation have the same `holder`, all others one of their own.
    """

    line: int
    level: int
    holder: int
    quoted: bool
    pieces: tuple[Piece, ...]


def leaves(text: str, printed: bool = False) -> Iterator[Leaf]:
    """Give the headings and paragraphs of a clean text in their order; an export may name speakers behind words."""
    level, holder, quoted, prefix = 0, 0, False, ""
    for place, token in enumerate(parser().parse(text)):
        match token.type:
            case "heading_open":
                level = int(token.tag[1:])
            case "heading_close":
                level = 0
            case "list_item_open":
                holder, prefix = place, f"{token.info}{token.markup} " if token.info else ""
            case "blockquote_open":
                holder, quoted = place, True
            case "list_item_close" | "blockquote_close":
                holder, quoted, prefix = 0, False, ""
            case "inline":
                line = (token.map or [0])[0] + 1
                pieces = tuple(_pieces(token.children or [], line, prefix, printed))
                yield Leaf(line, level, holder or place, quoted, pieces)
                prefix = ""
            case _ if token.type == COMMENT:
                line = (token.map or [0])[0] + 1
                yield Leaf(line, 0, place, False, (Comment(line, token.content),))


def _pieces(children: "Sequence[Token]", line: int, prefix: str, printed: bool) -> Iterator[Piece]:
    """Cut the tokens of a paragraph into lines and comments; a soft break is a space."""
    run: list[Token] = []
    text, begun = prefix, line
    for token in children:
        if token.type == COMMENT or token.type == "hardbreak":
            yield from _line(text, run, begun, printed)
            text, run = "", []
        if token.type == COMMENT:
            yield Comment(line, token.content)
            line += token.content.count("\n")
        elif token.type == "softbreak":
            text, line = text + _BREAKS[token.type], line + 1
        elif token.type == "hardbreak":
            line += 1
        else:
            begun = begun if text.strip() else line
            text += token.content
            run.append(token)
    yield from _line(text, run, begun, printed)


def _line(text: str, run: "Sequence[Token]", line: int, printed: bool) -> Iterator[TextLine]:
    stripped = text.strip()
    if not stripped:
        return
    written = [token for token in run if token.content.strip()]
    speaker = _speaker(written) if printed else ""
    if speaker and stripped.endswith(speaker):
        yield TextLine(line, stripped.removesuffix(speaker).strip())
        yield TextLine(line, speaker.strip(), spoken=True)
    else:
        yield TextLine(line, stripped, _spoken(written))


def _spoken(run: "Sequence[Token]") -> bool:
    """Say whether a line is emphasised by marks that stand there as such, and begins with a dash."""
    if not run or run[0].type != "text" or run[-1].type != "text":
        return False
    first, last = run[0].content.strip(), run[-1].content.strip()
    return first[:2] in ("*—", "_—") and last.endswith(first[0]) and sum(len(one.content) for one in run) > 2


def _speaker(run: "Sequence[Token]") -> str:
    """Give who said a line, where that stands behind its words, emphasised by marks that stand there as such."""
    if not run or run[-1].type != "text" or not run[-1].content.rstrip().endswith("*"):
        return ""
    behind = ""
    for token in reversed(run):
        _words, begun, name = token.content.rpartition(" *—") if token.type == "text" else ("", "", "")
        if begun:
            return (begun + name + behind).rstrip()
        behind = token.content + behind
    return ""
