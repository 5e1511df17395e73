"""The commands about the outline."""

from enum import StrEnum
from typing import Annotated

import typer

from kennis.cli.here import workspace
from kennis.cli.report import put_outline
from kennis.cli.screen import put_json
from kennis.locale import _

app = typer.Typer(no_args_is_help=True)


class Printed(StrEnum):
    """How an outline is printed."""

    MD = "md"
    TABLE = "table"
    JSON = "json"


@app.command(help=_("Build the outline from the accepted themes, and print its chapters and sections."))
def build(
    context: typer.Context, format: Annotated[Printed, typer.Option(help=_("How to print."))] = Printed.TABLE
) -> None:
    """Build the outline."""
    _put(context, format)


@app.command(help=_("Print the whole outline, each passage with its notes."))
def show(
    context: typer.Context, format: Annotated[Printed, typer.Option(help=_("How to print."))] = Printed.MD
) -> None:
    """Show the outline."""
    _put(context, format)


def _put(context: typer.Context, format: Printed) -> None:
    from kennis.workflows import drafting

    here = workspace(context)
    match format:
        case Printed.MD:
            typer.echo(drafting.markdown(here), nl=False)
        case Printed.JSON:
            put_json(drafting.outline(here))
        case Printed.TABLE:
            put_outline(drafting.outline(here))
