"""Whether words stand in notes, and how they differ from what stands there."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_PAIRS = (("“", "”"), ('"', '"'), ("„", "”"), ("„", "“"), ("‘", "’"), ("'", "'"), ("«", "»"))
_LONGEST = 4_000  # words; beyond these a difference is told as one


class Edit(StrEnum):
    """What was done to words."""

    KEPT = "kept"
    INSERTED = "inserted"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that were kept, inserted or removed together."""

    edit: Edit
    words: str


def same(one: str, other: str) -> bool:
    """Say whether two texts are the same words, whatever the white space between them."""
    return one.split() == other.split()


def same_title(one: str, other: str) -> bool:
    """Say whether two titles are the same words; documents print them without soft hyphens."""
    return same(one.replace("\u00ad", ""), other.replace("\u00ad", ""))


def unquoted(text: str) -> str:
    """Give a text without the quotation marks around the whole of it."""
    stripped = text.strip()
    for first, last in _PAIRS:
        if len(stripped) > 1 and stripped.startswith(first) and stripped.endswith(last):
            return stripped[1:-1].strip()
    return stripped


def stretch_of(text: str, note: str) -> str:
    """Find whole words in a note, whatever the white space between them, and give them as they stand there.

    Empty where they do not stand there, or begin or end within a word.
    """
    words = text.split()
    if not words:
        return ""
    for found in re.finditer(r"\s+".join(map(re.escape, words)), note):
        if _whole(note, found.start(), found.end()):
            return found[0]
    return ""


def difference(before: str, after: str) -> tuple[Stretch, ...]:
    """Give what was kept, removed and inserted between two texts, by words."""
    old, new = before.split(), after.split()
    if len(old) + len(new) > _LONGEST:
        return _stretches([(Edit.REMOVED, old), (Edit.INSERTED, new)])
    runs: list[tuple[Edit, Sequence[str]]] = []
    for what, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            runs.append((Edit.KEPT, old[i:j]))
        else:
            runs += [(Edit.REMOVED, old[i:j]), (Edit.INSERTED, new[k:m])]
    return _stretches(runs)


def _stretches(runs: Sequence[tuple[Edit, Sequence[str]]]) -> tuple[Stretch, ...]:
    return tuple(Stretch(edit, " ".join(words)) for edit, words in runs if words)


def _whole(note: str, start: int, end: int) -> bool:
    before, after = note[start - 1 : start] if start else "", note[end : end + 1]
    return not (before.isalnum() and note[start].isalnum()) and not (after.isalnum() and note[end - 1].isalnum())
