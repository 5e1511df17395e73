"""Into what parts a theme's notes would fall, seen on their own."""

from collections.abc import Sequence

import numpy as np

from kennis.themes.average_linkage import average, groups
from kennis.themes.consensus import FEWEST, cluster
from kennis.themes.neighbours import Floats, Integers, centred, distinct

_FEWEST = 4  # notes; fewer fall into no parts; set by hand


def parts(vectors: Floats, keys: Sequence[str]) -> Integers:
    """Part the notes of a theme as views of these notes alone suggest; (n,), all 0 if they do not fall apart.

    `vectors` is (n, d) of unit length, `keys` as for `consensus.cluster`. Every note is in a part: those that would be
    loose go with the part whose middle is nearest. Fewer than `FEWEST` notes are parted in two by average linkage of
    their cosines. Parts are numbered by size; the order of the notes does not matter.
    """
    whole = np.zeros(len(vectors), np.int32)
    notes = distinct(vectors, keys) if len(vectors) else None
    if notes is None or len(notes.rows) < _FEWEST:
        return whole
    unit = centred(vectors)
    if len(notes.rows) < FEWEST:
        labels = _halves(centred(vectors[notes.rows]))[notes.owner]
    else:
        labels = cluster(vectors, keys).labels
    if labels.max() < 1:
        return whole
    middles = np.stack([unit[labels == part].mean(axis=0) for part in range(int(labels.max()) + 1)])
    nearest = np.round(unit @ middles.T, 5).argmax(axis=1)
    return _by_size(np.where(labels < 0, nearest, labels).astype(np.int32))


def _halves(unit: Floats) -> Integers:
    """Cut average linkage of cosines where two groups are left; all 0 if one of them is a single note."""
    merges = average((unit @ unit.T).astype(np.float32), np.ones(len(unit)))
    kept = np.sort(merges.similarity)
    labels = groups(merges, float(np.nextafter(kept[0], np.float32(2))))
    return labels if labels.max() == 1 and np.bincount(labels).min() > 1 else np.zeros(len(unit), np.int32)


def _by_size(labels: Integers) -> Integers:
    order = np.argsort(-np.bincount(labels), kind="stable")
    number = np.empty(len(order), np.int32)
    number[order] = np.arange(len(order))
    return number[labels]
