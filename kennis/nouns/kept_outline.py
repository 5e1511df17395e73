"""The outline as editors keep it: each part of it lasts under an id of its own, whatever becomes of its themes."""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kennis.nouns.printed_outline import PassageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPassage:
    """A passage as it is kept: its words and the ids of the notes that it comes from or cites.

    `own` says that the words are the editor's. Words that are not stand as they were said in each of its notes.
    """

    id: str
    kind: PassageKind
    text: str
    notes: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSection:
    """A section: a theme, a part of one, several or none; `titled` says that the editor gave its title.

    `seen` are the notes of its themes that the section has taken account of, printed or not.
    """

    id: str
    title: str
    titled: bool = False
    themes: tuple[str, ...] = ()
    passages: tuple[KeptPassage, ...] = ()
    seen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptChapter:
    """A chapter: first a lens, then as the editor wishes; `passages` stand after its sections.

    `target` is how many words it is to have; 0 leaves that to the settings.
    """

    id: str
    title: str
    titled: bool = False
    lens: str = ""
    question: str = ""
    target: int = 0
    sections: tuple[KeptSection, ...] = ()
    passages: tuple[KeptPassage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOutline:
    """The outline as it is kept; `rejected` are the keys of proposals that were not wanted."""

    chapters: tuple[KeptChapter, ...] = ()
    rejected: frozenset[str] = frozenset()

    @property
    def version(self) -> str:
        """Tell this outline from others by what an editor's file can change in it, in 12 hexadecimal figures."""
        told = "\x00".join(part for chapter in self.chapters for part in _told(chapter))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _told(chapter: KeptChapter) -> Iterator[str]:
    yield from ("c", chapter.id, chapter.title)
    for section in chapter.sections:
        yield from ("s", section.id, section.title)
        yield from (text for passage in section.passages for text in _words(passage))
    yield from ("", *(text for passage in chapter.passages for text in _words(passage)))


def _words(passage: KeptPassage) -> tuple[str, ...]:
    return "p", passage.id, passage.kind, passage.text, " ".join(passage.notes), str(passage.own)


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
    book: KeptOutline
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
class PastBook:
    """The outline as it was after an edit; None for the one before the first."""

    edition: Edition | None
    book: KeptOutline


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
    passages: tuple[KeptPassage, ...] = ()
    section: KeptSection | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineLine:
    """A part of the outline in a list: what it is called, as 2.3.1, and its title or words."""

    name: str
    part: KeptChapter | KeptSection | KeptPassage
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
