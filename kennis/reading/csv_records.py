"""The records of a CSV text (RFC 4180), each with the line on which it starts."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from kennis.errors import FileRefused
from kennis.locale import _
from kennis.reading.text_decoding import MAXIMUM_FILE

DELIMITERS = (",", ";", "\t", "|")
_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_SEPARATOR = re.compile(r"sep=(.)\n", re.IGNORECASE)


class _Cell(Enum):
    """Where in a cell a character stands."""

    STARTS = auto()
    PLAIN = auto()
    QUOTED = auto()
    CLOSED = auto()


@dataclass(frozen=True, slots=True)
class Record:
    """One record: the line on which it starts, from 1, and its cells as they stand."""

    line: int
    cells: list[str]


def records(path: Path, text: str, known: Callable[[str], bool]) -> Iterator[Record]:
    """Give the records of a text that hold anything, the header first.

    The delimiter is the one with which the header has most columns that are `known`, else the one that divides it
    most; or the one that a first line `sep=;` names. Raises FileRefused, with the line where it opens, for a quotation
    mark that is never closed.
    """
    named = _SEPARATOR.match(text)
    body = text[named.end() :] if named else text
    limit = csv.field_size_limit(MAXIMUM_FILE)
    try:
        delimiter = named[1] if named else _delimiter(text, known)
        yield from _parsed(path, body, delimiter, 1 if named else 0)
    finally:
        csv.field_size_limit(limit)


def _parsed(path: Path, text: str, delimiter: str, above: int) -> Iterator[Record]:
    reader = csv.reader((match[0] for match in _LINE.finditer(text)), delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines = text.split("\n")[start : reader.line_num]
            opened = start + _last_opened(lines, delimiter)
            reason = _("the quotation mark opened here is never closed, or one within its cell is not doubled")
            raise FileRefused(path, reason, above + opened) from error
        if any(cell and not cell.isspace() for cell in cells):
            yield Record(above + start + 1, cells)


def _delimiter(text: str, known: Callable[[str], bool]) -> str:
    first = next((match[0] for match in _LINE.finditer(text) if match[0].strip()), "")

    def fit(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([first], delimiter=delimiter), [])
        return sum(known(cell.strip()) for cell in cells), len(cells)

    return max(DELIMITERS, key=fit)


def _last_opened(lines: list[str], delimiter: str) -> int:
    """Give the number, from 1, of the line on which the last quoted cell of a record opens."""
    opened = 1
    state = _Cell.STARTS
    for number, line in enumerate(lines, 1):
        for character in line:
            if state is _Cell.QUOTED:
                state = _Cell.CLOSED if character == '"' else state
            elif character == '"' and state is not _Cell.PLAIN:
                # A mark right after the closing one is a doubled mark: the cell goes on.
                opened = number if state is _Cell.STARTS else opened
                state = _Cell.QUOTED
            else:
                state = _Cell.STARTS if character == delimiter else _Cell.PLAIN
        state = state if state is _Cell.QUOTED else _Cell.STARTS
    return opened
