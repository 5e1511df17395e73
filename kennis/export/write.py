"""Write an outline to a file, after checking what the file says."""

import glob
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kennis.clean_text import slug
from kennis.errors import UsageError, WorkspaceError
from kennis.export.export_inputs import NOTHING, ExportInputs
from kennis.export.formats import FORMATS, Format
from kennis.export.quotation_check import check
from kennis.files import write_atomically
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.nouns import Note, PrintedOutline


@dataclass(frozen=True, slots=True)
class Exported:
    """The files of an export, and the characters that they name, as [U+1F600], for want of a font that has them.

    `stale` are files of an earlier export that stand beside these, of chapters by themselves or of the whole.
    """

    paths: tuple[Path, ...]
    replaced: tuple[str, ...] = ()
    stale: tuple[Path, ...] = ()


def _known(name: str) -> Format:
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(_("unknown format “{format}”; there are {known}").format(format=name, known=known))
    return FORMATS[name]


def export(outline: PrintedOutline, notes: Iterable[Note], format: str, folder: Path) -> Path:
    """Write the outline in one of FORMATS into a folder; give the file's path, the first if there are several.

    For the rest as `export_files`.
    """
    return export_files(outline, notes, format, folder).paths[0]


def export_files(
    outline: PrintedOutline, notes: Iterable[Note], format: str, folder: Path, extras: ExportInputs = NOTHING
) -> Exported:
    """Write the outline in one of FORMATS into a folder, which is made if need be.

    Files are named after the programme, and numbered where there is one a chapter. Raises CheckFailed, with no file
    written, where a passage is not what its note says; UsageError for an unknown format; WorkspaceError where the
    folder cannot be written.
    """
    chosen = _known(format)
    stored = tuple(notes)
    parts = chosen.parts(outline)
    name = slug(outline.title) or "kennis"
    names = [name] if len(parts) == 1 else [f"{name}-{number:02}" for number in range(1, len(parts) + 1)]
    paths = [folder / f"{one}{chosen.suffix}" for one in names]
    made = [_made(chosen, part, extras, path) for part, path in zip(parts, paths, strict=True)]
    for part, data in zip(parts, made, strict=True):
        check(format, data, part, stored)
    for path, data in zip(paths, made, strict=True):
        put(path, data)
    replaced = sorted(chosen.unprintable(outline)) if chosen.unprintable else ()
    earlier = {folder / f"{name}{chosen.suffix}", *folder.glob(f"{glob.escape(name)}-[0-9][0-9]{chosen.suffix}")}
    stale = sorted(one for one in earlier if one not in paths and one.exists())
    return Exported(tuple(paths), tuple(replaced), tuple(stale))


def _made(chosen: Format, outline: PrintedOutline, extras: ExportInputs, path: Path) -> bytes:
    with making(path):
        return chosen.write(outline) if chosen.supplied is None else chosen.supplied(outline, extras)


@contextmanager
def making(path: Path) -> Iterator[None]:
    """Say of the file that is being made where a writer finds no room for what it sets aside; raises WorkspaceError."""
    try:
        yield
    except OSError as error:
        raise _unwritable(path, error) from error


def put(path: Path, data: bytes) -> None:
    """Write a file whole, its folder made if need be; raises WorkspaceError where that cannot be."""
    with making(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)


def _unwritable(path: Path, error: OSError) -> WorkspaceError:
    return WorkspaceError(_("{path} cannot be written: {reason}").format(path=path, reason=why(error)))
