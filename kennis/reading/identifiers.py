"""Names made from text: session ids, handles and attribute names."""

import datetime
import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

from kennis.clean_text import slug
from kennis.nouns import Participant

LONGEST_ID = 100  # characters of an id that a file may name; set by hand
_WORD = re.compile(r"[^\W_]+")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 60  # characters of a name that is made of a text; set by hand
_DIGEST = 8  # hexadecimal figures that keep apart what begins alike; set by hand


def is_session_id(text: str) -> bool:
    """Say whether a text can be a session's id: lower-case ASCII letters and digits, joined by hyphens."""
    return len(text) <= LONGEST_ID and _ID.fullmatch(text) is not None


def session_id(text: str) -> str:
    """Give the id of the session that a text names: itself if it is one, else its slug."""
    return text if is_session_id(text) else _name(text, "session")


def dated_id(date: datetime.date, title: str) -> str:
    """Give the id of a session from its day and title; the day is not said twice where the title begins with it."""
    begun = f"{slug(title)}-".startswith(f"{date}-")
    return session_id(title if begun else f"{date} {title}")


@lru_cache(maxsize=4096)
def handle(name: str) -> str:
    """Give the handle of a participant from a name; the same people speak in many sessions of a table."""
    return _name(name, "speaker")


def registered(name: str, people: Sequence[Participant]) -> str:
    """Give the handle that a register has for a speaker, by handle or name in any letters; empty if it has none.

    Whoever stands in the register has a level of consent there; a second handle would be without it.
    """
    if any(person.handle == name for person in people):
        return name
    made = handle(name)
    exact = [person.handle for person in people if person.handle == made]
    alike = [person.handle for person in people if handle(person.handle) == made]
    named = [person.handle for person in people if person.name and handle(person.name) == made]
    return next(iter([*exact, *alike, *named]), "")


def attribute(title: str) -> str:
    """Give the name of an attribute from a column's title."""
    return _name(title, "column")


def _name(text: str, otherwise: str) -> str:
    """Give the slug of a text; a digest keeps long texts with one beginning, or with words in other letters, apart."""
    whole = slug(text, len(text) * 4)
    told = whole and all(slug(word) for word in _WORD.findall(text))
    if told and len(whole) <= _LONGEST:
        return whole
    digest = hashlib.sha256((whole if told else text).encode()).hexdigest()[:_DIGEST]
    return f"{whole[: _LONGEST - _DIGEST - 1].rstrip('-') or otherwise}-{digest}"
