"""pandoc's document tree, built from data: text of users becomes Str nodes and nothing else; pandoc's formats of it."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from kennis import pandoc
from kennis.document_marks import VERSION
from kennis.note_paragraphs import one_line, paragraphs

Node = dict[str, Any]
API_VERSION = (1, 23, 1)  # of the pandoc that comes along


def line(text: str) -> list[Node]:
    """Give one line of text, in one piece: a node for every word would be millions in a book."""
    return [{"t": "Str", "c": text}] if text else []


def texts(text: str) -> list[list[Node]]:
    """Give the paragraphs of a text, their line breaks kept."""
    return [_lines(lines) for lines in paragraphs(text)]


def paragraph(nodes: list[Node]) -> Node:
    """Make a paragraph."""
    return {"t": "Para", "c": nodes}


def header(level: int, anchor: str, text: str, listed: bool = True) -> Node:
    """Make a heading with an anchor, in lists of contents or not; line breaks in it become spaces."""
    classes = [] if listed else ["unnumbered", "unlisted"]
    return {"t": "Header", "c": [level, [anchor, classes, []], line(one_line(text))]}


def bullets(items: list[list[Node]]) -> Node:
    """Make a list; each item is a list of blocks."""
    return {"t": "BulletList", "c": items}


def block_quote(blocks: list[Node]) -> Node:
    """Make a block quotation."""
    return {"t": "BlockQuote", "c": blocks}


def division(kind: str, style: str, blocks: list[Node]) -> Node:
    """Set blocks apart, as a class in HTML and a paragraph style in office formats."""
    return {"t": "Div", "c": [["", [kind], [["custom-style", style]]], blocks]}


def span(kind: str, style: str, nodes: list[Node]) -> Node:
    """Set inline text apart, as a class in HTML and a character style in office formats."""
    return {"t": "Span", "c": [["", [kind], [["custom-style", style]]], nodes]}


def link(nodes: list[Node], anchor: str) -> Node:
    """Link to an anchor of the same document."""
    return {"t": "Link", "c": [["", [], []], nodes, [f"#{anchor}", ""]]}


def anchor(name: str, nodes: list[Node]) -> Node:
    """Make inline text that can be linked to."""
    return {"t": "Span", "c": [[name, [], []], nodes]}


def comment(number: str, author: str, text: str) -> Node:
    """Begin a comment of one paragraph on what follows, up to its end."""
    return {"t": "Span", "c": [["", ["comment-start"], [["id", number], ["author", author]]], line(one_line(text))]}


def comment_end(number: str) -> Node:
    """End what a comment is about."""
    return {"t": "Span", "c": [["", ["comment-end"], [["id", number]]], []]}


def footnote(nodes: list[Node]) -> Node:
    """Make a footnote of one paragraph."""
    return {"t": "Note", "c": [paragraph(nodes)]}


def spelled(node: Any, letters: str, spell: Callable[[str], Node]) -> Any:
    """Spell out some letters of a tree, those that a writer of pandoc's would not keep."""
    if isinstance(node, list):
        return [part for item in node for part in _pieces(item, letters, spell)]
    if isinstance(node, dict):
        return {key: spelled(value, letters, spell) for key, value in node.items()}
    return node


def _pieces(item: Any, letters: str, spell: Callable[[str], Node]) -> list[Any]:
    if not isinstance(item, dict) or item.get("t") != "Str":
        return [spelled(item, letters, spell)]
    pieces = re.split(f"([{letters}])", item["c"])
    return [spell(piece) if piece in letters else {"t": "Str", "c": piece} for piece in pieces if piece]


def document(blocks: list[Node], title: str, language: str, version: str = "") -> Node:
    """Make a whole document with its title and language, and the version of the outline that it is made from."""
    meta = {"title": {"t": "MetaInlines", "c": line(one_line(title))}, "lang": {"t": "MetaString", "c": language}}
    if version:
        meta[VERSION] = {"t": "MetaString", "c": version}
    return {"pandoc-api-version": list(API_VERSION), "meta": meta, "blocks": blocks}


def _lines(lines: list[str]) -> list[Node]:
    nodes = line(lines[0])
    for text in lines[1:]:
        nodes += [{"t": "LineBreak"}, *line(text)]
    return nodes


def convert(document: Node, to: str, options: Sequence[str]) -> bytes:
    """Give the document in a format of pandoc's: equal bytes for equal documents, for see `kennis.pandoc.run`.

    Where a format has a date of its own, it is 1 January 1970. Raises KennisError if pandoc fails.
    """
    return pandoc.run(["--from=json", f"--to={to}", "--wrap=none", *options], json.dumps(document).encode())
