"""Wrap very long lines as they are typed in: only what changed is wrapped anew.

Textual wraps a whole line at every key, which takes a tenth of a second for a pasted text of 200 KB without a line
end. A line breaks greedily, so that what stands after a break does not depend on what stands before it.
"""

from bisect import bisect_left, bisect_right
from itertools import pairwise

from textual._wrap import compute_wrap_offsets
from textual.document._document import Location
from textual.document._wrapped_document import WrappedDocument
from textual.expand_tabs import get_tab_widths

_LONG = 2_000  # characters from which on only what changed is wrapped anew; set by hand
_AHEAD = 2_000  # characters that are wrapped at a time; set by hand


class LongLines(WrappedDocument):
    """A wrapped document that remembers how its last long line was wrapped."""

    _last: tuple[str, int, list[int]] = ("", 0, [])

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Wrap all lines."""
        self._width = width
        self._tab_width = tab_width or self._tab_width
        self._wrap_offsets = [self._breaks(line) for line in self.document.lines]
        self._tab_width_cache = [self._tabs(line) for line in self.document.lines]
        self._index()

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Wrap the lines that an edit touched; the document holds them already."""
        old_last, new_last = len(self._wrap_offsets) - 1, self.document.line_count - 1
        top = min(start[0], old_end[0], old_last, new_last)
        old_bottom = min(max(start[0], old_end[0]), old_last)
        lines = self.document.lines[top : min(max(start[0], new_end[0]), new_last) + 1]
        self._wrap_offsets[top : old_bottom + 1] = [self._breaks(line) for line in lines]
        self._tab_width_cache[top : old_bottom + 1] = [self._tabs(line) for line in lines]
        self._index()

    def get_sections(self, line_index: int) -> list[str]:
        """Give the parts of a line that stand under one another."""
        line = self.document.get_line(line_index)
        return [line[start:end] for start, end in pairwise([0, *self.get_offsets(line_index), len(line)])]

    def _index(self) -> None:
        self._offset_to_line_info = [
            (line, section) for line, breaks in enumerate(self._wrap_offsets) for section in range(len(breaks) + 1)
        ]
        self._line_index_to_offsets = []
        y = 0
        for breaks in self._wrap_offsets:
            self._line_index_to_offsets.append(list(range(y, y + len(breaks) + 1)))
            y += len(breaks) + 1

    def _tabs(self, line: str) -> list[int]:
        return [width for _text, width in get_tab_widths(line, self._tab_width)] if "\t" in line else []

    def _breaks(self, line: str) -> list[int]:
        if not self._width:
            return []
        if len(line) < _LONG or "\t" in line:
            return list(compute_wrap_offsets(line, self._width, self._tab_width))
        before, width, old = self._last
        known = (before, old) if width == self._width else ("", [])
        breaks = rewrapped(line, self._width, *known)
        self._last = (line, self._width, breaks)
        return breaks


def rewrapped(line: str, width: int, before: str, old: list[int]) -> list[int]:
    """Give where a line breaks at a width, from where an earlier text of it broke at the same width."""
    same = _common(before, line)
    shift = len(line) - len(before)
    # What is the same at the end, not counting what is the same at the start.
    tail = _common(before[same:][::-1], line[same:][::-1])
    kept = old[: max(bisect_left(old, same) - 1, 0)]
    at = kept[-1] if kept else 0
    while True:
        found = _ahead(line, at, width)
        for one in found:
            if (
                one > len(line) - tail
                and (place := bisect_left(old, one - shift)) < len(old)
                and old[place] + shift == one
            ):
                return [*kept, *(later + shift for later in old[place:])]
            kept.append(one)
        if not found or (at := found[-1]) >= len(line):
            return kept


def _ahead(line: str, at: int, width: int) -> list[int]:
    """Give some breaks after one; the last of a piece may be there only because the piece ends."""
    size = max(_AHEAD, 8 * width)
    piece = line[at : at + size]
    found = [at + one for one in compute_wrap_offsets(piece, width, 4)]
    return found if at + size >= len(line) else found[: max(bisect_right(found, at + size - 2 * width), 1)]


def _common(first: str, second: str) -> int:
    """Give the length of what two texts have in common at their start."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
