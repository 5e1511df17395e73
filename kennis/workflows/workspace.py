"""A workspace: the folder that holds a programme's settings, sessions, exports and database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kennis import config
from kennis.environment import WORKSPACE
from kennis.errors import WorkspaceError
from kennis.files import inside, is_file, is_there, write_atomically
from kennis.locale import _
from kennis.locale.reasons import why

if TYPE_CHECKING:
    from kennis.store import Store

_SETTINGS = """\
# The settings of this kennis workspace. `programme` is a bundled programme, a .toml file beside this one,
# or a [programme] table here; `encoder` is the bundled model or a sentence-transformers model.
programme = "{programme}"
encoder = "{encoder}"
"""
_IGNORED = ".kennis/\nexports/*\n!exports/.gitkeep\n"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with its settings; its database is open where `opened` gave this one."""

    folder: Path
    settings: config.Settings
    _store: "Store | None" = field(default=None, repr=False, compare=False)

    @property
    def sessions(self) -> Path:
        """The folder of the session files."""
        return self.folder / "sessions"

    @property
    def exports(self) -> Path:
        """The folder of what was exported."""
        return self.folder / "exports"

    @property
    def database(self) -> Path:
        """The folder of the database, its backups and the log."""
        return self.folder / ".kennis"

    @property
    def caution(self) -> str:
        """What to warn of before the database is used; empty if there is nothing."""
        from kennis.store import sqlite

        if sqlite.on_network(self.folder):
            return _(
                "{folder} looks like a network or cloud folder: a database there can be damaged when two programs "
                "write; better keep the workspace on this computer and exchange its session files"
            ).format(folder=self.folder)
        return ""

    def outlet(self, given: Path | None, *parts: str) -> Path:
        """Give where something is to be written: what the user names, else a place in the workspace's exports.

        Raises WorkspaceError where a link there leads out of the workspace.
        """
        if given is not None:
            return given
        path = self.exports.joinpath(*parts)
        self.refuse_links_out(path)
        return path

    def refuse_links_out(self, path: Path) -> None:
        """Raise WorkspaceError where a link leads what is written to a path of the workspace out of it."""
        try:
            inside(path, self.folder)
        except OSError as error:
            said = _("{path} cannot be written: {reason}")
            raise WorkspaceError(said.format(path=path, reason=why(error))) from error

    @contextmanager
    def store(self) -> "Iterator[Store]":
        """Give the workspace's database: the one that is open, else one that is open until the end of the `with`."""
        if self._store is not None:
            yield self._store
            return
        from kennis.store import Store

        with Store.open(self.database) as store:
            yield store

    @contextmanager
    def opened(self) -> Iterator[Self]:
        """Give this workspace with its database open until the end of the `with`, for all that is done with it.

        What waits for another program to end, as `leaving` does, comes first: a restore puts another file in its place.
        """
        with self.store() as store:
            yield replace(self, _store=store)


def find(given: Path | None = None) -> Workspace:
    """Open the workspace that is named, else that of KENNIS_WORKSPACE, else the nearest one upwards from here.

    Raises SettingsError if there is none, or its settings are wrong.
    """
    folder = where(given)
    return Workspace(folder, config.read(folder))


def where(given: Path | None = None) -> Path:
    """Give the folder that `find` opens, whatever is in it."""
    named = given or (Path(os.environ[WORKSPACE]) if os.environ.get(WORKSPACE) else None)
    return named or _nearest(Path.cwd())


def _nearest(here: Path) -> Path:
    for folder in (here, *here.parents):
        if is_file(folder / config.FILE):
            return folder
    return here


def init(folder: Path, programme: str = config.DEFAULT_PROGRAMME) -> Workspace:
    """Make a workspace in a new or existing folder; raises WorkspaceError if there is one already."""
    if is_there(folder / config.FILE):
        raise WorkspaceError(_("{folder} is a kennis workspace already").format(folder=folder))
    return found(folder, settings_text(programme))


def settings_text(programme: str = config.DEFAULT_PROGRAMME) -> str:
    """Give the text of the settings of a new workspace."""
    return _SETTINGS.format(programme=programme, encoder=config.DEFAULT_ENCODER)


def found(folder: Path, settings: str) -> Workspace:
    """Make the folders and files of a workspace with this text for its settings."""
    new = not is_there(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / config.FILE, settings.encode("utf-8"))
        workspace = _checked(folder, new)
        for part in ("sessions", "exports"):
            (folder / part).mkdir(exist_ok=True)
        if not is_there(folder / ".gitignore"):
            write_atomically(folder / ".gitignore", _IGNORED.encode("utf-8"))
    except OSError as error:
        raise WorkspaceError(
            _("cannot make a workspace in {folder}: {reason}").format(folder=folder, reason=why(error))
        ) from error
    with workspace.store():
        return workspace


def _checked(folder: Path, new: bool) -> Workspace:
    """Open a folder by its settings, only just written; where they are wrong they go, and the folder if it is new."""
    try:
        return Workspace(folder, config.read(folder))
    except Exception:
        (folder / config.FILE).unlink()
        if new:
            folder.rmdir()
        raise
