"""Names for themes: keywords, and a title that is a phrase of its own notes.

Lemmas are weighed by class-based TF-IDF (Grootendorst 2022), counted in notes instead of words, so that one
long note does not name a theme. Titles are noun phrases, scored by the weight of their lemmas, by how many
notes hold them and, where an encoder is at hand, by how much nearer they are to their theme than to the others.
"""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from kennis.locale import translator
from kennis.person_names import NamesKeptBack
from kennis.themes.theme_profiles import Profile, profiles
from kennis.themes.titles import Embed, Floats, choose, rerank, shortlist

KEYWORDS = 8  # that a theme has at most; set by hand
_SPARE_WORDS = 8  # words of a note that serve as a title where there is no phrase; set by hand
# Notes that must have a keyword, where at least as many keywords as the second have them; set by hand.
_SHARED, _ENOUGH = 2, 3


@dataclass(frozen=True, slots=True)
class ThemeLabel:
    """What a theme is called: a title that occurs in its notes, and the words that mark it off from the others.

    `fresh` is the title that it would have if it did not keep one, empty where that is the same.
    """

    title: str
    keywords: tuple[str, ...]
    fresh: str = ""


def name(
    themes: Sequence[Sequence[str]],
    language: str,
    avoid: Collection[str] = (),
    embed: Embed | None = None,
    centres: Floats | None = None,
    *,
    kept: Sequence[str] = (),
    taken: Collection[str] = (),
    people: NamesKeptBack | None = None,
) -> tuple[ThemeLabel, ...]:
    """Name themes by the texts of their notes that may be published; no two titles are the same.

    No title or keyword tells the name of one of `people`, by default of anybody whom the texts name.

    `avoid` holds names of people and organisations, kept out of titles where something else will do. `embed`
    gives unit vectors of phrases; `centres` (themes, d) are the mean vectors of the themes, without them the
    texts themselves are embedded. Neither the order of the themes nor that of their texts matters. Themes keep the
    title in `kept` (themes) where it is not empty; no theme gets one of the `taken` titles.
    """
    people = people or NamesKeptBack(texts=[text for texts in themes for text in texts])
    found = profiles(themes, language)
    weighed = class_weights([each.lemmas for each in found], [len(each.texts) for each in found])
    lists = [shortlist(each, weights, avoid, people) for each, weights in zip(found, weighed, strict=True)]
    if embed is not None:
        lists = rerank(lists, _centres(found, embed) if centres is None else centres, embed)
    keywords = [_keywords(each, weights, people) for each, weights in zip(found, weighed, strict=True)]
    spare = [(*words, *_beginnings(each.texts, people)) for words, each in zip(keywords, found, strict=True)]
    nothing = translator(language)("Theme without publishable text")
    own = choose(lists, spare, nothing, (), taken)
    titles = choose(lists, spare, nothing, kept, taken) if any(kept) else own
    fresh = ["" if title == other else other for title, other in zip(titles, own, strict=True)]
    return tuple(ThemeLabel(*three) for three in zip(titles, keywords, fresh, strict=True))


def class_weights(counts: Sequence[Mapping[str, int]], notes: Sequence[int]) -> list[dict[str, float]]:
    """Weigh each theme's lemmas: the share of its notes that hold one, times log(1 + A / all notes that hold it).

    A is the mean number of notes a theme; `counts` gives, a theme, in how many of its notes a lemma stands.
    """
    everywhere: Counter[str] = Counter()
    for counted in counts:
        everywhere.update(counted)
    mean = sum(notes) / max(1, len(notes))
    return [
        {lemma: number / size * math.log1p(mean / everywhere[lemma]) for lemma, number in counted.items()}
        for counted, size in zip(counts, notes, strict=True)
    ]


def _keywords(each: Profile, weights: Mapping[str, float], people: NamesKeptBack) -> tuple[str, ...]:
    """Choose the heaviest lemmas, as they are written; one that mostly stands in a phrase is shown as that phrase."""
    ordered = sorted(each.written, key=lambda lemma: (each.lemmas[lemma] < _SHARED, -weights[lemma], lemma))
    best = list(islice((lemma for lemma in ordered if not people.told_in(each.written[lemma])), KEYWORDS))
    shared = [lemma for lemma in best if each.lemmas[lemma] >= _SHARED]
    best = shared if len(shared) >= _ENOUGH else best[:_ENOUGH]
    shown = {lemma: each.written[lemma] for lemma in best}
    for phrase in each.candidates:
        whole = len(phrase.text.split()) == len(phrase.lemmas) > 1
        if whole and phrase.notes >= _SHARED and set(phrase.lemmas) <= set(best):
            mostly = [lemma for lemma in phrase.lemmas if phrase.notes * 2 > each.lemmas[lemma]]
            shown |= dict.fromkeys(mostly, phrase.text) if mostly and not people.told_in(phrase.text) else {}
    inside = {word for text in shown.values() if " " in text for word in text.split()}
    return tuple(text for text in dict.fromkeys(shown.values()) if text not in inside)


def _centres(found: Sequence[Profile], embed: Embed) -> Floats:
    texts = sorted({text for each in found for text in each.texts})
    place = {text: row for row, text in enumerate(texts)}
    vectors = embed(texts)
    rows = [[place[text] for text in each.texts] for each in found]
    return np.stack([vectors[own].mean(axis=0) if own else np.zeros(vectors.shape[1]) for own in rows])


def _beginnings(texts: Sequence[str], people: NamesKeptBack) -> list[str]:
    first = {" ".join(text.split()[:_SPARE_WORDS]) for text in texts} - {""}
    return sorted((text for text in first if not people.told_in(text)), key=lambda text: (len(text), text))
