"""The files of a workspace that are neither its sessions, exports, database nor backups, whoever put them there."""

import os
from collections.abc import Iterator
from pathlib import Path

from kennis.store import FILE
from kennis.store.sqlite import backups, replace_file
from kennis.workflows.erasure.backup_copies import is_copy
from kennis.workflows.safety.workspace_lock import PLACES
from kennis.workflows.workspace import Workspace

_PASSED_OVER = frozenset({".git", ".venv", "node_modules", "__pycache__"})
_DATABASE = frozenset({FILE, *(f"{FILE}{ending}" for ending in replace_file.BESIDE)})  # a transaction may go on in them


def beside(workspace: Workspace) -> Iterator[Path]:
    """Give the files that nothing else looks into, and folders that cannot be opened."""
    yield from _below(workspace.folder, frozenset({workspace.exports, workspace.sessions, workspace.database}))
    for path in _below(workspace.sessions):
        if path.suffix != ".md" or path.parent != workspace.sessions:
            yield path
    for path in _below(workspace.database):
        if not _is_own(path, workspace.database):
            yield path


def _below(folder: Path, without: frozenset[Path] = frozenset()) -> Iterator[Path]:
    """Give the files in a folder and those below it, but in folders of programs; and folders that cannot be opened."""
    closed: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        here = Path(place)
        folders[:] = [one for one in folders if one not in _PASSED_OVER and here / one not in without]
        yield from (path for path in map(here.joinpath, names) if path.is_file())
    yield from (path for path in closed if path.exists())


def _is_own(path: Path, database: Path) -> bool:
    """Say whether a file of the database's folder is one that forgetting changes itself, or a lock."""
    if path.suffix == ".lock":
        return True
    if path.parent == database / backups.FOLDER:
        return is_copy(path)
    if path.parent == database / PLACES:
        return not path.name.startswith(".")
    return path.parent == database and path.name in _DATABASE
