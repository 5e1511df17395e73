"""How an outline is cut into files where one would be too much."""

from dataclasses import replace

from kennis.export.document_blocks import passages, printed
from kennis.nouns import PrintedChapter, PrintedOutline, PrintedSource

LARGE = 5_000
"""Passages above which a PDF becomes one file a chapter: Typst keeps a document in memory as a whole."""


def whole(outline: PrintedOutline) -> tuple[PrintedOutline, ...]:
    """Give the outline as it is, for one file."""
    return (outline,)


def by_chapter(outline: PrintedOutline) -> tuple[PrintedOutline, ...]:
    """Give an outline of each chapter, with the sources that it names, if there are many passages."""
    if len(passages(outline)) <= LARGE:
        return whole(outline)
    return tuple(_alone(outline, chapter) for chapter in printed(outline))


def _alone(outline: PrintedOutline, chapter: PrintedChapter) -> PrintedOutline:
    alone = replace(outline, title=f"{outline.title} · {chapter.title}", chapters=(chapter,))
    cited = {note for passage in chapter.every for note in passage.notes}
    sources = (_named(source, cited) for source in outline.sources)
    return replace(alone, sources=tuple(source for source in sources if source.notes))


def _named(source: PrintedSource, cited: set[str]) -> PrintedSource:
    return replace(source, notes=tuple(note for note in source.notes if note in cited))
