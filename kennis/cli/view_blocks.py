"""A view printed in the terminal: tables, bars and maps of characters, and last the lists in words."""

import string
import sys
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kennis.cli.output import say, warn
from kennis.cli.streams import canvas
from kennis.locale import _

if TYPE_CHECKING:
    from rich.text import Text

    from kennis.workflows.view_pages import Bar, Bars, Cell, Points, Table, ViewPage, WordList

_PIPED_WIDTH = 160  # columns, as of the other tables
_LABEL, _TEXT, _GAP = 22, 24, 1  # columns: of the first column and of a text at most, and between two; set by hand
_BAR, _FEW = 8, 6  # columns of a bar; in a table of more columns than the second there is no room for bars; set by hand
_SHORT = 5  # characters that a heading of numbers may have before it becomes a letter with a key; set by hand
_BLOCKS = "▁▂▃▄▅▆▇█"
_TITLE, _LINE = 34, 80  # columns, of a row of bars
_WIDTH, _HEIGHT = 76, 24  # of a map
_STYLES = {"much-more": "bold", "more": "bold", "much-less": "italic", "less": "italic", "none": "dim", "hidden": "dim"}


def put_page(page: "ViewPage") -> None:
    """Print a view: what it is and what to beware of to stderr, all else to stdout."""
    from rich.text import Text

    from kennis.workflows.view_pages import Bars, Points, Table, WordList

    console = canvas(sys.stdout, None if sys.stdout.isatty() else _PIPED_WIDTH)
    for said in (f"{page.programme} – {page.title}", *page.facts):
        say(textwrap.fill(said, console.width))
    for said in page.notices:
        warn(textwrap.fill(said, console.width))
    for block in sorted(page.blocks, key=lambda block: isinstance(block, WordList)):
        console.print()
        console.print(_heading(block.title))
        match block:
            case WordList():
                lines = _words(block, console.width)
            case Table():
                lines = table_lines(block, console.width)
            case Bars():
                lines = [*map(Text, bar_lines(block)), *_legend(block.legend, console.width)]
            case Points():
                lines = [*map(Text, point_lines(block)), *_legend(block.legend, console.width)]
        for line in lines:
            console.print(line, soft_wrap=True)


def _heading(title: str) -> "Text":
    from rich.text import Text

    return Text(title, style="bold underline")


def _words(words: "WordList", width: int) -> list["Text"]:
    from rich.text import Text

    lines = [Text(line, style="dim") for line in textwrap.wrap(words.intro, width)]
    for item in words.items:
        lines += map(Text, textwrap.wrap(item, width, initial_indent="• ", subsequent_indent="  "))
    return lines if words.items else [*lines, Text(words.nothing)]


def bar_lines(bars: "Bars") -> list[str]:
    """Draw a line of bars for each row, with what is to be said of it where there is room."""
    lines, largest = list[str](), bars.largest
    for row in bars.rows:
        title = row.name if len(row.name) <= _TITLE else row.name[: _TITLE - 1] + "…"
        peak = "" if row.peak is None else _("peak {when}").format(when=bars.moments[row.peak])
        words = ", ".join(part for part in (row.remark, peak) if part)
        drawn = f"{title:<{_TITLE}} {''.join(_block(one, largest) for one in row.bars)}"
        lines.append(f"{drawn}  {words}".rstrip() if len(drawn) + 2 + len(words) <= _LINE else drawn)
    return lines


