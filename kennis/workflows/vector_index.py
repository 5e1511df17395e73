"""The vectors of the notes in memory, kept up with what changes, so that asking again is quick."""

import numpy as np
from numpy.typing import NDArray

from kennis import embedding
from kennis.search.cosine import Space
from kennis.store import Store
from kennis.store.search_index.lookup import State

NOTHING = State(-1, -1)  # a state that no database has


class Meanings:
    """The vectors of a store's notes under one model; those of the notes that have any."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._model = ""
        self._state = NOTHING
        self._missing: dict[str, str] = {}
        self._space = _empty()

    @property
    def missing(self) -> tuple[str, ...]:
        """The notes that have no vector yet, as last seen."""
        return tuple(self._missing)

    def space(self, model: str) -> Space:
        """Give the notes with their vectors under a model, read anew only as far as anything changed."""
        state = self._store.lookup.state()
        if model != self._model:
            self._model, self._state, self._missing, self._space = model, NOTHING, {}, _empty()
        if state != self._state:
            self._catch_up()
            self._state = state
        return self._space

    def _catch_up(self) -> None:
        pending, changed = self._missing, set()
        for one in self._store.lookup.texts(self._state.note):
            changed.add(one.note)
            pending.pop(one.note, None)
            if not one.deleted:
                pending[one.note] = embedding.text_hash(one.text)
        vectors = self._store.vectors.known(self._model, list(dict.fromkeys(pending.values())))
        fresh = [note for note, key in pending.items() if key in vectors]
        kept = [row for row, note in enumerate(self._space.ids) if note not in changed]
        if fresh or len(kept) < len(self._space.ids):
            old = [self._space.vectors[kept]] if kept else []
            new = [np.stack([vectors[pending[note]] for note in fresh])] if fresh else []
            ids = [*(self._space.ids[row] for row in kept), *fresh]
            self._space = _in_order(ids, np.concatenate([*old, *new])) if ids else _empty()
        self._missing = {note: key for note, key in pending.items() if key not in vectors}


def _in_order(ids: list[str], vectors: NDArray[np.float32]) -> Space:
    """Give the notes by id, so that which of two equals comes first does not depend on when they were read."""
    order = sorted(range(len(ids)), key=ids.__getitem__)
    if order == list(range(len(ids))):
        return Space(ids, vectors)
    return Space([ids[row] for row in order], vectors[order])


def _empty() -> Space:
    return Space((), np.empty((0, 0), np.float32))
