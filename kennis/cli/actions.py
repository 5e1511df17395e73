"""The commands about what was agreed to be done."""

from typing import Annotated

import typer

from kennis.cli import completion
from kennis.cli.date_option import day
from kennis.cli.notes import fields
from kennis.cli.output import OutputFormat, put_csv, put_json, put_table
from kennis.cli.workspace_option import workspace
from kennis.errors import UsageError
from kennis.locale import _

app = typer.Typer(no_args_is_help=True)
_HEADINGS = ("note", "session", "owner", "due", "done", "text")


@app.command("list", help=_("List the actions that are open, those that are due first at the top."))
def list_(
    context: typer.Context,
    session: Annotated[
        str | None, typer.Option(autocompletion=completion.sessions, help=_("Of this session only."))
    ] = None,
    done: Annotated[bool, typer.Option("--all", help=_("Those that were done too."))] = False,
    format: Annotated[OutputFormat, typer.Option(help=_("How to print."))] = OutputFormat.TABLE,
) -> None:
    """List actions."""
    from kennis.workflows.actions import actions

    found = actions(workspace(context), session, done)
    if format is OutputFormat.JSON:
        put_json([fields(note) for note in found])
        return
    rows = [(f"n{one.number}", one.session, one.owner, one.due, one.done, one.text) for one in found]
    (put_csv if format is OutputFormat.CSV else put_table)(_HEADINGS, rows)


@app.command(help=_("Say that actions were done, today or on another day."))
def done(
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="NOTES...", help=_("Actions, as n17."))],
    on: Annotated[str, typer.Option(help=_("The day on which, as 2027-01-15; else today."))] = "",
    off: Annotated[bool, typer.Option("--off", help=_("They were not done."))] = False,
) -> None:
    """Say that actions were done, or were not."""
    from kennis.workflows.actions import set_done

    if on and off:
        raise UsageError(_("give a day with --on, or --off; not both"))
    for one in set_done(workspace(context), names, day(on) if on else None, off):
        print(f"n{one.number}")


@app.command(help=_("Give an action another day by which it is due."))
def move(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NOTE", help=_("An action, as n17."))],
    to: Annotated[str, typer.Argument(metavar="DAY", help=_("The day, as 2027-01-15; - for none."))],
) -> None:
    """Move an action to another day."""
    from kennis.workflows import actions

    print(f"n{actions.move(workspace(context), name, None if to == '-' else day(to)).number}")
