"""What every command prints on a workspace of an earlier version, as one text to read and to compare.

`python -m tests.versions.printed v0_1 > tests/versions/v0_1/printed.txt` writes it anew; what then changed is to be
read in the difference, and to be meant.
"""

import contextlib
import io
import os
import re
import shlex
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from kennis.cli import run

HERE = Path(__file__).parent
SETTINGS = {"KENNIS_LANGUAGE": "en", "KENNIS_PERSON": "Redactie", "COLUMNS": "120"}
_NEW_IN_EACH_RUN = (
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "<id>"),
    (re.compile(r"\b\d{8}T\d{6}Z\b"), "<time>"),
    (re.compile(r"(<time>-schema-\d+  )\d{4}-\d\d-\d\d \d\d:\d\d"), r"\g<1><now>"),
)


def unpack(version: str, folder: Path) -> Path:
    """Lay out the workspace that a version made, in a new folder."""
    with tarfile.open(HERE / version / "workspace.tar.xz") as packed:
        packed.extractall(folder, filter="data")
    for private in (folder / ".kennis", folder / ".kennis" / "backups"):
        private.chmod(0o700)
    return folder


def commands(version: str) -> list[str]:
    """Give the command lines to run, in order."""
    lines = (HERE / version / "commands.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def printed(version: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Run each command in a workspace; give its line, and its exit code and all that it printed."""
    with contextlib.chdir(folder), mock.patch.dict(os.environ, SETTINGS):
        for line in commands(version):
            yield line, _masked(_run(shlex.split(line)), folder)


def table(version: str, folder: Path) -> str:
    """Give the whole table."""
    return "".join(f"$ kennis {line}\n{block}" for line, block in printed(version, folder))


def _run(words: list[str]) -> str:
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n", write_through=True) for _stream in range(2))
    code = 0
    with (
        mock.patch.object(sys, "argv", ["kennis", *words]),
        mock.patch.object(sys, "stdin", io.StringIO()),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            run()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    told = [line for line in _written(err) if not line.endswith("…")]  # what long work is at
    printed = [line.rstrip() for line in (*_written(out), *(f"! {line}" for line in told))]
    return "\n".join([*printed, f"= {code}", "", ""])


def _written(stream: io.TextIOWrapper) -> list[str]:
    stream.seek(0)
    return stream.read().splitlines()


def _masked(text: str, folder: Path) -> str:
    text = text.replace(str(folder), "<workspace>")
    for pattern, word in _NEW_IN_EACH_RUN:
        text = pattern.sub(word, text)
    return text


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        sys.stdout.write(table(sys.argv[1], unpack(sys.argv[1], Path(made) / "boek")))
