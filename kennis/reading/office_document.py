"""A contribution as partners write it: a Word or OpenDocument text of which every paragraph becomes a note.

pandoc reads it; of its document tree only words are taken, with headings as context.
"""

import dataclasses
import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kennis import office_zip, pandoc
from kennis.clean_text import clean
from kennis.errors import FileRefused, InputError, KennisError
from kennis.files import name_of
from kennis.locale import _
from kennis.nouns import Participant, Session
from kennis.person_names import names_in_text
from kennis.reading.article import notes_of, refused
from kennis.reading.dates import date_without_year, dates_in
from kennis.reading.identifiers import dated_id, handle, session_id
from kennis.reading.markdown_blocks import Block, BlockKind
from kennis.reading.office_source import BODY, prepared, shortened, unread
from kennis.reading.read_result import Reading, ReadOptions, Refusal
from kennis.reading.text_decoding import read_bytes

Node = dict[str, Any]
_PROPERTIES = {".docx": "docProps/core.xml", ".odt": "meta.xml"}
_CREATED = ("created", "creation-date")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)")
_BYLINE = re.compile(r"(?:auteurs?|authors?|door|by)\s*:\s*(?P<name>\S.{1,98})", re.IGNORECASE)
_NAMED_BELOW = re.compile(
    r"(?P<by>(?i:door|by)\s+)?(?P<name>[^,\n]{3,60})"
    r"(?:,\s*(?P<organisation>(?i:gemeente|provincie|waterschap|hoogheemraadschap|ministerie|stichting|vereniging|"
    r"universiteit|hogeschool|municipality|province|ministry|foundation|university)\b[^,\n]{0,80}))?"
)
_DATE_LINE = re.compile(r"\W*(?:datum|date|vergaderdatum|d\.d\.)", re.IGNORECASE)
_FIRST = 15  # blocks in which a day, a title or an author is looked for; set by hand
_LINE = 160  # letters; a longer one is a paragraph, and the days in it are what it writes about


@dataclasses.dataclass(frozen=True, slots=True)
class _Properties:
    """What an office file says of itself."""

    title: str = ""
    author: str = ""
    created: datetime.date | None = None
    no_date: str = ""

    def notices(self, author: str) -> tuple[str, ...]:
        """Give what is to be told of them, where the text names its author or nobody."""
        told = []
        if self.author and self.author != author:
            said = _("the file's properties name {author} as its author; nobody becomes a speaker by that")
            told.append(said.format(author=self.author))
        if self.no_date:
            told.append(
                _("the file's properties say that it was made on “{date}”, which is no day").format(date=self.no_date)
            )
        return tuple(told)


def read_office(path: Path, options: ReadOptions) -> Reading:
    """Read a contribution; raises FileRefused for what is no such document, or a damaged, dangerous or empty one.

    The title is that of the text, else of the file's properties. A speaker is only whom the text itself names as its
    author: the properties say whose computer it was.
    """
    data, kind = read_bytes(path), path.suffix.lower()
    try:
        properties, source = _properties(data, kind), prepared(data, kind)
        tree = json.loads(pandoc.read([f"--from={kind[1:]}", "--to=json", "--track-changes=accept"], source.data))
    except (InputError, KennisError) as error:
        raise FileRefused(path, str(error)) from error
    meta = {name: _said(value) for name, value in tree["meta"].items()}
    name = name_of(path)
    title = meta.get("title") or properties.title or name or _("untitled")
    blocks = [*_heads(meta), *_blocks(tree["blocks"])]
    people, read = _speakers(meta, properties, blocks, title)
    whole = [block.text for block in blocks]
    if not read:
        raise FileRefused(path, "; ".join((_("no text was found in the document"), *source.notices)))
    dated = _dated(name, options, properties, [meta.get("date", ""), *whole])
    made = Session(id=dated_id(dated.day, title), title=title, date=dated.day, participants=people)
    session = dataclasses.replace(made, timezone=options.timezone)
    return Reading(
        path=path,
        sessions=(session,),
        notes=notes_of(read, session),
        refusals=tuple(
            Refusal(None, f"“{shortened(block.text)}”: {reason}") for block in read if (reason := refused(block))
        ),
        notices=(
            *dated.notices,
            *properties.notices(people[0].name if people else ""),
            *source.notices,
            *unread(source, [*whole, *meta.values()]),
        ),
        dropped=clean("\n\n".join(whole)).dropped,
        described=False,
        formerly=session_id(f"{properties.created or options.today} {title}"),
    )


def _heads(meta: Mapping[str, str]) -> Iterator[Block]:
    """Give the subtitle and the abstract, which pandoc does not count among the text."""
    for number, text in enumerate(filter(None, (meta.get("subtitle"), meta.get("abstract")))):
        yield Block(BlockKind.OTHER, number, number + 1, text)


