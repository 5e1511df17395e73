"""Which workspace a command is for, and whose decisions it makes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from kennis.cli.output import detail, warn
from kennis.config import FILE
from kennis.locale import _
from kennis.workflows.deciding_person import me
from kennis.workflows.workspace import Workspace, find

if TYPE_CHECKING:
    from kennis.workflows.themes_room import ThemesRoom

_OPENED = "kennis.workspace"


def workspace(context: typer.Context) -> Workspace:
    """Open the workspace that --workspace names, or the one around the current folder; say what to beware of, once."""
    if _OPENED not in context.meta:
        found = context.meta[_OPENED] = find(context.obj)
        detail(_("workspace: {folder}").format(folder=found.folder.absolute()))
        detail(_("settings: {file}").format(file=(found.folder / FILE).absolute()))
        detail(_("database: {folder}").format(folder=found.database.absolute()))
        if found.caution:
            warn(found.caution)
    opened: Workspace = context.meta[_OPENED]
    return opened


@contextmanager
def room(context: typer.Context) -> Iterator["ThemesRoom"]:
    """Open the researcher's room of the workspace, in the name of the person that the command is for."""
    from kennis.workflows.themes_room import ThemesRoom

    opened = ThemesRoom(workspace(context), me())
    try:
        yield opened
    finally:
        opened.leave()
