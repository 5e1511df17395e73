"""The guide as a folder of pages, to be read in a browser."""

from collections.abc import Sequence
from pathlib import Path

from kennis.export.write import put
from kennis.guide import Page
from kennis.guide.html import files


def write(pages: Sequence[Page], folder: Path) -> None:
    """Write the pages and the list of them into a folder; raises WorkspaceError where that cannot be."""
    for name, data in files(pages).items():
        put(folder / name, data)


def write_file(path: Path, text: str) -> Path:
    """Write a text into a file and give its path; raises WorkspaceError where that cannot be."""
    put(path, text.encode("utf-8"))
    return path
