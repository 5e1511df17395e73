"""Whether words stand in notes, and how they differ from what stands there."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kennis.folding import Folded, plain, plain_letter

_PAIRS = (("“", "”"), ('"', '"'), ("„", "”"), ("„", "“"), ("‘", "’"), ("'", "'"), ("«", "»"))
_LONGEST = 4_000  # words; beyond these a difference is told as one; set by hand


class WordEdit(StrEnum):
    """What was done to words."""

    KEPT = "kept"
    INSERTED = "inserted"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that were kept, inserted or removed together."""

    edit: WordEdit
    words: str


def spelled(text: str) -> str:
    """Give the words of a text, one space between them; equal for texts that are the same words.

    What word processors set by themselves (marks, dashes, soft hyphens) changes nothing of what was said.
    """
    return " ".join(plain(text).split())


def same(one: str, other: str) -> bool:
    """Say whether two texts are the same words, whatever the white space between them and the marks around them."""
    return one == other or spelled(one) == spelled(other)


def same_title(one: str, other: str) -> bool:
    """Say whether two titles are the same words; documents print them without soft hyphens."""
    return same(one, other)


def unquoted(text: str) -> str:
    """Give a text without the quotation marks that stand around the whole of it."""
    stripped = text.strip()
    for first, last in _PAIRS:
        if len(stripped) > 1 and stripped.startswith(first) and stripped.endswith(last):
            inside = stripped[1:-1]
            if _balanced(inside, first, last):
                return inside.strip()
    return stripped


def stretch_of(text: str, note: str) -> str:
    """Find whole words in a note, as `spelled` compares them, and give them as they stand there.

    Empty where they do not stand there, or begin or end within a word.
    """
    words = plain(text).split()
    if not words:
        return ""
    held = Folded(note, plain_letter)
    for found in re.finditer(r"\s+".join(map(re.escape, words)), held.text):
        if _whole(held.text, found.start(), found.end()):
            first, last = held.origin(found.span())
            if plain(note[first:last]).split() == words:  # not a half of a sign that stands for several letters
                return note[first:last]
    return ""


def difference(before: str, after: str) -> tuple[Stretch, ...]:
    """Give what was kept, removed and inserted between two texts, by words."""
    old, new = before.split(), after.split()
    if len(old) + len(new) > _LONGEST:
        return _stretches([(WordEdit.REMOVED, old), (WordEdit.INSERTED, new)])
    runs: list[tuple[WordEdit, Sequence[str]]] = []
    for what, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            runs.append((WordEdit.KEPT, old[i:j]))
        else:
            runs += [(WordEdit.REMOVED, old[i:j]), (WordEdit.INSERTED, new[k:m])]
    return _stretches(runs)


def _stretches(runs: Sequence[tuple[WordEdit, Sequence[str]]]) -> tuple[Stretch, ...]:
    return tuple(Stretch(edit, " ".join(words)) for edit, words in runs if words)


def _balanced(inside: str, first: str, last: str) -> bool:
    """Say whether no mark within belongs to one of those around."""
    if first == last:
        return first not in inside
    depth = 0
    for letter in inside:
        depth += (letter == first) - (letter == last)
        if depth < 0:
            return False
    return depth == 0


def _whole(note: str, start: int, end: int) -> bool:
    before, after = note[start - 1 : start] if start else "", note[end : end + 1]
    return not (before.isalnum() and note[start].isalnum()) and not (after.isalnum() and note[end - 1].isalnum())
