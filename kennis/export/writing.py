"""Write an outline to a file, after checking what the file says."""

from collections.abc import Iterable
from pathlib import Path

from kennis.errors import UsageError, WorkspaceError
from kennis.export.check import check
from kennis.export.formats import FORMATS, Format
from kennis.files import write_atomically
from kennis.locale import _
from kennis.nouns import Note, Outline
from kennis.text import slug


def known_format(name: str) -> Format:
    """Give the format of that name; raises UsageError for an unknown one."""
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(_("unknown format “{format}”; there are {known}").format(format=name, known=known))
    return FORMATS[name]


def export(outline: Outline, notes: Iterable[Note], format: str, folder: Path) -> Path:
    """Write the outline in one of FORMATS into a folder, which is made if need be; give the file's path.

    The file is named after the programme. Raises CheckFailed, with no file written, where a passage is not
    what its note says; UsageError for an unknown format; WorkspaceError where the folder cannot be written.
    """
    chosen = known_format(format)
    data = chosen.write(outline)
    check(format, data, outline, notes)
    path = folder / f"{slug(outline.title) or 'kennis'}{chosen.suffix}"
    put(path, data)
    return path


def put(path: Path, data: bytes) -> None:
    """Write a file whole, its folder made if need be; raises WorkspaceError where that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
    except OSError as error:
        raise WorkspaceError(
            _("{path} cannot be written: {reason}").format(path=path, reason=error.strerror)
        ) from error
