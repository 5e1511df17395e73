"""The program `kennis`, and what it does without a command."""

from pathlib import Path
from typing import Annotated

import typer

from kennis.cli.command_table import TopGroup
from kennis.environment import WORKSPACE
from kennis.locale import _

app = typer.Typer(
    cls=TopGroup,
    help=_("From a programme's meetings to a book: notes, lasting themes, drafts that can be checked."),
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def kennis(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("--workspace", envvar=WORKSPACE, help=_("The workspace's folder."))
    ] = None,
) -> None:
    """Remember the workspace; without a command, open the screen on the latest session, or print the help."""
    context.obj = folder
    if context.invoked_subcommand is not None:
        return
    from kennis.cli import capture

    if capture.on_terminal():
        capture.open_screen(context)
    else:
        print(context.get_help())
        raise typer.Exit(2)
