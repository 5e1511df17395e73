"""Loose notes worth a look: starred, close to a lens, or a question or insight of their own."""

from collections.abc import Mapping, Sequence

from kennis.consent import Publishable
from kennis.nouns import Kind, Passage, PassageKind, Placement
from kennis.outline.outline_material import Open
from kennis.outline.quote_choice import choose, leans, readable
from kennis.outline.section import passage

_COUNT = 5  # loose notes that a chapter gets at first; set by hand
_WORDS = 40  # of a loose note that are printed, as of a line of a summary; set by hand


def loose_notes(material: Open, lenses: Sequence[str]) -> dict[str, tuple[Passage, ...]]:
    """Choose at most five loose notes for each lens, and as many under "" for those that have none.

    A note stands under its heaviest lens only. Without a lens only starred notes, questions and insights count;
    one that points back at what was said before it counts only if it is starred.
    """
    pools: dict[str, list[Publishable]] = {lens: [] for lens in [*lenses, ""]}
    weights: dict[str, float] = {}
    for note in material.notes.values():
        place = material.placements.get(note.id) or Placement(note=note.id, theme=None)
        if place.theme is not None or not note.quotable or not note.text.strip() or note.kind is Kind.CONTRIBUTION:
            continue
        if leans(note.text) and not note.star:
            continue
        lens, weights[note.id] = _heaviest(place, lenses)
        if lens or note.star or note.kind in (Kind.QUESTION, Kind.INSIGHT):
            pools[lens].append(note)
    return {lens: _chosen(pool, weights, material) for lens, pool in pools.items()}


def _heaviest(place: Placement, lenses: Sequence[str]) -> tuple[str, float]:
    known = [item for item in place.lenses if item.lens in lenses and item.weight > 0]
    best = min(known, key=lambda item: (-item.weight, lenses.index(item.lens)), default=None)
    return (best.lens, best.weight) if best else ("", 0.0)


def _chosen(pool: Sequence[Publishable], weights: Mapping[str, float], material: Open) -> tuple[Passage, ...]:
    def score(note: Publishable) -> float:
        telling = 0.3 if note.kind in (Kind.QUESTION, Kind.INSIGHT) else 0.0
        return 2.0 * note.star + telling + weights[note.id] + 0.3 * readable(note.text)

    chosen = choose(pool, _COUNT, score, material)
    return tuple(passage(note, PassageKind.LOOSE, _WORDS, readable) for note in chosen)
