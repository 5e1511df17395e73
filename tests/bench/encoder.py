"""The whole model, the pruned one and the bundled one beside each other, on labelled texts and on similarity.

    python -m tests.bench.encoder --data DIR [--work DIR] [--model NAME=FOLDER ...]

`--data` holds labelled-*.csv and stsb-nl-dev.csv; `--work` is the folder of a build (see tools/encoder/build.py) with
the stages whole and pruned. Clustering is k-means with the true number of groups on centred vectors, the mean of
five seeds: V-measure / adjusted Rand index. Similarity is Spearman's correlation of the cosine with people's scores.
"""

import argparse
import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kennis.embedding import BUNDLED, Encoder, load
from tests.bench.labelled import Labelled, read
from tests.bench.machine import here

_SEEDS = 5
_PAIRS = "stsb-nl-dev.csv"


def main() -> None:
    """Print one row a set and one column a model."""
    parser = argparse.ArgumentParser(description="Judge the encoders.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--model", action="append", default=[], metavar="NAME=FOLDER")
    options = parser.parse_args()
    stages = [(stage, str(options.work / stage)) for stage in ("whole", "pruned")] if options.work else []
    named = [*stages, ("bundled", BUNDLED), *(given.split("=", 1) for given in options.model)]
    encoders = {name: load(folder, Path.cwd()) for name, folder in named}
    print(here())
    print(f"{'set':<26}" + "".join(f"{name:>16}" for name in encoders))
    for path in sorted(options.data.glob("labelled-*.csv")):
        known = read(path)
        print(
            f"{known.name:<26}" + "".join(f"{_clusters(encoder, known):>16}" for encoder in encoders.values()),
            flush=True,
        )
    pairs = options.data / _PAIRS
    print(f"{pairs.stem:<26}" + "".join(f"{_similarity(encoder, pairs):>16.4f}" for encoder in encoders.values()))


def _clusters(encoder: Encoder, known: Labelled) -> str:
    from sklearn.cluster import KMeans

    vectors = encoder.encode(known.texts)
    centred = vectors - vectors.mean(axis=0)
    centred /= np.linalg.norm(centred, axis=1, keepdims=True)
    means = [KMeans(len(set(known.labels)), n_init=10, random_state=seed) for seed in range(_SEEDS)]
    scores = [known.score(mean.fit_predict(centred)) for mean in means]
    return f"{np.mean([score.v for score in scores]):.3f}/{np.mean([score.ari for score in scores]):.3f}"


def _similarity(encoder: Encoder, path: Path) -> float:
    from scipy.stats import spearmanr

    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    vectors: NDArray[np.float32] = encoder.encode([row[0] for row in rows] + [row[1] for row in rows])
    cosines = (vectors[: len(rows)] * vectors[len(rows) :]).sum(axis=1)
    return float(spearmanr(cosines, [float(row[2]) for row in rows]).statistic)


if __name__ == "__main__":
    main()
