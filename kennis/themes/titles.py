"""Titles for themes: noun phrases of their notes, scored, then given out so that no two are the same."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from kennis.person_names import NamesKeptBack
from kennis.themes.theme_profiles import Candidate, Profile

# Phrases of a theme that are compared; those of all themes that are embedded, so that naming stays quick; set by hand.
SHORTLIST, _PHRASES = 15, 600
_AVOIDED = 0.01  # for a phrase with a name that is to be avoided: the last choice; set by hand
_DEFINITE = 1.1  # for a phrase with an article; set by hand
_LENGTHS = {1: 0.55, 2: 1.0, 3: 1.05}  # by the number of words that say something; set by hand
_LONG = 0.95  # for more words than these; set by hand
_GOOD = 0.5  # of the best score, below which a phrase is taken only if nothing better is free; set by hand
_COMPOUND = 12  # letters from which on a word counts as two: it is a compound; set by hand
_SURNAME = 4  # letters from which on a surname alone is looked for; set by hand
_ALONE, _SEVERAL = 0.5, 5  # for what one note alone has, in themes of as many notes as the second; set by hand
_NAMES_ONLY = 0.75  # for a phrase that is a name and nothing more; set by hand
_FAR = 0.2  # what is left of the score of the phrase that lies farthest from the theme's middle; set by hand
_FEWEST = 5  # phrases of a theme, however many themes there are; set by hand
_WORD = re.compile(r"\S+")
_NAME = re.compile(r"[^\W\d_a-zà-ÿ]\S*(?: (?:\w{2,4} )?[^\W\d_a-zà-ÿ]\S*)*")

Floats = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Floats]


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate and how well it would do as the title of its theme."""

    candidate: Candidate
    score: float


def shortlist(
    profile: Profile, weights: Mapping[str, float], avoid: Collection[str], people: NamesKeptBack
) -> tuple[Scored, ...]:
    """Score a theme's phrases by their lemmas, their spread over notes and their form; the best first.

    A phrase that tells the name of one of `people`, known or recognised, is none of them.
    """
    names = _names(avoid)
    worth = {lemma: weight * _rare(profile, lemma) for lemma, weight in weights.items()}
    scored = [Scored(each, _score(each, worth, len(profile.texts), names)) for each in profile.candidates]
    best = sorted(scored, key=lambda each: (-each.score, each.candidate.text))
    return tuple(islice((each for each in best if not people.told_in(each.candidate.text)), SHORTLIST))


