"""Which part of the outline each part of the file is, and how much the two are alike."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from kennis.manuscript.join_paragraphs import rejoined
from kennis.manuscript.manuscript import Manuscript, WrittenHeading, WrittenPassage
from kennis.manuscript.part_tags import Names, ending, found
from kennis.manuscript.word_origin import same, same_title, spelled, stretch_of, unquoted
from kennis.nouns import Chapter, Outline, Passage, Section

P = TypeVar("P", Chapter, Section, Passage)
H = TypeVar("H", Chapter, Section)
_SPLIT_OFF = 4  # words; fewer stand in many a passage by chance; set by hand


@dataclass(frozen=True, slots=True)
class Matches:
    """What each part of the file is in the outline, by the part's own identity; a part that is new is not there.

    `copies` are the parts whose id stood in the file before, with what they are copies of; `strange` those whose id
    the outline does not have; `excerpts` the unmarked ones whose words are a piece cut off a passage beside them.
    """

    chapters: dict[int, Chapter] = field(default_factory=dict)
    sections: dict[int, Section] = field(default_factory=dict)
    passages: dict[int, Passage] = field(default_factory=dict)
    copies: dict[int, Chapter | Section | Passage] = field(default_factory=dict)
    strange: set[int] = field(default_factory=set)
    excerpts: dict[int, Passage] = field(default_factory=dict)

    def heading(self, part: WrittenHeading) -> Chapter | Section | None:
        """Give what a heading of the file is in the outline."""
        return self.chapters.get(id(part)) or self.sections.get(id(part))

    def claimed(self) -> set[str]:
        """Give the ids of the outline's parts that stand in the file."""
        return {
            *(part.id for part in self.chapters.values()),
            *(part.id for part in self.sections.values()),
            *(part.id for part in self.passages.values()),
        }

    def foreign(self) -> bool:
        """Say whether the file has ids, and the outline none of them."""
        return bool(self.strange) and not self.claimed() and not self.copies


def matched(manuscript: Manuscript, book: Outline, names: Names) -> Matches:
    """Find what each part of the file is: by its id, else by equal words that no other part of the file claims."""
    return _Matching(book, names).of(manuscript)


def known(passage: WrittenPassage, stored: Passage, names: Names) -> bool:
    """Say whether a passage of the file has a stored one's words, as kept or as printed, with or without marks."""
    return any(
        same(passage.text, words)
        or same(passage.text, f"“{words.strip()}”")
        or same(unquoted(passage.text), words.strip())
        for words in dict.fromkeys((stored.text, names.words(stored)))
    )


def likeness(manuscript: Manuscript, book: Outline, names: Names) -> int:
    """Count the parts of a file that stand so in an outline, less those that only one of the two has."""
    joined = rejoined(manuscript, book, names)
    matches = matched(joined, book, names)
    claimed = matches.claimed()
    texts = sum(
        known(one, matches.passages[id(one)], names) for one in joined.passages() if id(one) in matches.passages
    )
    headings = ((one, matches.heading(one)) for one in joined.headings())
    titles = sum(stored is not None and same_title(one.title, stored.title) for one, stored in headings)
    kept_back = {one.id for one in book.every if not names.shown(one)}
    absent = [one for one in book.parts if one.id not in claimed and one.id not in kept_back]
    return texts + titles - len(matches.strange) - len(absent)


class _Matching:
    """Matches the parts of one file."""

    def __init__(self, book: Outline, names: Names) -> None:
        self._book, self._names = book, names
        self._made = Matches()
        self._taken: set[str] = set()
        self._parts = {part.id: part for part in book.parts}
        self._ends = {
            kind: ending(part.id for part in self._parts.values() if isinstance(part, kind))
            for kind in (Chapter, Section, Passage)
        }
        self._texts: dict[str, list[Passage]] = {}
        for part in self._parts.values():
            if isinstance(part, Passage) and names.shown(part):
                for words in dict.fromkeys((spelled(part.text), spelled(names.words(part)))):
                    self._texts.setdefault(words, []).append(part)

    def of(self, manuscript: Manuscript) -> Matches:
        for chapter in manuscript.chapters:
            self._by_id(chapter, Chapter, self._made.chapters)
            for section in chapter.sections:
                self._by_id(section, Section, self._made.sections)
        for passage in manuscript.passages():
            self._by_id(passage, Passage, self._made.passages)
        self._by_titles(manuscript)
        for holder in manuscript.holders():
            self._by_words(holder)
        return self._made

    def _by_id(self, part: WrittenHeading | WrittenPassage, kind: type[P], made: dict[int, P]) -> None:
        if not part.id:
            return
        stored = self._parts.get(found(part.id, self._ends[kind]))
        if not isinstance(stored, kind):
            self._made.strange.add(id(part))
        elif stored.id in self._taken:
            self._made.copies[id(part)] = stored
        elif not (isinstance(part, WrittenPassage) and isinstance(stored, Passage) and self._emptied(part, stored)):
            made[id(part)] = stored
            self._taken.add(stored.id)

    def _emptied(self, part: WrittenPassage, stored: Passage) -> bool:
        """Say whether a comment stands there without the words that it had."""
        return not part.text and not part.kept_back and bool(stored.text.strip()) and self._names.shown(stored)

    def _by_titles(self, manuscript: Manuscript) -> None:
        """Find headings whose comments were cut, by their titles."""
        for chapter in manuscript.chapters:
            if not chapter.id and chapter.title:
                self._take(chapter, self._book.chapters, self._made.chapters)
            beside = self._made.chapters.get(id(chapter))
            for section in chapter.sections:
                if not section.id and section.title:
                    self._take(
                        section, [*(beside.sections if beside else ()), *self._book.sections], self._made.sections
                    )

    def _take(self, part: WrittenHeading, stored: Iterable[H], made: dict[int, H]) -> None:
        for one in stored:
            if one.id not in self._taken and one.id not in self._names.kept_back and same_title(one.title, part.title):
                made[id(part)] = one
                self._taken.add(one.id)
                return

    def _by_words(self, holder: WrittenHeading) -> None:
        stored = self._made.heading(holder)
        beside = {one.id for one in stored.passages} if stored else set()
        for passage in holder.passages:
            if id(passage) not in self._made.passages and passage.text and not passage.id:
                fitting = [one for one in self._fitting(passage) if one.id not in self._taken]
                near = [one for one in fitting if one.id in beside] or fitting
                if near:
                    self._made.passages[id(passage)] = near[0]
                    self._taken.add(near[0].id)
        self._split(holder.passages)

    def _fitting(self, passage: WrittenPassage) -> Iterator[Passage]:
        for text in dict.fromkeys((passage.text, unquoted(passage.text))):
            yield from self._texts.get(spelled(text), ())

    def _split(self, passages: Sequence[WrittenPassage]) -> None:
        """Find text without a comment that was cut off the passage after it, or before it."""
        for near in (passages[::-1], passages):
            for other, passage in pairwise(near):
                stored = self._made.passages.get(id(other)) or self._made.excerpts.get(id(other))
                if stored and not stored.own and self._names.shown(stored) and self._unmarked(passage):
                    text = unquoted(passage.text)
                    if len(text.split()) >= _SPLIT_OFF and any(
                        stretch_of(text, words) for words in {stored.text, self._names.words(stored)}
                    ):
                        self._made.excerpts[id(passage)] = stored

    def _unmarked(self, passage: WrittenPassage) -> bool:
        cut = not passage.id and not passage.numbers
        return cut and id(passage) not in self._made.passages and id(passage) not in self._made.excerpts
