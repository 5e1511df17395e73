"""Quotes as their speakers are asked about them, and what the speakers answered."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class ApprovalVerdict(StrEnum):
    """What a speaker answered about a quote."""

    APPROVED = "approved"
    CHANGED = "changed"
    REFUSED = "refused"


class QuoteStatus(StrEnum):
    """How a quote stands with its speaker."""

    OPEN = "open"  # not asked in these words, or under this attribution
    ASKED = "asked"
    APPROVED = "approved"
    CHANGED = "changed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePlace:
    """Where a quote stands in the book: the passage's name, as 2.3.1, and the titles that it stands under."""

    name: str
    chapter: str
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A speaker's words as they would be printed: in quotation marks where `quoted`, under an attribution or none.

    `key` is the same as long as the note, the words and the attribution are. `note` is the note's id and `number` its
    short number; `person` tells one speaker from another and `handle` is that of the register, both empty where no
    register knows who spoke. `named` says that the speaker is shown by name.
    """

    key: str
    note: str
    number: int
    text: str
    attribution: str
    quoted: bool
    person: str
    handle: str
    named: bool
    places: tuple[QuotePlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A quote that its speaker was asked about: the exact words and attribution, and the answer if there is one.

    `words` are those that the speaker wants instead; `date` is the day of the answer, `person` who recorded it at `at`.
    """

    key: str
    note: str
    text: str
    attribution: str
    asked: datetime.datetime | None = None
    verdict: ApprovalVerdict | None = None
    date: datetime.date | None = None
    words: str = ""
    person: str = ""
    at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalLine:
    """A quote in a list: its key, its note as n17, who spoke, where it is printed (nowhere: empty), how it stands."""

    key: str
    note: str
    speaker: str
    name: str
    standing: QuoteStatus
    date: datetime.date | None
    attribution: str
    text: str
    words: str = ""
