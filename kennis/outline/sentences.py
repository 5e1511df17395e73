"""Whole sentences of a text, word for word."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘„«(\[]*[^\W_a-z])|\n\s*\n")
# What sentences count for that do not begin the text, as they lean on those before; set by hand.
_FROM_THE_MIDDLE = 0.75
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|[a-z](?:\.[a-z])+|art|bijv|blz|bv|ca|cf|dhr|dr|drs|enz|excl|incl|ing|ir|jl|jr|mevr|min"
    r"|mr|mw|nl|no|nr|nrs|prof|resp|sr|st|ste|vgl|vs|zgn)\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands in its text: `text[start:end]`."""

    start: int
    end: int
    text: str


def sentences(text: str) -> tuple[Sentence, ...]:
    """Cut a text into its sentences, without the white space around them; nothing else is lost."""
    cuts = [found.end() for found in _END.finditer(text) if not _ABBREVIATION.search(text[: found.end()][-12:])]
    bounds = zip([0, *cuts], [*cuts, len(text)], strict=True)
    return tuple(made for start, end in bounds if (made := _trimmed(text, start, end)) is not None)


def excerpt(text: str, longest: int, score: Callable[[str], float]) -> str:
    """Give the text if it has at most `longest` words, else its best run of whole sentences that has.

    A single sentence longer than that is given whole. A run that leaves out how the text begins counts for
    less, since it may point back at it. Of equal runs the longer wins, then the earlier.
    """
    if len(text.split()) <= longest:
        return text.strip()
    found = sentences(text)
    runs = [(item.start, item.end) for item in found]
    for first, sentence in enumerate(found):
        for last in found[first + 1 :]:
            if len(text[sentence.start : last.end].split()) > longest:
                break
            runs.append((sentence.start, last.end))
    short = [run for run in runs if len(text[slice(*run)].split()) <= longest] or runs
    begin = found[0].start

    def worth(run: tuple[int, int]) -> float:
        return round(score(text[slice(*run)]) * (1.0 if run[0] == begin else _FROM_THE_MIDDLE), 6)

    start, end = max(short, key=lambda run: (worth(run), run[1] - run[0], -run[0]))
    return text[start:end]


def _trimmed(text: str, start: int, end: int) -> Sentence | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Sentence(start, end, text[start:end]) if start < end else None
