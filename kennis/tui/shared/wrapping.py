"""Break a text into lines of so many cells; only as far as it is shown."""

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells, set_cell_size

_WORDS = re.compile(r"\S+\s*|\s+")


def wrap(text: str, width: int, most: int) -> list[str]:
    """Give at most so many lines of a clean text, each of at most `width` cells; words are kept whole if they fit."""
    lines: list[str] = []
    for paragraph in _paragraphs(text):
        for line in _wrapped(paragraph.replace("\t", "    "), max(width, 1)):
            lines.append(line)
            if len(lines) == most:
                return lines
    return lines


def brief(text: str, width: int, most: int) -> list[str]:
    """Give a text in at most so many lines, with … where it goes on."""
    lines = wrap(text, width, most + 1)
    return lines if len(lines) <= most else [*lines[: most - 1], cut(f"{lines[most - 1]} …", max(width, 1))]


def cut(text: str, width: int) -> str:
    """Give a text of one line in at most `width` cells, with … where it was cut."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 1 else "…"[:width]


def _paragraphs(text: str) -> Iterator[str]:
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def _wrapped(paragraph: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for match in _WORDS.finditer(paragraph):
        word = match[0]
        bare = word.rstrip()
        size = cell_len(bare)
        if line and used + size > width:
            yield line.rstrip()
            line, used = "", 0
        if size > width:
            *full, word = chop_cells(bare, width)
            yield from full
            word += " " * (len(match[0]) - len(bare))
        line += word
        used += cell_len(word)
    yield line.rstrip()
