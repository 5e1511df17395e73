"""The clustering process: notes come in on standard input, progress and the partition go out on standard output.

In: one line of JSON with `rows`, `columns` and `keys`, then the vectors as little-endian float32. Out: lines of
JSON with one of `progress` (done, whole), `partition` (the fields of Partition) or `error` (a message). The
process ends as soon as its standard input does: whoever asked is gone then.
"""

import json
import os
import sys
import threading
from dataclasses import fields
from typing import BinaryIO

import numpy as np

from kennis.themes.consensus import Partition, cluster


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Read notes from `source`, cluster them and write progress and the partition to `target`."""
    asked = json.loads(source.readline())
    rows, columns = asked["rows"], asked["columns"]
    vectors = np.frombuffer(source.read(rows * columns * 4), "<f4").reshape(rows, columns)
    threading.Thread(target=_end_with, args=(source,), daemon=True).start()
    try:
        found = cluster(vectors, asked["keys"], lambda done, whole: _say(target, "progress", [done, whole]))
    except (ValueError, ArithmeticError, MemoryError, RuntimeError) as error:
        _say(target, "error", f"{type(error).__name__}: {error}")
        return
    _say(target, "partition", {field.name: _plain(getattr(found, field.name)) for field in fields(Partition)})


def _plain(value: object) -> object:
    return value.tolist() if isinstance(value, np.ndarray) else value


def _say(target: BinaryIO, name: str, value: object) -> None:
    target.write(json.dumps({name: value}).encode() + b"\n")
    target.flush()


def _end_with(source: BinaryIO) -> None:
    source.read()
    os._exit(1)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
    os._exit(0)  # the thread that waits for the end of standard input holds it
