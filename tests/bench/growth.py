"""How time and memory of the clustering grow with the number of notes.

    python -m tests.bench.growth FILE.csv... [--columns text,question] [--sizes 1000,20000] [--vectors CACHE.npy]

Takes the texts of the columns in turn, and their sentences where there are too few texts. Where even those do not
reach, vectors of real texts are moved a little to make more, which the table says. The time and the memory are
those of the child process that clusters; an encoder takes no part in them.
"""

import argparse
import csv
import re
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from kennis.embedding import BUNDLED, load
from kennis.themes.neighbours import Floats
from kennis.themes.subprocess_client import cluster_in_child
from tests.bench.machine import here

_SHORTEST = 40
_MOVE = 0.4
_KIBIBYTE = 1024 if sys.platform != "darwin" else 1


def main() -> None:
    """Print a line a size: seconds, peak memory of the child, loose, themes."""
    parser = argparse.ArgumentParser(description="Growth of the clustering with the number of notes.")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--columns", default="text,question,text_nl")
    parser.add_argument("--sizes", default="1000,2000,5000,10000,20000")
    parser.add_argument("--model", default=BUNDLED)
    parser.add_argument("--vectors", type=Path, help="keep the vectors here, or take them from here")
    options = parser.parse_args()
    sizes = sorted(map(int, options.sizes.split(",")))
    vectors = prepared(options, sizes[-1])
    print(here())
    print(f"{'notes':>7}{'moved':>7}{'seconds':>9}{'CPU s':>7}{'peak MB':>9}{'loose':>7}{'themes':>8}")
    for size in sizes:
        some = enough(vectors, size)
        begin, before = time.perf_counter(), children()
        found = cluster_in_child(some, [f"{row:08}" for row in range(size)])
        seconds = time.perf_counter() - begin
        spent, peak = children().ru_utime - before.ru_utime, children().ru_maxrss * _KIBIBYTE / 2**20
        moved, loose = max(0, size - len(vectors)), float(np.mean(found.labels < 0))
        measured = f"{seconds:>9.1f}{spent:>7.1f}{peak:>9.0f}"
        print(f"{size:>7}{moved:>7}{measured}{loose:>7.2f}{len(found.stability):>8}", flush=True)


def children() -> resource.struct_rusage:
    """Give what the child processes that have ended used, and the most memory that one of them took."""
    return resource.getrusage(resource.RUSAGE_CHILDREN)


def prepared(options: argparse.Namespace, most: int) -> Floats:
    """Give the vectors of at most `most` different texts, in an order drawn once; kept in a file if one is named."""
    if options.vectors and options.vectors.exists():
        kept: Floats = np.load(options.vectors)
        return kept
    texts = list(dict.fromkeys(texts_of(options.files, options.columns.split(","))))
    if len(texts) < most:
        texts = list(dict.fromkeys([*texts, *(part for text in texts for part in sentences(text))]))
    order = np.random.default_rng(0).permutation(len(texts))[:most]
    vectors = load(options.model, Path.cwd()).encode([texts[row] for row in order])
    if options.vectors:
        np.save(options.vectors, vectors)
    return vectors


def texts_of(files: list[Path], columns: list[str]) -> Iterator[str]:
    """Give the texts of the columns that a file has, without those that hold next to nothing."""
    csv.field_size_limit(1 << 30)
    for path in files:
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                yield from (row[column] for column in columns if len(row.get(column) or "") >= _SHORTEST)


def sentences(text: str) -> list[str]:
    """Split a text where a sentence seems to end."""
    return [part for part in re.split(r"(?<=[.?!])\s+", text) if len(part) >= _SHORTEST]


def enough(vectors: Floats, size: int) -> Floats:
    """Give `size` vectors: the first ones, or all and copies moved in a random direction."""
    if size <= len(vectors):
        return vectors[:size]
    random = np.random.default_rng(size)
    copies = vectors[random.integers(0, len(vectors), size - len(vectors))]
    aside = random.normal(size=copies.shape)
    moved = copies + _MOVE * aside / np.linalg.norm(aside, axis=1, keepdims=True)
    moved /= np.linalg.norm(moved, axis=1, keepdims=True)
    return np.vstack([vectors, moved]).astype(np.float32)


if __name__ == "__main__":
    main()
