"""The parts of an outline: how they are called, found, taken out, put in and changed. Pure; a part keeps its id."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from kennis.errors import InputError, UnknownItem
from kennis.locale import _
from kennis.nouns import Chapter, FoundPart, Outline, Part, Passage, Section

T = TypeVar("T", bound=Part)


def find(book: Outline, name: str) -> FoundPart:
    """Give the part called so, by its place or its id; raises UnknownItem."""
    found = [one for one in book.walk() if name in (one.name, one.part.id)]
    if not found:
        raise UnknownItem(_("the outline has no part {name}; see: kennis outline list").format(name=name))
    return found[0]


def changed(book: Outline, part: str, change: Callable[[Part], Part | None]) -> Outline:
    """Change the part of an id, or take it out with all that it holds; what is not there changes nothing."""

    def each(parts: tuple[T, ...], inside: Callable[[T], T]) -> tuple[T, ...]:
        made = (_same(one, change(one)) if one.id == part else inside(one) for one in parts)
        return tuple(one for one in made if one is not None)

    def section(one: Section) -> Section:
        return replace(one, passages=each(one.passages, lambda passage: passage))

    def chapter(one: Chapter) -> Chapter:
        return replace(one, sections=each(one.sections, section), passages=each(one.passages, lambda passage: passage))

    return replace(book, chapters=each(book.chapters, chapter))


def without(book: Outline, part: str) -> Outline:
    """Take a part out, with all that it holds."""
    return changed(book, part, lambda _part: None)


def put(book: Outline, part: Part, parent: str, place: int) -> Outline:
    """Put a part in at a place, counted from 0, at the end where there are fewer; raises InputError where it cannot be.

    A chapter stands in the outline itself (no parent), a section in a chapter, a passage in a section or a chapter.
    """
    if isinstance(part, Chapter):
        if parent:
            raise InputError(_("a chapter stands in the outline itself, not in another part"))
        return replace(book, chapters=_with(book.chapters, part, place))

    def held(one: Part) -> Part:
        if isinstance(part, Section) and isinstance(one, Chapter):
            return replace(one, sections=_with(one.sections, part, place))
        if isinstance(part, Passage) and isinstance(one, Section | Chapter):
            return replace(one, passages=_with(one.passages, part, place))
        raise InputError(_("a section stands in a chapter, a passage in a section or a chapter"))

    find(book, parent)
    return changed(book, parent, held)


def moved(book: Outline, part: str, parent: str, place: int) -> Outline:
    """Move a part, with all that it holds, to a place in another part or the same, as it is without it."""
    return put(without(book, part), find(book, part).part, parent, place)


def _with(parts: tuple[T, ...], part: T, place: int) -> tuple[T, ...]:
    at = max(0, min(place, len(parts)))
    return (*parts[:at], part, *parts[at:])


def _same(one: T, made: Part | None) -> T | None:
    assert made is None or isinstance(made, type(one))
    return made
