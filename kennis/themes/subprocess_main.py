"""The clustering process: notes come in on standard input, progress and the partition go out on standard output.

In: one line of JSON with `rows`, `columns`, `keys`, `standing` (the fields of Standing, null for an empty ledger) and
`reach`, then the vectors as little-endian float32. Out: lines of JSON with one of `progress` (done, whole),
`partition` (the fields of Partition) or `error` (a message). The
process ends as soon as its standard input does: whoever asked is gone then.
"""

import json
import os
import sys
import threading
from typing import BinaryIO

import numpy as np

from kennis.nouns import Reach
from kennis.themes.consensus import cluster
from kennis.themes.ledger_arrays import LedgerArrays


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Read notes from `source`, cluster them and write progress and the partition to `target`."""
    asked = json.loads(source.readline())
    rows, columns = asked["rows"], asked["columns"]
    vectors = np.frombuffer(source.read(rows * columns * 4), "<f4").reshape(rows, columns)
    threading.Thread(target=_end_with, args=(source,), daemon=True).start()
    try:
        said = asked.get("standing")
        standing = LedgerArrays.of_plain(said) if said else None
        reach = Reach(asked.get("reach", Reach.FULL))
        found = cluster(vectors, asked["keys"], standing, reach, lambda *counted: _say(target, "progress", counted))
    except (ValueError, ArithmeticError, MemoryError, RuntimeError) as error:
        _say(target, "error", f"{type(error).__name__}: {error}")
        return
    _say(target, "partition", found.plain())


def _say(target: BinaryIO, name: str, value: object) -> None:
    target.write(json.dumps({name: value}).encode() + b"\n")
    target.flush()


def _end_with(source: BinaryIO) -> None:
    source.read()
    os._exit(1)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
    os._exit(0)  # the thread that waits for the end of standard input holds it
