"""Texts are embedded once ever, and vectors of two models never meet."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kennis.clean_text import clean
from kennis.embedding import embed, text_hash
from kennis.embedding.cache import PORTION

Vectors = Mapping[str, NDArray[np.float32]]


class Kept:
    """A cache in memory."""

    def __init__(self) -> None:
        self.vectors: dict[tuple[str, str], NDArray[np.float32]] = {}

    def known(self, model: str, hashes: Sequence[str]) -> Vectors:
        return {key: self.vectors[model, key] for key in hashes if (model, key) in self.vectors}

    def keep(self, model: str, vectors: Vectors) -> None:
        self.vectors |= {(model, key): vector for key, vector in vectors.items()}


class Counting:
    """An encoder that remembers what it was asked; a vector is its mark and the length of the text."""

    def __init__(self, name: str = "first", mark: float = 1.0, most: int | None = None) -> None:
        self.name, self.mark, self.most = name, mark, most
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.most is not None and len(self.asked) >= self.most:
            raise KeyboardInterrupt
        self.asked += texts
        return np.array([[self.mark, len(text)] for text in texts], np.float32).reshape(-1, 2)


def test_equal_texts_are_embedded_once_and_each_row_is_its_texts() -> None:
    encoder = Counting()
    vectors = embed(["aa", "b", "aa"], encoder, Kept())
    assert vectors.tolist() == [[1, 2], [1, 1], [1, 2]]
    assert sorted(encoder.asked) == ["aa", "b"]


def test_what_is_kept_is_not_embedded_again() -> None:
    cache, encoder = Kept(), Counting()
    first = embed(["aa", "b"], encoder, cache)
    again = embed(["b", "c", "aa"], encoder, cache)
    assert encoder.asked[2:] == ["c"]
    assert again[[2, 0]].tolist() == first.tolist()


def test_vectors_of_two_models_never_meet() -> None:
    cache, first, second = Kept(), Counting("first", 1.0), Counting("second", 2.0)
    embed(["aa"], first, cache)
    assert embed(["aa", "b"], second, cache)[:, 0].tolist() == [2, 2]
    assert embed(["aa"], first, cache)[:, 0].tolist() == [1]


def test_an_interrupted_run_keeps_what_it_did() -> None:
    texts = [f"tekst {number}" for number in range(3 * PORTION)]
    cache = Kept()
    with pytest.raises(KeyboardInterrupt):
        embed(texts, Counting(most=2 * PORTION), cache)
    after = Counting()
    embed(texts, after, cache)
    assert len(after.asked) == PORTION


def test_progress_ends_with_all_done() -> None:
    told: list[tuple[int, int]] = []
    texts = [f"tekst {number}" for number in range(PORTION + 1)]
    embed(texts, Counting(), Kept(), lambda done, total: told.append((done, total)))
    assert told == [(0, PORTION + 1), (PORTION, PORTION + 1), (PORTION + 1, PORTION + 1)]


def test_no_texts_give_no_rows() -> None:
    assert embed([], Counting(), Kept()).shape == (0, 2)


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_the_key_of_a_text_is_that_of_its_clean_form(text: str) -> None:
    assert text_hash(text) == text_hash(clean(text).text)


def test_texts_that_clean_to_the_same_share_a_vector() -> None:
    encoder = Counting()
    embed(["e\u0301e\u0301n", "\u00e9\u00e9n\u200b"], encoder, Kept())
    assert encoder.asked == ["\u00e9\u00e9n"]
