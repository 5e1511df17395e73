"""The outermost blocks of a Markdown text, with the lines that they take."""

import functools
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_TAB = 4  # columns, as CommonMark has them
_MARKER = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])")


class BlockKind(StrEnum):
    """What an outermost block is; a list is followed by its items."""

    FRONT_MATTER = "front matter"
    HEADING = "heading"
    RULE = "rule"
    LIST = "list"
    ITEM = "item"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Block:
    """A block on the lines `first` (from 0) to before `end`.

    `text` is a heading's text, the front matter's YAML, an item's content without its marker and indentation, and
    for any other block its lines. `level` is that of a heading, `marker` what stands before an item's content, of
    which the width in columns is its indentation.
    """

    kind: BlockKind
    first: int
    end: int
    text: str
    level: int = 0
    marker: str = ""


def blocks(text: str, definitions: bool = False) -> list[Block]:
    """Give the outermost blocks of a clean text in their order.

    What stands within a list item or a block quote is not looked at: it is that block's own. Link definitions make
    no block with `definitions`, and are paragraphs without.
    """
    lines = text.split("\n")
    tokens = _parser(definitions).parse(text if text.endswith("\n") else f"{text}\n")
    found = []
    for place, token in enumerate(tokens):
        if token.map and (token.level == 0 or (token.level == 1 and token.type == "list_item_open")):
            found.append(_block(token, tokens[place + 1 : place + 2], lines))
    return found


@functools.cache
def _parser(definitions: bool) -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import blockquote, list_block
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark", {"html": False}).use(front_matter_plugin)
    parser.core.ruler.enableOnly(["block"])
    parser.disable(["html_block"] if definitions else ["html_block", "reference"])

    def outermost_list(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        return (silent or state.level == 0) and list_block(state, start, end, silent)

    def outermost_quote(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        return (silent or state.level == 0) and blockquote(state, start, end, silent)

    # Nested ones add nothing here, and the parser gives up on all that follows a very deep one.
    parser.block.ruler.at("list", outermost_list, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.block.ruler.at("blockquote", outermost_quote, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    return parser


def _block(token: "Token", following: "list[Token]", lines: list[str]) -> Block:
    first, end = token.map or (0, 0)
    while end > first + 1 and not lines[end - 1].strip(" \t"):
        end -= 1
    match token.type:
        case "front_matter":
            return Block(BlockKind.FRONT_MATTER, first, end, token.content)
        case "heading_open":
            text = " ".join(following[0].content.split())
            return Block(BlockKind.HEADING, first, end, text, int(token.tag[1:]))
        case "hr":
            return Block(BlockKind.RULE, first, end, lines[first])
        case "list_item_open":
            return _item(first, end, lines)
        case _:
            kind = BlockKind.LIST if token.type.endswith("_list_open") else BlockKind.OTHER
            return Block(kind, first, end, "\n".join(lines[first:end]))


def width(text: str) -> int:
    """Give the width of a text in columns, its tabs ending at every fourth."""
    return _columns(text, 0)


def _item(first: int, end: int, lines: list[str]) -> Block:
    """Make the block of a list item: its content is its lines without the marker and the indentation that it sets."""
    found = _MARKER.match(lines[first])
    marker = found[0] if found else ""
    rest = lines[first][len(marker) :]
    content = rest.lstrip(" \t")
    gap = rest[: len(rest) - len(content)]
    marker += gap if content and 0 < width(marker + gap) - width(marker) <= _TAB else " "
    inner = [content, *(_dedented(line, width(marker)) for line in lines[first + 1 : end])]
    return Block(BlockKind.ITEM, first, end, "\n".join(inner), marker=marker)


def _columns(text: str, start: int) -> int:
    for character in text:
        start += _TAB - start % _TAB if character == "\t" else 1
    return start


def _dedented(line: str, indent: int) -> str:
    column = 0
    for place, character in enumerate(line):
        if column >= indent or character not in " \t":
            return " " * max(column - indent, 0) + line[place:]
        column = _columns(character, column)
    return " " * max(column - indent, 0)
