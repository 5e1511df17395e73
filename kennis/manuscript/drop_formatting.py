"""A text that an editor wrote in Markdown loses what cannot be kept: the words stay, the marks go."""

from collections.abc import Iterator
from dataclasses import replace

from kennis.manuscript.lost_formatting import Loss, plain
from kennis.manuscript.manuscript import Manuscript, WrittenHeading, WrittenPassage

_WORDLESS = frozenset({Loss.LIST, Loss.HEADING})  # of these no mark stands in the words


def dropped(manuscript: Manuscript) -> Manuscript:
    """Give a Markdown file's manuscript of which the passages that hold what cannot be kept are words alone."""
    ordered = sorted(manuscript.passages(), key=lambda one: one.line)
    marked = {id(one) for one in _marked(manuscript, ordered)}

    def bare(one: WrittenHeading) -> WrittenHeading:
        passages = tuple(
            replace(each, text=plain(each.text, manuscript.addresses)) if id(each) in marked else each
            for each in one.passages
        )
        return replace(one, sections=tuple(map(bare, one.sections)), passages=passages)

    return replace(manuscript, chapters=tuple(map(bare, manuscript.chapters)))


def _marked(manuscript: Manuscript, ordered: list[WrittenPassage]) -> Iterator[WrittenPassage]:
    for lost in manuscript.lost:
        if lost.what not in _WORDLESS:
            yield from [one for one in ordered if one.line <= lost.line][-1:]
