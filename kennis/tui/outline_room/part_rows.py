"""The left side of the editors' room: chapters with their sections, and how many words each is printed with."""

from collections.abc import Collection, Iterator, Sequence

from rich.cells import cell_len

from kennis.locale import _
from kennis.nouns.outline_room import ChapterLine, OutlineView, PassageLine, SectionLine
from kennis.tui.outline_room import outline_wording as words
from kennis.tui.shared.list_item import Layout, ListItem, saying
from kennis.tui.shared.note_lines import Piece, Row
from kennis.tui.shared.wording import shown
from kennis.tui.shared.wrapping import cut

_ASIDE = 32  # from this width on, how many words a chapter is to have stands beside how many it has; set by hand


def items(view: OutlineView, folded: Collection[str], waiting: Collection[str]) -> list[ListItem]:
    """List the parts; `waiting` are those that something is proposed for."""
    if not view.chapters:
        return [saying(_("There is no outline yet: b makes the first one from the accepted themes."), "mark")]
    return [one for chapter in view.chapters for one in _chapter(chapter, folded, waiting)]


def key_of(part: str) -> str:
    """Give the key of a part in the list."""
    return f"part:{part}"


def _chapter(chapter: ChapterLine, folded: Collection[str], waiting: Collection[str]) -> Iterator[ListItem]:
    shut = chapter.part.id in folded
    inside = {chapter.part.id, *(one.part.id for one in chapter.passages)}
    if shut:
        inside |= {one.part.id for one in chapter.sections} | {one.part.id for one in chapter.every}
    flags = _flags(chapter.every if shut else chapter.passages, bool(inside & set(waiting)))
    yield ListItem(key_of(chapter.part.id), _heading(chapter, flags, shut), of=chapter)
    for one in () if shut else chapter.sections:
        inside = {one.part.id, *(passage.part.id for passage in one.passages)}
        flags = _flags(one.passages, bool(inside & set(waiting)))
        yield ListItem(key_of(one.part.id), _section(one, flags), of=one)


def _flags(passages: Sequence[PassageLine], waiting: bool) -> str:
    kept = sum(1 for one in passages if one.hindrance)
    return " ".join(filter(None, [f"⚠{kept}" if kept else "", "⚑" if waiting else ""]))


def _heading(one: ChapterLine, flags: str, folded: bool) -> Layout:
    def rows(width: int, selected: bool) -> Sequence[Row]:
        count = words.number(one.words)
        if one.target and (width >= _ASIDE or one.part.target):
            count = f"{count}/{words.number(one.target)}"
        sign = " " if not one.sections else "▸" if folded else "▾"
        role = "title" if selected or one.words else "muted"
        return [_row((f"{one.name} ", shown(one.part.title), role), flags, f"{count} {sign}", width)]

    return rows


def _section(one: SectionLine, flags: str) -> Layout:
    def rows(width: int, _selected: bool) -> Sequence[Row]:
        return [_row((f"  {one.name} ", shown(one.part.title), "text"), flags, f"{words.number(one.words)}  ", width)]

    return rows


def _row(left: tuple[str, str, str], flags: str, count: str, width: int) -> Row:
    """Put a name and a title on the left, flags and a count on the right."""
    name, title, role = left
    right = f" {flags} " if flags else " "
    space = max(width - cell_len(name) - cell_len(right) - cell_len(count), 0)
    title = cut(title, space)
    gap = " " * (space - cell_len(title))
    return (Piece(name, "muted"), Piece(title + gap, role), Piece(right, "flag"), Piece(count, "muted"))
