"""The screen, to take notes or to work themes; taking notes line by line."""

import sys
from typing import Annotated, NoReturn

import typer

from kennis.cli.here import workspace
from kennis.errors import UsageError, WorkspaceError
from kennis.locale import _
from kennis.workflows.workspace import find

_Name = Annotated[str, typer.Argument(help=_("A session id, or its beginning; another name makes a session of today."))]


def capture(
    context: typer.Context,
    session: _Name = "",
    plain: Annotated[
        bool, typer.Option("--plain", help=_("Line by line, without a screen: for screen readers and pipes."))
    ] = False,
) -> None:
    """Take notes."""
    if plain:
        raise typer.Exit(_converse(context, session))
    if not on_terminal():
        raise UsageError(_("there is no terminal to draw on; take notes line by line with: kennis capture --plain"))
    open_screen(context, session)


def explore(context: typer.Context) -> None:
    """Work themes."""
    if not on_terminal():
        raise UsageError(_("there is no terminal to draw on; work themes by command: kennis themes --help"))
    open_screen(context, room="explore")


def on_terminal() -> bool:
    """Say whether there is a terminal to read keys from and to draw on, which is done through standard error."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def open_screen(context: typer.Context, session: str = "", room: str = "capture") -> NoReturn:
    """Open the screen in a room, on a session, the latest where none is named; ends with its exit code."""
    from kennis.tui.app import run

    raise typer.Exit(run(find(context.obj), session, room))


def _converse(context: typer.Context, session: str) -> int:
    from kennis.cli.converse import converse
    from kennis.workflows.desk import Desk
    from kennis.workflows.dictation import Dictation
    from kennis.workflows.drafts import claim

    here = workspace(context)
    with claim(here.database) as station, Desk(here, station.name) as desk:
        stored = converse(Dictation(desk, station, here.settings.programme.lenses), session)
    return 0 if stored else WorkspaceError.exit_code
