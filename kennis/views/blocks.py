"""What a view is made of when it is shown: words, tables, bars and points.

A view makes blocks, and each format makes all that it shows of blocks: `html` a page, the command line its lines.
"""

from dataclasses import dataclass
from enum import StrEnum

from kennis.views.view_material import Point


class Tone(StrEnum):
    """What stands out about a cell; its text says it too, so that nothing is said by colour alone."""

    PLAIN = "plain"
    NONE = "none"
    HIDDEN = "hidden"
    MORE = "more"
    MUCH_MORE = "much-more"
    LESS = "less"
    MUCH_LESS = "much-less"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `bar` draws how much it is, in parts that are 0 to 1; `hint` says more where there is room."""

    text: str
    tone: Tone = Tone.PLAIN
    bar: tuple[float, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table; numbers are aligned to the right. `short` is its heading where there is little room."""

    heading: str
    number: bool = True
    short: str = ""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row of a table; `group` is the heading that it stands under."""

    cells: tuple[Cell, ...]
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose first column names its rows; `legend` says how to read it."""

    title: str
    columns: tuple[TableColumn, ...]
    lines: tuple[TableLine, ...]
    legend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """A list in words; `nothing` is said where it is empty. On a page lists stand first, in a terminal last."""

    title: str
    intro: str
    items: tuple[str, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: how high it is, None where that is kept back, and its count in words."""

    height: int | None
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """A row of bars; `remark` says how it runs, `peak` is the place of its peak, from 0, where there is one."""

    name: str
    bars: tuple[Bar, ...]
    remark: str
    peak: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Rows with a bar for each moment, all on one scale; `label` is for who cannot see them."""

    title: str
    label: str
    moments: tuple[str, ...]
    rows: tuple[BarRow, ...]
    legend: tuple[str, ...] = ()

    @property
    def largest(self) -> int:
        """Give the height of the highest bar."""
        return max((bar.height or 0 for row in self.rows for bar in row.bars), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePoint:
    """A note at its place, 0 to 1 both ways; `text` is empty where it may not be quoted."""

    x: float
    y: float
    note: str
    text: str
    by: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointGroup:
    """The notes of a theme, or those of none; `title` stands at their `middle`, `symbol` where they are characters."""

    name: str
    title: str
    symbol: str
    points: tuple[NotePoint, ...]
    middle: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Notes as points to look at and click on, by theme."""

    title: str
    groups: tuple[PointGroup, ...]
    legend: tuple[str, ...] = ()


Block = WordList | Table | Bars | Points


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewPage:
    """A view in words, tables and pictures; `facts` are said in a line at the top, `notices` are what to beware of."""

    name: str
    title: str
    programme: str
    internal: bool
    facts: tuple[str, ...]
    notices: tuple[str, ...]
    blocks: tuple[Block, ...]


HIDDEN, ROUNDED = "·", "≈"


def number(value: int | None, rounded: bool = False) -> Cell:
    """Make the cell of a count: one that is kept back is a dot, one that is rounded says so."""
    if value is None:
        return Cell(HIDDEN, Tone.HIDDEN)
    return Cell(f"{ROUNDED if rounded else ''}{value}", Tone.PLAIN if value else Tone.NONE)
