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
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"kennis {version('kennis')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def kennis(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("--workspace", envvar=WORKSPACE, help=_("The workspace's folder."))
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=_("Say which version this is."))
    ] = False,
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
