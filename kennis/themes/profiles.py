"""What the notes of a theme are made of: lemmas, how they are written, noun phrases, each counted over notes."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kennis.themes.phrases import MARKING, Phrase, Word, phrases, sentences
from kennis.themes.words import WordClass


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
    """The words of one theme: `lemmas` counts notes, `written` gives the usual form of each lemma."""

    texts: tuple[str, ...]
    lemmas: Mapping[str, int]
    written: Mapping[str, str]
    candidates: tuple[Candidate, ...]


def profile(texts: Sequence[str], language: str) -> Profile:
    """Count the words and phrases of a theme's texts; a sentence that comes again counts once, order is nothing."""
    different = tuple(sorted(set(texts)))
    holders: dict[str, set[int]] = defaultdict(set)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    found: dict[frozenset[str], list[Phrase]] = defaultdict(list)
    standing: Counter[frozenset[str]] = Counter()
    seen: set[tuple[str, ...]] = set()
    for place, text in enumerate(different):
        here = _new(list(sentences(text, language)), seen)
        marking = [word for words in here for word in words if word.content and word.sort in MARKING]
        for word in marking:
            holders[word.lemma].add(place)
            forms[word.lemma][_plain(word)] += 1
        inside = [phrase for words in here for phrase in phrases(words)]
        standing.update({frozenset(phrase.lemmas) for phrase in inside})
        for phrase in inside:
            found[frozenset(phrase.lemmas)].append(phrase)
    candidates = tuple(_candidate(found[key], standing[key], holders) for key in sorted(found, key=sorted))
    notes = {base: len(places) for base, places in holders.items()}
    return Profile(different, notes, {base: _usual(counted) for base, counted in forms.items()}, candidates)


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
