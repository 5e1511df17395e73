"""Run pandoc: sandboxed, and no longer than two minutes."""

import subprocess
from collections.abc import Sequence

from kennis.errors import KennisError
from kennis.locale import _

_SECONDS = 120  # for a draft; one of 20,000 notes takes some 15 (tests/bench/FIGURES.md); set by hand
_SECONDS_TO_READ = 20  # ten times what the largest document takes that `archives` lets through
_EXHAUSTED = 251  # the exit code of a Haskell program whose heap is full
_MEMORY_TO_READ = "1g"


def read(options: Sequence[str], data: bytes) -> bytes:
    """Let pandoc read a document of others; it gets less time and memory than for one of our own."""
    return run([*options, "+RTS", f"-M{_MEMORY_TO_READ}", "-RTS"], data, _SECONDS_TO_READ)


def run(options: Sequence[str], data: bytes, seconds: int = _SECONDS) -> bytes:
    """Give what pandoc makes of some bytes; the sandbox keeps other files, the network and the clock out.

    Raises KennisError if pandoc fails or takes longer than it may.
    """
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--sandbox", *options, "--output=-"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=True)
    except subprocess.CalledProcessError as error:
        said = " ".join(error.stderr.decode("utf-8", "replace").split())
        if error.returncode == _EXHAUSTED:
            raise KennisError(_("pandoc needs more memory for the document than it gets")) from None
        raise KennisError(_("pandoc could not make the document: {said}").format(said=said)) from None
    except subprocess.TimeoutExpired as error:
        raise KennisError(_("pandoc took more than {seconds} seconds").format(seconds=seconds)) from error
    return done.stdout
