"""Which of two texts of one thing follows from the other.

Notes, session headers and participants travel between workspaces in session files. Each carries its version
number and the digests of its first and last versions (its lineage), so that two workspaces that exchange their files
come to the same state whatever the order: what follows from the stored version replaces it, what is already
in its history is nothing new, and what was changed on both sides is a conflict of which both sides are kept.
The one shown meanwhile is the same everywhere: the higher version, then the higher digest.
"""

import dataclasses
import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from kennis.nouns import Note, Participant, Session
from kennis.nouns.note_fields import NOTE_FIELDS, Counts

KEPT = 9  # digests in a lineage: the first version and the last eight, so that many edits between two exchanges follow
_OUTSIDE = {"id", "handle", "participants", "version", "lineage"}
_PLAIN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str)
# What came later counts only where it holds something, so that older digests stand.
_ADDED = {"note_takers", *(one.name for one in NOTE_FIELDS if one.counts is Counts.WHERE_SET)}
_CONTENT: dict[type, tuple[str, ...]] = {
    Note: tuple(one.name for one in NOTE_FIELDS if one.counts is not Counts.NEVER),
    **{
        kind: tuple(field.name for field in dataclasses.fields(kind) if field.name not in _OUTSIDE)
        for kind in (Session, Participant)
    },
}

Versioned = TypeVar("Versioned", bound=Note | Session | Participant)


class VersionVerdict(StrEnum):
    """What to do with an incoming version of something that is stored already."""

    KNOWN = "known"
    FOLLOWS = "follows"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class History:
    """What a workspace knows of one thing: its current version and every digest it ever had."""

    version: int
    current: str
    first: str
    digests: Collection[str]


def digest(item: Note | Session | Participant, version: int | None = None) -> str:
    """Give the eight hexadecimal digits that stand for this content as this version (its own, if none is given).

    What identifies the thing and what a workspace adds (number, lineage) does not count.
    """
    content = {name: value for name in _CONTENT[type(item)] if (value := getattr(item, name)) or name not in _ADDED}
    if isinstance(item, Note):
        content["attributes"] = [[attribute.name, *attribute.values] for attribute in item.attributes]
    number = item.version if version is None else version
    plain = _PLAIN.encode([number, content])
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def origin(item: Note | Session | Participant) -> str:
    """Give the digest of the first version of something, as far as it tells."""
    return item.lineage[0] if item.lineage else digest(item)


def revised(item: Versioned, after: Note | Session | Participant) -> Versioned:
    """Give the content of `item` as the version that follows `after`."""
    return _following(item, after.version, after.lineage or (digest(after),))


def _following(item: Versioned, version: int, lineage: tuple[str, ...]) -> Versioned:
    first, *later = (*lineage, digest(item, version + 1))
    return dataclasses.replace(item, version=version + 1, lineage=(first, *later[1 - KEPT :]))


def as_edited(incoming: Versioned, stored: History) -> Versioned:
    """Give an incoming thing its true version: the one it names, or the next if its content was changed by hand.

    A file names a first version as plain 1, and a person may have typed a number without its digests.
    """
    lineage = incoming.lineage or (stored.first,)
    if incoming.version > 1 and not incoming.lineage:
        lineage = (stored.first, stored.current if incoming.version == stored.version else stored.first)
    if digest(incoming) == lineage[-1]:
        return incoming
    return _following(incoming, incoming.version, lineage)


def compare(stored: History, incoming: Note | Session | Participant) -> VersionVerdict:
    """Say whether an incoming version (as `as_edited` gives it) is known, follows, or stands in conflict."""
    if digest(incoming) in stored.digests:
        return VersionVerdict.KNOWN
    if stored.current in incoming.lineage:
        return VersionVerdict.FOLLOWS
    return VersionVerdict.CONFLICT


def prevails(incoming: Note | Session | Participant, stored: History) -> bool:
    """Say whether the incoming side of a conflict is the one to show until a person resolves it."""
    return (incoming.version, digest(incoming)) > (stored.version, stored.current)
