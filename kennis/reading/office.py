"""A contribution as partners write it: a Word or OpenDocument text of which every paragraph becomes a note.

pandoc reads it; of its document tree only words are taken, with headings as context.
"""

import dataclasses
import datetime
import json
import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile
from pathlib import Path
from typing import Any

from kennis import archives, pandoc
from kennis.errors import FileRefused, InputError, KennisError
from kennis.files import name_of
from kennis.locale import _
from kennis.nouns import Participant, Session
from kennis.reading.article import notes_of
from kennis.reading.blocks import Block, BlockKind
from kennis.reading.naming import handle, session_id
from kennis.reading.outcome import Reading, ReadOptions
from kennis.reading.source import read_bytes
from kennis.text import clean

Node = dict[str, Any]
_PROPERTIES = {".docx": "docProps/core.xml", ".odt": "meta.xml"}
_NEEDED = {".docx": "word/document.xml", ".odt": "content.xml"}
_CREATED = ("created", "creation-date")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)")


@dataclasses.dataclass(frozen=True, slots=True)
class _Properties:
    """What an office file says of itself."""

    title: str = ""
    author: str = ""
    created: datetime.date | None = None


def read_office(path: Path, options: ReadOptions) -> Reading:
    """Read a contribution; raises FileRefused for what is no such document, a damaged or a dangerous one.

    The title and author are those of the text, else of the file's properties; the day is the one it was made on.
    """
    data, kind = read_bytes(path), path.suffix.lower()
    try:
        properties = _properties(data, kind)
        tree = json.loads(pandoc.run([f"--from={kind[1:]}", "--to=json", "--track-changes=accept"], data))
    except (InputError, KennisError) as error:
        raise FileRefused(path, str(error)) from error
    meta = {name: _said(value) for name, value in tree["meta"].items()}
    title = meta.get("title") or properties.title or name_of(path) or _("untitled")
    day = properties.created or options.today
    author = meta.get("author") or properties.author
    session = Session(id=session_id(f"{day} {title}"), title=title, date=day, participants=_speaker(author))
    # OpenDocument has the title and the author as paragraphs of the text.
    blocks = [*dropwhile(lambda block: block.text in (title, author), _blocks(tree["blocks"]))]
    whole = "\n\n".join(block.text for block in blocks)
    return Reading(
        path=path,
        sessions=(session,),
        notes=notes_of(blocks, session),
        notices=() if blocks else (_("no text was found in the document"),),
        dropped=clean(whole).dropped,
        described=False,
    )


def _speaker(author: str) -> tuple[Participant, ...]:
    return (Participant(handle=handle(author), name=author),) if author else ()


def _properties(data: bytes, kind: str) -> _Properties:
    """Read title, author and the day a file was made; raises InputError for what is no such document."""
    found = archives.parts(data, {_PROPERTIES[kind]}, _NEEDED[kind]).get(_PROPERTIES[kind])
    if found is None:
        return _Properties()
    said = {one.tag.rpartition("}")[2]: " ".join(clean(one.text or "").text.split()) for one in found.iter()}
    day = next((matched[1] for name in _CREATED if (matched := _DAY.match(said.get(name, "")))), "")
    author = said.get("creator", "") or said.get("initial-creator", "")
    return _Properties(said.get("title", ""), author, datetime.date.fromisoformat(day) if day else None)


def _blocks(nodes: Sequence[Node]) -> Iterator[Block]:
    """Give headings and paragraphs in order; a list, a table and a quotation are one paragraph each."""
    for number, node in enumerate(nodes):
        match node["t"]:
            case "Header":
                level, _attributes, inlines = node["c"]
                yield Block(BlockKind.HEADING, number, number + 1, _inlines(inlines), level)
            case "Div":
                yield from _blocks(node["c"][1])
            case _:
                if text := clean(_text(node)).text.strip():
                    yield Block(BlockKind.OTHER, number, number + 1, text)


def _text(node: Node) -> str:
    """Give the words of a block."""
    content: Any = node.get("c")
    match node["t"]:
        case "Para" | "Plain":
            return _inlines(content)
        case "BlockQuote":
            return "\n\n".join(map(_text, content))
        case "BulletList":
            return "\n".join(_item("- ", item) for item in content)
        case "OrderedList":
            return "\n".join(_item(f"{number}. ", item) for number, item in enumerate(content[1], content[0][0]))
        case "CodeBlock":
            return str(content[1])
        case "LineBlock":
            return "\n".join(map(_inlines, content))
        case "Table":
            return "\n".join(_rows(content))
        case _:
            return ""


def _item(marker: str, blocks: Sequence[Node]) -> str:
    text = "\n".join(filter(None, map(_text, blocks)))
    return marker + text.replace("\n", "\n" + " " * len(marker))


def _rows(table: list[Any]) -> Iterator[str]:
    """Give a line for each row of a table, its cells apart by bars."""
    head, bodies = table[3], table[4]
    for row in [*head[1], *(row for body in bodies for part in (body[2], body[3]) for row in part)]:
        cells = (" ".join(filter(None, map(_text, cell[4]))) for cell in row[1])
        yield " | ".join(" ".join(cell.split()) for cell in cells)


def _inlines(nodes: Sequence[Node]) -> str:
    """Give the words of inline text; a footnote stands in brackets where it is called."""
    said = ""
    for node in nodes:
        content: Any = node.get("c")
        match node["t"]:
            case "Str":
                said += content
            case "Space" | "SoftBreak":
                said += " "
            case "LineBreak":
                said += "\n"
            case "Code" | "Math":
                said += content[1]
            case "Quoted":
                said += f"“{_inlines(content[1])}”" if content[0]["t"] == "DoubleQuote" else f"‘{_inlines(content[1])}’"
            case "Note":
                said += f" [{' '.join(filter(None, map(_text, content)))}]"
            case "Link" | "Span" | "Image":
                said += _inlines(content[1])
            case "Cite":
                said += _inlines(content[1])
            case "RawInline":
                pass
            case _:
                said += _inlines(content)
    return said


def _said(value: Node) -> str:
    """Give a property of the text as words on one line."""
    match value["t"]:
        case "MetaInlines":
            text = _inlines(value["c"])
        case "MetaString":
            text = value["c"]
        case "MetaList":
            text = ", ".join(map(_said, value["c"]))
        case "MetaBlocks":
            text = " ".join(map(_text, value["c"]))
        case _:
            text = ""
    return " ".join(clean(text).text.split())
