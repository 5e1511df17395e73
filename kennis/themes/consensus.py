"""Themes by consensus: notes that land together in most views of the same corpus make a theme.

The steps: let one note stand for its duplicates, find neighbours, cluster in many views, count how often notes
land together, merge by average linkage, cut, and give the notes left over to the theme they land in most.
Everything is done in the order of the notes' keys on one thread, so the same notes give the same themes.
"""

import dataclasses
from collections.abc import Callable, Sequence

import numpy as np

from kennis.nouns import Reach
from kennis.themes.evidence import evidence, units
from kennis.themes.held import held, marks
from kennis.themes.levels import families, parts, ties
from kennis.themes.light import light, unmoved
from kennis.themes.neighbours import Floats, Integers, Neighbours, centred, distinct, nearest
from kennis.themes.partition import Partition, measured
from kennis.themes.settling import settle
from kennis.themes.standing import Standing
from kennis.themes.views import NEIGHBOURS, labellings

__all__ = ["FEWEST", "Partition", "cluster"]

Progress = Callable[[int, int], None]
Look = Callable[[Neighbours], Integers]

FEWEST = 20


def cluster(
    vectors: Floats,
    keys: Sequence[str],
    standing: Standing | None = None,
    reach: Reach = Reach.FULL,
    progress: Progress = lambda done, whole: None,
) -> Partition:
    """Find the themes of n notes, the ledger's themes and constraints taken into account.

    `vectors` is (n, d) of unit length; `keys` are n hashes of the clean texts, equal for equal texts. The order
    of the notes does not matter: each keeps its theme, theme number and strength. A light run looks only at new
    notes and what they touch. With fewer than `FEWEST` different notes no theme is found: all stay where they
    stand. Raises ValueError for vectors that are not finite or not as many as the keys.
    """
    from threadpoolctl import threadpool_limits

    if len(vectors) != len(keys) or not np.isfinite(vectors).all():
        raise ValueError(f"{len(vectors)} vectors for {len(keys)} keys, or a vector that is not finite")
    standing = standing or Standing.empty(len(vectors))
    with threadpool_limits(1):
        return arrange(vectors, keys, standing, reach, lambda neighbours: labellings(neighbours, progress))


def arrange(vectors: Floats, keys: Sequence[str], standing: Standing, reach: Reach, look: Look) -> Partition:
    """Find the themes of n notes as `cluster` does; `look` clusters notes in many views, (runs, m)."""
    if reach is Reach.FULL or not standing.count:
        return _all_anew(vectors, keys, standing, look)

    def regroup(pool: Integers) -> Partition:
        return _all_anew(vectors[pool], [keys[row] for row in pool], standing.of_rows(pool), look)

    return light(vectors, keys, standing, regroup)


def _all_anew(vectors: Floats, keys: Sequence[str], standing: Standing, look: Look) -> Partition:
    notes = distinct(vectors, keys, marks(standing))
    if len(notes.rows) < FEWEST:
        return unmoved(vectors, keys, standing)
    unit = centred(vectors[notes.rows])
    neighbours = nearest(unit, max(NEIGHBOURS))
    facts = evidence(look(neighbours))
    asked = held(standing, notes)
    joined = units(facts, neighbours, asked.free & (asked.core < 0))
    found = measured(notes, unit, facts, settle(facts, joined, asked), asked)
    merged, split = ties(facts, found.labels, found.goes_on, asked.theme)
    family, kinship = families(facts, found.labels, np.append(standing.family, -1)[found.goes_on])
    return dataclasses.replace(
        found.partition,
        merged=merged,
        split=split,
        families=family,
        kinship=kinship,
        subs=parts(facts, found.labels, len(found.goes_on))[notes.owner],
    )
