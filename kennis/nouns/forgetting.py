"""What was forgotten, and what forgetting finds and does."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """By what something forgotten is known again: a note's id, or a digest of what stands in a session."""

    NOTE = "note"
    EXTERNAL = "external"
    TEXT = "text"
    HANDLE = "handle"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """A line of the ledger of what was forgotten, which holds no word of it.

    `key` is a note's id, or a digest under `salt`. `number` is a note's short number, 0 for a digest. `mentions` says
    that the person's name goes out of others' texts as well; `done` that nothing is left to erase.
    """

    key: str
    sign: Sign
    at: datetime.datetime
    salt: str = ""
    number: int = 0
    mentions: bool = False
    done: bool = False
