"""How near notes are to a vector: the cosine, after the mean of all notes is taken off both."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kennis.search.rank_fusion import Ranked

Floats = NDArray[np.float32]
FEWEST = 10  # notes from which their mean says something; set by hand


@dataclass(frozen=True, slots=True)
class Space:
    """Notes by id with their vectors, (n, d), one row each."""

    ids: Sequence[str]
    vectors: Floats
    centre: Floats = field(init=False)
    rows: Mapping[str, int] = field(init=False)
    _lengths: Floats = field(init=False)

    def __post_init__(self) -> None:
        """Take the mean and the lengths once, so that asking again costs one product."""
        object.__setattr__(self, "rows", {note: row for row, note in enumerate(self.ids)})
        width = self.vectors.shape[1]
        enough = len(self.ids) >= FEWEST
        centre = self.vectors.mean(axis=0, dtype=np.float64) if enough else np.zeros(width)
        object.__setattr__(self, "centre", centre.astype(np.float32))
        squares = np.einsum("ij,ij->i", self.vectors, self.vectors) - 2 * self.vectors @ self.centre
        lengths = np.sqrt(np.maximum(squares + self.centre @ self.centre, 0))
        object.__setattr__(self, "_lengths", np.where(lengths > 1e-6, lengths, np.inf).astype(np.float32))

    def cosines(self, vector: Floats) -> Floats:
        """Give the cosine of each note with a vector (d,), both centred: (n,), −1 to 1."""
        asked = vector - self.centre
        length = float(np.linalg.norm(asked)) or 1.0
        found: Floats = (self.vectors @ asked - self.centre @ asked) / (self._lengths * np.float32(length))
        return found

    def nearest(
        self, cosines: Floats, count: int, least: float = 0.0, among: Collection[str] | None = None
    ) -> tuple[Ranked, ...]:
        """Give the notes with the highest cosines, at least `least`; equals stand in the order of the rows.

        `among`: only these notes.
        """
        rows = np.flatnonzero(cosines >= least)
        if among is not None:
            own = np.array(sorted(self.rows[note] for note in among if note in self.rows), np.intp)
            rows = own[cosines[own] >= least]
        if len(rows) > count > 0:
            border = np.partition(cosines[rows], len(rows) - count)[len(rows) - count]
            rows = rows[cosines[rows] >= border]
        ordered = rows[np.argsort(-cosines[rows], kind="stable")][:count]
        scores = np.minimum(cosines[ordered], 1.0).tolist()
        return tuple(Ranked(self.ids[row], score) for row, score in zip(ordered.tolist(), scores, strict=True))
