"""Edits of the outline: what is done to it, what it is proposed to take over, and its versions."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from kennis.nouns.outline import Chapter, Outline, Passage, Section


class EditVerb(StrEnum):
    """What was done to the outline."""

    BUILD = "build"
    ACCEPT = "accept"
    REJECT = "reject"
    ADD = "add"
    WRITE = "write"
    RETITLE = "retitle"
    MOVE = "move"
    SWAP = "swap"
    TARGET = "target"
    REMOVE = "remove"
    APPLY = "apply"
    BESIDE = "beside"  # another outline came in with an archive; its versions hang below this one, and do not stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """An edit as it is made: the verb, what it was about in words, and the outline that it leaves."""

    verb: EditVerb
    book: Outline
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A version of the outline: its number, who made it when, and what was done; `undone` ones are kept too."""

    number: int
    verb: EditVerb
    about: str
    person: str
    at: datetime.datetime
    undone: bool = False


@dataclass(frozen=True, slots=True)
class PastOutline:
    """The outline as it was after an edit; None for the one before the first."""

    edition: Edition | None
    book: Outline


class OutlineChange(StrEnum):
    """What the outline is proposed to take over from the themes and the notes."""

    SECTION = "section"  # a theme that has no section
    GAINED = "gained"  # a section's theme gained notes
    ENDED = "ended"  # a section's theme is no longer there: split, merged or retired
    TITLE = "title"  # a theme has another title than its section
    TEXT = "text"  # a note's text is no longer what its passage says
    GONE = "gone"  # a note may no longer be printed, or is there no more
    CONTRIBUTION = "contribution"  # a partner's text that stands nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineProposal:
    """A change that the outline is proposed to take over: `key` is the same for the same change, whenever asked.

    `part` is the id of the chapter, section or passage that it is about, and `title` what that would be called;
    `notes` and `themes` are ids. `passages` would come in, or stand in the passage's place; `section` is a new one.
    """

    key: str
    change: OutlineChange
    part: str
    title: str = ""
    notes: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    section: Section | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineLine:
    """A part of the outline in a list: what it is called, as 2.3.1, and its title or words."""

    name: str
    part: Chapter | Section | Passage
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingProposal:
    """A proposal as a person reads it: the part that it is about, its title, and its notes as n17."""

    key: str
    name: str
    title: str
    told: str
    proposal: OutlineProposal


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineDifference:
    """A part that differs between two versions.

    `sign` is + for one that is new, − for one that is gone, ~ for one with other words, → for one that moved; `name` is
    what it is called in the later version, or in the earlier where it is gone.
    """

    sign: str
    name: str
    text: str
    before: str = ""
