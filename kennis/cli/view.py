"""The views: silos, timeline, map and coverage."""

import dataclasses
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kennis.cli.output import progress, put_json, warn
from kennis.cli.workspace_option import workspace
from kennis.errors import UsageError
from kennis.locale import _

app = typer.Typer(no_args_is_help=True)


class ViewForm(StrEnum):
    """How a view is shown."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


_Shown = Annotated[ViewForm, typer.Option("--format", help=_("In the terminal, as JSON, or as one HTML page."))]
_Internal = Annotated[
    bool, typer.Option("--internal", help=_("Show cells of fewer than three speakers too; not for publication."))
]
_Out = Annotated[Path | None, typer.Option(help=_("The page's file or folder; else the workspace's exports."))]


@app.command(help=_("Themes by organisation and sector: what many raise and nobody owns, what one alone raises."))
def silos(
    context: typer.Context,
    by: Annotated[str, typer.Option(help=_("organisation, sector, or an attribute of the notes."))] = "",
    format: _Shown = ViewForm.TABLE,
    internal: _Internal = False,
    out: _Out = None,
) -> None:
    """Show silos."""
    _put(context, ("silos", by, internal), format, out)


@app.command(help=_("Themes by session: when each starts, peaks and fades."))
def timeline(
    context: typer.Context,
    by: Annotated[str, typer.Option(help=_("session or month."))] = "session",
    format: _Shown = ViewForm.TABLE,
    internal: _Internal = False,
    out: _Out = None,
) -> None:
    """Show the timeline."""
    _put(context, ("timeline", by, internal), format, out)


@app.command("map", help=_("Notes on a map, near each other where they say like things."))
def map_(
    context: typer.Context, format: _Shown = ViewForm.TABLE, internal: _Internal = False, out: _Out = None
) -> None:
    """Show the map."""
    _put(context, ("map", "", internal), format, out)


@app.command(help=_("How much is used, what is left out, and the plan beside what was held."))
def coverage(
    context: typer.Context, format: _Shown = ViewForm.TABLE, internal: _Internal = False, out: _Out = None
) -> None:
    """Show coverage."""
    _put(context, ("coverage", "", internal), format, out)


def _put(context: typer.Context, asked: tuple[str, str, bool], format: ViewForm, out: Path | None) -> None:
    from kennis.cli.view_blocks import put_page
    from kennis.workflows import view_pages

    if out is not None and format is not ViewForm.HTML:
        raise UsageError(_("--out goes with --format html"))
    here, view = workspace(context), view_pages.ViewRequest(*asked)
    with progress() as tells:
        if format is ViewForm.HTML:
            made, path = view_pages.view_page(here, view, out, tells)
        else:
            made = view_pages.view(here, view, tells)
    match format:
        case ViewForm.JSON:
            fields = dataclasses.fields(made.figures)
            put_json({"view": made.name, **{one.name: getattr(made.figures, one.name) for one in fields}})
        case ViewForm.HTML:
            print(path)
        case ViewForm.TABLE:
            put_page(made.page())
    if made.internal:
        warn(_("For internal use: small cells are shown. Do not publish."))