def _speakers(
    meta: Mapping[str, str], properties: _Properties, blocks: Sequence[Block], title: str
) -> tuple[tuple[Participant, ...], Sequence[Block]]:
    """Give whom the text names as its author, above it or below its title, and the text without that."""
    name, read = _author(meta, properties, blocks, title)
    if name:
        return (Participant(handle=handle(name), name=name),), read
    return _below_title(read, titled=bool(meta.get("title")) or len(read) < len(blocks))


def _author(
    meta: Mapping[str, str], properties: _Properties, blocks: Sequence[Block], title: str
) -> tuple[str, Sequence[Block]]:
    """Give the author whom the text names above it, and the text without its title and that line.

    OpenDocument has the title and the author as paragraphs of the text.
    """
    author, start = meta.get("author", ""), 0
    for block in blocks[:_FIRST]:
        byline = _BYLINE.fullmatch(block.text)
        if block.text not in (title, author, properties.author) and byline is None:
            break
        start += 1
        if block.text != title:
            author = author or (byline["name"].strip() if byline else properties.author)
    return author, blocks[start:]


def _below_title(blocks: Sequence[Block], titled: bool) -> tuple[tuple[Participant, ...], Sequence[Block]]:
    """Give whom the line under the title or the first heading names as the author, and the text without that line.

    Where several lines name somebody so, they are a list of people, or each has a part of the text: nobody is meant.
    """
    at = 1 if blocks and blocks[0].kind is BlockKind.HEADING else 0
    named = {place: one for place, block in enumerate(blocks) if (one := _named_below(block, titled or at == 1))}
    if [*named] != [at]:
        return (), blocks
    return (named[at],), (*blocks[:at], *blocks[at + 1 :])


def _named_below(block: Block, titled: bool) -> Participant | None:
    """Give whom a line names that is nothing but a byline: "door" and a person, or one with an organisation."""
    if said := _BYLINE.fullmatch(block.text):
        name = said["name"].strip()
        return Participant(handle=handle(name), name=name)
    found = _NAMED_BELOW.fullmatch(block.text)
    if block.kind is BlockKind.HEADING or found is None or not (found["by"] or (titled and found["organisation"])):
        return None
    name, organisation = found["name"].strip(), (found["organisation"] or "").strip()
    whole = [one.name for one in names_in_text(name)] == [name] and " " in name
    return Participant(handle=handle(name), name=name, organisation=organisation) if whole else None


@dataclasses.dataclass(frozen=True, slots=True)
class _Dated:
    """The day of a document, and what is told of how it is known."""

    day: datetime.date
    notices: tuple[str, ...] = ()


def _dated(name: str, options: ReadOptions, properties: _Properties, texts: Sequence[str]) -> _Dated:
    """Find the day of a document: as told, in the file's name, in the first lines, else in the properties."""
    lines = [line for text in texts[:_FIRST] for line in text.split("\n") if len(line) <= _LINE]
    if options.date:
        return _Dated(options.date)
    if day := next(iter(dates_in(name)), None) or date_without_year(name, lines):
        return _Dated(day)
    if found := _day_of(lines, name, options.today):
        day, line = found
        said = _("dated {date}, as its first lines say (“{line}”); another day with --date 2020-03-12")
        return _Dated(day, (said.format(date=day, line=shortened(line)),))
    if made := properties.created:
        day = date_without_year(name, [str(made.year)]) or made
        said = _("dated {date} after the file's properties, for neither its name nor its first lines tell a day;")
    else:
        day = options.today
        said = _("dated {date}, which is today, for nothing in it tells a day;")
    return _Dated(day, (f"{said.format(date=day)} {_('another day with --date 2020-03-12')}",))


def _day_of(lines: Sequence[str], name: str, today: datetime.date) -> tuple[datetime.date, str] | None:
    """Give the first day in some lines that has come, and where it stands; a line that is called a date goes first."""
    ordered = sorted(lines, key=lambda line: _DATE_LINE.match(line) is None)
    for line in ordered:
        if found := [day for day in dates_in(line) if day <= today]:
            return found[0], line
    for line in ordered:
        if (day := date_without_year(line, [name, *lines])) and day <= today:
            return day, line
    return None


def _properties(data: bytes, kind: str) -> _Properties:
    """Read title, author and the day a file was made; raises InputError for what is no such document."""
    found = office_zip.parts(data, {_PROPERTIES[kind]}, BODY[kind]).get(_PROPERTIES[kind])
    if found is None:
        return _Properties()
    said = {one.tag.rpartition("}")[2]: " ".join(clean(one.text or "").text.split()) for one in found.iter()}
    made = next((said[name] for name in _CREATED if said.get(name)), "")
    author = said.get("creator", "") or said.get("initial-creator", "")
    day = _DAY.match(made)
    try:
        created = datetime.date.fromisoformat(day[1]) if day else None
    except ValueError:
        created = None
    return _Properties(said.get("title", ""), author, created, "" if created else made)


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
