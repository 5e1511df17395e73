"""Citations that an editor writes in the text, as [n17] or (n17, n102)."""

import re
from dataclasses import dataclass

_CITATION = re.compile(r"[\[(](n\d{1,9}(?:[,;]?\s*n\d{1,9})*)[\])]")
_NUMBER = re.compile(r"n(\d+)")
_AT_END = re.compile(r"\s*" + _CITATION.pattern + r"([.!?…]*)\s*$")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘„«(\[]*[^\W_a-z])|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|[a-z](?:\.[a-z])+|art|bijv|blz|bv|ca|dhr|dr|drs|enz|incl|ing|ir|mevr|mr|mw|nr|prof|vgl|vs)\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A text without the only citation, at its end, that it had; or as it is; and the numbers it cites."""

    text: str
    numbers: tuple[int, ...]


def numbers_in(text: str) -> tuple[int, ...]:
    """Give the note numbers that a text cites, in order."""
    found = (int(one[1]) for citation in _CITATION.finditer(text) for one in _NUMBER.finditer(citation[1]))
    return tuple(dict.fromkeys(found))


def cited(text: str) -> Cited:
    """Read the citations of a text; the only one, at its end, counts for the whole and is taken off."""
    numbers = numbers_in(text)
    at_end = _AT_END.search(text)
    if at_end and len(_CITATION.findall(text)) == 1 and text[: at_end.start()].strip():
        return Cited(text[: at_end.start()] + at_end[2], numbers)
    return Cited(text, numbers)


def uncited(text: str) -> tuple[str, ...]:
    """Give the sentences of a text that hold no citation; a citation after the full stop belongs to what it ends."""
    cuts = [found.end() for found in _END.finditer(text) if not _ABBREVIATION.search(text[: found.end()][-12:])]
    sentences = [text[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    found: list[str] = []
    for sentence in sentences:
        first = _CITATION.match(sentence)
        if first and found:
            found.pop()
        rest = sentence[first.end() :] if first else sentence
        if not _CITATION.search(rest) and any(letter.isalnum() for letter in rest):
            found.append(rest.strip())
    return tuple(found)
