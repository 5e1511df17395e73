"""Which notes speak for a theme: central, not too long, and each saying something else.

Greedy maximal marginal relevance (Carbonell & Goldstein 1998): the next note is the one with the best
score after what it repeats of those already chosen is taken off.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from kennis.consent import Publishable, words
from kennis.outline.outline_material import Open, Vector

_REPETITION = 0.5  # what a full likeness in meaning to a chosen note costs; set by hand
_NEAR_DUPLICATE = 0.9  # cosine from which on two notes say the same, whatever their words; set by hand
_NEAR, _SAME_WORDS = 0.7, 0.4  # of what the words of the one are worth that has fewer; set by hand
_SAME_VOICE = 0.4  # what each chosen note of the same speaker costs; set by hand
_SAME_HOUSE = 0.1  # what each of the same organisation costs; set by hand
_SAME_FIELD = 0.1  # what any of the same sector costs; set by hand
_BEGINNING = r"^(?:\S+ ){0,5}?"
_POINTING = re.compile(
    rf"{_BEGINNING}(?:"
    r"(?:aan|bij|door|in|met|naar|na|om|onder|op|over|per|tot|uit|van|volgens|voor) (?:dat|die)"
    r"|(?:about|by|for|from|in|of|on|to|with) that|deze|dit|dergelijke|zo'n|zulke|these|this|those"
    r"|(?:daar|hier)(?:aan|bij|door|in|mee|na|naar|naast|om|onder|op|over|tegen|toe|uit|van|voor))\b"
    r"|^(?:\S+ ){0,4}?(?:bovendien|daarentegen|dus|echter|eveneens|evenmin|evenwel|immers|namelijk|nochtans|ook|toch)\b"
    r"|^(?:\S+ ){0,2}?(?:hij|zij|hen|hem)\b"
    r"|^(?:bleek|blijkt|geldt|gebeurt|heeft|had|hebben|is|kan|klopt|kunnen|lukt|mag|moet|was|waren|werd|werden|wordt"
    r"|worden|zal|zijn|zou|zouden|zullen|are|can|did|does|is|was|were|will) (?:dat|die|that)\b"
    r"|^het (?:betreft|gaat|ging)\b|^het (?:is|was|werd|wordt)\b(?![^.!?]*\b(?:aan|dat|of|om|te)\b)"
    r"|^(?:bij wijze van|ten (?:eerste|tweede|derde|slotte)|ter (?:aanvulling|illustratie|vergelijking)|tot slot)\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(  # in the first sentence
    r"^[^.!?]*?\b(?:daar|hier) (?:\w+ ){0,3}?(?:aan|bij|in|mee|onder|op|over|tegen|toe|uit|van|voor)(?=[.,;:!?]|$)",
    re.IGNORECASE,
)
_ADDRESSING = re.compile(r"^(?:\S+ ){0,2}?(?:je|jij|jou|jouw|jullie|u|uw|you|your)\b", re.IGNORECASE)
_LEANING = words(
    "aldus anders anderzijds bijgevolg bovendien concreet daarbij daarbovenop daardoor daarentegen daarin daarmee "
    "daarna daarnaast daarom daaronder daarop daartoe daarvan daarvoor dan dat dergelijke desondanks deze dezelfde die "
    "dit dus echter en evenmin hen hierbij hierdoor hierin hiermee hierna hiernaast hierop hiertoe hiervan hiervoor "
    "hij hun hoewel immers inmiddels integendeel intussen kortom maar nadien namelijk nochtans of ook sindsdien "
    "toch tevens trouwens vandaar vervolgens want ze zij zo zodoende zulke also and but he however it or she so that "
    "their therefore these they this those thus yet"
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
    """Tell whether a text points back at what was said before it.

    It may do so by its first word, by one that follows soon ("volgens die studie", "eerder werd echter") or by a
    word in two parts ("daar weten wij niets van").
    """
    line = " ".join(text.split()).lstrip("“„‘\"'(")
    first = line.split(" ", 1)[0].casefold().strip("“„‘\"'(,;:")
    return first in _LEANING or _POINTING.match(line) is not None or _SPLIT.match(line) is not None


def addresses(text: str) -> bool:
    """Tell whether a text begins by speaking to somebody who was there, which a reader was not."""
    return _ADDRESSING.match(" ".join(text.split()).lstrip("“„‘\"'(")) is not None


def choose(
    candidates: Sequence[Publishable],
    count: int,
    score: Callable[[Publishable], float],
    material: Open,
    taken: Sequence[Publishable] = (),
) -> list[Publishable]:
    """Choose up to `count` notes, best first, by score less what they repeat of the chosen and the taken.

    Near-duplicates of those are left out, as is one that comes near in meaning and in its rarer words, and so is a
    text that was printed before; another note by the
    same speaker, organisation or sector counts for less.
    """
    left = sorted(candidates, key=lambda note: (-round(score(note), 6), note.id))
    chosen: list[Publishable] = []
    while left and len(chosen) < count:
        before = [*taken, *chosen]
        left = [note for note in left if not _repeats(note, before, material)]
        if not left:
            break
        best = max(left, key=lambda note: round(score(note) - _penalty(note, before, material.directions), 6))
        chosen.append(best)
        left.remove(best)
    return chosen


def _repeats(note: Publishable, before: Sequence[Publishable], material: Open) -> bool:
    text = note.text.split()
    return any(other.text.split() == text or _says_the_same(note.id, other.id, material) for other in before)


def _says_the_same(one: str, other: str, material: Open) -> bool:
    near = float(material.directions[other] @ material.directions[one])
    if near < _NEAR:
        return False
    common = _worth(material.words[one] & material.words[other], material)
    whole = min(_worth(material.words[one], material), _worth(material.words[other], material))
    return near >= _NEAR_DUPLICATE or common > _SAME_WORDS * whole


def _worth(found: Iterable[str], material: Open) -> float:
    """Say how much words tell: the rarer, the more."""
    return sum(sorted(math.log(len(material.notes) / material.frequency[word]) for word in found if len(word) > 3))


def _penalty(note: Publishable, before: Sequence[Publishable], directions: Mapping[str, Vector]) -> float:
    likeness = max((float(directions[other.id] @ directions[note.id]) for other in before), default=0.0)
    voices = sum(note.voice != 0 and other.voice == note.voice for other in before)
    houses = sum(note.house != 0 and other.house == note.house for other in before)
    fields = any(note.field != 0 and other.field == note.field for other in before)
    alike = _SAME_VOICE * voices + _SAME_HOUSE * houses + _SAME_FIELD * fields
    return _REPETITION * max(likeness, 0.0) + alike
