"""The vectors of texts: those that no model can have made."""

from collections import Counter

import numpy as np
from sqlalchemy import Connection

from kennis.locale import _
from kennis.store.sqlite.repair.check import DatabaseCheck, select

_WRONG_KEY = "length(text_hash) <> 64 OR text_hash GLOB '*[^0-9a-f]*'"


def _unusable(connection: Connection) -> list[tuple[str, str]]:
    """Give the keys of vectors of another length than most of their model, of no length, or with no number in them."""
    lengths = Counter[tuple[str, int]]()
    for model, length, count in connection.exec_driver_sql(
        "SELECT model, length(vector), count(*) FROM vector GROUP BY 1, 2"
    ):
        lengths[str(model), length] = count
    usual = {model: length for (model, length), _count in reversed(lengths.most_common())}
    query = f"SELECT model, text_hash, vector, {_WRONG_KEY} FROM vector"
    return [
        (model, key)
        for model, key, vector, wrong in connection.exec_driver_sql(query)
        if wrong or not isinstance(vector, bytes) or len(vector) != usual[model] or not _is_direction(vector)
    ]


def _is_direction(vector: bytes) -> bool:
    if len(vector) % 4 or not vector:
        return False
    length = float(np.linalg.norm(np.frombuffer(vector, "<f4").astype(np.float64)))
    return bool(np.isfinite(length) and length > 0)


def _drop(connection: Connection) -> None:
    for key in _unusable(connection):
        connection.exec_driver_sql("DELETE FROM vector WHERE model = ? AND text_hash = ?", key)


CHECKS = (
    DatabaseCheck(
        name="vectors",
        words=lambda: _("vectors of a wrong length, or that are no numbers"),
        find=lambda connection: [f"{model} {key[:8]}" for model, key in _unusable(connection)],
        mend=_drop,
        how=lambda: _("they are removed; the next run makes them anew"),
    ),
    DatabaseCheck(
        name="models",
        words=lambda: _("a last run by a model of which no vector is kept, while there are vectors of others"),
        find=select(
            "SELECT model FROM run WHERE number = (SELECT max(number) FROM run) AND notes > 0"
            " AND model NOT IN (SELECT model FROM vector) AND EXISTS (SELECT 1 FROM vector)"
        ),
    ),
)
