"""What the notes of a theme are made of: lemmas, how they are written, noun phrases, each counted over notes."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kennis.themes.phrases import Phrase, Word, phrases, sentences
from kennis.themes.words import WordClass

_MARKING = (WordClass.NOUN, WordClass.NAME, WordClass.ADJECTIVE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that could be a title: as it is written most, its content lemmas, in how many notes it stands."""

    text: str
    lemmas: tuple[str, ...]
    notes: int
    definite: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """The words of one theme: `lemmas` counts notes, `written` gives the usual form of each lemma."""

    texts: tuple[str, ...]
    lemmas: Mapping[str, int]
    written: Mapping[str, str]
    candidates: tuple[Candidate, ...]


def profile(texts: Sequence[str], language: str) -> Profile:
    """Count the words and phrases of a theme's texts; equal texts count once, their order does not matter."""
    different = tuple(sorted(set(texts)))
    notes: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    found: dict[frozenset[str], list[Phrase]] = defaultdict(list)
    holding: Counter[frozenset[str]] = Counter()
    for text in different:
        here = list(sentences(text, language))
        marking = [word for words in here for word in words if word.content and word.sort in _MARKING]
        notes.update({word.lemma for word in marking})
        for word in marking:
            forms[word.lemma][_plain(word)] += 1
        inside = [phrase for words in here for phrase in phrases(words)]
        holding.update({frozenset(phrase.lemmas) for phrase in inside})
        for phrase in inside:
            found[frozenset(phrase.lemmas)].append(phrase)
    candidates = tuple(_candidate(found[key], holding[key]) for key in sorted(found, key=sorted))
    return Profile(different, notes, {base: _usual(counted) for base, counted in forms.items()}, candidates)


def _candidate(occurrences: Sequence[Phrase], notes: int) -> Candidate:
    text = _usual(
        Counter(phrase.text for phrase in occurrences if not phrase.first)
        or Counter(phrase.text for phrase in occurrences)
    )
    lemmas = min(phrase.lemmas for phrase in occurrences if phrase.text == text)
    return Candidate(text, lemmas, notes, any(phrase.definite for phrase in occurrences))


def _plain(word: Word) -> str:
    starts_a_sentence = word.first and word.text[1:].islower() and word.sort is not WordClass.NAME
    return word.text.lower() if starts_a_sentence else word.text


def _usual(counted: Counter[str]) -> str:
    return min(counted, key=lambda text: (-counted[text], len(text), text))
