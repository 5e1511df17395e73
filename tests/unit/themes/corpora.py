"""Made-up vectors with known groups, for tests of clustering."""

import hashlib
from dataclasses import dataclass

import numpy as np

from kennis.themes.neighbours import Floats, Integers

DIMENSIONS = 24


@dataclass(frozen=True, slots=True)
class Corpus:
    """Vectors (n, d) of unit length, their keys, and the group of each, -1 for a stray."""

    vectors: Floats
    keys: list[str]
    groups: Integers

    @classmethod
    def joined(cls, *parts: "Corpus") -> "Corpus":
        groups = [part.groups + 100 * number for number, part in enumerate(parts)]
        keys = [key for part in parts for key in part.keys]
        return cls(np.vstack([part.vectors for part in parts]), keys, np.concatenate(groups).astype(np.int32))


def grouped(groups: int, each: int, seed: int, stray: int = 0, spread: float = 0.8) -> Corpus:
    """Draw `each` vectors round each of `groups` random directions, and `stray` ones anywhere."""
    random = np.random.default_rng(seed)
    centres = random.normal(size=(groups, DIMENSIONS))
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    label = np.concatenate([np.repeat(np.arange(groups), each), np.full(stray, -1)]).astype(np.int32)
    vectors = random.normal(size=(len(label), DIMENSIONS)) / DIMENSIONS**0.5
    vectors[label >= 0] = centres[label[label >= 0]] + spread * vectors[label >= 0]
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    keys = [hashlib.sha256(f"{seed} {row}".encode()).hexdigest() for row in range(len(label))]
    return Corpus(vectors.astype(np.float32), keys, label)
