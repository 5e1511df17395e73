"""A table as text, for a file or a pipe: laid out as on a terminal, but without colours, and nothing in it is cut off.

Drawing it by rich takes six times as long, which a list of some hundred notes feels.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from rich.cells import cell_len, chop_cells, set_cell_size

_BETWEEN = "  "
_WORD = re.compile(r"\s*\S+\s*")  # with the white space around it


def plain_table(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Give the lines of a table that is so many columns of text wide, or wider where a word in it is to stay whole."""
    cells = [[row[place] for row in rows] for place in range(len(headings))]
    least = [min(width, _widest(word for cell in column for word in cell.split())) for column in cells]
    whole = [
        _widest(line for cell in (heading, *column) for line in cell.splitlines())
        for heading, column in zip(headings, cells, strict=True)
    ]
    widths = _fitted(whole, least, width)
    for row in (headings, *rows):
        wrapped = [list(_wrapped(cell, room)) for cell, room in zip(row, widths, strict=True)]
        for parts in zip_longest(*wrapped, fillvalue=""):
            yield _BETWEEN.join(_padded(part, room) for part, room in zip(parts, widths, strict=True))


def _widest(texts: Iterator[str]) -> int:
    return max(map(cell_len, texts), default=0)


def _fitted(whole: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """Take from the widest columns what the table is too wide, none becoming narrower than its longest word."""
    ends = (0, len(whole) - 1)
    beside = [2 - (place == ends[0]) - (place == ends[1]) for place in range(len(whole))]  # white space of a column
    wanted = [room + more for room, more in zip(whole, beside, strict=True)]
    while (over := sum(wanted) - width) > 0:
        most = max(wanted)
        step = most - max((one for one in wanted if one < most), default=0)
        widest = [place for place, one in enumerate(wanted) if one == most]
        limit = min(over, step)
        for left, place in zip(range(len(widest), 0, -1), widest, strict=True):
            taken = min(limit, round(over / left))
            wanted[place], over = most - taken, over - taken
    return [max(room - more, longest) for room, more, longest in zip(wanted, beside, least, strict=True)]


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Give the lines of a text at a width; a word that is longer is cut."""
    for line in text.split("\n"):
        if cell_len(line) <= width:
            yield line
            continue
        for begin, end in pairwise((0, *_breaks(line, width), len(line))):
            part = line[begin:end]
            spare = min(len(part) - len(part.rstrip()), max(0, len(part) - width))
            yield part[: len(part) - spare]


def _breaks(line: str, width: int) -> Iterator[int]:
    """Give the places at which a line goes on below."""
    filled = 0
    for found in _WORD.finditer(line):
        word, start = found[0], found.start()
        length = cell_len(word.rstrip())
        if length <= width - filled:
            filled += cell_len(word)
        elif length <= width:
            if filled and start:
                yield start
                filled = cell_len(word)
        else:
            pieces = chop_cells(word, width)
            for piece in pieces:
                if start:
                    yield start
                start += len(piece)
            filled = cell_len(pieces[-1])


def _padded(text: str, width: int) -> str:
    room = width - cell_len(text)
    return text + " " * room if room >= 0 else set_cell_size(text, width)
