"""A kept outline's exported Markdown becomes the text that an editor's file has, line for line.

What every export makes anew is left out, and the notes that a passage names behind its words go into its comment.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from kennis.document_marks import MADE
from kennis.manuscript.line_marks import understood

_COMMENT = re.compile(r"(<!--(?:(?!<!--|-->).)*-->)")
_CITATION = re.compile(r"(?<!\\)\[n\d{1,9}(?:[,;]?\s*n\d{1,9})*\]")
_CITED = re.compile(r"(?:^|(?<=\s))" + _CITATION.pattern + r"\s*$")
_BESIDE_SECTIONS = re.compile(r" {0,3}###\s")
_SET_APART = ("- ", "> ")


def is_printed(text: str) -> bool:
    """Say whether a text is an export with comments; text of users in it has no comment, for it is escaped."""
    return MADE in text


def unprinted(text: str, beside: str) -> str:
    """Give an export as the text of an editor's file, the headings a level deeper, with as many lines.

    `beside` becomes the heading of what stands beside the sections of a chapter.
    """
    lines = text.split("\n")
    return "\n".join(_line(line, following, beside) for line, following in pairwise([*lines, ""]))


def _line(line: str, following: str, beside: str) -> str:
    before, made, after = line.rpartition(MADE)
    if not made:
        return "".join(_noted(line, following))
    if after.strip():
        return after.strip()
    return f"### {beside}" if _BESIDE_SECTIONS.match(before) else ""


def _noted(line: str, following: str) -> Iterator[str]:
    """Put the notes that stand before the comment of a passage into it, and those of one that has none into one."""
    *marked, last = _COMMENT.split(line)
    for said, comment in zip(marked[::2], marked[1::2], strict=True):
        mark = understood(comment)
        passage = mark is not None and mark.sort == "p" and not mark.more and not mark.kept_back
        cut = _cut(said) if passage else said
        yield cut
        yield f"{comment[:-3].rstrip()} {_named(said[len(cut) :])} -->" if cut != said else comment
    ended = not following.strip() or following.startswith(_SET_APART[0])
    cut = _cut(last) if ended and line.startswith(_SET_APART) else last
    yield cut
    if cut != last:
        yield f"<!-- {_named(last[len(cut) :])} -->"


def _cut(said: str) -> str:
    """Take the only citation of a line off its end."""
    found = _CITED.search(said)
    return said[: found.start()] if found and len(_CITATION.findall(said)) == 1 else said


def _named(citation: str) -> str:
    return " ".join(re.findall(r"n\d+", citation))
