"""Whether a theme that goes on has outgrown its title."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kennis.nouns import Before, Theme
from kennis.themes.run_result import Better, Corpus
from kennis.themes.theme_labels import ThemeLabel

_CHANGED = 0.5  # of the keywords are left, at most, of a theme that outgrew its title; set by hand
_MORE = 2  # times as many notes have the new title's words; set by hand


def better(
    corpus: Corpus,
    themes: Sequence[Theme],
    rows: Sequence[NDArray[np.intp]],
    names: Sequence[ThemeLabel],
    before: Before,
) -> tuple[Better, ...]:
    """Give the titles that are clearly better than those that themes keep.

    A title is outgrown when it stands in none of the theme's notes any more, or when at least half of the keywords
    have changed and the new title stands in twice as many notes, or when it tells somebody's name. Themes that a person
    named keep their title, and so do those whose notes are the same as before, if it is nobody's name.
    """
    olds = {theme.id: theme for theme in before.themes}
    was: dict[str, set[str]] = {theme.id: set() for theme in before.themes}
    for placement in before.placements:
        if placement.theme in was and not placement.suggested:
            was[placement.theme].add(placement.note)
    used = {theme.title.casefold() for theme in themes}
    found = []
    for theme, own, named in zip(themes, rows, names, strict=True):
        old = olds.get(theme.id)
        if old is None or old.titled or not named.fresh or named.fresh.casefold() in used:
            continue
        told, same = corpus.people.told_in(old.title), was[theme.id] == {corpus.notes[row].id for row in own}
        texts = [text.casefold() for text in corpus.texts(own.tolist())]
        if told or (not same and _outgrown(old, named, texts)):
            found.append(Better(theme.id, named.fresh))
            used.add(named.fresh.casefold())
    return tuple(found)


def _outgrown(old: Theme, named: ThemeLabel, texts: Sequence[str]) -> bool:
    now, then = _standing(named.fresh, texts), _standing(old.title, texts)
    if not then:
        return now > 0
    kept = len(set(old.keywords) & set(named.keywords))
    return kept < _CHANGED * max(1, min(len(old.keywords), len(named.keywords))) and now >= _MORE * then


def _standing(title: str, texts: Sequence[str]) -> int:
    """Count the texts that a title stands in."""
    return sum(title.casefold() in text for text in texts)
