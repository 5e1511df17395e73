"""Note ids: UUIDv7 (RFC 9562), whose order is the order of the notes in their session."""

import datetime
import secrets
import uuid

import uuid_utils

_RANDOM_BITS = 74  # below the 48 bits of milliseconds: 12 before and 62 after the variant
_LARGEST = (1 << 122) - 1  # the 122 bits of a UUID that are free
_LOW = (1 << 62) - 1  # the 62 of them behind the variant


def new_id() -> str:
    """Make a note id that sorts after every id made before it in this process."""
    return str(uuid_utils.uuid7())


def made_at(note_id: str) -> datetime.datetime:
    """Give the time at which an id was made, to the millisecond."""
    return datetime.datetime.fromtimestamp((uuid.UUID(note_id).int >> 80) / 1000, datetime.UTC)


def is_note_id(text: str) -> bool:
    """Say whether a text is a UUIDv7 as kennis writes them: 36 characters, lower case."""
    try:
        value = uuid.UUID(text)
    except ValueError:
        return False
    return value.version == 7 and str(value) == text


def between(before: str | None, after: str | None) -> str:
    """Make a note id that sorts between two others; see `spread`."""
    return spread(before, after, 1)[0]


def spread(before: str | None, after: str | None, count: int) -> tuple[str, ...]:
    """Make ids, in order, for notes that stand between two others; None is the start or the end of a session.

    Each lies at random in its own part of the gap between the 122 free bits of the two, so that two workspaces
    that fill the same gap do not make the same id. Where the gap has no room, the ids are new ones.
    """
    if after is None:
        made = tuple(new_id() for _ in range(count))
        if before is None or not made or made[0] > before:
            return made
    milliseconds = count << _RANDOM_BITS
    low = _payload(before) if before is not None else max(_payload(str(after)) - milliseconds, 0)
    high = _payload(after) if after is not None else min(low + milliseconds, _LARGEST)
    step = (high - low - 1) // max(count, 1)
    if step < 1:
        return tuple(new_id() for _ in range(count))
    return tuple(_id(low + 1 + step * place + secrets.randbelow(step)) for place in range(count))


def _payload(note_id: str) -> int:
    value = uuid.UUID(note_id).int
    return (value >> 80) << _RANDOM_BITS | ((value >> 64) & 0xFFF) << 62 | (value & _LOW)


def _id(payload: int) -> str:
    head = payload >> _RANDOM_BITS << 80 | 7 << 76 | ((payload >> 62) & 0xFFF) << 64
    return str(uuid.UUID(int=head | 0b10 << 62 | (payload & _LOW)))
