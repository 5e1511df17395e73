"""Families of themes and parts of a theme, named by their notes; families last as themes do."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kennis.ids import new_id
from kennis.nouns import Before, Level, SubTheme, Theme, ThemeState
from kennis.themes.partition import Partition
from kennis.themes.run_result import Corpus, Embed, Family
from kennis.themes.theme_labels import name

_SHARED = 0.5  # of the smaller of two families: it is the same family; set by hand


def families(
    corpus: Corpus, partition: Partition, themes: Sequence[Theme], embed: Embed, before: Before
) -> tuple[Family, ...] | None:
    """Name the families that a run found, or go on with those that stand; None if it did not look for them.

    A family goes on as the standing one with which it shares most notes, if they share at least half of the themes
    of the smaller one.
    """
    if len(partition.families) != len(themes) or (not themes and len(partition.kept)):
        return None
    held = [np.flatnonzero(partition.families == number) for number in range(len(partition.kinship))]
    rows = [np.flatnonzero(np.isin(partition.labels, labels)) for labels in held]
    olds = _followed(partition, themes, held, before)
    taken = {theme.title for theme in (*themes, *before.themes) if theme.level is Level.THEME}
    names = name(
        [corpus.texts(own.tolist()) for own in rows],
        corpus.programme.language,
        corpus.avoid,
        embed,
        np.array([_centre(corpus, own) for own in rows], np.float32),
        kept=[old.title if old else "" for old in olds],
        taken=taken,
        people=corpus.people,
    )
    found = []
    for labels, own, old, named, share in zip(held, rows, olds, names, partition.kinship, strict=True):
        start = old or Theme(id=new_id(), number=0, title=named.title, keywords=(), stability=0.0, level=Level.FAMILY)
        size = np.bincount(partition.labels[own], minlength=len(themes))[labels]
        stability = float(np.average(partition.stability[labels], weights=size))
        family = replace(start, keywords=named.keywords, stability=round(stability, 4))
        found.append(Family(family, tuple(themes[label].id for label in labels.tolist()), round(float(share), 4)))
    return tuple(found)


def parts(corpus: Corpus, partition: Partition, rows: NDArray[np.intp], title: str) -> tuple[SubTheme, ...]:
    """Name the parts of a theme of these rows; () if it has none."""
    own = partition.subs[rows]
    members = [rows[own == number] for number in range(int(own.max(initial=-1)) + 1)]
    if len(members) < 2:
        return ()
    names = name(
        [corpus.texts(part.tolist()) for part in members],
        corpus.programme.language,
        corpus.avoid,
        taken=(title,),
        people=corpus.people,
    )
    return tuple(
        SubTheme(named.title, tuple(corpus.notes[row].id for row in part))
        for named, part in zip(names, members, strict=True)
    )


def _centre(corpus: Corpus, rows: NDArray[np.intp]) -> NDArray[np.float32]:
    shown = [row for row in rows if corpus.publishable[row]]
    width = corpus.vectors.shape[1]
    centre: NDArray[np.float32] = corpus.vectors[shown].mean(axis=0) if shown else np.zeros(width, np.float32)
    return centre


def _followed(
    partition: Partition, themes: Sequence[Theme], held: Sequence[NDArray[np.intp]], before: Before
) -> list[Theme | None]:
    """Give the standing family that each family goes on as."""
    from scipy.optimize import linear_sum_assignment

    olds = [one for one in before.themes if one.level is Level.FAMILY and one.state is ThemeState.ACCEPTED]
    accepted = [one for one in before.themes if one.level is Level.THEME and one.state is ThemeState.ACCEPTED]
    members = [{theme.id for theme in accepted if theme.family == old.id} for old in olds]
    notes = np.bincount(partition.labels[partition.labels >= 0], minlength=len(themes))
    common = np.zeros((len(held), len(olds)))
    for row, labels in enumerate(held):
        for column, theirs in enumerate(members):
            shared = [label for label in labels.tolist() if themes[label].id in theirs]
            if shared and len(shared) >= _SHARED * min(len(labels), len(theirs)):
                common[row, column] = notes[shared].sum()
    followed: list[Theme | None] = [None] * len(held)
    for row, column in zip(*linear_sum_assignment(common, maximize=True), strict=True):
        if common[row, column] > 0:
            followed[row] = olds[column]
    return followed
