"""The comments at the ends of the lines of a kept outline's Markdown, by which it can be brought back.

A part ends in the last figures of its id and what it is; a line that every export makes anew ends in MADE. No text
of users can hold them, for its `<` and `>` are escaped.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kennis.document_marks import MADE
from kennis.export.document_blocks import chapter_anchor, passage_anchor, printed, section_anchor
from kennis.export.pandoc_tree import Node
from kennis.nouns import PassageKind, PrintedOutline

_SHORTEST = 12  # figures of an id, for it must also tell a part from those that are not printed
_GOES_ON = "…"
_OURS = re.compile(r" <!-- (?:kennis|(?:own )?[csp]:[0-9a-f]+(?: [\w…-]+)*) -->$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PartMark:
    """What tells a part: its anchor, of a sort and an id, and the words before and behind them."""

    anchor: str
    before: str = ""
    behind: str = ""

    def written(self, length: int) -> str:
        """Write the comment, with so many figures of the id."""
        sort, _line, figures = self.anchor.partition("_")
        words = (self.before, f"{sort}:{figures[-length:]}", self.behind)
        return f"<!-- {' '.join(filter(None, words))} -->"


@dataclass(frozen=True, slots=True)
class Marking:
    """Marks the blocks of one outline; `marks` are those of its parts by their anchors."""

    marks: Mapping[str, PartMark]
    length: int

    def block(self, node: Node) -> Node:
        """Give a block with the comments of all that it holds."""
        content = node["c"]
        match node["t"]:
            case "Header":
                mark = self.marks.get(content[1][0])
                return {**node, "c": [*content[:2], _ended(content[2], mark.written(self.length) if mark else MADE)]}
            case "Div" if content[0][1] in (["own"], ["passage"]):
                return {**node, "c": [content[0], self._passage(content[1])]}
            case "Div":
                return {**node, "c": [content[0], [self.block(one) for one in content[1]]]}
            case "BulletList":
                return {**node, "c": [[self.block(one) for one in item] for item in content]}
        return {**node, "c": _ended(content, MADE)}

    def _passage(self, blocks: list[Node]) -> list[Node]:
        """Mark the last paragraph of a passage, and of the editor's own words those before it, to be held together."""
        *above, last = blocks
        match last["t"]:
            case "BlockQuote":
                return [*above, {**last, "c": self._passage(last["c"])}]
            case "Div":
                return [*above, {**last, "c": [last["c"][0], self._passage(last["c"][1])]}]
        mark = next(
            (mark for one in last["c"] if one["t"] == "Span" and (mark := self.marks.get(one["c"][0][0]))), None
        )
        if mark is None:
            return blocks
        goes_on = PartMark(mark.anchor, behind=_GOES_ON).written(self.length)
        before = [{**one, "c": _ended(one["c"], goes_on)} for one in above] if mark.before else above
        return [*before, {**last, "c": _ended(last["c"], mark.written(self.length))}]


def marking(outline: PrintedOutline) -> Marking:
    """Give what marks the blocks of a kept outline; the ids are cut to as many figures as tell them apart."""
    marks = {mark.anchor: mark for mark in _marks(outline)}
    length = _SHORTEST
    while len({anchor[-length:] for anchor in marks}) < len(marks):
        length += 1
    return Marking(marks, length)


def is_kept(outline: PrintedOutline) -> bool:
    """Say whether somebody keeps an outline: its parts have ids."""
    return any(chapter.id for chapter in outline.chapters)


def unmarked(text: str) -> str:
    """Give a written file without our comments."""
    return _OURS.sub("", text)


def _marks(outline: PrintedOutline) -> Iterator[PartMark]:
    for number, chapter in enumerate(printed(outline), start=1):
        yield PartMark(chapter_anchor(chapter, number))
        for section in chapter.sections:
            yield PartMark(section_anchor(section), behind=section.theme)
        for passage in chapter.every:
            kind = "" if passage.kind is PassageKind.TEXT else passage.kind.value
            yield PartMark(passage_anchor(passage.id), "own" if passage.own else "", kind)


def _ended(nodes: list[Node], comment: str) -> list[Node]:
    return [*nodes, {"t": "RawInline", "c": ["markdown", f" {comment}"]}]
