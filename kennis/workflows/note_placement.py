"""New notes get a place at once: near which accepted theme they come, marked as suggested until someone accepts it."""

import numpy as np
from numpy.typing import NDArray

from kennis import embedding
from kennis.consent import may_cluster
from kennis.locale import _
from kennis.nouns import Note, Placement, Theme
from kennis.store import Store
from kennis.themes.nearest_theme import NearestThemes, place
from kennis.workflows.progress import Progress, silent, step
from kennis.workflows.workspace import Workspace

Vectors = dict[str, NDArray[np.float32]]


def place_new(workspace: Workspace, progress: Progress = silent) -> int:
    """Embed the notes that have no vector yet, and suggest a theme for all that have no place; give how many."""
    with workspace.store() as store:
        encoder = embedding.load(workspace.settings.encoder, workspace.folder)
        texts = [note.text for note in _notes(store)]
        embedding.embed(texts, encoder, store.vectors, step(progress, _("embedding notes")))
        return suggest(store, encoder.name)


def suggest(store: Store, model: str) -> int:
    """Suggest a theme for notes that have a vector and no place yet, and say what loose notes come nearest to.

    Gives how many new notes there are.
    """
    placed = {one.note: one.theme for one in store.ledger.placements()}
    notes = _notes(store)
    vectors = _vectors(store, model, notes)
    known = [note.id for note in notes if note.id in vectors and note.id in placed]
    asked = [note.id for note in notes if note.id in vectors and placed.get(note.id) is None]
    themes = store.ledger.themes()
    number = {theme.id: row for row, theme in enumerate(themes)}
    if not asked or not any(placed[note] in number for note in known):
        store.ledger.suggest(())
        return 0
    homes = np.array([number.get(placed[note] or "", -1) for note in known], np.int32)
    rows, others = (np.stack([vectors[note] for note in some]) for some in (asked, known))
    found = place(rows, others, homes, len(themes), np.array([theme.stability for theme in themes], np.float32))
    store.ledger.suggest([_suggestion(note, row, found, themes, note in placed) for row, note in enumerate(asked)])
    return sum(note not in placed for note in asked)


def _suggestion(note: str, row: int, found: NearestThemes, themes: tuple[Theme, ...], loose: bool) -> Placement:
    """Say where a new note would stand; of one that a run left loose only what it comes nearest to."""
    first, second = int(found.theme[row]), int(found.second[row])
    strengths = float(found.strength[row]), float(found.second_strength[row])
    if loose and first >= 0:
        first, second, strengths = -1, first, (0.0, strengths[0])
    return Placement(
        note=note,
        theme=themes[first].id if first >= 0 else None,
        strength=round(strengths[0], 4),
        second=themes[second].id if second >= 0 else None,
        second_strength=round(strengths[1], 4),
        suggested=True,
    )


def _notes(store: Store) -> list[Note]:
    every, notes = store.notes.leaving()
    sessions = {session.id: session for session in every}
    return [note for note in notes if may_cluster(note, sessions[note.session])]


def _vectors(store: Store, model: str, notes: list[Note]) -> Vectors:
    hashes = {note.id: embedding.text_hash(note.text) for note in notes}
    kept = store.vectors.known(model, sorted(set(hashes.values())))
    return {note: kept[key] for note, key in hashes.items() if key in kept}
