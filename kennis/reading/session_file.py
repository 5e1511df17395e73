"""A session file: front matter, headings, and a list item for each note.

A file that says `grammar: 2` is of the grammar of `entry`; in one that does not, the items that have an id are read as
version 0.1 wrote them, and those that were typed without one by the grammar of `entry`, but for the marks that are new.
"""

import dataclasses
import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kennis.errors import InputError
from kennis.ids import spread
from kennis.locale import _
from kennis.nouns import Note, Participant, Session
from kennis.nouns.note_fields import PEOPLE
from kennis.reading import first_grammar
from kennis.reading.entry import (
    Setting,
    close_braces,
    entry_of,
    open_braces,
    read_entry,
    said_by_marks,
    write_entry,
)
from kennis.reading.field_values import check_new_text, check_text
from kennis.reading.identifiers import registered, session_id
from kennis.reading.markdown_blocks import Block, BlockKind, blocks, width
from kennis.reading.markdown_document import Document
from kennis.reading.note_header import find_time, write_header
from kennis.reading.quotation_marks import DASHES, DOUBLE, SPACE
from kennis.reading.read_result import Reading, Refusal
from kennis.reading.session_front import (
    GRAMMAR,
    GRAMMAR_KEYS,
    KEYS,
    REGISTER_KEYS,
    VERSION_KEYS,
    read_grammar,
    read_session,
    write_session_front,
)

_DEEPEST_HEADING = 6  # levels of headings, as Markdown has them
_BULLETS = "–—•‣◦·▪●⁃"
# Further in, a line belongs to the note above it.
_ODD_BULLET = re.compile(rf"( ?)(?:[{_BULLETS}][{SPACE}]+|[•‣◦▪●])(?=[^{SPACE}])")
_ODD_SPACE = re.compile(rf"( ?(?:[-+*]|\d{{1,9}}[.)]|#{{1,6}}))[{SPACE}]+(?=[^{SPACE}])")
_LIKE_AN_ITEM = re.compile(
    rf'(?:[-+*{_BULLETS}]|\d{{1,9}}[.)])[{SPACE}]|[-{_BULLETS}][^{SPACE}-]|\{{|["{DOUBLE}?!*&=][{SPACE}]|!![{SPACE}\w]'
)
_SPEAKER = rf"(?<![^{SPACE}\n])@\w[\w{DASHES}]*"
_MARKED = rf'(?:["{DOUBLE}?!*&>][{SPACE}]|!!|\{{)'
_CLOCK = rf"\d{{1,2}}[:.hHuU]\d\d(?:[{SPACE}]*uur)?[{SPACE}]"
_BULLET = rf"[-+*{_BULLETS}][{SPACE}]+"
# A second item within one: on a line of its own, behind a bullet on the same line, or after a speaker and with a time.
_SECOND = re.compile(
    rf"(?:^|(?<=\n))[{SPACE}]*(?:{_BULLET}|\d{{1,9}}[.)][{SPACE}]+)(?:{_CLOCK}|{_MARKED})"
    rf'|(?<=[{SPACE}]){_BULLET}(?:{_CLOCK}[{SPACE}]*{_MARKED}|["{DOUBLE}][{SPACE}])'
    rf"|{_SPEAKER}[{SPACE}]+(?:{_BULLET})?{_CLOCK}"
    rf"|{_SPEAKER}[{SPACE}]*(?=\n)"
)


def second_item(text: str) -> str:
    """Give the words in the text of a note that look like another note, or like the end of one; empty for none."""
    found = _SECOND.search(text)
    return " ".join(text[found.start() :][:40].split()[:4]) if found else ""


def regular(lines: Iterable[str]) -> Iterator[str]:
    """Give lines with a hyphen and a plain space for each bullet that Word or a telephone makes, the rest as it is."""
    for line in lines:
        if line.isascii():
            yield line
        elif odd := _ODD_BULLET.match(line):
            yield f"{odd[1]}- {line[odd.end() :]}"
        elif odd := _ODD_SPACE.match(line):
            yield line if odd[0].isascii() else f"{odd[1]} {line[odd.end() :]}"
        else:
            yield line


def unread_line(lines: Sequence[str], item: Block) -> int | None:
    """Give the first line that Markdown counts to an item without its being indented, and that looks like another."""
    indent = width(item.marker)
    for place in range(item.first + 1, item.end):
        line = lines[place]
        words = line.lstrip(SPACE)
        inner = width(line[: len(line) - len(line.lstrip(" \t"))])
        if words and inner < indent and _looks_like_an_item(words):
            return place
    return None


