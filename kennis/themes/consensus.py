"""Themes by consensus: notes that land together in most views of the same corpus make a theme.

The steps: let one note stand for its duplicates, find neighbours, cluster in many views, count how often notes
land together, merge by average linkage, cut, and give the notes left over to the theme they land in most.
Everything is done in the order of the notes' keys on one thread, so the same notes give the same themes. What
comes out is what the same run would give again once it were accepted.
"""

import dataclasses
from collections.abc import Callable, Sequence

import numpy as np

from kennis.nouns import Reach
from kennis.themes.agglomeration import settle
from kennis.themes.base_clusterings import NEIGHBOURS, labellings
from kennis.themes.co_association import Evidence, evidence, units
from kennis.themes.dendrogram_cuts import families, parts, ties
from kennis.themes.distinct_notes import DistinctNotes, accepted, held, marks
from kennis.themes.incremental import light, unmoved
from kennis.themes.ledger_arrays import CORE, LedgerArrays
from kennis.themes.neighbours import Distinct, Floats, Integers, Neighbours, centred, distinct, nearest
from kennis.themes.partition import Measured, Partition, measured

__all__ = ["FEWEST", "Partition", "cluster"]

Progress = Callable[[int, int], None]
Look = Callable[[Neighbours], Integers]

FEWEST = 20  # notes; in fewer no theme is looked for; set by hand
_ROUNDS = 6  # at most, of going on from what came out until it stays the same; set by hand


def cluster(
    vectors: Floats,
    keys: Sequence[str],
    standing: LedgerArrays | None = None,
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
    standing = standing or LedgerArrays.empty(len(vectors))
    with threadpool_limits(1):
        return arrange(vectors, keys, standing, reach, lambda neighbours: labellings(neighbours, progress))


def arrange(vectors: Floats, keys: Sequence[str], standing: LedgerArrays, reach: Reach, look: Look) -> Partition:
    """Find the themes of n notes as `cluster` does; `look` clusters notes in many views, (runs, m)."""
    if reach is Reach.FULL or not standing.count:
        return _all_anew(vectors, keys, standing, look)

    def regroup(pool: Integers) -> Partition:
        return _all_anew(vectors[pool], [keys[row] for row in pool], standing.of_rows(pool), look)

    return light(vectors, keys, standing, regroup)


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """The notes that differ with what their views said."""

    notes: Distinct
    unit: Floats
    neighbours: Neighbours
    facts: Evidence

    def grouped(self, asked: DistinctNotes) -> Measured:
        """Group the notes with what is asked of them."""
        joined = units(self.facts, self.neighbours, asked.free & (asked.core < 0))
        return measured(self.notes, self.unit, self.facts, settle(self.facts, joined, asked), asked)


def _lasting(seen: _Seen, asked: DistinctNotes) -> Measured:
    """Group notes until the same would come out if it were accepted first; most runs take two rounds, few four."""
    count = len(asked.retired)
    found = seen.grouped(asked)
    for _ in range(_ROUNDS):
        if not len(found.goes_on):
            break
        fresh = found.goes_on < 0
        going = np.where(fresh, len(asked.retired) + np.cumsum(fresh) - 1, found.goes_on).astype(np.int32)
        asked = accepted(asked, found.labels, going, _middles(found, seen.notes), found.partition.stability)
        was, found = found.labels, seen.grouped(asked)
        if np.array_equal(was, found.labels) and np.array_equal(going, found.goes_on):
            break
    going = np.where(found.goes_on < count, found.goes_on, -1).astype(np.int32)
    return dataclasses.replace(found, goes_on=going, partition=dataclasses.replace(found.partition, goes_on=going))


def _middles(found: Measured, notes: Distinct) -> Integers:
    """Say of which group each note is one of the most central, -1 for none; (m,)."""
    middles = np.full(len(notes.rows), -1, np.int32)
    for group, rows in enumerate(found.partition.medoids):
        middles[notes.owner[list(rows[:CORE])]] = group
    return middles


def _all_anew(vectors: Floats, keys: Sequence[str], standing: LedgerArrays, look: Look) -> Partition:
    notes = distinct(vectors, keys, marks(standing))
    if len(notes.rows) < FEWEST:
        return unmoved(vectors, keys, standing)
    unit = centred(vectors[notes.rows])
    neighbours = nearest(unit, max(NEIGHBOURS))
    facts = evidence(look(neighbours))
    asked = held(standing, notes)
    found = _lasting(_Seen(notes, unit, neighbours, facts), asked)
    stood = np.where(np.append(asked.retired, False)[asked.theme], -1, asked.theme)  # nothing goes on from a void
    merged, split = ties(facts, found.labels, found.goes_on, stood)
    family, kinship = families(facts, found.labels, np.append(standing.family, -1)[found.goes_on])
    return dataclasses.replace(
        found.partition,
        merged=merged,
        split=split,
        families=family,
        kinship=kinship,
        subs=parts(facts, found.labels, len(found.goes_on))[notes.owner],
    )
