"""The commands at the top: demo, init, import; and the groups below them."""

from pathlib import Path
from typing import Annotated

import typer

from kennis.cli import (
    approvals,
    capture,
    export,
    forget,
    guide,
    memo,
    notes,
    outline,
    outline_versions,
    participants,
    preflight,
    safety,
    search,
    sessions,
    themes,
    view,
)
from kennis.cli.help import speak
from kennis.cli.output import progress, say
from kennis.cli.tables import put_imports, put_outline
from kennis.cli.workspace_option import workspace
from kennis.locale import _
from kennis.workflows.workspace import VARIABLE
from kennis.workflows.workspace import init as make

app = typer.Typer(
    help=_("From a programme's meetings to a book: notes, lasting themes, drafts that can be checked."),
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("capture", help=_("Take notes: the screen, or line by line with --plain."))(capture.capture)
app.command("explore", help=_("Work the themes: the researcher's room on the screen."))(capture.explore)
app.add_typer(sessions.app, name="sessions", help=_("The meetings of the programme."))
app.add_typer(participants.app, name="participants", help=_("The people in the registers of the sessions."))
app.add_typer(notes.single, name="note", help=_("Add a note."))
app.add_typer(notes.app, name="notes", help=_("The notes of the sessions."))
app.add_typer(themes.app, name="themes", help=_("The lasting themes that the notes make."))
app.add_typer(memo.app, name="memo", help=_("Researchers' own texts on notes, themes, lenses and sessions."))
app.registered_commands += search.commands.registered_commands
app.registered_commands += safety.commands.registered_commands
app.registered_commands += forget.commands.registered_commands
app.registered_commands += guide.commands.registered_commands
outline.app.registered_commands += outline_versions.commands.registered_commands
app.add_typer(outline.app, name="outline", help=_("The outline of the book."))
app.add_typer(preflight.app, name="preflight", help=_("What is to be accepted or mended before an export."))
app.add_typer(approvals.app, name="approvals", help=_("Ask speakers about their quotes; record the answers."))
app.add_typer(
    export.app,
    name="export",
    help=_("Write the draft of the book; every quotation is checked against its note first."),
)
app.add_typer(view.app, name="view", help=_("Silos, timeline, map and coverage: what stands out."))


@app.callback(invoke_without_command=True)
def kennis(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("--workspace", envvar=VARIABLE, help=_("The workspace's folder."))
    ] = None,
) -> None:
    """Remember the workspace; without a command, open the screen on the latest session, or print the help."""
    context.obj = folder
    if context.invoked_subcommand is not None:
        return
    if capture.on_terminal():
        capture.open_screen(context)
    else:
        print(context.get_help())
        raise typer.Exit(2)


@app.command(help=_("Take the bundled example from its session files to a draft of a book."))
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


@app.command(help=_("Make a workspace for a programme."))
def init(
    folder: Annotated[Path, typer.Argument(help=_("A new or existing folder."))],
    programme: Annotated[
        str, typer.Option(help=_("A bundled programme, or a .toml file in the folder."))
    ] = "slim-besturen",
) -> None:
    """Make a workspace."""
    made = make(folder, programme)
    if made.caution:
        say(made.caution)
    say(_("made {folder}; its settings are in {file}").format(folder=made.folder, file=made.folder / "kennis.toml"))


@app.command(
    "import",
    help=_(
        "Read session files (.md), tables (.csv), contributions (.docx, .odt) and archives of workspaces (.jsonl) in; "
        "a folder means the files in it."
    ),
)
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
) -> None:
    """Import files."""
    from kennis.workflows import import_files

    choices = import_files.Choices(session, skip_bad, date, tuple(column or ()))
    with progress() as tells:
        reports = import_files.import_files(workspace(context), paths, choices, tells)
    if not put_imports(reports):
        raise typer.Exit(1)


speak(app)
