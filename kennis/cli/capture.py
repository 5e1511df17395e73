"""The screen, to take notes or to work themes; taking notes line by line."""

import sys
from typing import Annotated, NoReturn

import typer

from kennis.cli import completion
from kennis.cli.output import warn
from kennis.cli.workspace_option import workspace
from kennis.errors import UnknownSession, UsageError, WorkspaceError
from kennis.locale import _
from kennis.workflows.workspace import find

commands = typer.Typer()
_Name = Annotated[
    str,
    typer.Argument(
        autocompletion=completion.sessions, help=_("A session's id or title, in any letters, or the beginning of one.")
    ),
]
_New = Annotated[bool, typer.Option("--new", help=_("Make a session of today with this title, if there is none yet."))]


@commands.command()
def capture(
    context: typer.Context,
    session: _Name = "",
    new: _New = False,
    plain: Annotated[
        bool, typer.Option("--plain", help=_("Line by line, without a screen: for screen readers and pipes."))
    ] = False,
) -> None:
    """Take notes."""
    if new and not session.strip():
        raise UsageError(_("say what the new session is called: kennis capture --new TITLE"))
    if plain:
        raise typer.Exit(_converse(context, session, new))
    if not on_terminal():
        raise UsageError(_("there is no terminal to draw on; take notes line by line with: kennis capture --plain"))
    open_screen(context, session, new=new)


@commands.command()
def explore(context: typer.Context) -> None:
    """Work themes."""
    if not on_terminal():
        raise UsageError(_("there is no terminal to draw on; work themes by command: kennis themes --help"))
    open_screen(context, room="explore")


def on_terminal() -> bool:
    """Say whether there is a terminal to read keys from and to draw on, which is done through standard error."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def open_screen(context: typer.Context, session: str = "", room: str = "capture", new: bool = False) -> NoReturn:
    """Open the screen in a room, on a session, the usual one where none is named; ends with its exit code."""
    from kennis.tui.app import run

    raise typer.Exit(run(find(context.obj), session, room, new))


def _converse(context: typer.Context, session: str, new: bool) -> int:
    from kennis.cli.plain_capture import Dictation
    from kennis.cli.plain_capture.line_io import converse
    from kennis.workflows.draft_files import claim
    from kennis.workflows.note_taking import NoteTaking

    here = workspace(context)
    with claim(here.database) as client, NoteTaking(here, client.name) as desk:
        talk = Dictation(desk, client, here.settings.programme.lenses)
        try:
            stored = converse(talk, session, new)
        except UnknownSession as error:
            if error.several or not on_terminal():
                raise
            if not _wanted(error):
                raise typer.Exit(error.exit_code) from None
            stored = converse(talk, session, new=True)
    return 0 if stored else WorkspaceError.exit_code


def _wanted(error: UnknownSession) -> bool:
    """Ask whether a session that is not there is to be made."""
    warn(str(error))
    try:
        answer = input(_("make a session of today with this title? (y/n)") + " ")
    except EOFError:
        return False
    return answer.strip().casefold() in {"y", "yes", "j", "ja"}
