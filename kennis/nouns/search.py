"""What is looked for among the notes, and what was found."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from kennis.nouns.notes import Consent, Kind


class SearchMode(StrEnum):
    """By what notes are found: words and meaning together, words alone, or meaning alone."""

    HYBRID = "hybrid"
    WORDS = "words"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: a word, a phrase between quotation marks, or the beginning of a word.

    `text` is as it was given, without marks; `words` are its words in lower case without accents, never none.
    """

    text: str
    words: tuple[str, ...]
    phrase: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a person looks for: all of the terms, and none of those to leave out.

    `text` is the whole as a sentence, for its meaning.
    """

    text: str
    terms: tuple[Term, ...]
    without: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which notes count: those that meet every condition that is set, named as a person names them.

    `since` and `until` are dates of sessions, both included. `speaker`, `organisation` and `sector` may be a part of
    the name, in whole words; `lens` is a slug. Withdrawn notes count only where `consent` asks for them.
    """

    session: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    speaker: str = ""
    organisation: str = ""
    sector: str = ""
    kind: Kind | None = None
    tag: str = ""
    theme: str = ""
    lens: str = ""
    consent: Consent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A note that was found: its id, how good, 0 to 1, and why, in words.

    `marks` are the places in its text that were found, as (start, end), in order, apart from each other.
    """

    note: str
    score: float
    why: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found, best first, and what there is to say of it, a sentence each."""

    found: tuple[SearchHit, ...]
    said: tuple[str, ...] = ()
