"""What is beside what would be: two columns, or one below the other where there is little room."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len

from kennis.clean_text import clean
from kennis.locale import _
from kennis.tui.shared.list_item import Layout, line
from kennis.tui.shared.note_lines import Piece, Row
from kennis.tui.shared.wrapping import brief

_GAP = " │ "
Said = Sequence[tuple[str, str]]  # texts with their roles


@dataclass(frozen=True, slots=True)
class Columns:
    """From how many columns on the two stand beside each other, and how many lines a text may take."""

    narrow: int
    lines: int


def beside(now: Said, then: Said, room: Columns) -> Layout:
    """Put what is beside what would be."""

    def rows(width: int, _selected: bool) -> Sequence[Row]:
        if width < room.narrow:
            return [*_column(_("now"), now, width, room), (), *_column(_("then"), then, width, room)]
        half = (width - len(_GAP)) // 2
        left, right = _column(_("now"), now, half, room), _column(_("then"), then, half, room)
        return [_joined(first, second, half) for first, second in zip_longest(left, right, fillvalue=())]

    return rows


def _column(name: str, said: Said, width: int, room: Columns) -> list[Row]:
    parts = (line(part, role) for text, role in said for part in brief(clean(text).text, width, room.lines))
    return [line(name, "mark"), *parts]


def _joined(first: Row, second: Row, half: int) -> Row:
    used = sum(cell_len(piece.text) for piece in first)
    return (*first, Piece(" " * (half - used)), Piece(_GAP, "muted"), *second)
