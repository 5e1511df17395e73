"""A workspace is read by scripts as by commands, and is not changed by it."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import kennis
from kennis import embedding
from kennis.errors import SettingsError, UnknownItem
from kennis.store import Offer
from kennis.workflows.outline.outline_edits import Outlining
from kennis.workflows.workspace import find, init
from tests.ledgers import NOTES, fill
from tests.samples import session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    workspace = init(tmp_path / "ruimte")
    with workspace.store() as store:
        store.take_in(Offer((session(),), NOTES))
        fill(store)
        store.vectors.keep("model", {embedding.text_hash(NOTES[0].text): np.full(4, 0.5, np.float32)})
    return workspace.folder


def test_notes_themes_and_assignments_are_those_of_the_workspace(folder: Path) -> None:
    workspace = kennis.open(folder)
    notes, themes, placed = workspace.notes(), workspace.themes(), workspace.assignments()
    assert [one.id for one in workspace.sessions()] == [session().id]
    assert {note.text for note in notes} == {note.text for note in NOTES}
    assert [one.note for one in placed] == [f"n{note.number}" for note in notes]
    held = {f"n{note.number}": one.theme.name for one in themes for note in one.notes}
    assert held == {one.note: one.theme for one in placed if one.theme and not one.suggested}
    assert workspace.notes(theme=themes[0].theme.id) == sorted(themes[0].notes, key=lambda note: note.id)
    with pytest.raises(UnknownItem):
        workspace.notes(session="bestaat-niet")


def test_what_is_given_is_what_a_table_is_made_of(folder: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    workspace = kennis.open(str(folder))
    notes = pandas.DataFrame(workspace.notes())
    assert list(notes["text"]) == [note.text for note in workspace.notes()]
    placed = pandas.DataFrame(workspace.assignments()).set_index("note")
    assert placed.loc["n1", "theme"] == workspace.assignments()[0].theme


def test_vectors_stand_beside_the_ids_of_their_notes(folder: Path) -> None:
    vectors = kennis.open(folder).vectors()
    assert vectors.ids == (NOTES[0].id,) and vectors.matrix.shape == (1, 4)
    assert np.allclose(np.linalg.norm(vectors.matrix, axis=1), 1)


def test_the_outline_is_there_once_it_is_built(folder: Path) -> None:
    workspace = kennis.open(folder)
    assert workspace.outline() == []
    Outlining(find(folder), "jan").build()
    assert workspace.outline()[0].name == "1"


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        kennis.open(tmp_path / "niets")


def test_the_package_alone_imports_nothing_of_it() -> None:
    program = "import sys, kennis; print([one for one in sys.modules if one.startswith('kennis.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    with pytest.raises(AttributeError, match="no attribute 'close'"):
        kennis.close  # noqa: B018
