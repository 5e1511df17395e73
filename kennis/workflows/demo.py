"""The whole main job on the bundled example: import, embed, cluster, accept, export."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import kennis
from kennis.errors import WorkspaceError
from kennis.files import write_atomically
from kennis.locale import _
from kennis.nouns import PrintedOutline
from kennis.workflows import import_files, theme_runs
from kennis.workflows.deciding_person import me
from kennis.workflows.outline import draft_export, outline_material
from kennis.workflows.progress import Progress, silent
from kennis.workflows.workspace import Workspace, found


@dataclass(frozen=True, slots=True)
class DemoReport:
    """Where the demonstration stands and what came of it."""

    workspace: Workspace
    files: tuple[import_files.FileReport, ...]
    run: theme_runs.RunReport
    outline: PrintedOutline
    exports: tuple[Path, ...]


def demo(folder: Path | None = None, progress: Progress = silent) -> DemoReport:
    """Make a workspace of the example, in this folder or a new temporary one, and take it to a draft.

    Raises WorkspaceError if the folder holds something already or is a file.
    """
    if folder is not None and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorkspaceError(_("{folder} is not an empty folder; name a new one").format(folder=folder))
    target = folder or Path(tempfile.mkdtemp(prefix="kennis-demo-"))
    source = _example()
    workspace = found(target, (source / "kennis.toml").read_text("utf-8"))
    for path in sorted((source / "sessions").glob("*.md")):
        write_atomically(workspace.sessions / path.name, path.read_bytes(), workspace.folder)
    with workspace.opened() as here:
        files = import_files.import_files(here, [here.sessions], import_files.Choices(), progress)
        run = theme_runs.run_and_accept(here, me(), progress=progress)
        exports = draft_export.export_draft(here, draft_export.USUAL).paths
        return DemoReport(workspace, files, run, outline_material.outline(here), exports)


def _example() -> Path:
    """Find the example: inside an installed package, or at the root of a checkout."""
    package = Path(kennis.__file__).parent
    for folder in (package / "example", package.parent):
        if (folder / "sessions").is_dir() and (folder / "kennis.toml").is_file():
            return folder
    raise WorkspaceError(_("this installation holds no example"))
