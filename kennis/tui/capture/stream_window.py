"""Which rows of a long list of notes are in sight: anchored at a note, so that nothing above it need be laid out."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from kennis.tui.shared.note_lines import Row

Sight = list[tuple[str, Row]]


class StreamWindow:
    """A view on notes of different heights; `rows` lays one out, `top` is the first in sight and how much of it is not.

    Without a top the end is followed. The ids must be in order.
    """

    def __init__(self, rows: Callable[[str], Sequence[Row]]) -> None:
        self.ids: Sequence[str] = ()
        self.top: tuple[str, int] | None = None
        self._rows = rows

    def place(self, name: str) -> int:
        """Give the place of a note, or of the one after it where it is not there."""
        return min(bisect_left(self.ids, name), max(len(self.ids) - 1, 0))

    def sight(self, height: int, selected: str) -> Sight:
        """Give the rows in sight, with the note of each; rows of no note where there are too few.

        Who has selected a note keeps it in sight when others add notes; else the end is followed once it is reached.
        """
        if self.top is not None and self.ids:
            place, offset = self.place(self.top[0]), self.top[1]
            found: Sight = []
            while place < len(self.ids) and len(found) < height + offset:
                found += self._of(place)
                place += 1
            if len(found) - offset > height or (place < len(self.ids) and len(found) - offset == height):
                return found[offset : offset + height]
        found = self._from_end(height)
        self.top = self._start_of(found) if selected else None
        return found

    def bring(self, selected: str, height: int) -> None:
        """Move as little as needed to have a note in sight."""
        if selected not in self.ids:
            return
        place = self.place(selected)
        top = self.top or self._start_of(self._from_end(height)) or (selected, 0)
        first, offset = self.place(top[0]), top[1]
        self.top = top
        if place < first or (place == first and offset):
            self.top = (selected, 0)
        elif place - first >= height or sum(len(self._of(one)) for one in range(first, place + 1)) - offset > height:
            self._end_at(place, height)

    def centre(self, selected: str, height: int) -> None:
        """Have a note in the middle of what is in sight."""
        self.top = (selected, 0)
        self.scroll(-(height // 2), height)

    def scroll(self, count: int, height: int) -> None:
        """Move by rows."""
        start = self.top or self._start_of(self._from_end(height))
        if start is None:
            return
        place, offset = self.place(start[0]), start[1] + count
        while offset < 0 and place > 0:
            place -= 1
            offset += len(self._of(place))
        while place < len(self.ids) - 1 and offset >= len(self._of(place)):
            offset -= len(self._of(place))
            place += 1
        self.top = (self.ids[place], max(offset, 0))

    def _end_at(self, place: int, height: int) -> None:
        """Have a note's last row as the last in sight; its first row goes before its last."""
        left, last = height - len(self._of(place)), place
        while left > 0 and place:
            place -= 1
            left -= len(self._of(place))
        self.top = (self.ids[place], max(-left, 0) if place != last else 0)

    def _of(self, place: int) -> Sight:
        return [(self.ids[place], row) for row in self._rows(self.ids[place])]

    def _from_end(self, height: int) -> Sight:
        found: Sight = []
        place = len(self.ids)
        while place and len(found) < height:
            place -= 1
            found[:0] = self._of(place)
        return [("", ())] * (height - len(found)) + found[max(len(found) - height, 0) :]

    def _start_of(self, sight: Sight) -> tuple[str, int] | None:
        names = [name for name, _row in sight]
        first = next((name for name in names if name), None)
        return (first, len(self._rows(first)) - names.count(first)) if first is not None else None