def _looks_like_an_item(words: str) -> bool:
    return _LIKE_AN_ITEM.match(words) is not None or ((time := find_time(words)) is not None and time.at is not None)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A note and the item that it stands in; the note's id is empty until one is given."""

    note: Note
    block: Block


@dataclass(slots=True)
class _Found:
    session: str
    grammar: int
    lines: Sequence[str]
    register: Sequence[Participant] = ()
    day: datetime.date | None = None
    notices: list[str] = field(default_factory=list)
    placed: list[_Placed] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    external_ids: dict[str, int] = field(default_factory=dict)


def parse_session(document: Document, timezone: str) -> Reading:
    """Read a session file, in a time zone unless it says one; raises FileRefused for a front matter of no use.

    A note without an id gets one that sorts between those of its neighbours.
    """
    front = document.front
    front.only(KEYS + REGISTER_KEYS + VERSION_KEYS + GRAMMAR_KEYS)
    session = read_session(front, timezone)
    lines = document.text.split("\n")
    straight = [*lines[: document.body], *regular(lines[document.body :])]
    parts = document.parts if straight == lines else blocks("\n".join(straight))[1:]
    found = _Found(session.id, read_grammar(front), straight, session.participants, session.date)
    _collect(parts, found)
    notes = _with_ids([placed.note for placed in found.placed])
    return Reading(
        path=document.path,
        sessions=(session,),
        notes=notes,
        refusals=tuple(found.refusals),
        notices=(*document.notices, *found.notices, *_out_of_order(found.placed)),
        dropped=document.dropped,
        rewritten=_rewritten(document, parts, found, notes),
        formerly="" if "id" in front.nodes else session_id(f"{session.date} {session.title}"),
        digest=document.digest,
    )


def write_session(session: Session, notes: Iterable[Note]) -> str:
    """Write a session and its notes as the text of a session file, in the order of the notes' ids."""
    ordered = sorted(notes, key=lambda note: note.id)
    deepest = max((len(note.context) for note in ordered), default=0)
    first_level = 2 if deepest < _DEEPEST_HEADING else 1
    parts = [write_session_front(session)]
    context: tuple[str, ...] = ()
    for note in ordered:
        wanted = tuple(" ".join(heading.split()) for heading in note.context)
        if wanted != context or len(parts) == 1:
            parts += ["\n", *_headings(context, wanted, first_level)]
        parts.append(write_note(note) + "\n")
        context = wanted
    return "".join(parts)


def write_note(note: Note, marker: str = "- ", grammar: int = GRAMMAR) -> str:
    """Write a note as a list item of a file of a grammar, without a line end after it."""
    entry = entry_of(note)
    written = write_entry(entry) if grammar == GRAMMAR else first_grammar.write_entry(entry)
    header = write_header(note, said_by_marks(note.kind) if grammar == GRAMMAR else ("speaker",))
    first, *rest = written.split("\n")
    head = f"{marker}{header} {first}" if first else f"{marker}{header}"
    indent = " " * width(marker)
    return "\n".join([head, *(indent + line if line else "" for line in rest)])


def _collect(parts: Sequence[Block], found: _Found) -> None:
    headings: list[tuple[Block, str]] = []
    bare: dict[int, str] = {}
    for block in parts:
        match block.kind:
            case BlockKind.HEADING:
                headings = [heading for heading in headings if heading[0].level < block.level]
                if text := _heading_text(block, found):
                    headings.append((block, text))
                    bare[block.first + 1] = text
            case BlockKind.RULE:
                headings = []
            case BlockKind.ITEM:
                for heading, _text in headings:
                    bare.pop(heading.first + 1, None)
                _take(block, tuple(text for _heading, text in headings), found)
            case BlockKind.OTHER:
                reason = _("this text belongs to no note; begin it with “- ”, or indent it under one")
                found.refusals.append(Refusal(block.first + 1, reason))
    said = _("line {line}: no note stands under the heading “{text}”, which kennis does not keep")
    found.notices += [said.format(line=line, text=text) for line, text in bare.items()]


def _heading_text(block: Block, found: _Found) -> str:
    try:
        return open_braces(block.text)
    except InputError as error:
        found.refusals.append(Refusal(block.first + 1, str(error)))
        return ""


