"""One ranking out of several: reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""

from collections.abc import Sequence
from dataclasses import dataclass

K = 60  # the constant of the paper


@dataclass(frozen=True, slots=True)
class Ranked:
    """A note and its score in one ranking."""

    note: str
    score: float


def fused(rankings: Sequence[Sequence[str]]) -> tuple[Ranked, ...]:
    """Join rankings of note ids, best first, into one; scores are 0 to 1, 1 where a note leads every ranking.

    A note gets 1 / (60 + rank) from each ranking that has it; notes that come out equal stand by id.
    """
    sums: dict[str, float] = {}
    for ranking in rankings:
        for rank, note in enumerate(ranking, 1):
            sums[note] = sums.get(note, 0.0) + 1 / (K + rank)
    best = len(rankings) / (K + 1)
    ordered = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Ranked(note, total / best) for note, total in ordered)


def scaled(found: Sequence[tuple[str, float]], low: float, high: float) -> tuple[Ranked, ...]:
    """Bring a ranking's scores, best first and above 0, to the span from `low` to `high`, the best at `high`."""
    best = max((score for _note, score in found), default=0.0)
    return tuple(Ranked(note, low + (high - low) * (score / best if best > 0 else 1.0)) for note, score in found)
