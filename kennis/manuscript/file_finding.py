"""What a check tells of an editor's file."""

from dataclasses import dataclass
from enum import StrEnum

from kennis.manuscript.word_origin import Stretch


class What(StrEnum):
    """What a finding is about."""

    QUOTE = "changed quote"
    WORDS = "changed words"
    CONSENT = "consent"
    ATTRIBUTION = "attribution"
    ID = "unknown id"
    FOREIGN = "another outline"
    NOTE = "unknown note"
    TWICE = "cited twice"
    COPY = "copy"
    UNCITED = "cites nothing"
    QUOTATION = "quotation not in its notes"
    NEW = "no id"
    REMOVED = "removed"
    MISSING = "missing part"
    NEWER = "newer edit"
    SWAPPED = "words of another passage"
    LOST = "cannot be kept"
    REMARK = "remark"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFinding:
    """Something to know of a line, from 1; `difference` are the words of a changed text, as they were and are."""

    line: int
    what: What
    message: str
    difference: tuple[Stretch, ...] = ()
