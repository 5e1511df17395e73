"""What the notes of a theme are made of: lemmas, how they are written, noun phrases, each counted over notes.

A Dutch compound also holds the words it is made of, where those stand somewhere on their own: a note on a
"politiekantoor" is one on the "politie".
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kennis.themes.noun_phrases import MARKING, Phrase, Word, phrases, sentences
from kennis.themes.part_of_speech import WordClass

_SHORTEST_PART, _SHORTEST_REST = 5, 4  # letters of a part of a compound, and of what is left of it; set by hand


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that could be a title, as it is written most, and its content lemmas.

    `notes` counts the notes in which it stands, `holding` those that hold all its lemmas, wherever.
    """

    text: str
    lemmas: tuple[str, ...]
    notes: int
    holding: int
    definite: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """The words of one theme: `lemmas` counts notes, `written` gives the usual form of each that stands alone."""

    texts: tuple[str, ...]
    lemmas: Mapping[str, int]
    written: Mapping[str, str]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """What one text says that no earlier one of its theme does: its words that say something, and its phrases."""

    marking: tuple[Word, ...]
    phrases: tuple[Phrase, ...]


def profiles(themes: Sequence[Sequence[str]], language: str) -> list[Profile]:
    """Count the words and phrases of each theme's texts; a sentence that comes again counts once, order is nothing."""
    different = [tuple(sorted(set(texts))) for texts in themes]
    read = [_read(texts, language) for texts in different]
    words = {(word.lemma, word.sort) for texts in read for text in texts for word in text.marking}
    alone = {lemma for lemma, sort in words if sort is WordClass.NOUN}
    parts = {lemma: _parts(lemma, alone) for lemma, _ in words}
    return [_profile(*each, parts) for each in zip(different, read, strict=True)]


def _read(texts: Sequence[str], language: str) -> list[_Text]:
    seen: set[tuple[str, ...]] = set()
    return [_text(_new(list(sentences(text, language)), seen)) for text in texts]


def _text(read: Sequence[tuple[Word, ...]]) -> _Text:
    marking = (word for words in read for word in words if word.content and word.sort in MARKING)
    return _Text(tuple(marking), tuple(phrase for words in read for phrase in phrases(words)))


def _parts(lemma: str, alone: Collection[str]) -> tuple[str, ...]:
    """Give the words of which a compound may be made, at its head or its tail, if they stand somewhere alone."""
    ends = range(_SHORTEST_PART, len(lemma) - _SHORTEST_REST + 1)
    heads = (lemma[:end] for end in ends)
    tails = (lemma[-end:] for end in ends)
    behind_hyphens = (lemma[place + 1 :] for place, letter in enumerate(lemma) if letter == "-")
    return tuple(sorted({*heads, *tails, *behind_hyphens}.intersection(alone)))


def _profile(texts: tuple[str, ...], read: Sequence[_Text], parts: Mapping[str, Sequence[str]]) -> Profile:
    holders: dict[str, set[int]] = defaultdict(set)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    found: dict[frozenset[str], list[Phrase]] = defaultdict(list)
    standing: Counter[frozenset[str]] = Counter()
    for place, text in enumerate(read):
        for word in text.marking:
            forms[word.lemma][_plain(word)] += 1
            for lemma in (word.lemma, *parts[word.lemma]):
                holders[lemma].add(place)
        standing.update({frozenset(phrase.lemmas) for phrase in text.phrases})
        for phrase in text.phrases:
            found[frozenset(phrase.lemmas)].append(phrase)
    candidates = tuple(_candidate(found[key], standing[key], holders) for key in sorted(found, key=sorted))
    notes = {base: len(places) for base, places in holders.items()}
    return Profile(texts, notes, {base: _usual(counted) for base, counted in forms.items()}, candidates)


def _new(read: Sequence[tuple[Word, ...]], seen: set[tuple[str, ...]]) -> list[tuple[Word, ...]]:
    """Keep the sentences not seen yet, and note them as seen."""
    kept = []
    for words in read:
        key = tuple(word.lemma for word in words)
        if key not in seen:
            seen.add(key)
            kept.append(words)
    return kept


def _candidate(occurrences: Sequence[Phrase], notes: int, holders: Mapping[str, set[int]]) -> Candidate:
    inside = Counter(phrase.text for phrase in occurrences if not phrase.first)
    text = _usual(inside or Counter(phrase.text for phrase in occurrences))
    lemmas = min(phrase.lemmas for phrase in occurrences if phrase.text == text)
    holding = set.intersection(*(holders[lemma] for lemma in lemmas))
    return Candidate(text, lemmas, notes, len(holding), any(phrase.definite for phrase in occurrences))


def _plain(word: Word) -> str:
    starts_a_sentence = word.first and word.text[1:].islower() and word.sort is not WordClass.NAME
    return word.text.lower() if starts_a_sentence else word.text


def _usual(counted: Counter[str]) -> str:
    return min(counted, key=lambda text: (-counted[text], len(text), text))
