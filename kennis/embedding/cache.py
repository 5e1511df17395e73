"""Texts are embedded once ever: vectors are kept by model and text."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kennis.clean_text import clean
from kennis.embedding.encoder import Encoder

PORTION = 256  # texts between two savings; set by hand


class VectorCache(Protocol):
    """Where vectors are kept; keys are the SHA-256 of clean texts, in hexadecimal."""

    def known(self, model: str, hashes: Sequence[str]) -> Mapping[str, NDArray[np.float32]]:
        """Give the vectors that are kept of this model, by hash; what is not kept is left out."""

    def keep(self, model: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Keep vectors of this model, by hash."""


def text_hash(text: str) -> str:
    """Give the key of a text: the SHA-256 of its clean form, 64 hexadecimal digits."""
    return hashlib.sha256(clean(text).text.encode()).hexdigest()


def embed(
    texts: Sequence[str],
    encoder: Encoder,
    cache: VectorCache,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> NDArray[np.float32]:
    """Give the vector of each text, shape (texts, dimensions), from the cache or else from the encoder.

    Equal texts are embedded once. New vectors are kept after each portion, so that an interrupted run loses little.
    `progress` is told how many of how many texts are done.
    """
    hashes = [text_hash(text) for text in texts]
    wanted = {key: clean(text).text for key, text in zip(hashes, texts, strict=True)}
    vectors = dict(cache.known(encoder.name, list(wanted)))
    missing = sorted(wanted.keys() - vectors.keys(), key=lambda key: len(wanted[key]))
    progress(len(vectors), len(wanted))
    for start in range(0, len(missing), PORTION):
        portion = missing[start : start + PORTION]
        found = encoder.encode([wanted[key] for key in portion])
        new = dict(zip(portion, found, strict=True))
        cache.keep(encoder.name, new)
        vectors |= new
        progress(len(vectors), len(wanted))
    return np.stack([vectors[key] for key in hashes]) if hashes else encoder.encode([])
