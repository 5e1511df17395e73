"""The commands that make a workspace and fill it: demo, init, import."""

from pathlib import Path
from typing import Annotated

import typer

from kennis.cli.output import OutputFormat, progress, say, warn
from kennis.cli.tables import put_imports, put_outline
from kennis.cli.workspace_option import workspace
from kennis.locale import _
from kennis.workflows.workspace import init as make

commands = typer.Typer()


@commands.command()
def demo(
    folder: Annotated[Path | None, typer.Argument(help=_("A new folder; without it a temporary one."))] = None,
) -> None:
    """Show the whole main job."""
    from kennis.workflows import demo as demonstration

    with progress() as tells:
        done = demonstration.demo(folder, tells)
    put_outline(done.outline)
    say(_("\nThe workspace: {folder}").format(folder=done.workspace.folder))
    for path in done.exports:
        say(f"  {path}")
    say(
        _(
            "\nNext: open a draft above; look around with  kennis --workspace {folder} themes list\n"
            "Your own programme:  kennis init DIR, put session files in DIR/sessions, then in DIR:\n"
            "  kennis import sessions;  kennis themes run --accept-all;  kennis export"
        ).format(folder=done.workspace.folder)
    )


@commands.command()
def init(
    folder: Annotated[Path, typer.Argument(help=_("A new or existing folder."))],
    programme: Annotated[
        str, typer.Option(help=_("A bundled programme, or a .toml file in the folder."))
    ] = "slim-besturen",
) -> None:
    """Make a workspace."""
    made = make(folder, programme)
    if made.caution:
        warn(made.caution)
    say(_("made {folder}; its settings are in {file}").format(folder=made.folder, file=made.folder / "kennis.toml"))


@commands.command("import")
def import_(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help=_("Files or folders."))],
    session: Annotated[
        str | None, typer.Option(help=_("The session of table rows that name none; else the file's name."))
    ] = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help=_("Leave bad rows out and store the rest."))] = False,
    date: Annotated[
        str, typer.Option(help=_("The day of documents, and of tables that give none; as 2020-03-12."))
    ] = "",
    column: Annotated[
        list[str] | None,
        typer.Option(help=_("What a column of a table means, as text=Opmerking; may be given more than once.")),
    ] = None,
    format: Annotated[OutputFormat, typer.Option(help=_("How to print."))] = OutputFormat.TABLE,
) -> None:
    """Import files."""
    from kennis.workflows import import_files

    choices = import_files.Choices(session, skip_bad, date, tuple(column or ()))
    with progress() as tells:
        reports = import_files.import_files(workspace(context), paths, choices, tells)
    put_imports(reports, format)
    left = sum(len(one.refusals) for one in reports if one.stored)
    if skip_bad and left:
        warn(_("left out, as asked: {count}").format(count=left))
    if not all(one.stored and (not one.refusals or (skip_bad and one.read)) for one in reports):
        raise typer.Exit(1)