def rerank(lists: Sequence[Sequence[Scored]], centres: Floats, embed: Embed) -> list[tuple[Scored, ...]]:
    """Weigh in how much nearer each phrase is to its theme's centre than to the others; centres are (themes, d).

    With more than 40 themes fewer phrases a theme are asked about, so that naming stays quick.
    """
    size = max(_FEWEST, _PHRASES // max(1, len(lists)))
    lists = [scored[:size] for scored in lists]
    texts = sorted({each.candidate.text for scored in lists for each in scored})
    if not texts:
        return [tuple(scored) for scored in lists]
    place = {text: row for row, text in enumerate(texts)}
    cosines = _centred(embed(texts)) @ _centred(centres).T
    others = (cosines.sum(axis=1, keepdims=True) - cosines) / max(1, len(lists) - 1)
    margins = cosines - others
    return [
        _mixed(scored, [float(margins[place[each.candidate.text], theme]) for each in scored])
        for theme, scored in enumerate(lists)
    ]


def choose(
    lists: Sequence[Sequence[Scored]],
    spare: Sequence[Sequence[str]],
    nothing: str,
    kept: Sequence[str] = (),
    taken: Collection[str] = (),
) -> tuple[str, ...]:
    """Give each theme its best title that no other has; where phrases run out, one of its spare texts.

    A title that lies within another's is taken only if nothing of about the same worth is left. A theme
    with neither phrases nor spare texts is called `nothing`; the last resort is a number behind it. Themes
    keep the title in `kept` (themes) where it is not empty; `taken` titles are given to none.
    """
    given = {theme: title for theme, title in enumerate(kept) if title}
    keys: set[frozenset[str]] = set()
    used = {title.casefold() for title in (*taken, *given.values())}
    for may in (_apart, _different):
        for theme, each in _in_turn(lists, may is _apart):
            key, title = frozenset(each.candidate.lemmas), _capital(each.candidate.text)
            if theme not in given and title.casefold() not in used and may(key, keys):
                given[theme] = title
                keys.add(key)
                used.add(title.casefold())
    for theme in sorted(set(range(len(lists))) - set(given), key=lambda left: (tuple(spare[left]), left)):
        given[theme] = _unused([*map(_capital, spare[theme])], used, nothing)
        used.add(given[theme].casefold())
    return tuple(given[theme] for theme in range(len(lists)))


def _score(each: Candidate, worth: Mapping[str, float], notes: int, names: re.Pattern[str]) -> float:
    mean = sum(worth.get(lemma, 0.0) for lemma in set(each.lemmas)) / len(set(each.lemmas)) ** 0.5
    spread = 1 + np.log2((each.notes + each.holding) / 2) / max(1.0, np.log2(max(2, notes)))
    form = _LENGTHS.get(_size(each), _LONG) * (_DEFINITE if each.definite else 1.0)
    form *= _ALONE if each.holding == 1 and notes >= _SEVERAL else 1.0
    form *= _NAMES_ONLY if _NAME.fullmatch(each.text) else 1.0
    avoided = _AVOIDED if names.search(each.text) else 1.0
    return float(mean * spread * form * avoided)


def _size(each: Candidate) -> int:
    """Count the words of a phrase that say something; a long word is a compound, which says as much as two."""
    return 2 if len(each.lemmas) == 1 and len(each.lemmas[0]) >= _COMPOUND else len(each.lemmas)


def _rare(profile: Profile, lemma: str) -> float:
    """Give how far to trust a lemma: what stands in one note of many is that note's own matter."""
    return _ALONE if profile.lemmas[lemma] == 1 and len(profile.texts) >= _SEVERAL else 1.0


def _names(avoid: Collection[str]) -> re.Pattern[str]:
    """Give one pattern for all names, which is many times as fast as one for each."""
    whole = {name.strip() for name in avoid} - {""}
    last = {name.split()[-1] for name in whole}
    surnames = {name for name in last if len(name) >= _SURNAME and name[0].isupper()}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(whole | surnames))) or '(?!)'})(?!\w)")


def _mixed(scored: Sequence[Scored], margins: Sequence[float]) -> tuple[Scored, ...]:
    if not scored:
        return ()
    best = max(each.score for each in scored) or 1.0
    low, high = min(margins), max(margins)
    near = [(margin - low) / (high - low) if high > low else 1.0 for margin in margins]
    mixed = [
        replace(each, score=each.score / best * (_FAR + (1 - _FAR) * share))
        for each, share in zip(scored, near, strict=True)
    ]
    return tuple(sorted(mixed, key=lambda each: (-each.score, each.candidate.text)))


def _centred(rows: Floats) -> Floats:
    moved = rows - rows.mean(axis=0) if len(rows) > 1 else rows
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-12), np.float32)


def _in_turn(lists: Sequence[Sequence[Scored]], good_only: bool) -> Iterator[tuple[int, Scored]]:
    all_ = [
        (theme, each)
        for theme, scored in enumerate(lists)
        for each in scored
        if not good_only or each.score >= _GOOD * scored[0].score
    ]
    yield from sorted(all_, key=lambda pair: (-pair[1].score, pair[1].candidate.text))


def _apart(key: frozenset[str], taken: Collection[frozenset[str]]) -> bool:
    return not any(key <= other or key >= other for other in taken)


def _different(key: frozenset[str], taken: Collection[frozenset[str]]) -> bool:
    return key not in taken


def _unused(spare: Sequence[str], used: Collection[str], nothing: str) -> str:
    numbered = (f"{(spare or [nothing])[0]} {number}" for number in range(2, len(used) + 3))
    options = [*(spare or [nothing]), *numbered]
    return next(option for option in options if option.casefold() not in used)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:] if _WORD.match(text) and text[1:2].islower() else text
