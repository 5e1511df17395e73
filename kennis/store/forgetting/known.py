"""By what the ledger knows something again that was forgotten: ids, and digests under a salt."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kennis.nouns import Forgotten, Note, Participant, Sign

Value = tuple[Sign, str, str]  # by what it is known, in which session, and the text of it


class Known:
    """The ledger, to ask whether something was forgotten; false where nothing was."""

    def __init__(self, entries: Iterable[Forgotten]) -> None:
        self.notes: dict[str, Forgotten] = {}
        self._digests: dict[str, dict[str, Forgotten]] = defaultdict(dict)
        for one in entries:
            if one.sign is Sign.NOTE:
                self.notes[one.key] = one
            else:
                self._digests[one.salt][one.key] = one

    def __bool__(self) -> bool:
        return bool(self.notes or self._digests)

    def note(self, note: Note) -> Forgotten | None:
        """Give the line that says that a note was forgotten: by its id, its external id or its text."""
        return self.notes.get(note.id) or self._found(of_note(note))

    def person(self, session: str, person: Participant) -> Forgotten | None:
        """Give the line that says that a person of a session's register was forgotten."""
        return self._found(of_person(session, person))

    @property
    def salts(self) -> tuple[str, ...]:
        """Give the salts of the digests."""
        return tuple(self._digests)

    def value(self, value: Value) -> Forgotten | None:
        """Give the line that knows a value."""
        return self._found((value,))

    def _found(self, values: Iterable[Value]) -> Forgotten | None:
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
        yield of_text(note.session, note.speaker, note.text)


def of_text(session: str, speaker: str, text: str) -> Value:
    """Give what a text is known by as somebody's; without a speaker it is the text alone, as whoever may have said it.

    Others say the same words, above all when they are few, and are not to be held back for it.
    """
    return Sign.TEXT, session, f"{speaker}\x00{text}" if speaker else text


def of_person(session: str, person: Participant) -> Iterator[Value]:
    """Give what a person is known by in a session: the handle and the name."""
    yield Sign.HANDLE, session, person.handle
    if person.name:
        yield Sign.NAME, session, " ".join(person.name.split()).casefold()
