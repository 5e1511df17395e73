"""Word classes of Dutch text.

A first-order hidden Markov model decoded by Viterbi. `nl.txt` holds its figures as `build.py` counted them:
how classes follow each other, which classes an ending tells of, and the classes of single words. A word that
is not listed goes by its last part if that is a listed word, else by the longest ending that is listed.
"""

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from kennis.themes.part_of_speech.classes import WordClass

_START = "^"
_LONGEST_ENDING = 5  # letters, as in the list of endings but for one
_SHORTEST_PART = 5  # letters of the last part of a compound; set by hand
_CAPITAL = 0.75  # what a capital within a sentence says for a name; set by hand
_FLOOR = 0.0005  # share of a sequence that was hardly seen, so that none is impossible; set by hand


Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Figures:
    """The shares of classes: after a class, by ending, by word, and over all words."""

    after: Mapping[str, Shares]
    endings: Mapping[str, Shares]
    words: Mapping[str, Shares]
    overall: Shares

    def shares(self, word: str, first: bool) -> Shares:
        """Give the classes a word may have; a capital inside a sentence tells of a name."""
        lower = word.lower()
        if lower in self.words:
            return self.words[lower]
        if not any(map(str.isalnum, lower)):
            return {WordClass.MARK: 1.0}
        if not lower[0].isalpha():
            return {WordClass.NUMBER: 0.9, WordClass.NAME: 0.1}
        found = self._part(lower) or self._ending(lower)
        if first or word == lower:
            return found
        mixed = {name: share * (1 - _CAPITAL) for name, share in found.items()}
        return {**mixed, WordClass.NAME: mixed.get(WordClass.NAME, 0.0) + _CAPITAL}

    def _part(self, word: str) -> Shares | None:
        parts = (word[start:] for start in range(2, len(word) - _SHORTEST_PART + 1))
        return next((self.words[part] for part in parts if part in self.words), None)

    def _ending(self, word: str) -> Shares:
        starts = range(max(0, len(word) - _LONGEST_ENDING), len(word) + 1)
        return next(self.endings[word[start:]] for start in starts if word[start:] in self.endings)


def dutch(words: Sequence[str]) -> tuple[WordClass, ...]:
    """Tell the class of each word and mark of one Dutch sentence, by the likeliest way through all of them."""
    moves = _moves()
    before: dict[str, float] = {_START: 0.0}
    origins: list[dict[str, str]] = []
    for place, word in enumerate(words):
        scores: dict[str, float] = {}
        origin: dict[str, str] = {}
        for name, gain in _gains(word, place == 0):
            best, origin[name] = max([(score + moves[last][name], last) for last, score in before.items()])
            scores[name] = best + gain
        before = scores
        origins.append(origin)
    return _backwards(before, origins)


@functools.lru_cache(maxsize=100_000)
def _gains(word: str, first: bool) -> tuple[tuple[str, float], ...]:
    """Give what each class a word may have adds to a way that goes through it."""
    figures = _figures()
    return tuple((name, math.log(share / figures.overall[name])) for name, share in figures.shares(word, first).items())


@functools.cache
def _moves() -> dict[str, dict[str, float]]:
    after = _figures().after
    return {
        last: {name: math.log(max(found.get(name, 0.0), _FLOOR)) for name in WordClass} for last, found in after.items()
    }


def _backwards(last: Mapping[str, float], origins: Sequence[Mapping[str, str]]) -> tuple[WordClass, ...]:
    name = max(last, key=lambda key: (last[key], key))
    found: list[WordClass] = []
    for origin in reversed(origins):
        found.append(WordClass(name))
        name = origin[name]
    return tuple(reversed(found))


@functools.cache
def _figures() -> Figures:
    parts: dict[str, dict[str, Shares]] = {}
    for line in resources.files(__package__).joinpath("nl.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            part = parts.setdefault(line[2:], {})
        else:
            key, *figures = line.split(" ")
            part[key] = {figure[0]: int(figure[1:]) / 1000 for figure in figures}
    return Figures(parts["after"], parts["endings"], parts["words"], parts["overall"][""])
