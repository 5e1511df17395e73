"""The encoder of queries gives the vectors of sentence-transformers, without torch."""

import itertools
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from kennis.embedding import BUNDLED, Encoder, load, load_for_queries
from kennis.embedding.encoder import SentenceEncoder
from kennis.embedding.model_loader import MODELS
from kennis.embedding.numpy_encoder import NumpyEncoder
from tests.unit.embedding import tiny

ROOT = Path(__file__).parents[3]
ODD = (
    *(
        "",
        " \n\t ",
        "a",
        "?",
        "-",
        "…",
        "0",
        "\u00a0",
        "\u200d",
        "ﬁ",
        "Ⅻ",
        "ﷺ",
        "x1y" * 400,
        "é",
        "e\u0301",
        "e\u0301" * 90,
    ),
    *("👍🏽 👩‍👩‍👧 coördinatie", "<s> <pad> </s> <unk>", "query: query: ", "Привет, 世界", "नमस्ते", "שלום", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢"),
    *(
        "regel een.\nregel twee.\n\n- regel drie",
        "▁▁ onder ▁",
        "KAPITALEN EN kleine",
        "3.141,59 € — 50%",
        "\ufffd\ue000",
    ),
    *("Verkokering " * 40, "Burgers vragen om één loket. " * 60, "The council asks who owns the data. " * 200),
)
ENGLISH = (
    *("Who owns the model when the supplier stops?", "Everybody has a dashboard, nobody has the same one."),
    *(
        "open data",
        "privacy of citizens",
        "cost of the electronic identity card",
        "How do municipalities share what they learn?",
    ),
)
WITHOUT_TORCH = """
import sys
from pathlib import Path
from kennis.embedding import BUNDLED, load_for_queries
name = sys.argv[1]
encoder = load_for_queries(BUNDLED, Path.cwd(), name)
assert encoder.name == name and encoder.encode(["De raad vraagt."]).shape == (1, 384)
print([one for one in ("torch", "transformers", "sentence_transformers", "scipy") if one in sys.modules])
"""


def texts(every: int = 12) -> list[str]:
    """Give some texts: every so many of the example's notes, some in English, and odd ones."""
    lines = itertools.chain.from_iterable(
        path.read_text("utf-8").splitlines() for path in sorted((ROOT / "sessions").glob("*.md"))
    )
    notes = [re.sub(r"\{#[^}]*\}", "", line[2:]) for line in lines if line.startswith("- ")]
    return [*ODD, *ENGLISH, *notes[::every]]


@pytest.fixture(scope="module")
def judge() -> Encoder:
    """Give the bundled model as sentence-transformers runs it in float32."""
    import torch
    from sentence_transformers import SentenceTransformer

    exact = SentenceTransformer(str(MODELS / BUNDLED), device="cpu", model_kwargs={"dtype": torch.float32})
    return SentenceEncoder(exact.eval(), "judge")


@pytest.mark.parametrize("every", [12, pytest.param(4, marks=pytest.mark.slow)])
def test_it_gives_the_vectors_of_sentence_transformers(judge: Encoder, every: int) -> None:
    asked = texts(every)
    assert len(asked) > 50
    vectors = NumpyEncoder(MODELS / BUNDLED, "light").encode(asked)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    cosines = (vectors.astype(np.float64) * judge.encode(asked)).sum(axis=1)
    assert cosines.min() > 0.99999, asked[int(cosines.argmin())]


@pytest.mark.parametrize("every", [12, pytest.param(4, marks=pytest.mark.slow)])
def test_it_can_be_compared_with_vectors_in_the_precision_of_the_processor(bundled: Encoder, every: int) -> None:
    asked = texts(every)[::3]
    light = load_for_queries(BUNDLED, Path.cwd(), bundled.name)
    assert (light.encode(asked) * bundled.encode(asked)).sum(axis=1).min() > 0.9999


def test_no_texts_give_no_rows() -> None:
    assert NumpyEncoder(MODELS / BUNDLED, "light").encode([]).shape == (0, 384)


def test_it_needs_no_torch(bundled: Encoder) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_TORCH, bundled.name], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_vectors_of_the_bundled_model_are_compared_in_either_precision(bundled: Encoder) -> None:
    other = {"bf16": "f32", "f32": "bf16"}
    stem, _, precision = bundled.name.rpartition("-")
    for name in (bundled.name, f"{stem}-{other[precision]}"):
        light = load_for_queries(BUNDLED, Path.cwd(), name)
        assert isinstance(light, NumpyEncoder)
        assert light.name == name


@pytest.mark.parametrize("kept", ["", "e5-small-nl@000000000000-f32", "other@0123456789ab-bf16"])
def test_where_vectors_are_another_models_the_model_itself_is_loaded(kept: str, bundled: Encoder) -> None:
    encoder = load_for_queries(BUNDLED, Path.cwd(), kept)
    assert isinstance(encoder, SentenceEncoder)
    assert encoder.name == bundled.name


def test_another_model_is_loaded_as_ever(tmp_path: Path) -> None:
    tiny.save(tmp_path / "model")
    name = load("model", tmp_path).name
    assert isinstance(load_for_queries("model", tmp_path, name), SentenceEncoder)
