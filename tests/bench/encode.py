"""Texts a second of kennis's encoder, beside sentence-transformers' own in float32 at batch 32, same weights.

    python -m tests.bench.encode FILE.csv [--column text] [--texts 512] [--rounds 5]

The two take turns in one run; the figures are the medians of the rounds, and the cosine is between their vectors.
"""

import argparse
import csv
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kennis.embedding import BUNDLED, load
from kennis.embedding.model_loader import MODELS
from tests.bench.machine import here

_PREFIX = "query: "


def main() -> None:
    """Print both speeds, their ratio and the mean and least cosine."""
    parser = argparse.ArgumentParser(description="Speed of the encoder.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--column", default="text")
    parser.add_argument("--texts", type=int, default=512)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with options.file.open(encoding="utf-8", newline="") as file:
        texts = [row[options.column].strip() for row in csv.DictReader(file)][: options.texts]
    encoder, plain = load(BUNDLED, Path.cwd()), _plain()
    ways: dict[str, Callable[[Sequence[str]], Any]] = {"kennis": encoder.encode, "plain": plain}
    vectors = {name: way(texts) for name, way in ways.items()}  # also the warming up
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(options.rounds):
        for name, way in ways.items():
            begin = time.perf_counter()
            way(texts)
            seconds[name].append(time.perf_counter() - begin)
    speed = {name: len(texts) / float(np.median(taken)) for name, taken in seconds.items()}
    cosines = (vectors["kennis"] * vectors["plain"]).sum(axis=1)
    print(here())
    print(f"{encoder.name}: {len(texts)} texts, {sum(map(len, texts)) / len(texts):.0f} characters each")
    print(f"kennis {speed['kennis']:.1f} texts/s, sentence-transformers float32 {speed['plain']:.1f} texts/s")
    print(f"ratio {speed['kennis'] / speed['plain']:.2f}, cosine mean {cosines.mean():.5f}, least {cosines.min():.5f}")


def _plain() -> Callable[[Sequence[str]], Any]:
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(
        str(MODELS / BUNDLED), device="cpu", local_files_only=True, model_kwargs={"dtype": torch.float32}
    )

    def encode(texts: Sequence[str]) -> Any:
        return model.encode([_PREFIX + text for text in texts], batch_size=32, show_progress_bar=False)

    return encode


if __name__ == "__main__":
    main()
