"""The clustering process: the same answer as in this process, no model in it, and no life after its caller."""

import io
import json
import os
import subprocess
import sys

import numpy as np
import pytest

from kennis.errors import KennisError
from kennis.nouns import Before, Constraint, Note, Placement, Reach, Rule, Theme
from kennis.themes import subprocess_main
from kennis.themes.consensus import cluster
from kennis.themes.ledger_arrays import standing_of
from kennis.themes.subprocess_client import cluster_in_child
from tests.unit.themes.corpora import grouped
from tests.unit.themes.test_consensus import assert_equal

CORPUS = grouped(groups=4, each=12, seed=11, stray=3)


def asked(rows: int) -> bytes:
    header = {"rows": rows, "columns": CORPUS.vectors.shape[1], "keys": CORPUS.keys[:rows]}
    return json.dumps(header).encode() + b"\n" + CORPUS.vectors[:rows].tobytes()


def test_the_child_gives_what_this_process_gives() -> None:
    said: list[tuple[int, int]] = []
    found = cluster_in_child(CORPUS.vectors, CORPUS.keys, progress=lambda done, whole: said.append((done, whole)))
    assert_equal(found, cluster(CORPUS.vectors, CORPUS.keys))
    assert said[-1][0] == said[-1][1] == len(said)


@pytest.mark.parametrize("reach", Reach)
def test_the_child_knows_the_ledger_and_how_far_to_reach(reach: Reach) -> None:
    themes = tuple(Theme(id=f"t{group}", number=group, title="", keywords=(), stability=0.5) for group in range(4))
    places = tuple(Placement(note=f"n{row}", theme=f"t{CORPUS.groups[row]}") for row in range(40) if row % 4)
    asked = (Constraint(Rule.IN, "n0", "t3"), Constraint(Rule.APART, "n1", "n2"), Constraint(Rule.NOT_IN, "n5", "t0"))
    notes = [Note(id=f"n{row}", session="s", text=str(row)) for row in range(len(CORPUS.keys))]
    standing = standing_of(notes, Before(themes=themes, placements=places, constraints=asked))
    found = cluster_in_child(CORPUS.vectors, CORPUS.keys, standing, reach)
    assert_equal(found, cluster(CORPUS.vectors, CORPUS.keys, standing, reach))
    assert found.goes_on[found.labels[0]] == 3


def test_the_child_takes_no_notes_at_all() -> None:
    assert cluster_in_child(np.zeros((0, 0), np.float32), []).labels.shape == (0,)


def test_an_error_in_the_child_comes_back_with_its_message() -> None:
    with pytest.raises(KennisError, match="not finite"):
        cluster_in_child(np.full((30, 4), np.nan, np.float32), [str(row) for row in range(30)])


def test_a_child_that_does_not_start_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false" if os.name == "posix" else "where.exe")
    with pytest.raises(KennisError, match="clustering process failed"):
        cluster_in_child(CORPUS.vectors, CORPUS.keys)


@pytest.mark.skipif(os.name != "posix", reason="asks the system for children the POSIX way")
def test_no_child_is_left_when_the_caller_is_interrupted() -> None:
    def interrupt(done: int, whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cluster_in_child(CORPUS.vectors, CORPUS.keys, progress=interrupt)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_the_child_ends_when_its_caller_is_gone() -> None:
    command = [sys.executable, "-m", "kennis.themes.subprocess_main"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        output, _ = process.communicate(asked(rows=40), timeout=60)
    assert process.returncode == 1
    assert b"partition" not in output


def test_the_child_never_loads_a_model() -> None:
    program = (
        "import io, sys\nfrom kennis.themes import subprocess_main\n"
        "subprocess_main.serve(io.BufferedReader(sys.stdin.buffer.raw), io.BytesIO())\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(asked(rows=40))
        process.stdin.flush()
        loaded = set(process.stdout.read().decode().split())
    assert "hdbscan" in loaded
    assert not loaded & {"torch", "sentence_transformers", "transformers"}


def test_what_the_worker_says_is_one_json_value_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess_main, "_end_with", lambda source: None)
    target = io.BytesIO()
    subprocess_main.serve(io.BytesIO(asked(rows=40)), target)
    said = [json.loads(line) for line in target.getvalue().splitlines()]
    assert all(list(line) == ["progress"] for line in said[:-1])
    assert len(said[-1]["partition"]["labels"]) == 40
