"""A child that runs one command after another, each as a shell would; spoken to in lines of JSON.

In one process, for speed; with `--fork` each in a process of its own, which may die.
"""

import base64
import io
import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any


class _Stream(io.TextIOWrapper):
    """A standard stream as Python makes one, kept in memory."""

    def __init__(self, content: bytes, errors: str) -> None:
        self.kept = io.BytesIO(content)
        super().__init__(self.kept, encoding="utf-8", errors=errors)


def main() -> None:
    """Answer calls until there are no more."""
    calls, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    run = _forked if "--fork" in sys.argv else _answer
    for line in calls:
        answers.write(json.dumps(run(json.loads(line))).encode() + b"\n")
        answers.flush()


def _forked(call: dict[str, Any]) -> dict[str, Any]:
    """Answer a call in a process of its own; one that dies leaves the negative number of its signal as the code."""
    import sqlalchemy
    import torch

    from kennis.workflows import import_files, theme_runs
    from kennis.workflows.outline import outline_edits  # so that no child has to load them

    assert sqlalchemy and torch and import_files and outline_edits and theme_runs
    readable, writable = os.pipe()
    process = os.fork()
    if process == 0:
        with os.fdopen(writable, "wb") as answer:
            answer.write(json.dumps(_answer(call)).encode())
        os._exit(0)
    os.close(writable)
    with os.fdopen(readable, "rb") as stream:
        said = stream.read()
    _, status = os.waitpid(process, 0)
    if said and not os.WIFSIGNALED(status):
        answer_given: dict[str, Any] = json.loads(said)
        return answer_given
    return {"code": -os.WTERMSIG(status) if os.WIFSIGNALED(status) else -1}


def _answer(call: dict[str, Any]) -> dict[str, Any]:
    from kennis.cli import run

    os.chdir(call["folder"])
    sys.argv = ["kennis", *call["words"]]
    before = sys.stdin, sys.stdout, sys.stderr
    given = base64.b64decode(call["stdin"])
    out, err = _Stream(b"", "strict"), _Stream(b"", "backslashreplace")
    sys.stdin, sys.stdout, sys.stderr = _Stream(given, "strict"), out, err
    code, trace = -1, ""
    try:
        run()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        trace = traceback.format_exc()
    finally:
        said = [_text(stream) for stream in (out, err)]
        sys.stdin, sys.stdout, sys.stderr = before
    return {"code": code, "trace": trace, "out": said[0], "err": said[1], "peak": _peak()}


def _text(stream: _Stream) -> str:
    stream.flush()
    return stream.kept.getvalue().decode("utf-8", "replace")


def _peak() -> int:
    """Give the most memory that was in use since the last call, in bytes, and begin anew."""
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
    Path("/proc/self/clear_refs").write_text("5")
    return int(fields["VmHWM"].split()[0]) * 1024


if __name__ == "__main__":
    main()
