"""What may not be printed stays in the outline, beside its neighbours, whatever becomes of the file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kennis.manuscript.names import Names
from kennis.nouns import Book, BookChapter, BookPassage, BookSection


def restored(
    book: Book, made: Sequence[BookChapter], names: Names, fresh: Callable[[], str]
) -> tuple[BookChapter, ...]:
    """Put back into chapters what the outline keeps back and they do not have.

    A passage comes after the one that it stood after, else before the one that it stood before, else into its old
    section or chapter, else into the last chapter, which is made where there is none.
    """
    chapters = list(made) or [BookChapter(id=fresh(), title=names.title, titled=True)]
    keeping = _Keeping(chapters)
    for chapter in book.chapters:
        for holder in _holders(chapter):
            for place, passage in enumerate(holder.passages):
                if not names.shown(passage):
                    keeping.put(passage, holder, place, chapter)
    return keeping.chapters() if keeping.changed else tuple(made)


def with_unprinted(book: Book, made: Sequence[BookChapter], names: Names) -> tuple[BookChapter, ...]:
    """Put back the chapters of which a document prints nothing, each after the one that it stood after."""
    chapters = list(made)
    there = {chapter.id for chapter in made}
    for place, chapter in enumerate(book.chapters):
        if chapter.id not in there and unprinted(chapter, names):
            before = {one.id for one in book.chapters[:place]}
            at = max((number for number, one in enumerate(chapters, start=1) if one.id in before), default=0)
            chapters.insert(at, replace(chapter, passages=()))
    return tuple(chapters)


def unprinted(chapter: BookChapter, names: Names) -> bool:
    """Say whether a document prints nothing of a chapter, its title included."""
    return not chapter.sections and not any(map(names.shown, chapter.passages))


class _Keeping:
    """The passages of the new chapters, by what holds them."""

    def __init__(self, chapters: Sequence[BookChapter]) -> None:
        self.changed = False
        self._chapters = chapters
        holders = [holder for chapter in chapters for holder in _holders(chapter)]
        self._lists = {holder.id: list(holder.passages) for holder in holders}
        self._where = {passage.id: holder.id for holder in holders for passage in holder.passages}

    def put(self, passage: BookPassage, holder: BookChapter | BookSection, place: int, chapter: BookChapter) -> None:
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

    def chapters(self) -> tuple[BookChapter, ...]:
        """Give the chapters with what was put back."""
        return tuple(
            replace(
                chapter,
                sections=tuple(replace(one, passages=tuple(self._lists[one.id])) for one in chapter.sections),
                passages=tuple(self._lists[chapter.id]),
            )
            for chapter in self._chapters
        )


def _holders(chapter: BookChapter) -> Iterator[BookChapter | BookSection]:
    yield from chapter.sections
    yield chapter
