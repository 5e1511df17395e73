"""What leaves the workspace: the draft of the book in its formats, and the documents that ask speakers."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kennis.cli import approvals, preflight
from kennis.cli.output import say, warn
from kennis.cli.workspace_option import workspace
from kennis.errors import UsageError
from kennis.locale import _
from kennis.workflows.workspace import Workspace

if TYPE_CHECKING:
    from kennis.workflows.outline.draft_export import Exported

FORMATS = ("md", "html", "docx", "odt", "epub", "pdf", "latex", "csv", "xlsx", "csl")
ARCHIVE = "jsonl"
app = typer.Typer()
app.command("approvals", help=_("The documents that ask speakers about their quotes."))(approvals.write)


@app.command(
    help=_(
        "Write documents in our look: change their styles, and name them in kennis.toml under [export] as "
        "reference_docx and reference_odt."
    )
)
def reference(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(help=_("A folder; else the workspace's exports."))] = None,
) -> None:
    """Write the documents."""
    from kennis.workflows.outline import house_style

    for path in house_style.write(workspace(context), out):
        print(path)


@app.callback(invoke_without_command=True)
def export(
    context: typer.Context,
    formats: Annotated[
        str, typer.Option("--format", help=_("One or more of {known}.").format(known=", ".join((*FORMATS, ARCHIVE))))
    ] = ",".join(FORMATS[:4]),
    out: Annotated[Path | None, typer.Option(help=_("A folder; else the workspace's exports."))] = None,
) -> None:
    """Export the draft."""
    from kennis.workflows.outline import draft_export

    if context.invoked_subcommand is not None:
        if _given(context, "formats") or out is not None:
            said = _("options in front of “{command}” do not count for it; write: kennis export {command} --out DIR")
            raise UsageError(said.format(command=context.invoked_subcommand))
        return
    names = list(dict.fromkeys(name.strip() for name in formats.split(",") if name.strip()))
    here = workspace(context)
    if names == [ARCHIVE]:
        done = draft_export.export_draft(here, names, out)
    else:
        done = draft_export.export_draft(here, names, out, _checked)
    for path in done.paths:
        print(path)
    _tell(done)


def _given(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _checked(here: Workspace) -> dict[str, tuple[str, ...]]:
    """Say how many remarks there are on the draft; give those that stand beside the words."""
    from kennis.workflows.outline import outline_material
    from kennis.workflows.outline import preflight_check as checking

    remarks = checking.remarks(here)
    preflight.say_how_many(remarks)
    beside = checking.marginal(remarks)
    if beside and not outline_material.is_kept(here):
        say(_("remarks stand beside the words once there is an outline of your own:  kennis outline build"))
    return beside


def _tell(done: "Exported") -> None:
    if done.replaced:
        said = _("no font has these characters, which the PDF names by their numbers: {characters}")
        warn(said.format(characters=" ".join(f"U+{ord(one):04X}" for one in done.replaced)))
    if done.stale:
        said = _("these are of an earlier export and may hold what was withdrawn since; delete them: {files}")
        warn(said.format(files=", ".join(path.name for path in done.stale)))
    for path in done.paths:
        if path.suffix == f".{ARCHIVE}":
            said = _(
                "{path} is a full copy of the workspace, with all names and with notes that may not be printed; "
                "keep it as safe as the workspace itself"
            )
            warn(said.format(path=path))
