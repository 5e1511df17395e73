"""Which workspace a command is for."""

import typer

from kennis.cli.screen import say
from kennis.workflows.workspace import Workspace, find


def workspace(context: typer.Context) -> Workspace:
    """Open the workspace that --workspace names, or the one around the current folder; say what to beware of."""
    found = find(context.obj)
    if found.caution:
        say(found.caution)
    return found
