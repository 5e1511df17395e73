"""The outline takes over what an editor's file says."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from kennis.errors import InputError
from kennis.ids import new_id
from kennis.locale import _
from kennis.manuscript.hidden_parts import missing, restored, with_missing, with_unprinted
from kennis.manuscript.join_paragraphs import rejoined
from kennis.manuscript.line_marks import only_themes
from kennis.manuscript.manuscript import Manuscript, WrittenHeading, WrittenPassage
from kennis.manuscript.part_matching import Matches, matched
from kennis.manuscript.part_tags import Names
from kennis.manuscript.passage_diff import Settling
from kennis.manuscript.word_origin import same_title
from kennis.nouns import Chapter, Note, Outline, Passage, Section

H = TypeVar("H", Chapter, Section)


def applied(
    manuscript: Manuscript, book: Outline, notes: Iterable[Note], names: Names, fresh: Callable[[], str] = new_id
) -> Outline:
    """Give the outline as the file has it: order, titles, words, what is new and what is gone.

    What may not be printed is never taken out: it goes where its comment stands, else beside its neighbours. A
    part that the file does not change stays as it is. Of a file that is only a part of the outline, chapters and
    sections that it has nothing of stay. Raises InputError for a file with the ids of another outline.
    """
    manuscript = rejoined(manuscript, book, names)
    matches = matched(manuscript, book, names)
    if matches.foreign():
        raise InputError(_("none of the ids in the file is in this outline; was it written from another workspace?"))
    settling = Settling(matches, {note.id: note for note in notes}, names, fresh)
    made = _Applying(book, matches, settling, names, fresh).chapters(manuscript)
    if manuscript.printed:
        made = with_unprinted(book, made, names)
    if manuscript.part:
        made = with_missing(book, made, missing(book, matches.claimed(), names, manuscript.printed))
    return replace(book, chapters=restored(book, made, names, fresh))


class _Applying:
    """Makes the parts of one outline anew."""

    def __init__(
        self, book: Outline, matches: Matches, settling: Settling, names: Names, fresh: Callable[[], str]
    ) -> None:
        self._book, self._matches, self._settling = book, matches, settling
        self._names, self._fresh = names, fresh

    def chapters(self, manuscript: Manuscript) -> tuple[Chapter, ...]:
        written = list(manuscript.chapters)
        headless = written.pop(0) if written and not written[0].title and not written[0].id else None
        made = [self._chapter(one, self._matches.chapters.get(id(one))) for one in written]
        if headless and (headless.sections or headless.passages):
            home = self._home(headless)
            before = self._chapter(headless, home)
            if home or not made:
                made.insert(0, before)
            else:
                first = made[0]
                made[0] = replace(
                    first,
                    sections=(*before.sections, *first.sections),
                    passages=(*before.passages, *first.passages),
                )
        return tuple(made)

    def _home(self, headless: WrittenHeading) -> Chapter | None:
        """Find the chapter whose heading was cut: that of the first part that is known, if it is nowhere else."""
        claimed = {one.id for one in self._matches.chapters.values()}
        for section in headless.sections:
            stored = self._matches.sections.get(id(section))
            for chapter in self._book.chapters if stored else ():
                if stored in chapter.sections:
                    return None if chapter.id in claimed else chapter
        return None

    def _chapter(self, part: WrittenHeading, stored: Chapter | None) -> Chapter:
        sections, passages = tuple(map(self._section, part.sections)), self._passages(part.passages)
        made = stored or Chapter(id=self._fresh(), title=part.title, titled=True)
        return replace(self._titled(part, made), sections=sections, passages=passages)

    def _section(self, part: WrittenHeading) -> Section:
        passages = self._passages(part.passages)
        made = self._matches.sections.get(id(part)) or Section(id=self._fresh(), title=part.title, titled=True)
        return replace(self._titled(part, made), passages=passages)

    def _passages(self, written: Iterable[WrittenPassage]) -> tuple[Passage, ...]:
        made = (self._settling.passage(one) for one in written)
        return tuple(one for one in made if one is not None)

    def _titled(self, part: WrittenHeading, made: H) -> H:
        hidden = part.kept_back or made.id in self._names.kept_back
        unsaid = not part.title or (hidden and only_themes(part.title))
        if unsaid or same_title(part.title, made.title):
            return made
        return replace(made, title=part.title, titled=True)
