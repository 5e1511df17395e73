"""What may not be printed stays in the outline, beside its neighbours, whatever becomes of the file."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kennis.manuscript.part_tags import Names
from kennis.nouns import Chapter, Outline, Passage, Section

H = TypeVar("H", Chapter, Section)


@dataclass(frozen=True, slots=True)
class Missing:
    """The chapters and sections of an outline of which a file has nothing."""

    chapters: tuple[Chapter, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def parts(self) -> tuple[Chapter | Section, ...]:
        """Give both."""
        return (*self.chapters, *self.sections)

    def of_part(self, book: Outline, names: Names) -> bool:
        """Say whether the file may be a part of the outline: a chapter with words, two others or most sections gone."""
        every = sum(len(one.sections) for one in book.chapters)
        told = [one for one in self.chapters if not unprinted(one, names)]
        return bool(told) or len(self.chapters) > 1 or (len(self.sections) > 1 and 2 * len(self.sections) > every)


def restored(book: Outline, made: Sequence[Chapter], names: Names, fresh: Callable[[], str]) -> tuple[Chapter, ...]:
    """Put back into chapters what the outline keeps back and they do not have.

    A passage comes after the one that it stood after, else before the one that it stood before, else into its old
    section or chapter, else into the last chapter, which is made where there is none.
    """
    chapters = list(made) or [Chapter(id=fresh(), title=names.title, titled=True)]
    keeping = _Keeping(chapters)
    for chapter in book.chapters:
        for holder in _holders(chapter):
            for place, passage in enumerate(holder.passages):
                if not names.shown(passage):
                    keeping.put(passage, holder, place, chapter)
    return keeping.chapters() if keeping.changed else tuple(made)


def with_unprinted(book: Outline, made: Sequence[Chapter], names: Names) -> tuple[Chapter, ...]:
    """Put back the chapters of which a document prints nothing, each after the one that it stood after."""
    chapters = list(made)
    there = {chapter.id for chapter in made}
    for chapter in book.chapters:
        if chapter.id not in there and unprinted(chapter, names):
            _insert(chapters, replace(chapter, passages=()), book.chapters)
    return tuple(chapters)


def unprinted(chapter: Chapter, names: Names) -> bool:
    """Say whether a document prints nothing of a chapter, its title included."""
    return not chapter.sections and not any(map(names.shown, chapter.passages))


def missing(book: Outline, claimed: Collection[str], names: Names, printed: bool) -> Missing:
    """Find the chapters and sections that a file should have and of which it has nothing.

    `claimed` are the ids of the parts that stand in it; a `printed` document leaves out what prints nothing.
    """
    chapters, sections = [], []
    for chapter in book.chapters:
        if chapter.id in claimed or any(_there(one, claimed) for one in _held(chapter)):
            sections += [one for one in chapter.sections if not _there(one, claimed)]
        elif not (printed and unprinted(chapter, names)):
            chapters.append(chapter)
    return Missing(tuple(chapters), tuple(sections))


def with_missing(book: Outline, made: Sequence[Chapter], gone: Missing) -> tuple[Chapter, ...]:
    """Put back what a file with a part of the outline does not have, each after what it stood after."""
    chapters = list(made)
    for chapter in gone.chapters:
        _insert(chapters, chapter, book.chapters)
    for place, one in enumerate(chapters):
        stored = next((each for each in book.chapters if each.id == one.id), None)
        if stored is not None and one is not stored:
            sections = list(one.sections)
            for section in stored.sections:
                if section in gone.sections:
                    _insert(sections, section, stored.sections)
            chapters[place] = replace(one, sections=tuple(sections))
    return tuple(chapters)


def _held(chapter: Chapter) -> Iterator[Section | Passage]:
    yield from chapter.sections
    yield from chapter.passages


def _there(part: Section | Passage, claimed: Collection[str]) -> bool:
    held = part.passages if isinstance(part, Section) else ()
    return part.id in claimed or any(one.id in claimed for one in held)


def _insert(parts: list[H], part: H, ordered: Sequence[H]) -> None:
    before = {one.id for one in ordered[: [one.id for one in ordered].index(part.id)]}
    parts.insert(max((at for at, one in enumerate(parts, start=1) if one.id in before), default=0), part)


class _Keeping:
    """The passages of the new chapters, by what holds them."""

    def __init__(self, chapters: Sequence[Chapter]) -> None:
        self.changed = False
        self._chapters = chapters
        holders = [holder for chapter in chapters for holder in _holders(chapter)]
        self._lists = {holder.id: list(holder.passages) for holder in holders}
        self._where = {passage.id: holder.id for holder in holders for passage in holder.passages}

    def put(self, passage: Passage, holder: Chapter | Section, place: int, chapter: Chapter) -> None:
        """Put a passage where it belongs, if it is not there."""
        if passage.id in self._where:
            return
        self.changed = True
        before = next((one for one in holder.passages[:place][::-1] if one.id in self._where), None)
        after = next((one for one in holder.passages[place + 1 :] if one.id in self._where), None)
        near = before or after
        if near is not None:
            into = self._where[near.id]
            at = [one.id for one in self._lists[into]].index(near.id) + (near is before)
        else:
            into = next((one for one in (holder.id, chapter.id) if one in self._lists), self._chapters[-1].id)
            at = 0 if into == holder.id else len(self._lists[into])
        self._lists[into].insert(at, passage)
        self._where[passage.id] = into

    def chapters(self) -> tuple[Chapter, ...]:
        """Give the chapters with what was put back."""
        return tuple(
            replace(
                chapter,
                sections=tuple(replace(one, passages=tuple(self._lists[one.id])) for one in chapter.sections),
                passages=tuple(self._lists[chapter.id]),
            )
            for chapter in self._chapters
        )


def _holders(chapter: Chapter) -> Iterator[Chapter | Section]:
    yield from chapter.sections
    yield chapter
