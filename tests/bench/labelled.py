"""Labelled texts for the benches: a CSV with the columns external_id, text and label."""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kennis.themes.neighbours import Integers


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts, what people put them under, and how well a grouping agrees with that."""

    name: str
    texts: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def keys(self) -> list[str]:
        """Hash the texts, as the order of clustering asks for."""
        return [hashlib.sha256(text.encode()).hexdigest() for text in self.texts]

    def score(self, found: Integers) -> "Score":
        """Measure a grouping (n,), -1 for a text in no group; these count as one group."""
        from sklearn.metrics import adjusted_rand_score, v_measure_score

        v, ari = v_measure_score(self.labels, found), adjusted_rand_score(self.labels, found)
        return Score(v, ari, float(np.mean(found < 0)), int(found.max()) + 1)


@dataclass(frozen=True, slots=True)
class Score:
    """V-measure, adjusted Rand index, the share in no theme and the number of themes."""

    v: float
    ari: float
    loose: float
    themes: int


def read(path: Path) -> Labelled:
    """Read a labelled file."""
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return Labelled(path.stem, tuple(row["text"] for row in rows), tuple(row["label"] for row in rows))
