"""A document tree in pandoc's formats."""

import json
from collections.abc import Sequence

from kennis import pandoc
from kennis.export.pandoc_tree import Node


def convert(document: Node, to: str, options: Sequence[str]) -> bytes:
    """Give the document in a format of pandoc's: equal bytes for equal documents, for see `kennis.pandoc.run`.

    Where a format has a date of its own, it is 1 January 1970. Raises KennisError if pandoc fails.
    """
    return pandoc.run(["--from=json", f"--to={to}", "--wrap=none", *options], json.dumps(document).encode())
