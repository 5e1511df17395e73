"""BERTopic's ways to follow a growing corpus, on given vectors: fitting anew, and merging models."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from kennis.themes.neighbours import Floats, Integers
from tests.bench.accepting import Rows

SEED = 42


def fitted(texts: Sequence[str], vectors: Floats, rows: Rows) -> Integers:
    """Group these rows by BERTopic's defaults; (n,), -1 for an outlier."""
    return np.array(_model(texts, vectors, rows).topics_, np.int32)


def merged(texts: Sequence[str], vectors: Floats, sessions: Sequence[Rows]) -> list[Integers]:
    """Group the rows of all sessions so far, after each session, by merging a model of it into the last."""
    from bertopic import BERTopic

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole: Any = None
        found = []
        for rows in sessions:
            own = _model(texts, vectors, rows)
            whole = own if whole is None else BERTopic.merge_models([whole, own])
            found.append(np.array(whole.topics_, np.int32))
    return found


def _model(texts: Sequence[str], vectors: Floats, rows: Rows) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from bertopic import BERTopic
        from umap import UMAP

        layout = UMAP(
            n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", low_memory=False, random_state=SEED
        )
        model = BERTopic(umap_model=layout, language="multilingual")
        model.fit([texts[row] for row in rows.tolist()], vectors[rows])
    return model
