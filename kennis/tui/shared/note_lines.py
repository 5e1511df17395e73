"""How one note looks in the stream: rows of pieces of text, each with the role that gives it its colour.

Narrow: time, mark and text; under it who, what may be printed, and to the right tags and lenses. Wide: these in a
column of their own.
"""

from dataclasses import dataclass

from rich.cells import cell_len

from kennis.clean_text import clean
from kennis.locale import _
from kennis.locale.words import kind as kind_word
from kennis.nouns import Note
from kennis.tui.shared import wording
from kennis.tui.shared.wrapping import cut, wrap

WIDE = 110  # columns from which on speaker and tags stand beside the text; set by hand
_INDENT = 10  # columns by which the text stands behind the head; set by hand
_ASIDE = 36  # columns for speaker and tags beside the text; set by hand
_WIDEST = 110  # columns of text at most; set by hand
_MOST = 24  # rows of a note in the stream, so that one does not fill it; set by hand
_TINY = 24  # columns below which only the text is shown; set by hand


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text in a row and its role: time, mark, text, who, tags, flag, or nothing."""

    text: str
    role: str = ""


Row = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """What the stream shows of a note beside its own words."""

    who: str = ""
    consent: str = ""
    label: str = ""
    selected: bool = False
    unsaved: bool = False
    conflict: bool = False
    foreign: bool = False
    twin: str = ""


def rows(note: Note, facts: NoteFacts, width: int) -> tuple[Row, ...]:
    """Lay a note out in rows of at most `width` cells."""
    text = clean(note.text).text
    if width < _TINY:
        return tuple((Piece(line, "text"),) for line in wrap(text, width, _MOST))
    if width >= WIDE:
        return _wide(note, facts, text, width)
    space = width - _INDENT
    lines = _text(text, space)
    made: list[Row] = [
        (*(_head(note, facts) if place == 0 else (Piece(" " * _INDENT),)), Piece(line, "text"))
        for place, line in enumerate(lines)
    ]
    tags = _tags(note)
    if tags and not _who(note, facts) and cell_len(lines[-1]) + 2 + cell_len(tags) <= space:
        gap = Piece(" " * (space - cell_len(lines[-1]) - cell_len(tags)))
        made[-1] = (*made[-1], gap, Piece(tags, "tags"))
        return tuple(made)
    return (*made, *_below(note, facts, space))


def _wide(note: Note, facts: NoteFacts, text: str, width: int) -> tuple[Row, ...]:
    space = min(width - _INDENT - _ASIDE - 2, _WIDEST)
    lines = _text(text, space)
    who = _who(note, facts)
    aside = [Piece(line, "who") for line in wrap(who, _ASIDE, 3)] if who else []
    aside += [Piece(line, "tags") for line in wrap(_tags(note), _ASIDE, 3)] if _tags(note) else []
    made: list[Row] = []
    for place in range(max(len(lines), len(aside))):
        line = lines[place] if place < len(lines) else ""
        start = _head(note, facts) if place == 0 else (Piece(" " * _INDENT),)
        gap = Piece(" " * (space - cell_len(line) + 2))
        made.append((*start, Piece(line, "text"), *((gap, aside[place]) if place < len(aside) else ())))
    return tuple(made)


def _head(note: Note, facts: NoteFacts) -> Row:
    time = f"{note.at:%H:%M}" if note.at else "     "
    flag = "○" if facts.unsaved else "≠" if facts.conflict else " "
    star = "★" if note.star else " "
    return (
        Piece("›" if facts.selected else " ", "mark"),
        Piece(time, "time"),
        Piece(flag, "flag"),
        Piece(f"{star}{wording.MARKS[note.kind]} ", "mark"),
    )


def _text(text: str, width: int) -> list[str]:
    lines = wrap(text, width, _MOST + 1)
    if len(lines) > _MOST:
        lines[_MOST:] = [_("… (the note goes on: edit it to read all)")]
    return [cut(line, width) for line in lines]


def _below(note: Note, facts: NoteFacts, width: int) -> tuple[Row, ...]:
    who, tags = _who(note, facts), cut(_tags(note), width)
    room = width - cell_len(tags) - (1 if tags else 0)
    lines = wrap(who, width if cell_len(who) > room else room, 2) if who else []
    if tags and (not lines or cell_len(lines[-1]) > room):
        lines.append("")
    made: list[Row] = [(Piece(" " * _INDENT), Piece(line, "who")) for line in lines]
    if tags:
        gap = Piece(" " * (width - cell_len(lines[-1]) - cell_len(tags)))
        made[-1] = (*made[-1], gap, Piece(tags, "tags"))
    return tuple(made)


def _who(note: Note, facts: NoteFacts) -> str:
    said = [
        " ".join(filter(None, [facts.label, kind_word(note.kind)])) if facts.selected else "",
        _("not saved yet") if facts.unsaved and facts.selected else "",
        _("two versions: v shows them") if facts.conflict else "",
        f"≈ {facts.twin}" if facts.twin else "",
        _("(other note-taker)") if facts.foreign else "",
        facts.who,
        facts.consent,
    ]
    return " · ".join(filter(None, said))


def _tags(note: Note) -> str:
    labels = [*(f"#{tag}" for tag in note.tags), *(f"~{lens}" for lens in note.lenses)]
    return wording.shown(" ".join(filter(None, [wording.task(note.owner, note.due, note.done), *labels])))
