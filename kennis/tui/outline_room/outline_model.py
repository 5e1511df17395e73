"""What was read last of the outline: its parts and where they stand, what waits, the check, the versions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kennis.nouns import Edition, OutlineDifference, Remark, WaitingProposal
from kennis.nouns.outline_room import ChapterLine, OutlineView, PassageLine, SectionLine

Holder = ChapterLine | SectionLine
PartLine = Holder | PassageLine
Parts = Mapping[str, PartLine]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between a version and the present outline."""

    edition: Edition
    differences: tuple[OutlineDifference, ...]


class OutlineModel:
    """The outline in memory; `parts` are all its parts by id, `remarks` are None while they are looked for."""

    def __init__(self) -> None:
        self.view: OutlineView | None = None
        self.parts: dict[str, PartLine] = {}
        self.waiting: tuple[WaitingProposal, ...] = ()
        self.remarks: tuple[Remark, ...] | None = None
        self.editions: tuple[Edition, ...] = ()
        self.comparison: Comparison | None = None
        self._holders: dict[str, Holder | None] = {}
        self._before_adding: frozenset[str] | None = None

    def take(self, view: OutlineView) -> str:
        """Take over the outline as it stands now; gives the part that was added, empty where none was."""
        self.view = view
        self.parts, self._holders = {}, {}
        for one, holder in (pair for chapter in view.chapters for pair in _inside(chapter)):
            self.parts[one.part.id] = one
            self._holders[one.part.id] = holder
        before, self._before_adding = self._before_adding, None
        return next((one for one in self.parts if before is not None and one not in before), "")

    def await_addition(self) -> None:
        """Remember which parts there are, as one is about to be added."""
        self._before_adding = frozenset(self.parts)

    @property
    def chapters(self) -> tuple[ChapterLine, ...]:
        """The chapters; none where nothing was built or read yet."""
        return self.view.chapters if self.view else ()

    def holder_of(self, part: str) -> Holder | None:
        """Give what a part stands in; None for a chapter."""
        return self._holders.get(part)

    def chapter_of(self, one: PartLine) -> ChapterLine | None:
        """Give the chapter that a part stands in, or is."""
        found: PartLine | None = one
        while found is not None and not isinstance(found, ChapterLine):
            found = self.holder_of(found.part.id)
        return found

    def destinations(self, one: PartLine | None = None) -> list[Holder]:
        """Give where a part could go, or a note that stands nowhere: not where it is, and a section into chapters."""
        holder = self.holder_of(one.part.id) if one is not None else None
        found: list[Holder] = []
        for chapter in self.chapters:
            found += [chapter] if isinstance(one, SectionLine) else [chapter, *chapter.sections]
        return [each for each in found if holder is None or each.part.id != holder.part.id]


def _inside(chapter: ChapterLine) -> Iterator[tuple[PartLine, Holder | None]]:
    """Give a chapter and all that is in it, each with what it stands in."""
    yield chapter, None
    yield from ((one, chapter) for one in chapter.sections)
    for section in chapter.sections:
        yield from ((one, section) for one in section.passages)
    yield from ((one, chapter) for one in chapter.passages)
