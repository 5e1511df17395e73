"""A workspace as a notebook or a script reads it: `kennis.open(path)`. Nothing in it is changed.

    import kennis, pandas

    workspace = kennis.open("mijn-programma")
    notes = pandas.DataFrame(workspace.notes())
    placed = pandas.DataFrame(workspace.assignments()).set_index("note")

All of it is internal: also names, and notes that may not be printed. `note.consent` says what was agreed on a note;
what may leave the workspace is what `kennis export` and `kennis view` give.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kennis.nouns import Note, Session
from kennis.nouns.outline_edits import OutlineLine
from kennis.workflows import session_lists, theme_lists
from kennis.workflows.theme_lists import Assignment, ThemeView
from kennis.workflows.workspace import Workspace, find

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class NoteVectors:
    """The vectors of notes under the model of the last run: row i of `matrix` is that of the note `ids[i]`.

    `matrix` is float32 of shape (notes, dimensions); each row has length 1. Notes without a vector are left out.
    """

    ids: tuple[str, ...]
    matrix: "NDArray[np.float32]"


class OpenWorkspace:
    """What is in a workspace, as it stands when it is asked for: lists of frozen dataclasses, and arrays."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def sessions(self) -> list[Session]:
        """Give the sessions by date."""
        return [one.session for one in session_lists.sessions(self._workspace)]

    def notes(self, session: str = "", theme: str = "") -> list[Note]:
        """Give the notes in their order, all or those of a session or theme; raises UnknownItem for a name of none."""
        from kennis.store import Selection

        return list(session_lists.notes(self._workspace, Selection(session=session or None, theme=theme or None)))

    def themes(self) -> list[ThemeView]:
        """Give the accepted themes by number, each with its notes, the strongest first."""
        return list(theme_lists.themes(self._workspace))

    def assignments(self) -> list[Assignment]:
        """Give for every note where it stands; `theme` is None for a loose one."""
        return list(theme_lists.assignments(self._workspace))

    def vectors(self) -> NoteVectors:
        """Give the notes' vectors, in the order of the notes' ids; of none before the first run."""
        from kennis.workflows.vector_index import Meanings

        with self._workspace.store() as store:
            space = Meanings(store).space(store.lookup.model())
        return NoteVectors(tuple(space.ids), space.vectors)

    def outline(self) -> list[OutlineLine]:
        """Give the parts of the outline in order, chapter, section, passage; none while there is no outline."""
        from kennis.workflows.outline.outline_queries import lines

        with self._workspace.store() as store:
            return list(lines(store.outlines.current()))


def open_workspace(path: str | Path = ".") -> OpenWorkspace:
    """Open a workspace to read; raises SettingsError where there is none in the folder."""
    return OpenWorkspace(find(Path(path)))
