"""What a file holds that the outline cannot keep: pictures, tables, bold words and the like."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kennis.locale import _
from kennis.manuscript import generated_text
from kennis.manuscript.line_marks import understood

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_COMMENT = re.compile(r"(?<!\\)<!--.*?-->", re.DOTALL)
_CITED = re.compile(r"\[n\d{1,9}(?:[,;]?\s*n\d{1,9})*\]\s*$")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]|\^\[[^\[\]]+\]")
_KEY = re.compile(r"\[(?:[^\[\]]*\s)?-?@[\w{][^\[\]]*\]")
_GRID = re.compile(r"^\s*\+(?:[-=:]+\+)+\s*$", re.MULTILINE)
_COLUMNS = re.compile(r"\s*-{2,}(?: +-{2,})+\s*")
_ROWS = re.compile(r"(?:^|[|\s]):?-{2,}:?\s*\||\|\s*:?-{2,}:?(?:[|\s]|$)|\+[-=:]+\+")
_WORDED = ("inline", "fence", "code_block")
_DEFINED = re.compile(r"^\[\^[^\]\s]+\]:\s?.*(?:\n(?!\s*$).*)*", re.MULTILINE)
_TITLE = r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?"
_ADDRESS = r"(?:<[^<>\n]*>|[^\s<>]*(?:[/#:]|\w\.\w)[^\s<>]*)"
_TARGET = re.compile(rf"^ {{0,3}}\[(?!\^)([^\[\]]+)\]:[^\S\n]*{_ADDRESS}{_TITLE}[^\S\n]*$", re.MULTILINE)
_TARGETS = re.compile(rf"\[(?!\^)[^\[\]]+\]:\s*{_ADDRESS}{_TITLE}")


class Loss(StrEnum):
    """What sort of thing cannot be kept."""

    PICTURE = "picture"
    TABLE = "table"
    FOOTNOTE = "footnote"
    LIST = "list"
    HEADING = "heading"
    EMPHASIS = "emphasis"
    LINK = "link"
    FIELD = "field"
    CITATION = "citation"
    CODE = "code"
    FORMULA = "formula"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Lost:
    """A thing that cannot be kept: its line or the place of its paragraph, from 1, and words of it."""

    line: int
    what: Loss
    text: str


def told(one: Lost, text: str) -> str:
    """Say what cannot be kept; `text` are its words, shortened."""
    names = {
        Loss.PICTURE: _("a picture"),
        Loss.TABLE: _("a table"),
        Loss.FOOTNOTE: _("a footnote of your own"),
        Loss.LIST: _("a list"),
        Loss.HEADING: _("a heading of the third level or below"),
        Loss.EMPHASIS: _("bold, italic or underlined words"),
        Loss.LINK: _("a link"),
        Loss.FIELD: _("a field, as Zotero makes"),
        Loss.CITATION: _("a citation key"),
        Loss.CODE: _("code"),
        Loss.FORMULA: _("a formula"),
        Loss.HTML: _("HTML"),
    }
    return _("{what}, which the outline cannot keep: {text}").format(what=names[one.what], text=text)


def once(found: Iterable[Lost]) -> tuple[Lost, ...]:
    """Give each sort of thing once a line, in order of lines."""
    first: dict[tuple[int, Loss], Lost] = {}
    for one in found:
        first.setdefault((one.line, one.what), one)
    return tuple(sorted(first.values(), key=lambda one: one.line))


def in_markdown(text: str, printed: bool) -> tuple[Lost, ...]:
    """Find what cannot be kept in a clean text, an editor's file or a `printed` export; ours is none of it."""
    bare = _COMMENT.sub(_blank, text)
    return once(_of_tokens(_parser().parse(bare, _known(targets(bare))), text.split("\n"), printed))


def targets(text: str) -> tuple[str, ...]:
    """Give what the addresses of links and pictures are called that stand on lines of their own, as `[1]: https://…`."""
    return tuple(dict.fromkeys(_TARGET.findall(_COMMENT.sub(_blank, text))))


