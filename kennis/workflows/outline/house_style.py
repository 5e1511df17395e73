"""The house style: the documents that exports take their look from, and ours to start one from."""

from collections.abc import Collection
from pathlib import Path

from kennis import config, office_zip
from kennis.errors import InputError, SettingsError
from kennis.export.reference_documents import LOOKS, sample
from kennis.export.write import making, put
from kennis.files import read_file
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.workflows.workspace import Workspace


def looks(workspace: Workspace, formats: Collection[str]) -> dict[str, bytes]:
    """Read the reference documents that are set for these formats.

    Raises SettingsError for one that is missing, cannot be read or is none.
    """
    references = workspace.settings.export.references
    return {name: _look(workspace, name, path) for name, path in references.items() if name in formats}


def write(workspace: Workspace, folder: Path | None = None) -> tuple[Path, ...]:
    """Write a document in our look for each format that has one, in which every style occurs; give the files."""
    shown = sample(workspace.settings.programme.language)
    paths = []
    for name, source in LOOKS.items():
        path = workspace.outlet(folder) / f"reference.{name}"
        with making(path):
            data = source.write(shown)
        put(path, data)
        paths.append(path)
    return tuple(paths)


def _look(workspace: Workspace, name: str, path: Path) -> bytes:
    try:
        return LOOKS[name].of(read_file(path, office_zip.LARGEST))
    except OSError as error:
        raise _refused(workspace, name, path, why(error)) from error
    except InputError as error:
        raise _refused(workspace, name, path, str(error)) from error


def _refused(workspace: Workspace, name: str, path: Path, reason: str) -> SettingsError:
    where = f"{workspace.folder / config.FILE}, [export]"
    said = _("{where}: the reference document {path} for {format} cannot be used: {reason}")
    return SettingsError(said.format(where=where, path=path, format=name, reason=reason))
