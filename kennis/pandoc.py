"""Run pandoc: sandboxed, and no longer than two minutes."""

import subprocess
from collections.abc import Sequence

from kennis.errors import KennisError
from kennis.locale import _

_SECONDS = 120


def run(options: Sequence[str], data: bytes) -> bytes:
    """Give what pandoc makes of some bytes; the sandbox keeps other files, the network and the clock out.

    Raises KennisError if pandoc fails or takes longer than two minutes.
    """
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--sandbox", *options, "--output=-"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=True)
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip()
        raise KennisError(_("pandoc could not make the document: {said}").format(said=said)) from None
    except subprocess.TimeoutExpired as error:
        raise KennisError(_("pandoc took more than {seconds} seconds").format(seconds=_SECONDS)) from error
    return done.stdout
