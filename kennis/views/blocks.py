"""What a view is made of when it is shown: words, tables and pictures, for a page and for a terminal alike."""

from dataclasses import dataclass
from enum import StrEnum

from kennis.views.map import Map


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
class Column:
    """A column of a table; numbers are aligned to the right. `short` is its heading where there is little room."""

    heading: str
    number: bool = True
    short: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table; `group` is the heading that it stands under."""

    cells: tuple[Cell, ...]
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose first column names its rows; `legend` says how to read it."""

    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    legend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A list in words; `nothing` is said where it is empty. On a page lists stand first, in a terminal last."""

    title: str
    intro: str
    items: tuple[str, ...]
    nothing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: an SVG element for a page, lines of characters for a terminal; a table beside it says the same."""

    title: str
    svg: str
    plain: tuple[str, ...]
    legend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The map of notes: points to look at and click on a page, lines of characters for a terminal."""

    title: str
    map: Map
    plain: tuple[str, ...]
    legend: tuple[str, ...] = ()


Block = Words | Table | Picture | Chart


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
