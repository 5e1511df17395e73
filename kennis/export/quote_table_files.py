"""The table of quotes as CSV and as a workbook, and what such a table says.

No cell is a formula: one that a spreadsheet could take for one gets an apostrophe in front, which reading takes off.
"""

import csv
import datetime
import io
import math
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from itertools import chain, repeat
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree

from rich.cells import cell_len

from kennis.export.quote_table import COLUMNS, Fact, QuoteRow, rows
from kennis.export.read_back import ReadBackPassage
from kennis.note_paragraphs import laid_out
from kennis.nouns import PrintedOutline

NO_FACTS: Mapping[str, Fact] = MappingProxyType({})
LONGEST_CELL = 16_000  # characters; a spreadsheet holds 32,767 units of UTF-16 in a cell, an emoji is two

_FORMULA = re.compile(r"'*(?:[=+\-@\t\r\n＝＋－＠]|<r>)")  # the library takes <r> for markup of its own
_GUARDED = re.compile(r"'+(?:[=+\-@\t\r\n＝＋－＠]|<r>)")
_BETWEEN_ESCAPES = re.compile(r"(?<=_x[0-9A-Fa-f]{4})(?=_x[0-9A-Fa-f]{4}_)")  # the library escapes the first alone
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WIDTHS = (8, 26, 12, 24, 14, 26, 22, 12, 80)  # in digits of the usual font
_FILLED = 0.95  # of a line, where words are not broken and another font may be wider
_LINE, _HIGHEST = 15, 409  # points; a spreadsheet has no higher row
_A4 = 9  # the number that workbooks have for this paper
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CREATED = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)  # equal bytes for equal tables


def guarded(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet could take for a formula, or that looks so guarded."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Take off the apostrophe that `guarded` put there, and no other."""
    return cell[1:] if _GUARDED.match(cell) else cell


def write_csv(outline: PrintedOutline, facts: Mapping[str, Fact] = NO_FACTS) -> bytes:
    """Write the table of quotes as CSV: UTF-8 with a mark that spreadsheets look for, every cell in quotation marks."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows([guarded(cell) for cell in astuple(row)] for row in rows(outline, facts))
    return text.getvalue().encode("utf-8-sig")


def read_csv(data: bytes) -> tuple[ReadBackPassage, ...]:
    """Read the quotations of a written table."""
    _, *lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    return tuple(_written([unguarded(cell) for cell in cells]) for cells in lines)


def write_xlsx(outline: PrintedOutline, facts: Mapping[str, Fact] = NO_FACTS) -> bytes:
    """Write the table of quotes as a workbook of one sheet; a text too long for a cell goes on in the next column."""
    import xlsxwriter

    packed = io.BytesIO()
    lines = [_cells(row) for row in rows(outline, facts)]
    with xlsxwriter.Workbook(packed, _OPTIONS) as book:
        book.set_properties({"title": outline.title, "created": _CREATED})
        sheet = book.add_worksheet()
        head, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for number, width in enumerate(_WIDTHS):
            sheet.set_column(number, number, width)
        sheet.set_column(len(_WIDTHS) - 1, max(map(len, [COLUMNS, *lines])) - 1, _WIDTHS[-1])
        sheet.write_row(0, 0, COLUMNS, head)
        for index, cells in enumerate(lines, start=1):
            sheet.set_row(index, _height(cells))
            for number, cell in enumerate(cells):
                sheet.write_string(index, number, guarded(cell), wrapped)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(lines), len(COLUMNS) - 1)
        _set_pages(sheet)
    return packed.getvalue()


def read_xlsx(data: bytes) -> tuple[ReadBackPassage, ...]:
    """Read the quotations of a written workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strings = _strings(archive.read("xl/sharedStrings.xml"))
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    _, *lines = sheet.iter(f"{_S}row")
    return tuple(_written([_content(cell, strings) for cell in line]) for line in lines)


def _set_pages(sheet: Any) -> None:
    """Let every column fit on the width of a page, below the head of the table."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")


def _height(cells: Iterable[str]) -> int:
    """Give the height in points that shows a row whole, as not every program finds it by itself; less if above all."""
    lines = (_lines(cell, width) for cell, width in zip(cells, chain(_WIDTHS, repeat(_WIDTHS[-1])), strict=False))
    return min(_LINE * max(lines), _HIGHEST)


def _lines(text: str, width: int) -> int:
    """Give how many lines a text needs in a column."""
    return sum(max(1, math.ceil(cell_len(line) / (width * _FILLED))) for line in text.split("\n"))


def _cells(row: QuoteRow) -> list[str]:
    """Give the cells of a row; the text in as many as it needs."""
    *fixed, text = astuple(row)
    pieces = _BETWEEN_ESCAPES.split(text)
    return [*fixed, *(one[at : at + LONGEST_CELL] for one in pieces for at in range(0, len(one), LONGEST_CELL))]


def _strings(data: bytes) -> list[str]:
    """Give the texts of a workbook, which its cells name by number."""
    found = ElementTree.fromstring(data).iter(f"{_S}si")
    return [_ESCAPED.sub(lambda code: chr(int(code[1], 16)), "".join(item.itertext())) for item in found]


def _content(cell: ElementTree.Element, strings: list[str]) -> str:
    """Give a cell's text; no cell of the table is anything else."""
    number = cell.findtext(f"{_S}v")
    return "" if number is None else unguarded(strings[int(number)])


def _written(cells: list[str]) -> ReadBackPassage:
    """Make a passage of the cells of a row: the text stands there without its quotation marks."""
    told = dict(zip(COLUMNS, cells, strict=False))
    text = "".join(cells[len(COLUMNS) - 1 :])
    return ReadBackPassage(f"“{laid_out(text)}”", told["attribution"], tuple(told["id"].split(", ")))
