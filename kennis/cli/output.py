"""What commands print: data to stdout, talk and progress to stderr; text of users is never markup."""

import csv
import dataclasses
import datetime
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any

from kennis.clean_text import printable
from kennis.cli.column_headings import said
from kennis.cli.streams import canvas
from kennis.locale import _
from kennis.workflows.progress import Progress as Tells

if TYPE_CHECKING:
    from rich.text import Text

_PIPED_WIDTH = 160  # columns of a table in a file or pipe, which says no width of its own; set by hand
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class OutputFormat(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Verbosity(IntEnum):
    """How much a command says beside its data and its errors."""

    QUIET = 0
    USUAL = 1
    VERBOSE = 2


verbosity: ContextVar[Verbosity] = ContextVar("verbosity", default=Verbosity.USUAL)


def say(message: str) -> None:
    """Tell the user something that is no data; not where it is to be quiet."""
    if verbosity.get() >= Verbosity.USUAL:
        warn(message)


def warn(message: str) -> None:
    """Tell what is always told: what is lost or refused, and what is or is not printed of what people said."""
    print(message, file=sys.stderr)


def detail(message: str) -> None:
    """Tell what only who asks for more wants to know: where files are, how long a step takes."""
    if verbosity.get() >= Verbosity.VERBOSE:
        warn(message)


@contextmanager
def timed() -> Iterator[None]:
    """Tell, to who asks for more, how long all took, also where it failed."""
    begun = time.monotonic()
    try:
        yield
    finally:
        _took(_("in all"), time.monotonic() - begun)


def _took(step: str, seconds: float) -> None:
    detail(f"{step}: {seconds:.2f} s")


def put_json(value: Any) -> None:
    """Print one JSON value, nouns as objects; what no terminal may get of a text is an escape in it."""
    text = json.dumps(value, ensure_ascii=False, indent=1, default=_plain)
    if printable(text) != text:
        text = "".join(one if printable(one) == one else json.dumps(one)[1:-1] for one in text)
    print(text)


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


@dataclasses.dataclass(frozen=True, slots=True)
class MarkedText:
    """A text of which some stretches, from a place to another, are bold on a terminal."""

    text: str
    bold: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        return self.text


def put_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table for people, with words for kinds and the like.

    It is wide when it goes into a file or a pipe, and as much wider as a name in it needs to stay whole.
    """
    if sys.stdout.isatty():
        _draw_table(said(headings), rows)
        return
    from kennis.cli.plain_table import plain_table

    for line in plain_table(said(headings), [[_shown(cell) for cell in row] for row in rows], _PIPED_WIDTH):
        print(line)


def _draw_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="ellipsis")
    for row in rows:
        table.add_row(*map(_drawn, row))
    canvas(sys.stdout).print(table, crop=True)


def _drawn(cell: object) -> "Text":
    from rich.text import Text

    if not isinstance(cell, MarkedText):
        return Text(_shown(cell))
    text = Text(cell.text)
    for begin, end in cell.bold:
        text.stylize("bold", begin, end)
    return text


def _shown(cell: object) -> str:
    from kennis.locale.words import worded

    return "" if cell is None else printable(str(worded(cell)))


def put_rows(format: OutputFormat, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a list that is not asked for as JSON: comma-separated where that is asked for, else as a table."""
    (put_csv if format is OutputFormat.CSV else put_table)(headings, rows)


def put_csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print comma-separated values; a cell that a spreadsheet would take for a formula gets a leading quote."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([_cell(cell) for cell in row] for row in rows)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


@contextmanager
def progress() -> Iterator[Tells]:
    """Show how far the steps of a workflow are: bars on a terminal, a line a step elsewhere; then how long each took.

    A step lasts until the next one begins.
    """
    begun: dict[str, float] = {}
    drawn = sys.stderr.isatty() and verbosity.get() is not Verbosity.QUIET
    with _bars() if drawn else nullcontext(_line) as show:

        def tell(step: str, done: int, whole: int) -> None:
            if drawn or step not in begun:
                show(step, done, whole)
            begun.setdefault(step, time.monotonic())

        yield tell
    ends = [*begun.values(), time.monotonic()][1:]
    for step, end in zip(begun, ends, strict=True):
        _took(step, end - begun[step])


def _line(step: str, _done: int, _whole: int) -> None:
    say(f"{step} …")


@contextmanager
def _bars() -> Iterator[Tells]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=canvas(sys.stderr), transient=False) as bars:
        tasks: dict[str, Any] = {}

        def show(step: str, done: int, whole: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(printable(step), total=whole)
            bars.update(tasks[step], completed=done, total=whole)

        yield show
