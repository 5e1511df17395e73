"""From a partition of notes to candidate themes: named, weighed over the lenses, with their notes placed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kennis.ids import new_id
from kennis.nouns import Before, LensWeight, Placement, Theme
from kennis.themes import lenses
from kennis.themes.hierarchy import families, parts
from kennis.themes.ledger_arrays import lasting
from kennis.themes.ledger_requests import asked_of_lenses, asked_of_notes
from kennis.themes.neighbours import Floats
from kennis.themes.partition import Partition
from kennis.themes.run_result import Candidates, Corpus, Embed, Origin
from kennis.themes.theme_labels import ThemeLabel, name
from kennis.themes.title_drift import better

__all__ = ["Candidates", "Corpus", "Embed", "candidates"]


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """A group of the partition: its rows, the accepted theme that it goes on as, the one that it came off."""

    label: int
    rows: NDArray[np.intp]
    old: Theme | None
    came: Theme | None


def candidates(corpus: Corpus, partition: Partition, embed: Embed, before: Before | None = None) -> Candidates:
    """Name and weigh the themes of a partition; `embed` gives vectors of anchor sentences and title phrases.

    `before` is the ledger that the partition took into account. Titles are kept, and what it asks of lenses and
    second themes is done here.
    """
    before = before or Before()
    known = lasting(before)
    groups = _groups(partition, known)
    names = _names(corpus, groups, embed)
    scores = _lens_scores(corpus, embed)
    partition = replace(partition, strength=_strengths(corpus, partition, before))
    asked = asked_of_lenses(
        tuple(_theme(group, name, corpus, partition, scores) for group, name in zip(groups, names, strict=True)),
        before,
        [lens.slug for lens in corpus.programme.lenses],
    )
    themes = tuple(
        _whole(group, theme, corpus, partition, before) for group, theme in zip(groups, asked.themes, strict=True)
    )
    placed = asked_of_notes(_placements(corpus, partition, themes, scores, before), themes, corpus, before)
    return Candidates(
        themes=themes,
        placements=placed.placements,
        merged=tuple(Origin(known[tie.theme].id, themes[tie.group].id, tie.share) for tie in partition.merged),
        split=tuple(Origin(themes[tie.group].id, known[tie.theme].id, tie.share) for tie in partition.split),
        families=families(corpus, partition, themes, embed, before),
        titles=better(corpus, themes, [group.rows for group in groups], names, before),
        unmet=(*asked.unmet, *placed.unmet),
    )


def _groups(partition: Partition, known: Sequence[Theme]) -> list[_Group]:
    count = len(partition.stability)
    going = partition.goes_on.tolist() or [-1] * count
    came = {tie.group: known[tie.theme] for tie in partition.split}
    return [
        _Group(
            label, np.flatnonzero(partition.labels == label), known[number] if number >= 0 else None, came.get(label)
        )
        for label, number in zip(range(count), going, strict=True)
    ]


def _theme(group: _Group, named: ThemeLabel, corpus: Corpus, partition: Partition, scores: Floats) -> Theme:
    old = group.old or Theme(id=new_id(), number=0, title=named.title, keywords=(), stability=0.0)
    slugs = [lens.slug for lens in corpus.programme.lenses]
    return replace(
        old,
        keywords=named.keywords,
        stability=round(float(partition.stability[group.label]), 4),
        lenses=_weights(slugs, lenses.theme(scores[group.rows], partition.strength[group.rows])),
        medoids=tuple(corpus.notes[row].id for row in partition.medoids[group.label] if corpus.publishable[row]),
        split_from=group.came.id if group.came else old.split_from,
        subs=parts(corpus, partition, group.rows, old.title) if len(partition.subs) else old.subs,
    )


def _strengths(corpus: Corpus, partition: Partition, before: Before) -> Floats:
    """Give how firmly notes stand, (n,); those that a light run did not look at as firmly as they did."""
    stood = {one.note: one.strength for one in before.placements if one.theme is not None and not one.suggested}
    kept = partition.kept if len(partition.kept) else np.zeros(len(corpus.notes), bool)
    found = partition.strength.copy()
    for row in np.flatnonzero(kept):
        found[row] = stood.get(corpus.notes[row].id, found[row])
    return found


def _whole(group: _Group, theme: Theme, corpus: Corpus, partition: Partition, before: Before) -> Theme:
    """Give the accepted theme as it is where a light run left all its notes alone, but for what is asked of lenses."""
    if group.old is None or not len(partition.kept) or not partition.kept[group.rows].all():
        return theme
    now = {corpus.notes[row].id for row in group.rows}
    was = {one.note for one in before.placements if one.theme == theme.id and not one.suggested}
    return replace(group.old, lenses=theme.lenses) if now == was else theme


def _names(corpus: Corpus, groups: Sequence[_Group], embed: Embed) -> tuple[ThemeLabel, ...]:
    """Name themes from the notes whose text may be shown; those that go on keep their title."""
    shown = [[row for row in group.rows if corpus.publishable[row]] for group in groups]
    width = corpus.vectors.shape[1]
    centres = [corpus.vectors[rows].mean(axis=0) if rows else np.zeros(width, np.float32) for rows in shown]
    return name(
        [corpus.texts(rows) for rows in shown],
        corpus.programme.language,
        corpus.avoid,
        embed,
        np.array(centres, np.float32),
        kept=[group.old.title if group.old else "" for group in groups],
        people=corpus.people,
    )


def _placements(
    corpus: Corpus, partition: Partition, themes: Sequence[Theme], scores: Floats, before: Before
) -> tuple[Placement, ...]:
    """Place every note; one that a light run did not look at stays as it stands."""
    slugs = [lens.slug for lens in corpus.programme.lenses]
    own = lenses.choose(scores)
    stands = {placement.note: placement for placement in before.placements if not placement.suggested}
    kept = partition.kept if len(partition.kept) else np.zeros(len(corpus.notes), bool)
    placements = []
    for row, note in enumerate(corpus.notes):
        old = stands.get(note.id) if kept[row] else None
        placements.append(
            Placement(
                note=note.id,
                theme=_id(themes, partition.labels[row]),
                strength=round(float(partition.strength[row]), 4),
                second=old.second if old else _id(themes, partition.second[row]),
                second_strength=old.second_strength if old else round(float(partition.second_strength[row]), 4),
                lenses=_weights(slugs, own[row]),
            )
        )
    return tuple(placements)


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


def _id(themes: Sequence[Theme], label: int) -> str | None:
    return themes[label].id if label >= 0 else None


def _weights(slugs: Sequence[str], row: Floats) -> tuple[LensWeight, ...]:
    """Give the weights that are not nothing, heaviest first."""
    order = sorted(np.flatnonzero(row > 0).tolist(), key=lambda column: (-float(row[column]), column))
    return tuple(LensWeight(slugs[column], round(float(row[column]), 4)) for column in order)
