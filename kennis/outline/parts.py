"""The parts of an outline: how they are called, found, taken out, put in and changed. Pure; a part keeps its id."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kennis.errors import InputError, UnknownItem
from kennis.locale import _
from kennis.nouns import KeptChapter, KeptOutline, KeptPassage, KeptSection

Part = KeptChapter | KeptSection | KeptPassage
T = TypeVar("T", bound=Part)


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A part and where it stands: what it is called now, as 2.3.1, and the id of what holds it."""

    part: Part
    name: str
    parent: str
    place: int


def walk(book: KeptOutline) -> Iterator[FoundPart]:
    """Give all parts in the order in which they are read; passages of a chapter itself are called 2.0.1 and so on."""
    for number, chapter in enumerate(book.chapters):
        yield FoundPart(chapter, f"{number + 1}", "", number)
        for at, section in enumerate(chapter.sections):
            name = f"{number + 1}.{at + 1}"
            yield FoundPart(section, name, chapter.id, at)
            yield from _passages(section.passages, name, section.id)
        yield from _passages(chapter.passages, f"{number + 1}.0", chapter.id)


def _passages(passages: Sequence[KeptPassage], name: str, parent: str) -> Iterator[FoundPart]:
    for at, one in enumerate(passages):
        yield FoundPart(one, f"{name}.{at + 1}", parent, at)


def find(book: KeptOutline, name: str) -> FoundPart:
    """Give the part called so, by its place or its id; raises UnknownItem."""
    found = [one for one in walk(book) if name in (one.name, one.part.id)]
    if not found:
        raise UnknownItem(_("the outline has no part {name}; see: kennis outline list").format(name=name))
    return found[0]


def passages(book: KeptOutline) -> Iterator[KeptPassage]:
    """Give all passages in the order in which they are read."""
    return (one.part for one in walk(book) if isinstance(one.part, KeptPassage))


def sections(book: KeptOutline) -> Iterator[KeptSection]:
    """Give all sections in order."""
    return (section for chapter in book.chapters for section in chapter.sections)


def changed(book: KeptOutline, part: str, change: Callable[[Part], Part]) -> KeptOutline:
    """Change the part of an id; what is not there changes nothing."""

    def each(parts: tuple[T, ...], inside: Callable[[T], T]) -> tuple[T, ...]:
        return tuple(_same(one, change(one)) if one.id == part else inside(one) for one in parts)

    def section(one: KeptSection) -> KeptSection:
        return replace(one, passages=each(one.passages, lambda passage: passage))

    def chapter(one: KeptChapter) -> KeptChapter:
        return replace(one, sections=each(one.sections, section), passages=each(one.passages, lambda passage: passage))

    return replace(book, chapters=each(book.chapters, chapter))


def without(book: KeptOutline, part: str) -> KeptOutline:
    """Take a part out, with all that it holds."""

    def left(parts: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(one for one in parts if one.id != part)

    def section(one: KeptSection) -> KeptSection:
        return replace(one, passages=left(one.passages))

    def chapter(one: KeptChapter) -> KeptChapter:
        return replace(one, sections=tuple(map(section, left(one.sections))), passages=left(one.passages))

    return replace(book, chapters=tuple(map(chapter, left(book.chapters))))


def put(book: KeptOutline, part: Part, parent: str, place: int) -> KeptOutline:
    """Put a part in at a place, counted from 0, at the end where there are fewer; raises InputError where it cannot be.

    A chapter stands in the outline itself (no parent), a section in a chapter, a passage in a section or a chapter.
    """
    if isinstance(part, KeptChapter):
        if parent:
            raise InputError(_("a chapter stands in the outline itself, not in another part"))
        return replace(book, chapters=_with(book.chapters, part, place))

    def held(one: Part) -> Part:
        if isinstance(part, KeptSection) and isinstance(one, KeptChapter):
            return replace(one, sections=_with(one.sections, part, place))
        if isinstance(part, KeptPassage) and isinstance(one, KeptSection | KeptChapter):
            return replace(one, passages=_with(one.passages, part, place))
        raise InputError(_("a section stands in a chapter, a passage in a section or a chapter"))

    find(book, parent)
    return changed(book, parent, held)


def moved(book: KeptOutline, part: str, parent: str, place: int) -> KeptOutline:
    """Move a part, with all that it holds, to a place in another part or the same, as it is without it."""
    return put(without(book, part), find(book, part).part, parent, place)


def _with(parts: tuple[T, ...], part: T, place: int) -> tuple[T, ...]:
    at = max(0, min(place, len(parts)))
    return (*parts[:at], part, *parts[at:])


def _same(one: T, made: Part) -> T:
    assert isinstance(made, type(one))
    return made
