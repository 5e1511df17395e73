"""What of a table of counts may be published so that nobody can be picked out of it, whatever else is published.

A cell of one or two speakers is not published (the threshold rule); an empty one is, for it is about nobody. Where a
cell that is kept back could be worked out from totals, from the pages of other views or from what the draft prints,
other cells are rounded to five or kept back with it (complementary suppression). A cell can be worked out unless it
lies on a cycle of cells that may all be one more or one less without any published figure changing: Cox, Network Models
for Complementary Cell Suppression, Journal of the American Statistical Association 90 (1995); Hundepool and others,
Statistical Disclosure Control, 2012, chapter 4.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

FEWEST = 3  # speakers; a cell of fewer is kept back in whatever is published; set by hand
ROUNDED_TO = 5  # notes, where a cell is told roughly; set by hand
_REACH = 2  # a rounded count lies within so many of what is shown
# What it costs to keep a cell back, so that little of what a reader wants is lost: sums of sessions and organisations
# are wanted most, and an empty cell that is kept back looks like somebody's, which is worse than a rounded one.
_CELL, _MOST, _EMPTY, _SUM = 10.0, 50, 60.0, 200.0


class Tally:
    """The notes of a cell and who said them; a note by nobody knows whom (0) counts as a speaker of its own.

    `printed` counts those of which the draft tells that they are of this cell.
    """

    def __init__(self) -> None:
        self.notes = 0
        self.printed = 0
        self._unknown = 0
        self._persons: set[int] = set()

    def add(self, person: int, printed: bool = False) -> None:
        """Count a note."""
        self.notes += 1
        self.printed += printed
        if person:
            self._persons.add(person)
        else:
            self._unknown += 1

    @property
    def small(self) -> bool:
        """Say whether there are speakers, but too few to publish."""
        return 0 < len(self._persons) + self._unknown < FEWEST


@dataclass(frozen=True, slots=True)
class Count:
    """A number of notes, None where it is kept back; `rounded` says that it is to the nearest five."""

    notes: int | None
    rounded: bool = False

    @property
    def exact(self) -> bool:
        """Say whether it is told as it is."""
        return self.notes is not None and not self.rounded


@dataclass(frozen=True, slots=True)
class Counted:
    """A note in a table: its row, its column, who said it, and whether the draft tells that it stands in that column.

    `person` is 0 where nobody knows; such a note leads to nobody, so it counts as a speaker of its own.
    """

    row: str
    column: str
    person: int
    printed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShape:
    """The rows and columns of a table; `groups` says which columns are also counted together, as sessions of a month.

    `unpublished` columns and groups are in no page, but in the totals of the rows; of columns that are `map_only` no
    table has the cells.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    groups: Mapping[str, str] = field(default_factory=dict)
    unpublished: frozenset[str] = frozenset()
    map_only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Protected:
    """What may be published of a table: cells by row and column or group, sums by column or group.

    The totals of rows are always known: a map shows each note of a theme. `small` are the columns and groups whose own
    sum is of too few speakers, `vague` and `vague_in_groups` the rows of which an empty cell is kept back too.
    """

    cells: Mapping[tuple[str, str], Count]
    in_groups: Mapping[tuple[str, str], Count]
    sums: Mapping[str, Count]
    sums_of_groups: Mapping[str, Count]
    small: frozenset[str]
    vague: frozenset[str]
    vague_in_groups: frozenset[str]

    def told(self, row: str, column: str) -> bool:
        """Say whether a cell is published as it is, so that a note may be told to be of it."""
        return self.cells[row, column].exact


def protect(notes: Iterable[Counted], shape: TableShape, internal: bool = False) -> Protected:
    """Say what may be published of a table; `internal` keeps nothing back."""
    network = _Network(notes, shape)
    if internal:
        network.open()
    else:
        network.protect()
    return network.published()


class _State(Enum):
    """What becomes of a count."""

    EXACT = "exact"
    ROUNDED = "rounded"
    BACK = "back"


_Line = tuple[str, str]  # a row of a table: what its columns are, and its name


@dataclass(slots=True, eq=False)
class _Edge:
    """A count as an edge of a network through which notes flow from rows to columns and on to their sums."""

    tail: Hashable
    head: Hashable
    tally: Tally
    price: float
    published: bool = True
    line: _Line | None = None
    state: _State = _State.EXACT
    safe: bool = False
    settled: bool = False

    @property
    def notes(self) -> int:
        return self.tally.notes


