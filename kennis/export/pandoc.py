"""Run pandoc, sandboxed, on a document tree."""

import json
import subprocess
from collections.abc import Sequence

from kennis.errors import KennisError
from kennis.export.tree import Node
from kennis.locale import _

_SECONDS = 120


def convert(document: Node, to: str, options: Sequence[str]) -> bytes:
    """Give the document in a format of pandoc's: equal bytes for equal documents.

    The sandbox keeps the clock out too: where a format has a date of its own, it is 1 January 1970. Raises
    KennisError if pandoc fails or takes longer than two minutes.
    """
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--sandbox", "--from=json", f"--to={to}", "--wrap=none", *options]
    try:
        done = subprocess.run(
            [*command, "--output=-"],
            input=json.dumps(document).encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip()
        raise KennisError(_("pandoc could not make the document: {said}").format(said=said)) from None
    except subprocess.TimeoutExpired as error:
        raise KennisError(_("pandoc took more than {seconds} seconds").format(seconds=_SECONDS)) from error
    return done.stdout
