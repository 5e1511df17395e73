"""The program `kennis`, and what it does without a command."""

from pathlib import Path
from typing import Annotated

import typer

from kennis.cli.command_table import TopGroup
from kennis.environment import WORKSPACE
from kennis.errors import UsageError
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
        print(_called())
        raise typer.Exit


def _called() -> str:
    from importlib.metadata import version

    return f"kennis {version('kennis')}"


def _speak(context: typer.Context, quiet: bool, verbose: bool) -> None:
    """Let commands say no more and no less than was asked for."""
    from kennis.cli import output

    sort = output.Verbosity
    output.verbosity.set(sort.QUIET if quiet else sort.VERBOSE if verbose else sort.USUAL)
    if verbose:
        output.detail(_called())
        context.with_resource(output.timed())


@app.callback(invoke_without_command=True)
def kennis(
    context: typer.Context,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=_("Say only what was asked for, what is wrong and what to beware of."))
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help=_("Say too where files are, and how long each step takes."))
    ] = False,
    folder: Annotated[
        Path | None, typer.Option("--workspace", envvar=WORKSPACE, help=_("The workspace's folder."))
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=_("Say which version this is."))
    ] = False,
) -> None:
    """Remember the workspace and how much to say; without a command, open the screen, or print the help."""
    context.obj = folder
    if quiet and verbose:
        raise UsageError(_("--quiet and --verbose do not go together"))
    if context.invoked_subcommand is not None:
        _speak(context, quiet, verbose)
        return
    from kennis.cli import capture

    if capture.on_terminal():
        capture.open_screen(context)
    else:
        print(context.get_help())
        raise typer.Exit(2)
