"""Find and filter the notes of a session while they are on the screen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kennis.folding import folded
from kennis.nouns import Kind, Note
from kennis.reading.note_header import parse_time

__all__ = ["Filter", "at_time", "folded", "matches"]

_SHORT = re.compile(r"^(\d{1,2})[:.]?(\d\d)$")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which notes: those that meet every condition that is set; all the words must occur."""

    kind: Kind | None = None
    speaker: str = ""
    tag: str = ""
    words: str = ""


def matches(note: Note, wanted: Filter) -> bool:
    """Say whether a note meets a filter; case and accents do not count."""
    if wanted.kind is not None and note.kind is not wanted.kind:
        return False
    if wanted.speaker and note.speaker != wanted.speaker:
        return False
    if wanted.tag and folded(wanted.tag) not in map(folded, note.tags):
        return False
    if not wanted.words.strip():
        return True
    text = folded(" ".join((note.text, note.speaker, *note.tags)))
    return all(word in text for word in folded(wanted.words).split())


def at_time(notes: Sequence[Note], wanted: str) -> int:
    """Give the place of the first note at or after a time such as 14:05 or 1405; the last one if all are earlier.

    Notes without a time are passed over. Raises InputError if it is no time.
    """
    time = parse_time(_SHORT.sub(r"\1:\2", wanted.strip()))
    timed = [place for place, note in enumerate(notes) if note.at is not None]
    return next((place for place in timed if (notes[place].at or time) >= time), max(len(notes) - 1, 0))
