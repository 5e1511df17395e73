"""What the encoder promises: unit vectors, the same in any company, long texts whole."""

import random
from pathlib import Path

import numpy as np
import pytest

from kennis.embedding import Encoder, load
from kennis.embedding.packed_attention import PLACES, packs
from tests.unit.embedding import tiny

SENTENCES = (
    "De raad krijgt inzichten waar nog geen beleid bij hoort.",
    "Iedereen heeft een dashboard, niemand heeft hetzelfde dashboard.",
    "Wie is eigenaar van het model als de leverancier stopt?",
    "",
    " \n\t ",
    "a",
    "👍🏽 👩‍👩‍👧 coördinatie",
    "Regel een.\nRegel twee.",
    "<s> <pad> </s> <unk>",
    "Verkokering " * 40,
    "Burgers vragen om één loket. " * 12,
    "The council asks who owns the data. " * 70,
)


def test_a_vector_is_the_same_alone_in_any_batch_and_in_any_order(bundled: Encoder) -> None:
    texts = [f"{sentence} {number}" for sentence in SENTENCES for number in range(3)]
    together = bundled.encode(texts)
    order = list(range(len(texts)))
    random.Random(3).shuffle(order)
    shuffled = bundled.encode([texts[index] for index in order])
    assert np.array_equal(shuffled, together[order])
    for index in range(0, len(texts), 3):
        assert np.array_equal(bundled.encode([texts[index]])[0], together[index])


def test_vectors_are_finite_float32_and_of_unit_length(bundled: Encoder) -> None:
    vectors = bundled.encode(SENTENCES)
    assert vectors.shape == (len(SENTENCES), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(bundled: Encoder) -> None:
    assert bundled.encode([]).shape == (0, 384)


def test_related_sentences_are_closer_than_others(bundled: Encoder) -> None:
    first, second, other = bundled.encode(
        [
            "De gemeente wil dat inwoners makkelijker een vergunning kunnen aanvragen.",
            "Een vergunning aanvragen moet voor burgers eenvoudiger worden.",
            "De trein naar Luik had opnieuw vertraging.",
        ]
    )
    assert first @ second > first @ other + 0.05


def test_the_end_of_a_very_long_text_still_counts(bundled: Encoder) -> None:
    body = "De provincie werkt aan een digitale tweeling van het landschap. " * 300
    plain, changed = bundled.encode([body, body + "Treinen hebben vertraging. " * 100])
    assert plain @ changed < 0.9999


def test_a_text_of_a_hundred_kilobytes_is_read_whole(bundled: Encoder) -> None:
    whole = "Wie bezit het model? " * 5000
    short, long = bundled.encode(["Wie bezit het model? " * 20, whole])
    assert short @ long > 0.97


@pytest.mark.parametrize("kind", ["bert", "xlm-roberta", "distilbert"])
def test_any_transformer_gives_the_vectors_that_sentence_transformers_gives(tmp_path: Path, kind: str) -> None:
    folder = tiny.save(tmp_path / kind, kind)
    encoder = load(kind, tmp_path)
    texts = ["de raad over data", "a", "lange zin, lange zin." * 4]
    from sentence_transformers import SentenceTransformer

    plain = SentenceTransformer(str(folder), device="cpu").encode(texts, normalize_embeddings=True)
    assert ((encoder.encode(texts) * plain).sum(axis=1) > 0.999).all()
    assert np.array_equal(encoder.encode(texts[:1]), encoder.encode(texts)[:1])


def test_packs_hold_every_text_once_and_never_too_much() -> None:
    draw = random.Random(5)
    lengths = [draw.randint(1, 512) for _ in range(200)]
    filled = list(packs(lengths))
    assert sorted(index for pack in filled for index in pack) == list(range(200))
    assert all(sum(lengths[index] for index in pack) <= PLACES for pack in filled)
    assert list(packs([])) == []
