"""Which notes speak for a theme: central, not too long, and each saying something else.

Greedy maximal marginal relevance (Carbonell & Goldstein 1998): the next note is the one with the best
score after what it repeats of those already chosen is taken off.
"""

import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from kennis.consent import Publishable, words
from kennis.outline.material import Vector

_REPETITION = 0.5
_NEAR_DUPLICATE = 0.9
_SAME_VOICE = 0.4
_SAME_HOUSE = 0.1
_DEMONSTRATIVE = re.compile(
    r"^(?:\S+ ){0,5}?(?:(?:aan|bij|door|in|met|naar|na|om|onder|op|over|per|tot|uit|van|volgens|voor) (?:dat|die)"
    r"|(?:about|by|for|from|in|of|on|to|with) that|deze|dit|dergelijke|zo'n|zulke|these|this|those)\b",
    re.IGNORECASE,
)
_LEANING = words(
    "aldus anderzijds bijgevolg bovendien daarbij daarbovenop daardoor daarentegen daarin daarmee daarna daarnaast "
    "daarom daaronder daarop daartoe daarvan daarvoor dan dat dergelijke desondanks deze dezelfde die dit dus echter "
    "en evenmin hen hierbij hierdoor hierin hiermee hierna hiernaast hierop hiertoe hiervan hiervoor hij hun hoewel "
    "immers integendeel maar namelijk nochtans of ook toch tevens trouwens vandaar want ze zij zo zodoende zulke "
    "also and but he however it or she so that their therefore these they this those thus yet"
)


def centrality(notes: Sequence[Publishable], directions: Mapping[str, Vector]) -> dict[str, float]:
    """Give the cosine of each note with the mean of all of them, -1 to 1."""
    if not notes:
        return {}
    centre = np.mean([directions[note.id] for note in notes], axis=0)
    length = float(np.linalg.norm(centre)) or 1.0
    return {note.id: round(float(directions[note.id] @ centre) / length, 6) for note in notes}


def readable(text: str) -> float:
    """Say how well a text does as a line of a book, 0 to 1: best at 8 to 40 words that lean on nothing before."""
    found = text.split()
    fitting = min(len(found) / 8, 1.0, 40 / max(len(found), 1))
    return fitting / 2 if leans(text) else fitting


def leans(text: str) -> bool:
    """Tell whether a text points back at what was said before it, as by its first word or "volgens die studie"."""
    found = text.split(maxsplit=1)
    first = found[0].casefold().strip("“‘\"'(,") if found else ""
    return first in _LEANING or _DEMONSTRATIVE.match(" ".join(text.split())) is not None


def choose(
    candidates: Sequence[Publishable],
    count: int,
    score: Callable[[Publishable], float],
    directions: Mapping[str, Vector],
    taken: Sequence[Publishable] = (),
) -> list[Publishable]:
    """Choose up to `count` notes, best first, by score less what they repeat of the chosen and the taken.

    Near-duplicates of those are left out, and so is a text that was printed before; another note by the
    same speaker or organisation counts for less.
    """
    left = sorted(candidates, key=lambda note: (-round(score(note), 6), note.id))
    chosen: list[Publishable] = []
    while left and len(chosen) < count:
        before = [*taken, *chosen]
        left = [note for note in left if not _repeats(note, before, directions)]
        if not left:
            break
        best = max(left, key=lambda note: round(score(note) - _penalty(note, before, directions), 6))
        chosen.append(best)
        left.remove(best)
    return chosen


def _repeats(note: Publishable, before: Sequence[Publishable], directions: Mapping[str, Vector]) -> bool:
    text = note.text.split()
    return any(
        other.text.split() == text or float(directions[other.id] @ directions[note.id]) >= _NEAR_DUPLICATE
        for other in before
    )


def _penalty(note: Publishable, before: Sequence[Publishable], directions: Mapping[str, Vector]) -> float:
    likeness = max((float(directions[other.id] @ directions[note.id]) for other in before), default=0.0)
    voices = sum(note.voice != 0 and other.voice == note.voice for other in before)
    houses = sum(note.house != 0 and other.house == note.house for other in before)
    return _REPETITION * max(likeness, 0.0) + _SAME_VOICE * voices + _SAME_HOUSE * houses
