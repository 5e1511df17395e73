"""The lines of a session file that are items, however their bullet was typed, and those that only look like one."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kennis.reading.markdown_blocks import Block, width
from kennis.reading.note_header import find_time
from kennis.reading.quotation_marks import DASHES, DOUBLE, SPACE

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
