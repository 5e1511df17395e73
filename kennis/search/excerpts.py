"""The piece of a long text in which something was found."""

from collections.abc import Sequence
from dataclasses import dataclass

from kennis.folding import Span

_BEFORE = 0.25  # the share of an excerpt that stands before the first mark, at most; set by hand


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text on one line, with … where more is, and the marks in it."""

    text: str
    marks: tuple[Span, ...]


def excerpt(text: str, marks: Sequence[Span], longest: int) -> Excerpt:
    """Give the piece of a text around its first mark, whole words of it, at most `longest` characters and two "…"."""
    flat = text.replace("\n", " ")
    first = marks[0][0] if marks else 0
    start = 0 if len(flat) <= longest else max(0, min(first - int(longest * _BEFORE), len(flat) - longest))
    if start:
        start = min(flat.find(" ", start - 1) + 1 or start, first)
    end = min(len(flat), start + longest)
    if end < len(flat):
        end = max(flat.rfind(" ", start, end + 1), start + longest // 2)
    lead = "… " if start else ""
    shown = tuple(
        (max(one[0], start) - start + len(lead), min(one[1], end) - start + len(lead))
        for one in marks
        if one[0] < end and one[1] > start
    )
    return Excerpt(f"{lead}{flat[start:end].rstrip()}{' …' if end < len(flat) else ''}", shown)
