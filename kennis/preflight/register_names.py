"""Names of persons in running text: whole names and surnames from the registers, as Dutch writes them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kennis.consent import level
from kennis.folding import Folded, readings
from kennis.nouns import Consent, Note, Session
from kennis.person_names import BEFORE_SURNAMES


@dataclass(frozen=True, slots=True)
class RegisterName:
    """A name to look for: its words, folded, and whether it must be written with a capital to count."""

    words: tuple[str, ...]
    capital: bool
    kept_back: bool


Register = Mapping[str, Sequence[RegisterName]]  # names by their first word


def register_of(sessions: Iterable[Session]) -> Register:
    """Give the names in all registers; `kept_back` are those of persons who may not be shown by name somewhere.

    A surname alone counts where it is written with a capital, so that "wit" and "bakker" are words and "Wit" and
    "Bakker" may be names. Initials, and what stands before many a surname, tell nothing by themselves.
    """
    found: dict[str, set[RegisterName]] = defaultdict(set)
    for session in sessions:
        unset = Note(id="", session=session.id, text="")
        for person in session.participants:
            hidden = level(unset, person, session) is not Consent.NAME
            for name in (name for one in readings(person.name) for name in _names(one, hidden)):
                found[name.words[0]].add(name)
    return {first: tuple(sorted(names, key=lambda one: (one.words, one.capital))) for first, names in found.items()}


def names_in(text: str, register: Register, everybody: bool = False) -> tuple[int, ...]:
    """Give the places, counted in words from 1, where a name stands that is kept back, or anybody's name."""
    return tuple(sorted({at for one in readings(text) for at in _places(one, register, everybody)}))


def _places(text: str, register: Register, everybody: bool) -> Iterator[int]:
    folded, capital = _said(text)
    end = 0
    for at, word in enumerate(folded):
        names = [name for first in _stems(word) if first in register for name in register[first]]
        standing = [one for one in names if (everybody or one.kept_back) and _stands(one, folded, capital, at)]
        if at >= end and standing:
            yield at + 1
            end = at + max(len(one.words) for one in standing)


def _said(text: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """Give the words of a text, folded, and of each whether it is written with a capital."""
    found = Folded(text).written
    return tuple(word for word, _span in found), tuple(text[span[0]].isupper() for _word, span in found)


def words_before(text: str, at: int) -> int:
    """Give the place, counted in words from 1, of the word that begins at this character."""
    return len(Folded(text[:at]).words) + 1


def _names(name: str, hidden: bool) -> list[RegisterName]:
    parts, capital = _said(name)
    if not parts or (len(parts) == 1 and len(parts[0]) < 3):
        return []
    short = len(parts) == 1 or all(len(part) < 3 for part in parts)
    whole = RegisterName(parts, short and capital[0], hidden)
    telling = [
        RegisterName((part,), high, hidden)
        for part, high in zip(parts[1:], capital[1:], strict=True)
        if len(part) > 2 and part not in BEFORE_SURNAMES
    ]
    return [whole, *([one for one in telling if one.capital] or telling)]


def _stems(word: str) -> tuple[str, ...]:
    """Give a word and, without the s of a genitive, what may be a name."""
    return (word, word[:-1]) if len(word) > 3 and word.endswith("s") else (word,)


def _stands(name: RegisterName, folded: Sequence[str], capital: Sequence[bool], at: int) -> bool:
    end = at + len(name.words)
    if end > len(folded) or (name.capital and not capital[at]):
        return False
    *before, last = folded[at:end]
    return tuple(before) == name.words[:-1] and name.words[-1] in _stems(last)