class _Network:
    """The counts of a table as a network; what is exact is fixed, what is not may be more or less within bounds."""

    def __init__(self, notes: Iterable[Counted], shape: TableShape) -> None:
        self._shape = shape
        tallies: defaultdict[Hashable, Tally] = defaultdict(Tally)
        for note in notes:
            group = shape.groups.get(note.column, note.column)
            for key in ((note.row, note.column), (note.row, "in", group), ("sum", note.column), ("group", group)):
                tallies[key].add(note.person, note.printed)
        self._cells = {
            (row, column): self._cell(row, column, tallies[row, column])
            for row in shape.rows
            for column in shape.columns
        }
        self._sums = {one: self._sum(one, tallies["sum", one]) for one in shape.columns}
        groups = dict.fromkeys(shape.groups.values())
        self._in_groups = {
            (row, group): self._in_group(row, group, tallies[row, "in", group])
            for row in shape.rows
            for group in groups
        }
        self._of_groups = {group: _Edge(("group", group), "all", tallies["group", group], _SUM) for group in groups}
        self._edges = [
            *self._cells.values(),
            *self._in_groups.values(),
            *self._sums.values(),
            *self._of_groups.values(),
        ]
        self._at: defaultdict[Hashable, list[_Edge]] = defaultdict(list)
        for edge in self._edges:
            self._at[edge.tail].append(edge)
            self._at[edge.head].append(edge)
        self._emptied: set[_Line] = set()
        self._empty: defaultdict[_Line, list[_Edge]] = defaultdict(list)
        for edge in (*self._cells.values(), *self._in_groups.values()):
            if not edge.notes and edge.published and edge.line is not None:
                self._empty[edge.line].append(edge)

    def _cell(self, row: str, column: str, tally: Tally) -> _Edge:
        tail = ("in", row, self._shape.groups[column]) if column in self._shape.groups else ("row", row)
        published = column not in self._shape.unpublished
        price = _CELL + min(tally.notes, _MOST) if tally.notes else _EMPTY
        state = _State.EXACT if published else _State.BACK
        line = ("map" if column in self._shape.map_only else "cells", row)
        return _Edge(tail, ("column", column), tally, price, published, line, state)

    def _in_group(self, row: str, group: str, tally: Tally) -> _Edge:
        published = group not in self._shape.unpublished
        price = _CELL + 1 + min(tally.notes, _MOST) if tally.notes else _EMPTY
        state = _State.EXACT if published else _State.BACK
        return _Edge(("row", row), ("in", row, group), tally, price, published, ("groups", row), state)

    def _sum(self, column: str, tally: Tally) -> _Edge:
        head = ("group", self._shape.groups[column]) if column in self._shape.groups else "all"
        published = column not in self._shape.unpublished
        return _Edge(("column", column), head, tally, _SUM if published else 1.0, published)

    def open(self) -> None:
        """Keep nothing back."""
        for edge in self._edges:
            edge.state = _State.EXACT

    def protect(self) -> None:
        """Keep small counts back, then whatever it takes that each of them may be at least two numbers."""
        waiting = [edge for edge in self._edges if edge.tally.small]
        for edge in waiting:
            edge.state = _State.BACK
        waiting = [edge for edge in waiting if edge.published]
        while waiting:
            edge = waiting.pop(0)
            if edge.safe or edge.state is not _State.BACK:
                continue
            cycle = self._cycle(edge)
            if cycle is None:  # what is always known tells it: there is nothing left to keep
                waiting += self._settle(edge)
                continue
            for one, up in cycle:
                waiting += self._loosen(one, up)
                one.safe = True

    def _settle(self, edge: _Edge) -> list[_Edge]:
        """Tell a count that anybody can work out; give those to look at again if they relied on this empty one."""
        edge.state, edge.settled = _State.EXACT, True
        if edge.line not in self._emptied or any(one.state is _State.BACK for one in self._empty[edge.line]):
            return []
        self._emptied.remove(edge.line)
        again = [one for one in self._edges if one.published and one.state is _State.BACK]
        for one in again:
            one.safe = False
        return again

    def published(self) -> Protected:
        """Give what is shown of each count."""
        every = [*self._sums.items(), *self._of_groups.items()]
        return Protected(
            cells={key: _shown(edge) for key, edge in self._cells.items()},
            in_groups={key: _shown(edge) for key, edge in self._in_groups.items()},
            sums={key: _shown(edge) for key, edge in self._sums.items()},
            sums_of_groups={key: _shown(edge) for key, edge in self._of_groups.items()},
            small=frozenset(key for key, edge in every if edge.tally.small and edge.state is _State.BACK),
            vague=frozenset(row for level, row in self._emptied if level == "cells"),
            vague_in_groups=frozenset(row for level, row in self._emptied if level == "groups"),
        )

    def _cycle(self, edge: _Edge) -> list[tuple[_Edge, bool]] | None:
        """Give the counts that go up or down together with one, the cheapest to keep back; None if there are none."""
        found = []
        for up in (True, False):
            price = self._price(edge, up)
            if price is not None:
                begin, end = (edge.head, edge.tail) if up else (edge.tail, edge.head)
                way = self._way(begin, end, edge)
                if way is not None:
                    found.append((price + way[0], not up, [(edge, up), *way[1]]))
        return min(found, key=lambda one: one[:2])[2] if found else None

    def _way(self, begin: Hashable, end: Hashable, without: _Edge) -> tuple[float, list[tuple[_Edge, bool]]] | None:
        """Find the cheapest way through the network (Dijkstra 1959); each step says whether its count goes up."""
        best: dict[Hashable, float] = {begin: 0.0}
        came: dict[Hashable, tuple[Hashable, _Edge, bool]] = {}
        queue: list[tuple[float, int, Hashable]] = [(0.0, 0, begin)]
        turn = 0
        while queue:
            price, _turn, node = heapq.heappop(queue)
            if node == end:
                return price, list(_back(came, begin, end))
            if price > best[node]:
                continue
            for edge, up, there in self._steps(node, without):
                more = self._price(edge, up)
                if more is not None and price + more < best.get(there, math.inf):
                    best[there], came[there] = price + more, (node, edge, up)
                    turn += 1
                    heapq.heappush(queue, (price + more, turn, there))
        return None

    def _steps(self, node: Hashable, without: _Edge) -> Iterator[tuple[_Edge, bool, Hashable]]:
        for edge in self._at[node]:
            if edge is not without:
                up = edge.tail == node
                yield edge, up, edge.head if up else edge.tail

    def _price(self, edge: _Edge, up: bool) -> float | None:
        """Give what it costs that a count may be one more or one less; None where it cannot be."""
        least = edge.tally.printed
        if edge.settled or (not up and edge.notes <= (least if edge.line else max(least, 1))):
            return None
        if edge.state is _State.EXACT:
            return edge.price
        if edge.state is _State.ROUNDED:
            return 0.0 if _fits(edge.notes, up) else edge.price
        if up or edge.line is None or edge.notes > 1 or not edge.published or edge.line in self._emptied:
            return 0.0
        return _EMPTY if any(map(_free, self._empty[edge.line])) else None

    def _loosen(self, edge: _Edge, up: bool) -> list[_Edge]:
        """Let a count be vague in this direction; give the empty cells that are kept back for it, to be made safe."""
        if edge.state is not _State.BACK:
            edge.state = _State.ROUNDED if edge.notes and _fits(edge.notes, up) else _State.BACK
        if edge.state is not _State.BACK or edge.line is None or not edge.published:
            return []
        if not edge.notes:
            self._emptied.add(edge.line)
        if up or edge.notes > 1 or edge.line in self._emptied:
            return []
        other = next(one for one in self._empty[edge.line] if _free(one))
        other.state = _State.BACK
        self._emptied.add(edge.line)
        return [other]


def _back(
    came: Mapping[Hashable, tuple[Hashable, _Edge, bool]], begin: Hashable, end: Hashable
) -> Iterator[tuple[_Edge, bool]]:
    node = end
    while node != begin:
        node, edge, up = came[node]
        yield edge, up


def _free(edge: _Edge) -> bool:
    """Say whether an empty cell may still be kept back."""
    return edge.state is _State.EXACT and not edge.settled


def _fits(notes: int, up: bool) -> bool:
    """Say whether a count could be one more or one less and be rounded to the same."""
    return abs(notes + (1 if up else -1) - nearest(notes)) <= _REACH


def nearest(notes: int) -> int:
    """Round a count to five."""
    return ROUNDED_TO * round(notes / ROUNDED_TO)


def _shown(edge: _Edge) -> Count:
    if edge.state is _State.BACK:
        return Count(None)
    rounded = edge.state is _State.ROUNDED
    return Count(nearest(edge.notes) if rounded else edge.notes, rounded)