def plain(text: str, addresses: Iterable[str] = ()) -> str:
    """Give the words of a passage in Markdown alone, the cells of a table in a row; pictures and notes are left out.

    `addresses` are what links in it may refer to by name.
    """
    if _ROWS.search(text):
        cells = (one.strip(":-+= \n") for one in text.split("|"))
        return " · ".join(filter(None, cells))
    known = _known(addresses)
    bare = _DEFINED.sub("", _TARGETS.sub("", text) if known else text)
    blocks = [token for token in _parser().parse(bare, known) if token.type in _WORDED]
    said = (_words(one.children or []) if one.type == "inline" else one.content.rstrip("\n") for one in blocks)
    return "\n\n".join(filter(None, said))


def _words(children: "Sequence[Token]") -> str:
    said = {"softbreak": " ", "hardbreak": "\n", "image": "", "html_inline": ""}
    text = "".join(said.get(one.type, one.content) for one in children)
    return re.sub(r" +([.,;:!?])", r"\1", _KEY.sub("", _FOOTNOTE.sub("", text))).strip()


@functools.cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("reference")


def _known(addresses: Iterable[str]) -> dict[str, dict[str, dict[str, str]]]:
    """Tell the parser of addresses; footnotes look like them, so it does not look for any itself."""
    from markdown_it.common.utils import normalizeReference

    named = {normalizeReference(one): {"title": "", "href": "#"} for one in addresses}
    return {"references": named} if named else {}


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _of_tokens(tokens: "Sequence[Token]", lines: Sequence[str], printed: bool) -> Iterator[Lost]:
    level, table = 0, False
    for token in tokens:
        line, last = token.map or [0, 0]
        match token.type:
            case "table_open":
                table = True
                yield Lost(line + 1, Loss.TABLE, lines[line])
            case "table_close":
                table = False
            case "heading_open":
                level = int(token.tag[1:])
            case "heading_close":
                level = 0
            case "hr" if _COLUMNS.fullmatch(lines[line]):
                yield Lost(line + 1, Loss.TABLE, lines[line])
            case "list_item_open" if not _ours(lines[line:last], printed):
                yield Lost(line + 1, Loss.LIST, lines[line])
            case "fence" | "code_block":
                yield Lost(line + 1, Loss.CODE, token.content)
            case "html_block":
                yield Lost(line + 1, Loss.HTML, token.content)
            case "inline" if _GRID.search(token.content):
                yield Lost(line + 1, Loss.TABLE, token.content)
            case "inline" if not table:
                if level > 2 + printed and not (printed and generated_text.label(token.content.strip())):
                    yield Lost(line + 1, Loss.HEADING, token.content)
                yield from _inline(token, line + 1)


def _ours(item: Sequence[str], printed: bool) -> bool:
    """Say whether a list item is a passage of an export: it ends in a comment of ours, or in the notes it cites."""
    whole = "\n".join(item).strip()
    marks = (understood(one) for one in _COMMENT.findall(whole))
    made = "<!-- kennis -->" in whole or any(mark is not None and mark.sort == "p" for mark in marks)
    return printed and (made or _CITED.search(_COMMENT.sub("", whole)) is not None)


def _inline(whole: "Token", line: int) -> Iterator[Lost]:
    """Find what stands in running text; a note or a key that is escaped there is text."""
    children = whole.children or []
    kinds = {
        "strong_open": Loss.EMPHASIS,
        "em_open": Loss.EMPHASIS,
        "s_open": Loss.EMPHASIS,
        "link_open": Loss.LINK,
        "image": Loss.PICTURE,
        "code_inline": Loss.CODE,
        "html_inline": Loss.HTML,
    }
    for place, token in enumerate(children):
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type in kinds:
            text = token.content or "".join(one.content for one in children[place : place + 3])
            if not (token.type == "em_open" and text.lstrip().startswith("—")):  # who said it
                yield Lost(line, kinds[token.type], text or str(token.attrGet("src") or ""))
        elif token.type == "text":
            for pattern, what in ((_FOOTNOTE, Loss.FOOTNOTE), (_KEY, Loss.CITATION)):
                found = (one[0] for one in pattern.finditer(token.content))
                yield from (Lost(line, what, one) for one in found if one in whole.content)
