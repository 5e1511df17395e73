"""How well themes agree with people's labels, beside BERTopic on the same vectors.

    python -m tests.bench.themes LABELLED.csv... [--model NAME] [--seeds 5]

Needs the extra `bench`. BERTopic runs as it comes (UMAP with 15 neighbours and 5 dimensions, HDBSCAN from 10 notes),
once for each seed; its column gives the mean and, for V and ARI, the standard deviation.
"""

import argparse
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from kennis.embedding import BUNDLED, load
from kennis.themes.neighbours import Floats, Integers
from kennis.themes.subprocess_client import cluster_in_child
from tests.bench.labelled import Labelled, Score, read
from tests.bench.machine import here


@dataclass(frozen=True, slots=True)
class Trial:
    """One clustering of one file: its score and its seconds."""

    score: Score
    seconds: float


def main() -> None:
    """Print a line a file and method: V, ARI, loose, themes, seconds."""
    parser = argparse.ArgumentParser(description="Themes of kennis and of BERTopic against people's labels.")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--model", default=BUNDLED)
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args()
    encoder = load(options.model, Path.cwd())
    print(f"{here()}; model {encoder.name}")
    print(f"{'file':<26}{'notes':>6}{'groups':>7}  {'method':<9}{'V':>15}{'ARI':>15}{'loose':>7}{'themes':>8}{'s':>7}")
    for labelled in map(read, options.files):
        vectors = encoder.encode(labelled.texts)
        ours = timed(labelled, vectors, kennis)
        theirs = [timed(labelled, vectors, partial(bertopic, seed=seed)) for seed in range(options.seeds)]
        print(line(labelled, "kennis", [ours]), flush=True)
        if theirs:
            print(line(labelled, "BERTopic", theirs), flush=True)


def timed(labelled: Labelled, vectors: Floats, group: Callable[[Labelled, Floats], Integers]) -> Trial:
    """Group the texts and take the time it took."""
    begin = time.perf_counter()
    found = group(labelled, vectors)
    return Trial(labelled.score(found), time.perf_counter() - begin)


def kennis(labelled: Labelled, vectors: Floats) -> Integers:
    """Group texts as kennis does, its child process included; (n,), -1 for a loose note."""
    return cluster_in_child(vectors, labelled.keys).labels


def bertopic(labelled: Labelled, vectors: Floats, seed: int) -> Integers:
    """Group texts by BERTopic's defaults on given vectors; (n,), -1 for an outlier."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from bertopic import BERTopic
        from umap import UMAP

        layout = UMAP(
            n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", low_memory=False, random_state=seed
        )
        found, _ = BERTopic(umap_model=layout, language="multilingual").fit_transform(list(labelled.texts), vectors)
    return np.array(found, np.int32)


def line(labelled: Labelled, method: str, trials: list[Trial]) -> str:
    """Write one line of the table: the mean over trials, with the spread where there are several."""
    scores = [trial.score for trial in trials]
    v, ari = (spread([getattr(score, name) for score in scores]) for name in ("v", "ari"))
    loose, themes = np.mean([score.loose for score in scores]), np.mean([score.themes for score in scores])
    seconds = np.mean([trial.seconds for trial in trials])
    name = f"{labelled.name:<26}{len(labelled.texts):>6}{len(set(labelled.labels)):>7}"
    return f"{name}  {method:<9}{v:>15}{ari:>15}{loose:>7.2f}{themes:>8.0f}{seconds:>7.1f}"


def spread(values: list[float]) -> str:
    """Write a mean, and a standard deviation if there is more than one value."""
    return f"{np.mean(values):.3f} ± {np.std(values):.3f}" if len(values) > 1 else f"{values[0]:.3f}"


if __name__ == "__main__":
    main()
