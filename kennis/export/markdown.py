"""The Markdown of a document tree, and what such a file says.

pandoc's own CommonMark writer leaves `&amp;`, `1.` and `===` at the start of a line unescaped, so that they
would be read as something else; hence this one.
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kennis.document_marks import VERSION_NOTE
from kennis.export.document_blocks import body, bookmark, opening
from kennis.export.id_comments import is_kept, marking, unmarked
from kennis.export.pandoc_tree import Node, header
from kennis.export.read_back import ReadBackPassage
from kennis.note_paragraphs import laid_out
from kennis.nouns import PrintedOutline

_ACTIVE = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)")
_ACTIVE_AT_START = re.compile(r"[#+=:-]|\d+(?=[.)])")
_CITED = re.compile(r"\s*\[(n\d+(?:, n\d+)*)\]$")


def write_markdown(outline: PrintedOutline) -> bytes:
    """Write the outline as CommonMark; each passage ends with its notes, as [n17].

    Of a kept outline the lines end in comments, with which an editor can bring the file back.
    """
    if not is_kept(outline):
        return write_blocks([header(0, "", outline.title), opening(outline), *body(outline, _cite)])
    note = VERSION_NOTE.format(version=outline.version)
    version = [{"t": "Para", "c": [{"t": "RawInline", "c": ["markdown", note]}]}] if outline.version else []
    blocks = [header(0, "", outline.title), *version, opening(outline), *body(outline, _cite, bookmark)]
    return write_blocks([*map(marking(outline).block, blocks)])


def write_blocks(blocks: Sequence[Node]) -> bytes:
    """Write blocks of a document tree as CommonMark; text stays text, whatever it holds."""
    return ("\n\n".join(map(_block, blocks)) + "\n").encode()


def read_markdown(data: bytes) -> tuple[ReadBackPassage, ...]:
    """Read the passages of a written file: the list items and block quotations that end with notes, comments aside."""
    found: list[ReadBackPassage] = []
    inside: list[Token] | None = None
    for token in MarkdownIt("commonmark", {"html": False}).parse(unmarked(data.decode())):
        if token.type in ("list_item_open", "blockquote_open"):
            inside = []
        elif token.type in ("list_item_close", "blockquote_close") and inside is not None:
            found += _passage(inside)
            inside = None
        elif token.type == "inline" and inside is not None:
            inside.append(token)
    return tuple(found)


def _cite(notes: tuple[str, ...]) -> list[Node]:
    return [{"t": "Space"}, {"t": "RawInline", "c": ["markdown", f"[{', '.join(notes)}]"]}]


def _block(node: Node) -> str:
    content = node["c"]
    match node["t"]:
        case "Header":
            return f"{'#' * (content[0] + 1)} {_inlines(content[2])}"
        case "Div":
            return "\n\n".join(map(_block, content[1]))
        case "BlockQuote":
            return _indented("\n\n".join(map(_block, content)), "> ", "> ")
        case "BulletList":
            return "\n".join(_indented("\n\n".join(map(_block, item)), "- ", "  ") for item in content)
    return _inlines(content)


def _indented(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    return "\n".join([f"{first}{lines[0]}", *(f"{others}{line}".rstrip(" ") for line in lines[1:])])


def _inlines(nodes: list[Node]) -> str:
    lines = [""]
    for node in nodes:
        match node["t"]:
            case "LineBreak":
                lines.append("")
            case "Span":
                lines[-1] += _span(node)
            case "Link":
                lines[-1] += _inlines(node["c"][1])
            case "RawInline":
                lines[-1] += node["c"][1]
            case "Space":
                lines[-1] += " "
            case _:
                lines[-1] += _ACTIVE.sub(r"\\\g<0>", node["c"])
    return "\\\n".join(
        _ACTIVE_AT_START.sub(_escaped, text, count=1) if _ACTIVE_AT_START.match(text) else text for text in lines
    )


def _escaped(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _span(node: Node) -> str:
    text = _inlines(node["c"][1])
    return f"*{text}*" if "by" in node["c"][0][1] else text


def _passage(inlines: list[Token]) -> list[ReadBackPassage]:
    lines, attribution = [], ""
    for inline in inlines:
        text = ""
        speaking = False
        for token in inline.children or []:
            speaking = token.type == "em_open" or (speaking and token.type != "em_close")
            content = "\n" if token.type in ("hardbreak", "softbreak") else token.content
            if speaking:
                attribution += content
            else:
                text += content
        lines.append(text)
    cited = _CITED.search(lines[-1]) if lines else None
    if cited is None:
        return []
    lines[-1] = lines[-1][: cited.start()]
    return [
        ReadBackPassage(laid_out("\n\n".join(lines)), attribution.removeprefix("—\u00a0"), tuple(cited[1].split(", ")))
    ]
