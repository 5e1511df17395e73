"""What the editors' room shows: lines on a screen, each with the part of the outline that it is about.

They count its words, notes and sectors, and say what of it is not printed.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from kennis.nouns.outline import Chapter, Passage, Section


class Hindrance(StrEnum):
    """Why a passage is not printed."""

    CONSENT = "consent"  # a note of it may not be printed
    CHANGED = "changed"  # a note of it no longer says its words
    GONE = "gone"  # a note of it is there no more, or it has none


@dataclass(frozen=True, slots=True)
class SectorShare:
    """How large a part of the cited notes comes from a sector, 0 to 1; an empty name is for those of no known one."""

    name: str
    part: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageLine:
    """A passage as the screen shows it: what it is called, its notes as n17, and how it would be printed.

    `silent` are those of its notes that may not be cited; `repeated` those that another passage prints too; `stopping`
    says what of it stops an export. `printed` are the words that its speaker asked for in the place of its own.
    """

    part: Passage
    name: str
    notes: tuple[str, ...] = ()
    attribution: str = ""
    quoted: bool = False
    hindrance: Hindrance | None = None
    silent: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    stopping: tuple[str, ...] = ()
    printed: str = ""

    @property
    def words(self) -> int:
        """Give how many words it is printed with."""
        return 0 if self.hindrance else len((self.printed or self.part.text).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLine:
    """A section: its themes as T-014, and how many notes of them could be printed."""

    part: Section
    name: str
    themes: tuple[str, ...] = ()
    notes: int = 0
    passages: tuple[PassageLine, ...] = ()

    @property
    def words(self) -> int:
        """Give how many words are printed of it."""
        return sum(one.words for one in self.passages)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterLine:
    """A chapter: how many words it is to have, from how many sessions it cites, and the sectors of what it cites."""

    part: Chapter
    name: str
    target: int = 0
    sections: tuple[SectionLine, ...] = ()
    passages: tuple[PassageLine, ...] = ()
    sources: int = 0
    sectors: tuple[SectorShare, ...] = ()

    @property
    def words(self) -> int:
        """Give how many words are printed of it."""
        return sum(one.words for one in self.every)

    @property
    def every(self) -> tuple[PassageLine, ...]:
        """Give all passages in it, in order."""
        return (*(one for section in self.sections for one in section.passages), *self.passages)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedNote:
    """A note that could be printed and stands nowhere; `theme` names its theme, empty where it is loose."""

    name: str
    text: str
    quoted: bool = False
    attribution: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineView:
    """The outline as the screen shows it; one without chapters was never built."""

    title: str
    chapters: tuple[ChapterLine, ...] = ()
    unused: tuple[UnusedNote, ...] = ()
    sectors: tuple[SectorShare, ...] = field(default_factory=tuple)
    stamp: str = ""

    @property
    def every(self) -> tuple[PassageLine, ...]:
        """Give all passages, in order."""
        return tuple(one for chapter in self.chapters for one in chapter.every)
