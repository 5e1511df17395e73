"""Which rows of a long list are in sight: anchored at an item, so that nothing above it need be laid out."""

from collections.abc import Callable, Sequence

from kennis.tui.shared.note_lines import Row

Seen = list[tuple[int, int, Row]]


class RowsInSight:
    """A view on items of different heights; `rows` lays one out, `top` is the first in sight and how much is above."""

    def __init__(self, rows: Callable[[int], Sequence[Row]]) -> None:
        self._rows = rows
        self.count = 0
        self.top = (0, 0)

    def sight(self, height: int) -> Seen:
        """Give the rows in sight: item, row of the item, pieces."""
        self.hold(height)
        at, offset = self.top
        found: Seen = []
        while at < self.count and len(found) < height:
            rows = self._rows(at)
            found += [(at, place, row) for place, row in enumerate(rows) if place >= offset]
            at, offset = at + 1, 0
        return found[:height]

    def bring(self, wanted: int, height: int) -> None:
        """Move as little as needed to have an item in sight, its first row above all."""
        at, offset = self.top
        if wanted < at or (wanted == at and offset):
            self.top = (wanted, 0)
            return
        if wanted - at < height:
            used = sum(len(self._rows(one)) for one in range(at, wanted + 1)) - offset
            if used <= height:
                return
        left, first = height - len(self._rows(wanted)), wanted
        while left > 0 and first > 0:
            first -= 1
            left -= len(self._rows(first))
        self.top = (first, -left if left < 0 and first != wanted else 0)

    def scroll(self, by: int, height: int) -> None:
        """Move by rows; the last row stays in sight."""
        at, offset = self.top[0], self.top[1] + by
        while offset < 0 and at > 0:
            at -= 1
            offset += len(self._rows(at))
        while at < self.count - 1 and offset >= len(self._rows(at)):
            offset -= len(self._rows(at))
            at += 1
        last = len(self._rows(at)) - 1 if self.count else 0
        self.top = (at, max(0, min(offset, last)))
        self.hold(height)

    def bar(self, sight: Seen, y: int, height: int) -> str:
        """Say in one column where what is in sight stands in the list."""
        if not sight or height < 2:
            return " "
        (first, above, _row), last = sight[0], sight[-1][0]
        if not first and not above and last == self.count - 1 and len(sight) <= height:
            return " "
        return thumb(y, height, (first, last, self.count))

    def ended(self, sight: Seen) -> bool:
        """Say whether the last row of all is in sight, or there is none."""
        return not self.count or (
            bool(sight) and sight[-1][:2] == (self.count - 1, len(self._rows(self.count - 1)) - 1)
        )

    def hold(self, height: int) -> None:
        """Leave no empty rows below the last item where there are enough above."""
        at, offset = self.top
        below, last = -offset, at
        while last < self.count and below < height:
            below += len(self._rows(last))
            last += 1
        if below >= height:
            return
        left, first = height, self.count
        while left > 0 and first > 0:
            first -= 1
            left -= len(self._rows(first))
        self.top = (first, max(-left, 0))


def thumb(y: int, height: int, seen: tuple[int, int, int]) -> str:
    """Draw a row of the bar beside a list: where the first and the last item in sight stand among so many."""
    first, last, count = seen
    start = first * height // count
    end = max(start + 1, -(-(last + 1) * height // count))
    return "┃" if start <= y < end else "│"
