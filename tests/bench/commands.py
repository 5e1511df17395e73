"""What a command costs from its start to its end, beside what its libraries cost alone.

python tests/bench/commands.py [--runs N] [--workspace FOLDER] [--base PYTHON]

Prints the middle of the runs: processor seconds (user and system), and the most memory in MB. `--base` is the Python of
another checkout's environment, whose commands run in turn with these, so that what else the machine does falls on both.
Without a workspace the bundled demo is made first; commands run in a copy of it, one for each Python.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.machine import here

FLOORS = {
    "import sqlmodel": ("-c", "import sqlmodel"),
    "import sentence_transformers": ("-c", "import sentence_transformers"),
}
COMMANDS = {
    words: ("-m", "kennis.cli", *words.split())
    for words in (
        "--help",
        "notes --help",
        "sessions list",
        "notes list",
        "notes list --format csv",
        "participants list",
        "themes list",
        "outline show",
        "search --mode words gegevens",
        "search --mode meaning gegevens",
        "search gegevens",
        "similar n17",
    )
}
UNIT = 2**20 if sys.platform == "darwin" else 2**10  # of what getrusage calls memory, in a megabyte


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: processor seconds, and megabytes."""

    seconds: float
    memory: float


def cost(python: str, arguments: Sequence[str], workspace: Path) -> Cost:
    """Run Python once; raises CalledProcessError where it ends with an error."""
    environment = {**os.environ, "KENNIS_WORKSPACE": str(workspace), "KENNIS_LANGUAGE": "nl"}
    command = [python, *arguments]
    nothing = subprocess.DEVNULL
    started = subprocess.Popen(command, cwd=workspace, env=environment, stdout=nothing, stderr=nothing)
    _process, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise subprocess.CalledProcessError(started.returncode, command)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / UNIT)


def costs(workspaces: Mapping[str, Path], arguments: Sequence[str], runs: int) -> Iterator[Cost]:
    """Give the middle of the runs for each Python; they take turns, after one that nobody counts."""
    taken = [[cost(python, arguments, at) for python, at in workspaces.items()] for _run in range(runs + 1)][1:]
    for own in zip(*taken, strict=True):
        yield Cost(median(one.seconds for one in own), median(one.memory for one in own))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--workspace", type=Path)
    parser.add_argument("--base")
    asked = parser.parse_args()
    pythons = [asked.base, sys.executable] if asked.base else [sys.executable]
    print(here())
    with tempfile.TemporaryDirectory() as folder:
        source = asked.workspace or Path(folder) / "demo"
        if not asked.workspace:
            subprocess.run([sys.executable, "-m", "kennis.cli", "demo", source], check=True, capture_output=True)
        workspaces = {python: Path(folder) / str(place) for place, python in enumerate(pythons)}
        for workspace in workspaces.values():
            shutil.copytree(source, workspace)
        heads = ("base s", "MB", "here s", "MB") if asked.base else ("s", "MB")
        print(f"{'':<34}" + "".join(f"{head:>9}" for head in heads))
        for name, arguments in (FLOORS | COMMANDS).items():
            found = costs(workspaces, arguments, asked.runs)
            print(f"{name:<34}" + "".join(f"{one.seconds:>9.2f}{one.memory:>9.0f}" for one in found), flush=True)


if __name__ == "__main__":
    main()
