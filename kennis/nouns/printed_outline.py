"""The outline as it may be printed, past the gate of consent; its fields are those of `kennis outline show` as JSON.

It is a tree beside `outline` so that no format can be given a word that may not be printed: these classes have no field
for one, and `kennis.outline.printable` makes them.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from kennis.nouns.outline import PassageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPassage:
    """A piece of the outline and the notes it comes from; `notes` are the short numbers, as n17.

    `text` stands in those notes word for word, but where it is the editor's `own`; `quoted` says that it is printed
    in quotation marks. `id` is that of the kept passage, empty in an outline that nobody keeps.
    """

    kind: PassageKind
    text: str
    notes: tuple[str, ...]
    attribution: str = ""
    quoted: bool = False
    own: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSection:
    """A theme as it stands in a chapter; `see_also` names the chapters that it is also about.

    `notes` counts its notes that may be used, `waiting` those of them that need a level of consent of
    their own before they are printed.
    """

    theme: str
    title: str
    keywords: tuple[str, ...]
    stability: float
    notes: int
    passages: tuple[PrintedPassage, ...]
    see_also: tuple[str, ...] = ()
    waiting: int = 0
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossReference:
    """A section of another chapter that also belongs under this one; `theme` is as in the section."""

    theme: str
    title: str
    chapter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedChapter:
    """A lens as a chapter: its question, its themes as sections, then loose notes worth a look.

    `target` is how many words it is to have; 0 where that is not known.
    """

    lens: str
    title: str
    question: str
    sections: tuple[PrintedSection, ...] = ()
    references: tuple[CrossReference, ...] = ()
    loose: tuple[PrintedPassage, ...] = ()
    id: str = ""
    target: int = 0

    @property
    def every(self) -> tuple[PrintedPassage, ...]:
        """Give all passages in it, in the order in which they are printed."""
        return (*(one for section in self.sections for one in section.passages), *self.loose)


@dataclass(frozen=True, slots=True)
class PlacedPassage:
    """A printed passage with the chapter and the section that it stands in; no section for a chapter's own."""

    passage: PrintedPassage
    chapter: PrintedChapter
    section: PrintedSection | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSource:
    """A session that passages come from: its title (empty: may not be printed), date and note numbers."""

    title: str
    date: datetime.date
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedOutline:
    """A draft of the book: chapters of sections of passages, every passage with its notes.

    `version` tells the kept outline that it was made from; empty where nobody keeps one.
    """

    title: str
    language: str
    chapters: tuple[PrintedChapter, ...]
    sources: tuple[PrintedSource, ...] = ()
    version: str = ""

    def placed(self) -> Iterator[PlacedPassage]:
        """Give the passages in the order in which they are printed, each with where it stands."""
        for chapter in self.chapters:
            for section in chapter.sections:
                yield from (PlacedPassage(one, chapter, section) for one in section.passages)
            yield from (PlacedPassage(one, chapter, None) for one in chapter.loose)
