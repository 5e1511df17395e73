"""Vectors of texts, kept by model and text so that no text is embedded twice."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Engine, insert
from sqlmodel import col, select

from kennis.store import sqlite
from kennis.store.search_index.vector_rows import VectorRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 2_000  # vectors in one statement, well below the variables that SQLite takes; set by hand


class VectorStore:
    """The cache of embeddings; a vector is float32 of the model's width."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def known(self, model: str, hashes: Sequence[str]) -> "dict[str, NDArray[np.float32]]":
        """Give the vectors that are kept for these text hashes under this model."""
        import numpy as np

        found: dict[str, NDArray[np.float32]] = {}
        with sqlite.reading(self._engine) as transaction:
            for at in range(0, len(hashes), BATCH):
                query = select(VectorRow.text_hash, VectorRow.vector).where(
                    VectorRow.model == model, col(VectorRow.text_hash).in_(hashes[at : at + BATCH])
                )
                for text_hash, vector in transaction.exec(query):
                    found[text_hash] = np.frombuffer(vector, "<f4").astype(np.float32)
        return found

    def keep(self, model: str, vectors: "Mapping[str, NDArray[np.float32]]") -> None:
        """Keep vectors under their text hashes; one that is kept already stays as it is."""
        hashes = list(vectors)
        with sqlite.writing(self._engine) as transaction:
            known: set[str] = set()
            for at in range(0, len(hashes), BATCH):
                query = select(VectorRow.text_hash).where(
                    VectorRow.model == model, col(VectorRow.text_hash).in_(hashes[at : at + BATCH])
                )
                known.update(transaction.exec(query))
            new = [
                {"model": model, "text_hash": text_hash, "vector": vector.astype("<f4").tobytes()}
                for text_hash, vector in vectors.items()
                if text_hash not in known
            ]
            if new:
                transaction.execute(insert(VectorRow), new)
