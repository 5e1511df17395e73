"""A note in the researcher's room: how strong, what sort, its words; when, by whom, what a person set on it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len

from kennis.clean_text import clean
from kennis.locale import _
from kennis.locale.words import stance as stance_word
from kennis.nouns.themes_room import Hit, Near, NoteLine
from kennis.tui.shared import counts_wording as words
from kennis.tui.shared.list_item import Layout, ListItem
from kennis.tui.shared.note_lines import Piece, Row
from kennis.tui.shared.wording import MARKS, shown
from kennis.tui.shared.wrapping import brief, wrap

_MOST = 3  # rows of a note in the list; set by hand
_MOST_SELECTED = 8  # rows of the note under the cursor; set by hand
_INDENT = 7  # columns by which the text stands behind the head; set by hand
_NARROW = 24  # columns below which nothing is indented; set by hand

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a note is shown: what themes are called; whether its theme is said; why it is here; what was found in it."""

    names: Names = field(default_factory=dict)
    placed: bool = False
    why: str = ""
    found: tuple[tuple[int, int], ...] = ()
    whole: bool = False


def item(line: NoteLine, manner: Manner, key: str = "note") -> ListItem:
    """List a note."""
    return ListItem(f"{key}:{line.note.id}", layout(line, manner), of=line, marks=True)


def hit(one: Hit, names: Names) -> ListItem:
    """List a note that was found, with why."""
    return item(one.line, Manner(names, placed=True, why=shown(one.why), found=one.marks))


def layout(line: NoteLine, manner: Manner) -> Layout:
    """Lay a note out: its text over some lines, what there is to know of it below."""

    def rows(width: int, selected: bool) -> Sequence[Row]:
        indent = _INDENT if width >= _NARROW else 0
        space = max(width - indent, 1)
        blank = Piece(" " * indent)
        head = _head(line) if indent else ()
        text = _text(line, manner, space, selected)
        made = [(*(head if place == 0 else (blank,)), *row) for place, row in enumerate(text)]
        return [*made, *((blank, *row) for row in _below(line, manner, space))]

    return rows


def near(one: Near) -> str:
    """Name a theme that a note comes near to, and how near."""
    return f"{one.name} {words.fraction(one.strength)}"


def _head(line: NoteLine) -> Row:
    strength = words.fraction(line.strength) if line.theme else ""
    return (Piece(f"{strength:<5}", "muted"), Piece(f"{MARKS[line.note.kind]} ", "mark"))


def _text(line: NoteLine, manner: Manner, width: int, selected: bool) -> Iterator[Row]:
    """Give the text in lines, what was found in it marked."""
    text = clean(line.note.text).text
    most = 1_000 if manner.whole else _MOST_SELECTED if selected else _MOST
    place = 0
    for one in brief(text, width, most):
        start = max(text.find(one.removesuffix("…").rstrip(), place), place)
        place = start + len(one.removesuffix("…").rstrip())
        yield tuple(_marked(one, [(low - start, high - start) for low, high in manner.found]))


def _marked(text: str, found: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    at = 0
    for low, high in sorted(found):
        low, high = max(low, at), min(high, len(text))
        if low < high:
            yield Piece(text[at:low], "text")
            yield Piece(text[low:high], "found")
            at = high
    yield Piece(text[at:], "text")


def _below(line: NoteLine, manner: Manner, width: int) -> list[Row]:
    parts = [words.day(line.session.date), words.who(line), *_told(line, manner)]
    said = wrap(" · ".join(filter(None, parts)), width, 3)
    made: list[Row] = [(Piece(one, "muted"),) for one in said]
    stance = stance_word(line.stance) if line.stance else ""
    if stance and cell_len(said[-1]) + cell_len(stance) + 2 > width:
        made.append(())
        said.append("")
    if stance:
        gap = Piece(" " * max(width - cell_len(said[-1]) - cell_len(stance), 0))
        made[-1] = (*made[-1], gap, Piece(stance, "flag"))
    return [*made, *((Piece(one, "good"),) for one in (wrap(manner.why, width, 2) if manner.why else ()))]


def _told(line: NoteLine, manner: Manner) -> list[str]:
    """Say where a note stands and what a person set on it."""
    also = _("nearest: {themes}") if line.theme is None or line.suggested else _("also: {themes}")
    named = manner.names.get(line.theme or "", "?")
    said = _("suggested: {theme}") if line.suggested else _("in {theme}")
    where = said.format(theme=named) if line.theme else _("loose")
    further = [one for one in line.near if one.theme != line.theme]
    return [
        where if manner.placed else _("suggested") if line.suggested else "",
        f"📌 {_('pinned')}" if line.pinned else "",
        _("on the shelf") if line.shelved else "",
        words.memos(line.memos) if line.memos else "",
        also.format(themes=", ".join(map(near, further))) if further else "",
    ]
