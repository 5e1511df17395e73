"""The words of what is to be forgotten, found in other texts and taken out of them."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kennis.clean_text import slug
from kennis.folding import Folded, Span, words
from kennis.nouns import Note, Participant, Session
from kennis.nouns.note_fields import WORDS

BLANK = "[…]"
RUN = 4  # words in a row that tell that they were taken over; set by hand
_SHORT = 12  # characters from which on a text of fewer words is taken to be told by them; set by hand
_KIN = 4  # letters that a word and its inflected form share at least; set by hand
_INFLECTED = 3  # letters by which they may differ; set by hand
SHORTEST_WORD = 3  # letters; shorter words are not looked for; set by hand
Words = tuple[str, ...]
Cleaned = Callable[[str], str]  # gives a text without the names


@dataclass(frozen=True, slots=True)
class ScrubbedName:
    """A name to look for: its words, folded, and whether it must be written with a capital to count.

    `whole` says that it is all of a name; a `first` name or a surname alone may be a word, or another's.
    """

    words: Words
    capital: bool = False
    whole: bool = False
    first: bool = False

    @property
    def is_certain(self) -> bool:
        """Say whether nobody and nothing else is meant by it: all of a name that has two words at least."""
        return self.whole and len(self.words) > 1


class Scrub:
    """Takes what only the forgotten texts say, and the names, out of other texts.

    `stands` says whether words still stand in a note that remains: what others said as well is not taken out.
    """

    def __init__(self, texts: Iterable[str], names: Iterable[ScrubbedName], stands: Callable[[str], bool]) -> None:
        self._runs: dict[int, set[Words]] = defaultdict(set)
        self._texts = tuple(dict.fromkeys(texts))
        for text in self._texts:
            self._learn(text)
        self._names: dict[str, list[ScrubbedName]] = defaultdict(list)
        for name in sorted(set(names), key=lambda one: (-len(one.words), one.words)):
            self._names[name.words[0]].append(name)
        self._stands = stands
        self._seen: dict[Words, bool] = {}

    def blanked(self, text: str) -> str:
        """Give a text without the runs of words that only the forgotten texts hold."""
        found = Folded(text).written
        said = [word for word, _span in found]
        gone = [False] * len(said)
        for size, runs in self._runs.items():
            for at in range(len(said) - size + 1):
                run = tuple(said[at : at + size])
                if run in runs and self._only(run):
                    gone[at : at + size] = [True] * size
        return _without(text, [span for _word, span in found], gone)

    def unnamed(self, text: str, certain: bool = False, first: bool = True) -> str:
        """Give a text without the names, also `first` names alone; or only where it is `certain` whom they mean."""
        found = Folded(text).written if self._names else ()
        said = [word for word, _span in found]
        gone = [False] * len(said)
        for at in range(len(said)):
            for name in self._named(said[at]):
                if (certain and not name.is_certain) or (name.first and not first):
                    continue
                end = at + len(name.words)
                if _is_named(name, said[at:end], text[found[at][1][0]]):
                    gone[at:end] = [True] * len(name.words)
        return _without(text, [span for _word, span in found], gone)

    def looks_for(self, word: str) -> bool:
        """Say whether a word counts as a name by itself."""
        return any(one.words == (word,) for one in self._names.get(word, ()))

    def is_name(self, text: str) -> bool:
        """Say whether a text is the whole name of somebody and nothing else."""
        said = words(text)
        return bool(said) and any(one.whole and one.words == said for one in self._names.get(said[0], ()))

    def in_id(self, text: str, certain: bool = True) -> bool:
        """Say whether an id or the name of a file, which know no capitals, is made of a name."""
        parts = words(text)
        names = [one.words for names in self._names.values() for one in names if one.is_certain or not certain]
        return any(_holds(parts, one) or _holds(parts, slug(" ".join(one)).split("-")) for one in names)

    def shares(self, text: str) -> bool:
        """Say whether an id has part of a whole name, also one that was cut off."""
        parts = [part for part in words(text) if len(part) >= SHORTEST_WORD]
        told = {slug(word) for names in self._names.values() for one in names if one.is_certain for word in one.words}
        return any(word.startswith(part) for part in parts for word in told)

    def tells(self, text: str) -> bool:
        """Say whether a title or keyword comes from the forgotten texts alone: by a word that no other note holds."""
        return self.blanked(text) != text or any(map(self._is_theirs, words(text)))

    @property
    def last_words(self) -> tuple[str, ...]:
        """Give the words by which every note is found that may hold a name: what each ends with, and its genitive."""
        words = dict.fromkeys(word for names in self._names.values() for one in names for word in one.words[-1:])
        return tuple(each for word in words for each in (word, f"{word}s"))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for text in self._texts for word in words(text))

    def _learn(self, text: str) -> None:
        said = words(text)
        size = min(RUN, len(said))
        if size == RUN or (size and len("".join(said)) >= _SHORT):
            self._runs[size].update(said[at : at + size] for at in range(len(said) - size + 1))

    def _only(self, run: Words) -> bool:
        if run not in self._seen:
            self._seen[run] = not self._stands(" ".join(run))
        return self._seen[run]

    def _is_theirs(self, word: str) -> bool:
        if len(word) < SHORTEST_WORD or not (word in self._words or any(_are_kin(word, one) for one in self._words)):
            return False
        return self._only((word,))

    def _named(self, word: str) -> list[ScrubbedName]:
        short = word[:-1] if word.endswith("s") else word
        return [*self._names.get(word, ()), *(self._names.get(short, ()) if short != word else ())]


def clean_note(note: Note, cleaned: Cleaned) -> Note:
    """Give a note of others without the names; a tag or lens that tells one is gone."""
    return replace(note, **{one.name: one.form.through(getattr(note, one.name), cleaned) for one in WORDS})


def not_theirs(note: Note, gone: Container[str]) -> Note:
    """Give a note of others that nobody of these handles is to do any more."""
    return replace(note, owner="") if note.owner in gone else note


def clean_session(session: Session, cleaned: Cleaned) -> Session:
    """Give a session without the names in its header; the register stays as it is."""
    return replace(
        session,
        title=cleaned(session.title),
        place=cleaned(session.place),
        note_takers=tuple(map(cleaned, session.note_takers)),
    )


def clean_person(person: Participant, cleaned: Cleaned) -> Participant:
    """Give another of the register without the names in the role and organisation."""
    return replace(person, role=cleaned(person.role), organisation=cleaned(person.organisation))


def names_of(
    name: str, others: Iterable[str], is_word: Callable[[str], bool] = lambda word: False
) -> tuple[ScrubbedName, ...]:
    """Give what a person may be called: the whole name, and a surname or first name that none of the others has.

    A first name that `is_word` says is a word as well does not count by itself.
    """
    parts = Folded(name).written
    said = tuple(word for word, _span in parts)
    if len("".join(said)) < SHORTEST_WORD:
        return ()
    shared = {word for other in others for word in words(other)}
    written = [word for word, span in parts if len(word) >= SHORTEST_WORD and name[span[0]].isupper()]
    alone = [ScrubbedName((word,), capital=True) for word in written if word not in shared and word in said[1:]]
    first = said[0] if len(said) > 1 and said[0] in written and said[0] not in (*shared, *said[1:]) else ""
    if first and not is_word(first):
        alone.append(ScrubbedName((first,), capital=True, first=True))
    return (ScrubbedName(said, capital=len(said) == 1 and name[parts[0][1][0]].isupper(), whole=True), *alone)


def _are_kin(word: str, other: str) -> bool:
    long, short = sorted((word, other), key=len, reverse=True)
    return len(short) >= _KIN and len(long) - len(short) <= _INFLECTED and long.startswith(short)


def _holds(parts: Sequence[str], sought: Sequence[str]) -> bool:
    """Say whether words stand in a row among others, the last perhaps as a genitive."""
    *before, last = sought
    runs = (list(parts[at : at + len(sought)]) for at in range(len(parts) - len(sought) + 1))
    return any(sought) and any(run[:-1] == before and run[-1] in (last, f"{last}s") for run in runs)


def _is_named(name: ScrubbedName, said: Sequence[str], first: str) -> bool:
    if len(said) != len(name.words) or (name.capital and not first.isupper()):
        return False
    *before, last = said
    return tuple(before) == name.words[:-1] and last in (name.words[-1], f"{name.words[-1]}s")


def _without(text: str, found: Sequence[Span], gone: Sequence[bool]) -> str:
    """Put one blank in the place of each stretch of words that go, with what stands between them."""
    made, at, inside = [], 0, False
    for (first, last), goes in zip(found, gone, strict=True):
        if goes and not inside:
            made += [text[at:first], BLANK]
        if goes:
            at = last
        inside = goes
    return "".join([*made, text[at:]])