def _take(block: Block, context: tuple[str, ...], found: _Found) -> None:
    line = block.first + 1
    try:
        if (unread := unread_line(found.lines, block)) is not None:
            line = unread + 1
            reason = _("this line looks like a note of its own and is not read as one; begin it with “- ” or indent it")
            raise InputError(reason)
        note = dataclasses.replace(_note(block, found), context=context)
        if note.id in found.ids:
            reason = _("the id {id} stands on line {line} already; an id is one note's")
            raise InputError(reason.format(id=note.id, line=found.ids[note.id]))
        if note.external_id in found.external_ids:
            reason = _("the external id {id} stands on line {line} already; it is one note's in a session")
            raise InputError(reason.format(id=note.external_id, line=found.external_ids[note.external_id]))
    except InputError as error:
        found.refusals.append(Refusal(line, str(error)))
        return
    if note.id:
        found.ids[note.id] = line
    if note.external_id:
        found.external_ids[note.external_id] = line
    found.placed.append(_Placed(note, block))


def _note(block: Block, found: _Found) -> Note:
    fields, notices = _read(block.text, found)
    said = _("line {line}: {reason}")
    found.notices += [said.format(line=block.first + 1, reason=notice) for notice in notices]
    if not fields["id"]:
        check_new_text(fields["text"])
        if second := second_item(fields["text"]):
            reason = _("“{text}” looks like a note of its own, within another; begin it on a new line with “- ”")
            raise InputError(reason.format(text=second))
        fields |= {name: registered(fields[name], found.register) or fields[name] for name in PEOPLE if fields[name]}
    elif fields["text"].strip():
        check_text(fields["text"])
    return Note(**{**fields, "session": found.session})


def _read(content: str, found: _Found) -> tuple[dict[str, Any], list[str]]:
    """Read the fields of an item; gives what should be told of it too. Raises InputError for what may not be text."""
    item = first_grammar.read_item(content) if found.grammar != GRAMMAR else None
    if item is not None:
        return item.typed.fields(), [item.notice] if item.notice else []
    typed = read_entry(content, Setting(reserved=found.grammar == GRAMMAR, day=found.day))
    grave = [doubt.reason for doubt in typed.doubts if doubt.grave]
    if not typed.header.id and typed.broken_name:
        grave.append(typed.broken_name)
    if typed.trouble or grave:
        raise InputError(typed.trouble or grave[0])
    return typed.fields(), [doubt.reason for doubt in typed.doubts]


def _with_ids(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Give ids to the notes that have none, each run of them between the ids around it."""
    given: list[Note] = []
    waiting: list[Note] = []
    for note in (*notes, None):
        if note is not None and not note.id:
            waiting.append(note)
            continue
        ids = spread(given[-1].id if given else None, note.id if note else None, len(waiting))
        given += [dataclasses.replace(one, id=new) for one, new in zip(waiting, ids, strict=True)]
        given += [note] if note else []
        waiting = []
    return tuple(given)


def _rewritten(document: Document, parts: Sequence[Block], found: _Found, notes: Sequence[Note]) -> str | None:
    """Give the text with the new ids in it: new notes as kennis writes them, every other line as it was."""
    lines = document.text.split("\n")
    strangers = {block.first for block in parts if block.kind is BlockKind.OTHER}
    new = [(before.block, note) for before, note in zip(found.placed, notes, strict=True) if not before.note.id]
    for block, note in reversed(new):
        # What belongs to no note must not become the last line of this one.
        apart = [""] if block.end in strangers else []
        lines[block.first : block.end] = [*write_note(note, block.marker, found.grammar).split("\n"), *apart]
    front = document.front
    named = "id" in front.nodes or front.indent is None
    if not named:
        lines[1:1] = [" " * (front.indent or 0) + f"id: {found.session}"]
    return "\n".join(lines) if new or not named else None


def _out_of_order(placed: Sequence[_Placed]) -> list[str]:
    highest = ""
    notices = []
    for one in placed:
        if one.note.id and one.note.id < highest:
            notice = _("line {line}: the note's id places it before the notes above it, and that order holds")
            notices.append(notice.format(line=one.block.first + 1))
        highest = max(highest, one.note.id)
    return notices


def _headings(before: tuple[str, ...], wanted: tuple[str, ...], first_level: int) -> list[str]:
    """Give the headings that lead from one context to another, and a rule where no heading stands."""
    if len(wanted) + first_level - 1 > _DEEPEST_HEADING:
        raise ValueError(f"more than {_DEEPEST_HEADING} headings above a note: {wanted}")
    if not wanted:
        return ["---\n\n"] if before else []
    same = 0
    while same < min(len(before), len(wanted) - 1) and before[same] == wanted[same]:
        same += 1
    return [_heading(first_level + level, wanted[level]) for level in range(same, len(wanted))]


def _heading(level: int, text: str) -> str:
    marks, text = "#" * level, close_braces(text)
    # A text that ends in # would lose it: a heading may be closed by # too.
    return f"{marks} {text} {marks}\n\n" if text.endswith("#") else f"{marks} {text}\n\n"
