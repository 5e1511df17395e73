"""Paragraphs that belong to one passage of the outline find each other again, whatever parted them in the file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kennis.manuscript.manuscript import Manuscript, WrittenHeading, WrittenPassage
from kennis.manuscript.part_tags import Names, ending, found
from kennis.note_paragraphs import paragraphs
from kennis.nouns import Outline, Passage

_QUOTES = "“”\"'„«»"
_ALIKE = 0.5  # of the words of a paragraph; set by hand


def rejoined(manuscript: Manuscript, book: Outline, names: Names) -> Manuscript:
    """Give the manuscript with the paragraphs that stand before the last one of their passage joined to it.

    Of a printed document, in which a chapter's own passages may follow its last section without a heading, those
    are parted from the section again.
    """
    joining = _Joining(book, names)
    return replace(manuscript, chapters=tuple(joining.chapter(one, manuscript.printed) for one in manuscript.chapters))


class _Joining:
    """Joins the paragraphs of the passages of one outline."""

    def __init__(self, book: Outline, names: Names) -> None:
        stored = [part for part in book.parts if isinstance(part, Passage)]
        texts = {one.id: dict.fromkeys((one.text, names.words(one))) for one in stored}
        cuts = {name: [_cut(text) for text in each] for name, each in texts.items()}
        self._longer = {name: sum(cut, ()) for name, cut in cuts.items() if any(len(one) > 1 for one in cut)}
        self._ends = ending(one.id for one in stored)
        self._chapters = {chapter.id: {one.id for one in chapter.passages} for chapter in book.chapters}
        self._chapter_ends = ending(chapter.id for chapter in book.chapters)

    def chapter(self, chapter: WrittenHeading, printed: bool) -> WrittenHeading:
        sections = [replace(one, passages=tuple(self._joined(one.passages))) for one in chapter.sections]
        passages = tuple(self._joined(chapter.passages))
        if printed and sections:
            own = self._chapters.get(found(chapter.id, self._chapter_ends), set())
            last = list(sections[-1].passages)
            while last and found(last[-1].id, self._ends) in own:
                passages = (last.pop(), *passages)
            sections[-1] = replace(sections[-1], passages=tuple(last))
        return replace(chapter, sections=tuple(sections), passages=passages)

    def _joined(self, passages: Sequence[WrittenPassage]) -> Iterator[WrittenPassage]:
        loose: list[WrittenPassage] = []
        for passage in passages:
            if not passage.id and not passage.numbers:
                loose.append(passage)
                continue
            stored = () if passage.kept_back else self._longer.get(found(passage.id, self._ends), ())
            first = self._first(loose, stored)
            yield from loose[:first]
            yield _together(loose[first:], passage) if first < len(loose) else passage
            loose = []
        yield from loose

    def _first(self, loose: Sequence[WrittenPassage], stored: Sequence[frozenset[str]]) -> int:
        """Find the first of some paragraphs that is like one of a stored passage."""
        fitting = (place for place, one in enumerate(loose) if _like(one.text, stored))
        return next(fitting, len(loose))


def _together(loose: Sequence[WrittenPassage], last: WrittenPassage) -> WrittenPassage:
    text = "\n\n".join(one.text for one in (*loose, last) if one.text)
    return replace(last, line=loose[0].line, text=text)


def _cut(text: str) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(word.strip(_QUOTES) for line in lines for word in line.split()) for lines in paragraphs(text)
    )


def _like(text: str, stored: Sequence[frozenset[str]]) -> bool:
    words = {word.strip(_QUOTES) for word in text.split()}
    return any(len(words & one) >= _ALIKE * max(len(words), len(one)) for one in stored if words)
