"""Which workspace a command is for, and whose decisions it makes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from kennis.cli.output import say
from kennis.workflows.decider import me
from kennis.workflows.workspace import Workspace, find

if TYPE_CHECKING:
    from kennis.workflows.themes_room import ThemesRoom


def workspace(context: typer.Context) -> Workspace:
    """Open the workspace that --workspace names, or the one around the current folder; say what to beware of."""
    found = find(context.obj)
    if found.caution:
        say(found.caution)
    return found


@contextmanager
def room(context: typer.Context) -> Iterator["ThemesRoom"]:
    """Open the researcher's room of the workspace, in the name of the person that the command is for."""
    from kennis.workflows.themes_room import ThemesRoom

    opened = ThemesRoom(workspace(context), me())
    try:
        yield opened
    finally:
        opened.leave()
