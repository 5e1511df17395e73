"""The outline of the book: chapters of sections of passages."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class PassageKind(StrEnum):
    """What a passage of the outline is."""

    SUMMARY = "summary"
    POINT = "point"
    QUOTE = "quote"
    COUNTER = "counter"
    QUESTION = "question"
    LOOSE = "loose"
    CONTRIBUTION = "contribution"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
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
class Section:
    """A theme as it stands in a chapter; `see_also` names the chapters that it is also about.

    `notes` counts its notes that may be used, `waiting` those of them that need a level of consent of
    their own before they are printed.
    """

    theme: str
    title: str
    keywords: tuple[str, ...]
    stability: float
    notes: int
    passages: tuple[Passage, ...]
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
class Chapter:
    """A lens as a chapter: its question, its themes as sections, then loose notes worth a look.

    `target` is how many words it is to have; 0 where that is not known.
    """

    lens: str
    title: str
    question: str
    sections: tuple[Section, ...] = ()
    references: tuple[CrossReference, ...] = ()
    loose: tuple[Passage, ...] = ()
    id: str = ""
    target: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSource:
    """A session that passages come from: its title (empty: may not be printed), date and note numbers."""

    title: str
    date: datetime.date
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A draft of the book: chapters of sections of passages, every passage with its notes.

    `version` tells the kept outline that it was made from; empty where nobody keeps one.
    """

    title: str
    language: str
    chapters: tuple[Chapter, ...]
    sources: tuple[PrintedSource, ...] = ()
    version: str = ""