def _block(bar: "Bar", largest: int) -> str:
    """Draw a bar as a block character on a scale; its words where nothing may be told, a low line for none."""
    if bar.height is None:
        return bar.count
    return _BLOCKS[min(7, (bar.height * 8 - 1) // max(1, largest))] if bar.height else "_"


def point_lines(points: "Points") -> list[str]:
    """Draw the symbol of the theme that most notes of a place are in; that of loose notes where there are no others."""
    cells: dict[tuple[int, int], Counter[str]] = {}
    for group in points.groups:
        for one in group.points:
            place = (min(_HEIGHT - 1, int(one.y * _HEIGHT)), min(_WIDTH - 1, int(one.x * _WIDTH)))
            cells.setdefault(place, Counter())[group.symbol] += 1
    loose = {group.symbol for group in points.groups if group.middle is None}
    drawn = {place: min(here, key=lambda one: (one in loose, -here[one], one)) for place, here in cells.items()}
    return ["".join(drawn.get((row, column), " ") for column in range(_WIDTH)).rstrip() for row in range(_HEIGHT)]


def _legend(legend: Sequence[str], width: int) -> list["Text"]:
    from rich.text import Text

    return [Text(line, style="dim") for said in legend for line in textwrap.wrap(said, width, subsequent_indent="  ")]


def table_lines(table: "Table", width: int) -> list["Text"]:
    """Lay a table out in so many columns of characters.

    Headings that are too long become letters with a key below; where the numbers still do not fit, the table goes on
    below itself with the rest of them.
    """
    from rich.text import Text

    label, *columns = (_column(table, index) for index in range(len(table.columns)))
    first = min(label.width, _LABEL)
    key = [] if first + sum(one.width + _GAP for one in columns) <= width else _shorten([label, *columns])
    lines: list[Text] = []
    for part in _parts(columns, width - min(label.width, _LABEL)):
        lines += [*([Text("")] if lines else []), *_part(table, label, part, width)]
    return [*lines, *(Text(line, style="dim") for line in key), *_legend(table.legend, width)]


@dataclass(slots=True)
class _Printed:
    """A column as it is printed: its heading, its cells and their styles."""

    heading: str
    short: str
    number: bool
    cells: list[str]
    styles: list[str]

    @property
    def width(self) -> int:
        natural = max(len(text) for text in (self.heading, *self.cells))
        return natural if self.number else min(natural, _TEXT)


def _column(table: "Table", index: int) -> _Printed:
    column, cells = table.columns[index], [line.cells[index] for line in table.lines]
    bars = len(table.columns) <= _FEW
    styles = [_STYLES.get(cell.tone, "") for cell in cells]
    return _Printed(column.heading, column.short, column.number, [_said(cell, bars) for cell in cells], styles)


def _said(cell: "Cell", bars: bool) -> str:
    """Give a cell's text, with a bar of characters where there is room for one."""
    if not cell.bar or not bars:
        return cell.text
    drawn = "".join(mark * round(max(0.0, part) * _BAR) for mark, part in zip("█▒", cell.bar, strict=False))
    return f"{cell.text:>5} {drawn[:_BAR]:░<{_BAR}}"


def _shorten(columns: Sequence[_Printed]) -> list[str]:
    """Make headings short, those that have no short form letters, and give the key to these."""
    letters = iter([*string.ascii_uppercase, *(one + other for one in "ABC" for other in string.ascii_uppercase)])
    key = []
    for column in columns:
        if column.short:
            column.heading = column.short.strip()
        elif column.number and len(column.heading) > max(_SHORT, *map(len, column.cells)):
            letter = next(letters, "#")
            key.append(f"{letter:>2}  {column.heading}")
            column.heading = letter
    return key


def _parts(columns: Sequence[_Printed], width: int) -> list[list[_Printed]]:
    """Share the columns out over as many tables as are needed."""
    parts: list[list[_Printed]] = [[]]
    for column in columns:
        if parts[-1] and sum(one.width + _GAP for one in (*parts[-1], column)) > width:
            parts.append([])
        parts[-1].append(column)
    return parts


def _part(table: "Table", label: _Printed, columns: Sequence[_Printed], width: int) -> list["Text"]:
    from rich.text import Text

    widths = [column.width for column in columns]
    spare = width - sum(widths) - _GAP * len(widths)
    longest = max(len(text) for text in (label.heading, *label.cells))
    texts = [index for index, column in enumerate(columns) if not column.number]
    first = max(1, min(longest, max(min(_LABEL, longest), spare)))
    if texts:
        wanted = max((len(cell) for cell in columns[texts[-1]].cells), default=0)
        widths[texts[-1]] = max(widths[texts[-1]], min(wanted, widths[texts[-1]] + spare - first))
    head = [label.heading, *(column.heading for column in columns)]
    numbers = [False, *(column.number for column in columns)]
    lines = _row(head, [first, *widths], numbers, ["bold"] * len(head))
    for index, line in enumerate(table.lines):
        if line.group and (not index or table.lines[index - 1].group != line.group):
            lines.append(Text(line.group, style="bold"))
        cells = [label.cells[index], *(column.cells[index] for column in columns)]
        lines += _row(cells, [first, *widths], numbers, ["", *(column.styles[index] for column in columns)])
    return lines


def _row(cells: Sequence[str], widths: Sequence[int], numbers: Sequence[bool], styles: Sequence[str]) -> list["Text"]:
    """Give the lines of a row; texts are wrapped, numbers stand on the first line."""
    from rich.text import Text

    wrapped = [
        [cell] if number else textwrap.wrap(cell, max(1, width)) or [""]
        for cell, width, number in zip(cells, widths, numbers, strict=True)
    ]
    lines = []
    for index in range(max(map(len, wrapped))):
        line = Text()
        for parts, width, number, style in zip(wrapped, widths, numbers, styles, strict=True):
            text = parts[index] if index < len(parts) else ""
            line.append((" " * _GAP if line else "") + (f"{text:>{width}}" if number else f"{text:<{width}}"), style)
        line.rstrip()
        lines.append(line)
    return lines
