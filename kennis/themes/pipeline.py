"""From a partition of notes to candidate themes: named, weighed over the lenses, with their notes placed."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kennis.ids import new_id
from kennis.nouns import LensWeight, Note, Placement, Programme, Theme
from kennis.themes import lenses
from kennis.themes.consensus import Partition
from kennis.themes.naming import Name, name
from kennis.themes.neighbours import Floats

Embed = Callable[[Sequence[str]], Floats]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The notes of a run with their vectors (n, d); `publishable` says of each whether its text may be shown."""

    programme: Programme
    notes: tuple[Note, ...]
    vectors: Floats
    publishable: tuple[bool, ...]
    avoid: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Candidates:
    """The themes that a run found, and where it would place every note."""

    themes: tuple[Theme, ...]
    placements: tuple[Placement, ...]


def candidates(corpus: Corpus, partition: Partition, embed: Embed) -> Candidates:
    """Name and weigh the themes of a partition; `embed` gives vectors of anchor sentences and title phrases."""
    found = _lens_scores(corpus, embed)
    members = [np.flatnonzero(partition.labels == label) for label in range(len(partition.stability))]
    names = _names(corpus, members, embed)
    slugs = [lens.slug for lens in corpus.programme.lenses]
    themes = tuple(
        Theme(
            id=new_id(),
            number=0,
            title=names[label].title,
            keywords=names[label].keywords,
            stability=round(float(partition.stability[label]), 4),
            lenses=_weights(slugs, lenses.theme(found[rows], partition.strength[rows])),
            medoids=tuple(corpus.notes[row].id for row in partition.medoids[label] if corpus.publishable[row]),
        )
        for label, rows in enumerate(members)
    )
    own = lenses.choose(found)
    placements = tuple(
        Placement(
            note=note.id,
            theme=_theme(themes, partition.labels[row]),
            strength=round(float(partition.strength[row]), 4),
            second=_theme(themes, partition.second[row]),
            second_strength=round(float(partition.second_strength[row]), 4),
            lenses=_weights(slugs, own[row]),
        )
        for row, note in enumerate(corpus.notes)
    )
    return Candidates(themes, placements)


def _names(corpus: Corpus, members: Sequence[NDArray[np.intp]], embed: Embed) -> tuple[Name, ...]:
    """Name themes from the notes whose text may be shown."""
    shown = [[row for row in rows if corpus.publishable[row]] for rows in members]
    texts = [[corpus.notes[row].text for row in rows] for rows in shown]
    width = corpus.vectors.shape[1]
    centres = [corpus.vectors[rows].mean(axis=0) if rows else np.zeros(width, np.float32) for rows in shown]
    return name(texts, corpus.programme.language, corpus.avoid, embed, np.array(centres, np.float32))


def _lens_scores(corpus: Corpus, embed: Embed) -> Floats:
    """Score notes (n, L) on the lenses; what a note-taker marked with a lens belongs to it wholly."""
    slugs = [lens.slug for lens in corpus.programme.lenses]
    sentences = [anchor for lens in corpus.programme.lenses for anchor in lens.anchors]
    ends = np.cumsum([len(lens.anchors) for lens in corpus.programme.lenses])
    anchors = np.split(embed(sentences), ends[:-1])
    found = lenses.scores(corpus.vectors, anchors, corpus.vectors)
    for row, note in enumerate(corpus.notes):
        for marked in note.lenses:
            if marked in slugs:
                found[row, slugs.index(marked)] = 1.0
    return found


def _theme(themes: Sequence[Theme], label: int) -> str | None:
    return themes[label].id if label >= 0 else None


def _weights(slugs: Sequence[str], row: Floats) -> tuple[LensWeight, ...]:
    """Give the weights that are not nothing, heaviest first."""
    order = sorted(np.flatnonzero(row > 0).tolist(), key=lambda column: (-float(row[column]), column))
    return tuple(LensWeight(slugs[column], round(float(row[column]), 4)) for column in order)
