"""What there is to say of a draft before it is exported."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class RemarkKind(StrEnum):
    """What a remark is about, the worst first; the first two stop an export."""

    LEAKED = "leaked"  # own words that only a note has that may not be printed
    QUOTATION = "quotation"  # own words in quotation marks that no cited note says
    WITHDRAWN = "withdrawn"  # a note is withdrawn
    WITHHELD = "withheld"  # a note's level of consent is too strict
    NO_LEVEL = "no-level"  # a note of a partners-only session has no level of its own
    MISSING = "missing"  # a note is no longer there
    REFUSED = "refused"  # the speaker refused
    WORDS = "words"  # the words no longer stand in the note
    NAME = "name"  # a person's name stands in the words
    BSN = "bsn"  # a citizen service number
    IBAN = "iban"
    PHONE = "phone"
    MAIL = "e-mail"
    UNAPPROVED = "unapproved"  # the speaker has not approved
    UNKNOWN = "unknown"  # no register knows who spoke
    UNCITED = "uncited"  # the editor's own words cite nothing
    UNSOURCED = "unsourced"  # a section rests on no note
    REPEATED = "repeated"  # a note's words are printed more than once
    SPEAKER = "speaker"  # one speaker is quoted too much
    SECTOR = "sector"  # one sector is quoted too much
    UNUSED = "unused"  # notes of a chapter's themes are printed nowhere
    LENGTH = "length"  # a chapter is far from its number of words


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A remark: the part that it is about, as 2.3.1 and by id, the notes, as n17, and what is the matter.

    `key` is the same as long as the matter is. Neither the key nor the message tells a name that is kept back. Without
    a part it is about the whole draft.
    """

    key: str
    kind: RemarkKind
    name: str
    part: str
    notes: tuple[str, ...]
    message: str
    accepted: bool = False


def remark_key(*telling: str) -> str:
    """Make the key of what these texts tell: the same as long as the matter is."""
    return hashlib.sha256("\x00".join(telling).encode("utf-8", "surrogatepass")).hexdigest()[:12]
