"""What an editor's file says: headings with passages under them, each with the line that it stands on.

It is no outline: an id may be missing, strange or there twice, a kind unknown, an attribution untrue. `apply` makes the
outline of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kennis.manuscript.lost_formatting import Lost
from kennis.nouns import PassageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPassage:
    """A passage as it stands in the file.

    `line` is counted from 1; in a document it is the paragraph's place. `id` is the end of the passage's id, empty
    for text that has none; `numbers` are those of the notes it names. `text` holds its quotation marks but not its
    `attribution`. `quoted` says that it stands as a quotation, `kept_back` that only its place is in the file.
    """

    line: int
    text: str
    id: str = ""
    numbers: tuple[int, ...] = ()
    kind: PassageKind | None = None
    own: bool = False
    quoted: bool = False
    attribution: str = ""
    kept_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenHeading:
    """A chapter as it stands in the file, with its sections and its own passages; or a section, which has no sections.

    `kept_back` says that `title` stands for one that may not be shown. What stands before the first heading is a
    chapter that has neither title nor id.
    """

    line: int
    title: str
    id: str = ""
    kept_back: bool = False
    sections: tuple["WrittenHeading", ...] = ()
    passages: tuple[WrittenPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """A comment, or a word in one, that means nothing here, and its line."""

    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """An editor's file; `printed` says that it is a document, which has no heading above a chapter's own passages.

    `version` is that of the outline it was written from; empty where it does not tell. `part` says that it is meant to
    be a part of the outline, which takes nothing else out. `lost` is what it holds that cannot be kept; `addresses`
    are what those of links are called that stand on lines of their own.
    """

    chapters: tuple[WrittenHeading, ...]
    asides: tuple[Aside, ...] = ()
    printed: bool = False
    version: str = ""
    part: bool = False
    lost: tuple[Lost, ...] = ()
    addresses: tuple[str, ...] = ()

    def headings(self) -> Iterator[WrittenHeading]:
        """Give all headings in the order of the file; a chapter with neither title nor id has none."""
        for chapter in self.chapters:
            yield from (chapter, *chapter.sections) if chapter.title or chapter.id else chapter.sections

    def holders(self) -> Iterator[WrittenHeading]:
        """Give what passages stand under, a chapter after its sections."""
        return (holder for chapter in self.chapters for holder in (*chapter.sections, chapter))

    def passages(self) -> Iterator[WrittenPassage]:
        """Give all passages in the order of the file, a chapter's own ones last."""
        return (one for holder in self.holders() for one in holder.passages)
