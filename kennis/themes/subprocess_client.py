"""Clustering in a process of its own, which holds no model and gives its memory back when it ends."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

import numpy as np

from kennis.errors import KennisError
from kennis.locale import _
from kennis.nouns import Reach
from kennis.themes.ledger_arrays import LedgerArrays
from kennis.themes.neighbours import Floats
from kennis.themes.partition import Partition

Progress = Callable[[int, int], None]

_ROOT = Path(__file__).parents[2]
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def cluster_in_child(
    vectors: Floats,
    keys: Sequence[str],
    standing: LedgerArrays | None = None,
    reach: Reach = Reach.FULL,
    progress: Progress = lambda done, whole: None,
) -> Partition:
    """Find the themes of n notes in a child process; as `consensus.cluster`, which it calls.

    The child never outlives the call, whichever way the call ends. Raises KennisError with the child's message
    when it fails.
    """
    asked = {
        "rows": len(vectors),
        "columns": vectors.shape[1] if vectors.ndim == 2 else 0,
        "keys": list(keys),
        "standing": standing.plain() if standing else None,
        "reach": reach.value,
    }
    with tempfile.TemporaryFile() as talk:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kennis.themes.subprocess_main"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=talk,
            env=_environment(),
        )
        try:
            return _converse(process, vectors, asked, progress, talk)
        finally:
            process.kill()
            process.communicate()


def _environment() -> dict[str, str]:
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    return os.environ | _ONE_THREAD | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}


def _converse(
    process: "subprocess.Popen[bytes]", vectors: Floats, asked: dict[str, Any], progress: Progress, talk: IO[bytes]
) -> Partition:
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.write(json.dumps(asked).encode() + b"\n")
        process.stdin.write(np.ascontiguousarray(vectors, dtype="<f4").tobytes())
        process.stdin.flush()
    except BrokenPipeError:
        raise _failure(_last_words(process, talk)) from None
    for line in process.stdout:
        said: dict[str, Any] = json.loads(line)
        if "progress" in said:
            progress(*said["progress"])
        elif "error" in said:
            raise _failure(said["error"])
        else:
            return Partition.of_plain(said["partition"])
    raise _failure(_last_words(process, talk))


def _failure(reason: str) -> KennisError:
    return KennisError(_("The clustering process failed: {reason}").format(reason=reason))


def _last_words(process: "subprocess.Popen[bytes]", talk: IO[bytes]) -> str:
    code = process.wait()
    talk.seek(0)
    lines = talk.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else _("it ended with code {code}").format(code=code)
