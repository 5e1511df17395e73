"""The views of a workspace: figures for other programs, pages for a terminal, files to pass on."""

import contextvars
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kennis import consent, locale
from kennis.clean_text import slug
from kennis.embedding import text_hash
from kennis.errors import InputError, UsageError
from kennis.export.write import put
from kennis.locale import _
from kennis.nouns import Level
from kennis.store import Store
from kennis.views.blocks import Bar, Bars, Block, Cell, Points, Table, ViewPage, WordList
from kennis.views.coverage import coverage
from kennis.views.html import page_html
from kennis.views.map import note_map
from kennis.views.pages.coverage import coverage_page
from kennis.views.pages.map import map_page
from kennis.views.pages.silos import silos_page
from kennis.views.pages.timeline import timeline_page
from kennis.views.silos import silos
from kennis.views.timeline import Period, timeline
from kennis.views.view_material import Point, ViewMaterial
from kennis.workflows.layout_2d import plane
from kennis.workflows.outline import outline_material
from kennis.workflows.progress import Progress, silent, step
from kennis.workflows.safety.workspace_lock import leaving
from kennis.workflows.workspace import Workspace

__all__ = [
    "VIEWS",
    "Bar",
    "Bars",
    "Block",
    "Cell",
    "Points",
    "Table",
    "View",
    "ViewPage",
    "ViewRequest",
    "WordList",
    "view",
    "write_page",
]


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """Which view, by what, and whether small cells are shown."""

    name: str
    by: str = ""
    internal: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A view's figures, and how they are put in words; `page()` speaks the language in use."""

    name: str
    internal: bool
    figures: Any
    put: Callable[[Any], ViewPage]

    def page(self) -> ViewPage:
        """Put the figures in words, tables and pictures."""
        return self.put(self.figures)


def view(workspace: Workspace, asked: ViewRequest, progress: Progress = silent) -> View:
    """Make a view; raises InputError while there are no accepted themes, save for coverage, and UsageError."""
    if asked.name not in VIEWS:
        raise UsageError(
            _("there is no view “{name}”; there are {names}").format(name=asked.name, names=", ".join(VIEWS))
        )
    make, put = VIEWS[asked.name]
    with workspace.store() as store:
        themes, (sessions, notes) = store.ledger.themes(), store.notes.leaving()
        if not themes and asked.name != "coverage":
            raise InputError(_("there are no accepted themes yet; first: kennis themes run --accept-all"))
        material = ViewMaterial(
            programme=workspace.settings.programme,
            sessions=sessions,
            notes=notes,
            themes=(*themes, *store.ledger.themes(Level.FAMILY)),
            placements=store.ledger.placements(),
            points=_points(store, progress) if asked.name == "map" else {},
            internal=asked.internal,
            refused=store.approvals.refused(),
            used=_used(workspace, store)
            if themes and (asked.name == "coverage" or not asked.internal)
            else frozenset(),
        )
    return View(asked.name, asked.internal, make(material, asked.by), put)


def view_page(
    workspace: Workspace, asked: ViewRequest, out: Path | None, progress: Progress = silent
) -> tuple[View, Path]:
    """Make a view and write its page, while nothing is forgotten; see `view` and `write_page`."""
    with leaving(workspace.database):
        made = view(workspace, asked, progress)
        return made, write_page(workspace, made, out)


def write_page(workspace: Workspace, made: View, out: Path | None = None) -> Path:
    """Write a view as an HTML page in the programme's language; give the file's path.

    `out` is a folder or a file that ends in .html or .htm; without it the page goes to the workspace's exports. Raises
    WorkspaceError where it cannot be written.
    """
    programme = workspace.settings.programme

    def render() -> bytes:
        locale.use(programme.language)
        return page_html(made.page(), programme.language)

    data = contextvars.copy_context().run(render)
    inside = "-internal" if made.internal else ""
    path = workspace.outlet(out)
    if path.suffix.lower() not in (".html", ".htm"):
        path = path / f"{slug(programme.title) or 'kennis'}-{made.name}{inside}.html"
    put(path, data)
    return path


def _points(store: Store, progress: Progress) -> dict[str, Point]:
    """Lay out the notes that may be published, by the vectors of the last run's model."""
    runs = store.ledger.runs()
    if not runs:
        return {}
    every, notes = store.notes.leaving()
    sessions = {session.id: session for session in every}
    shown = [note for note in notes if consent.may_name_themes(note, sessions[note.session])]
    keys = {note.id: text_hash(note.text) for note in shown}
    drawing = step(progress, _("laying out the map"))
    drawing(0, 1)
    points = plane(shown, keys, store.vectors.known(runs[-1].model, sorted(set(keys.values()))))
    drawing(1, 1)
    return points


def _used(workspace: Workspace, store: Store) -> frozenset[str]:
    """Give the ids of the notes that the draft prints."""
    draft = outline_material.as_printed(store, outline_material.material(workspace, store))
    printed = {name for one in draft.placed() for name in one.passage.notes}
    return frozenset(note.id for note in store.notes.select() if f"n{note.number}" in printed)


def _periods(name: str) -> Period:
    if name and name not in set(Period):
        raise UsageError(_("a timeline is by session or by month, not by “{name}”").format(name=name))
    return Period(name) if name else Period.SESSION


VIEWS: dict[str, tuple[Callable[[ViewMaterial, str], Any], Callable[[Any], ViewPage]]] = {
    "silos": (silos, silos_page),
    "timeline": (lambda material, by: timeline(material, _periods(by)), timeline_page),
    "map": (lambda material, _by: note_map(material), map_page),
    "coverage": (lambda material, _by: coverage(material), coverage_page),
}
