"""The right side of the editors' room: the passages of a part, what is not printed, notes that stand nowhere."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from kennis.clean_text import clean
from kennis.locale import _
from kennis.nouns.outline_room import ChapterLine, OutlineView, PassageLine, SectionLine, UnusedNote
from kennis.tui.outline_room import outline_wording as words
from kennis.tui.shared import counts_wording
from kennis.tui.shared.list_item import Layout, ListItem, heading, line, rule, saying
from kennis.tui.shared.note_lines import Piece, Row
from kennis.tui.shared.wording import shown
from kennis.tui.shared.wrapping import brief, cut, wrap

_MOST = 8  # lines of a passage; set by hand
_MOST_SELECTED = 200  # lines of the passage under the cursor; set by hand
_INDENT = 2  # columns; set by hand


def nothing() -> Iterator[ListItem]:
    """Say what to do where there is no outline."""
    yield heading(_("No outline yet"), "title")
    yield saying(
        _(
            "b builds the first outline from the accepted themes: chapters are the lenses, sections the themes. From "
            "then on it is yours; what themes and notes bring later is only proposed. Without accepted themes there is "
            "nothing to build it from: F3 goes to them."
        ),
        "text",
    )


def chapter(one: ChapterLine) -> Iterator[ListItem]:
    """Show a chapter: what it comes to, its sections, its own passages."""
    yield _head(f"{one.name} {shown(one.part.title)}", "")
    if one.part.question:
        yield saying(one.part.question)
    quoted = sum(1 for each in one.every if each.quoted)
    target = _("of {count}").format(count=words.number(one.target)) if one.target else ""
    counts = [f"{words.words(one.words)} {target}".strip(), words.quotes(quoted), counts_wording.sessions(one.sources)]
    yield saying(" · ".join(counts), "good")
    if one.sectors:
        yield saying(_("sectors: {shares}").format(shares=words.shares(one.sectors)))
    if hindered := sum(1 for each in one.every if each.hindrance):
        yield saying(f"⚠ {_('not printed: {count}; k shows them').format(count=hindered)}", "flag")
    yield rule()
    yield from (ListItem(f"section:{each.part.id}", _section_line(each), of=each) for each in one.sections)
    if one.sections and one.passages:
        yield rule()
    yield from map(passage, one.passages)
    if not one.sections and not one.passages:
        yield saying(_("an empty chapter; a adds a section or your own text"))


def section(one: SectionLine) -> Iterator[ListItem]:
    """Show a section: what it is about, its passages."""
    yield _head(f"{one.name} {shown(one.part.title)}", " ".join(one.themes))
    used = len({note for each in one.passages for note in each.notes})
    counts = [words.words(one.words), words.quotes(sum(1 for each in one.passages if each.quoted))]
    if one.themes:
        counts.append(_("notes used: {used} of {notes}").format(used=used, notes=max(used, one.notes)))
    yield saying(" · ".join(counts), "good")
    yield rule()
    yield from map(passage, one.passages)
    if not one.passages:
        yield saying(_("an empty section; a adds your own text, u shows notes to put here"))


def unused(view: OutlineView) -> Iterator[ListItem]:
    """Show the notes that stand nowhere."""
    yield heading(_("Notes that stand nowhere"), "title")
    said = _("{count} could be printed; m puts one in a section").format(count=counts_wording.notes(len(view.unused)))
    yield saying(said if view.unused else _("none: the outline holds all that may be printed"))
    yield rule()
    theme = None
    for one in view.unused:
        if one.theme != theme:
            theme = one.theme
            yield ListItem(f"theme:{theme}", _theme(shown(theme) or _("loose notes")), stop=False)
        yield ListItem(f"unused:{one.name}", _unused(one), of=one)


def passage(one: PassageLine) -> ListItem:
    """Show a passage."""
    return ListItem(f"passage:{one.part.id}", _passage(one), of=one)


def spoken(text: str, attribution: str, width: int, most: int) -> list[Row]:
    """Lay out what is said, and who says so below it."""
    indent, space = Piece(" " * _INDENT), max(width - _INDENT, 1)
    made: list[Row] = [(indent, Piece(part, "text")) for part in brief(clean(text).text, space, most)]
    by = [f"— {shown(attribution)}"] if attribution else []
    return [*made, *((indent, Piece(part, "muted")) for said in by for part in wrap(said, space, 2))]


def _passage(one: PassageLine) -> Layout:
    def rows(width: int, selected: bool) -> Sequence[Row]:
        notes = cut(" ".join(one.notes), max(width // 2, 4))
        left = cut(f"{words.sort(one.part)}", max(width - cell_len(notes) - cell_len(one.name) - 2, 0))
        gap = " " * max(width - cell_len(one.name) - 1 - cell_len(left) - cell_len(notes), 1)
        head = (Piece(f"{one.name} ", "muted"), Piece(left, "mark"), Piece(gap), Piece(notes, "muted"))
        text = spoken(words.said(one), one.attribution, width, _MOST_SELECTED if selected else _MOST)
        space = max(width - _INDENT, 1)
        warned = [
            (Piece(" " * _INDENT), Piece(part, "flag"))
            for each in words.warnings(one)
            for part in wrap(f"⚠ {each}", space, 4)
        ]
        return [head, *text, *warned]

    return rows


def _head(title: str, right: str) -> ListItem:
    def rows(width: int, _selected: bool) -> Sequence[Row]:
        lines = wrap(title, width - cell_len(right) - 2 if right else width, 3)
        gap = " " * max(width - cell_len(lines[0]) - cell_len(right), 1)
        return [
            (Piece(lines[0], "title"), Piece(gap), Piece(right, "mark")),
            *(line(one, "title") for one in lines[1:]),
        ]

    return ListItem("head", rows, stop=False)


def _section_line(one: SectionLine) -> Layout:
    def rows(width: int, _selected: bool) -> Sequence[Row]:
        kept = sum(1 for each in one.passages if each.hindrance)
        flag = f" ⚠{kept}" if kept else ""
        right = f" {words.number(one.words):>6}"
        space = max(width - cell_len(right) - cell_len(flag), 0)
        title = cut(f"{one.name} {shown(one.part.title)}", space)
        gap = " " * (space - cell_len(title))
        return [(Piece(title + gap, "text"), Piece(flag, "flag"), Piece(right, "muted"))]

    return rows


def _theme(title: str) -> Layout:
    return lambda width, _selected: [line(cut(title, width), "mark")]


def _unused(one: UnusedNote) -> Layout:
    def rows(width: int, selected: bool) -> Sequence[Row]:
        text = f"“{one.text}”" if one.quoted else one.text
        said = spoken(text, one.attribution, width, _MOST_SELECTED if selected else 3)
        return [line(one.name, "muted"), *said]

    return rows
