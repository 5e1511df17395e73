"""By what the ledger knows something again that was forgotten: ids, and digests under a salt.

A text and a name have two digests: as they were written, which is all that earlier versions kept, and folded. So
neither a soft hyphen nor a capital brings back what was forgotten.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kennis.folding import folded
from kennis.nouns import Forgotten, Note, Participant, Sign

Value = tuple[Sign, str, str]  # by what it is known, in which session, and the text of it
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}(?=-|$)")
_DIGITS = 8  # hexadecimal figures of the neutral id that a session gets; set by hand
_NEUTRAL = re.compile(rf"(?:{_DATE.pattern}|session)-[0-9a-f]{{{_DIGITS}}}")


@dataclass(frozen=True, slots=True)
class Neutral:
    """The id that a session gets in place of one that tells a name, and by what the ledger knows the old one."""

    id: str
    key: str
    salt: str


def neutral(session: str, origin: str) -> Neutral:
    """Give what takes the place of a session's id, by the digest of the session's first header.

    All workspaces that have the session have that digest, so that each comes to the same id by itself.
    """
    key = digest((Sign.SESSION, "", session), origin)
    date = _DATE.match(session)
    return Neutral(f"{date[0] if date else 'session'}-{key[:_DIGITS]}", key, origin)


def is_neutral(session: str) -> bool:
    """Say whether an id may be one that took the place of another."""
    return _NEUTRAL.fullmatch(session) is not None


class ForgottenDigests:
    """The ledger, to ask whether something was forgotten; false where nothing was."""

    def __init__(self, entries: Iterable[Forgotten]) -> None:
        self.notes: dict[str, Forgotten] = {}
        self._digests: dict[str, dict[str, Forgotten]] = defaultdict(dict)
        self._sessions: dict[str, set[str]] = defaultdict(set)
        for one in entries:
            if one.sign is Sign.NOTE:
                self.notes[one.key] = one
            elif one.sign is Sign.SESSION:
                self._sessions[one.salt].add(one.key)
            else:
                self._digests[one.salt][one.key] = one

    def __bool__(self) -> bool:
        return bool(self.notes or self._digests or self._sessions)

    def session(self, session: str) -> Neutral | None:
        """Give what a session is called by now whose id told a forgotten name."""
        made = ((neutral(session, salt), keys) for salt, keys in self._sessions.items())
        return next((one for one, keys in made if one.key in keys), None)

    def note(self, note: Note) -> Forgotten | None:
        """Give the line that says that a note was forgotten: by its id, its external id or its text."""
        return self.notes.get(note.id) or self.value(of_note(note))

    def person(self, session: str, person: Participant) -> Forgotten | None:
        """Give the line that says that a person of a session's register was forgotten."""
        return self.value(of_person(session, person))

    @property
    def salts(self) -> tuple[str, ...]:
        """Give the salts of the digests."""
        return tuple(self._digests)

    def value(self, values: Iterable[Value]) -> Forgotten | None:
        """Give the line that knows one of these values."""
        if not self._digests:
            return None
        every = [*values]
        digests = ((entries, digest(value, salt)) for salt, entries in self._digests.items() for value in every)
        return next((entries[key] for entries, key in digests if key in entries), None)


def digest(value: Value, salt: str) -> str:
    """Give the digest that stands for a value, 32 hexadecimal digits (BLAKE2b with a key)."""
    sign, session, text = value
    said = "\x00".join((sign.value, session, text)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, key=salt.encode("ascii"), digest_size=16).hexdigest()


def of_note(note: Note) -> Iterator[Value]:
    """Give what a note is known by beside its id: its external id, or without one its text."""
    if note.external_id:
        yield Sign.EXTERNAL, note.session, note.external_id
    elif note.text:
        yield from of_text(note.session, note.speaker, note.text)


def of_text(session: str, speaker: str, text: str) -> Iterator[Value]:
    """Give what a text is known by as somebody's; without a speaker it is the text alone, as whoever may have said it.

    Others say the same words, above all when they are few, and are not to be held back for it.
    """
    for written in _spellings(text, " ".join(folded(text).split())):
        yield Sign.TEXT, session, f"{speaker}\x00{written}" if speaker else written


def of_person(session: str, person: Participant) -> Iterator[Value]:
    """Give what a person is known by in a session: the handle and the name."""
    yield Sign.HANDLE, session, person.handle
    if person.name:
        yield from of_name(person.name, session)


def of_name(name: str, session: str = "") -> Iterator[Value]:
    """Give what a name is known by in a session; without one, as that of whoever decided something."""
    joined = " ".join(name.split())
    for written in _spellings(joined.casefold(), folded(joined)):
        yield Sign.NAME, session, written


def _spellings(written: str, bare: str) -> Iterable[str]:
    """Give a text as it is written and as it is folded, once where both are the same; nothing of it may be left."""
    return dict.fromkeys((written, bare)) if bare else (written,)
