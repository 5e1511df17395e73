"""The outline: chapters of sections of passages. This is the one tree of it; each part lasts under an id of its own.

What may be printed of it is told in `printed_outline`, what the editors' room shows of each part in `outline_room`.
"""

import hashlib
from collections.abc import Iterator, Sequence
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
    """A passage as it is kept: its words and the ids of the notes that it comes from or cites.

    `own` says that the words are the editor's. Words that are not stand as they were said in each of its notes.
    """

    id: str
    kind: PassageKind
    text: str
    notes: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section: a theme, a part of one, several or none; `titled` says that the editor gave its title.

    `seen` are the notes of its themes that the section has taken account of, printed or not.
    """

    id: str
    title: str
    titled: bool = False
    themes: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    seen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter: first a lens, then as the editor wishes; `passages` stand after its sections.

    `target` is how many words it is to have; 0 leaves that to the settings.
    """

    id: str
    title: str
    titled: bool = False
    lens: str = ""
    question: str = ""
    target: int = 0
    sections: tuple[Section, ...] = ()
    passages: tuple[Passage, ...] = ()

    @property
    def every(self) -> tuple[Passage, ...]:
        """Give all passages in it, in the order in which they are read."""
        return (*(one for section in self.sections for one in section.passages), *self.passages)


Part = Chapter | Section | Passage


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A part and where it stands: what it is called now, as 2.3.1, and the id of what holds it."""

    part: Part
    name: str
    parent: str
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The outline as it is kept; `rejected` are the keys of proposals that were not wanted."""

    chapters: tuple[Chapter, ...] = ()
    rejected: frozenset[str] = frozenset()

    def walk(self) -> Iterator[FoundPart]:
        """Give all parts in the order in which they are read; a chapter's own passages are called 2.0.1 and so on."""
        for number, chapter in enumerate(self.chapters):
            yield FoundPart(chapter, f"{number + 1}", "", number)
            for at, section in enumerate(chapter.sections):
                name = f"{number + 1}.{at + 1}"
                yield FoundPart(section, name, chapter.id, at)
                yield from _placed(section.passages, name, section.id)
            yield from _placed(chapter.passages, f"{number + 1}.0", chapter.id)

    @property
    def by_id(self) -> dict[str, FoundPart]:
        """Give all parts in order, by their ids."""
        return {one.part.id: one for one in self.walk()}

    @property
    def parts(self) -> tuple[Part, ...]:
        """Give all parts in the order in which they are read."""
        return tuple(one.part for one in self.walk())

    @property
    def sections(self) -> tuple[Section, ...]:
        """Give all sections in order."""
        return tuple(section for chapter in self.chapters for section in chapter.sections)

    @property
    def every(self) -> tuple[Passage, ...]:
        """Give all passages in the order in which they are read."""
        return tuple(one for chapter in self.chapters for one in chapter.every)

    @property
    def version(self) -> str:
        """Tell this outline from others by what an editor's file can change in it, in 12 hexadecimal figures."""
        told = "\x00".join(part for chapter in self.chapters for part in _told(chapter))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _placed(passages: Sequence[Passage], name: str, parent: str) -> Iterator[FoundPart]:
    return (FoundPart(one, f"{name}.{at + 1}", parent, at) for at, one in enumerate(passages))


def _told(chapter: Chapter) -> Iterator[str]:
    yield from ("c", chapter.id, chapter.title)
    for section in chapter.sections:
        yield from ("s", section.id, section.title)
        yield from (text for passage in section.passages for text in _words(passage))
    yield from ("", *(text for passage in chapter.passages for text in _words(passage)))


def _words(passage: Passage) -> tuple[str, ...]:
    return "p", passage.id, passage.kind, passage.text, " ".join(passage.notes), str(passage.own)
