"""New notes get a place at once: near which accepted theme they come, marked as suggested until someone accepts it."""

import numpy as np

from kennis import embedding
from kennis.consent import may_cluster
from kennis.nouns import Note, Placement
from kennis.store import Store
from kennis.themes.placing import place
from kennis.workflows.progress import Progress, silent, step
from kennis.workflows.workspace import Workspace


def place_new(workspace: Workspace, progress: Progress = silent) -> int:
    """Embed the notes that have no vector yet, and suggest a theme for all that have no place; give how many."""
    from kennis.locale import _

    with workspace.store() as store:
        encoder = embedding.load(workspace.settings.encoder, workspace.folder)
        sessions = {session.id: session for session in store.notes.sessions()}
        notes = [note for note in store.notes.select() if may_cluster(note, sessions[note.session])]
        embedding.embed([note.text for note in notes], encoder, store.vectors, step(progress, _("embedding notes")))
        return suggest(store, encoder.name)


def suggest(store: Store, model: str) -> int:
    """Suggest a theme for the notes that have a vector and no place yet; give how many such notes there are."""
    placed = {one.note: one for one in store.ledger.placements()}
    themes = [theme.id for theme in store.ledger.themes()]
    notes = {note.id: note for note in store.notes.select()}
    sessions = {session.id: session for session in store.notes.sessions()}
    waiting = [note for note in notes.values() if note.id not in placed and may_cluster(note, sessions[note.session])]
    known = [note for note in notes.values() if note.id in placed]
    vectors = _vectors(store, model, [*waiting, *known])
    waiting = [note for note in waiting if note.id in vectors]
    known = [note for note in known if note.id in vectors]
    if not waiting or not known or not themes:
        store.ledger.suggest(())
        return len(waiting)
    number = {theme: place for place, theme in enumerate(themes)}
    homes = np.array([number.get(placed[note.id].theme or "", -1) for note in known], np.int32)
    rows, others = (np.stack([vectors[note.id] for note in some]) for some in (waiting, known))
    found = place(rows, others, homes, len(themes))
    store.ledger.suggest(
        [
            Placement(
                note=note.id,
                theme=themes[found.theme[row]] if found.theme[row] >= 0 else None,
                strength=round(float(found.strength[row]), 4),
                second=themes[found.second[row]] if found.second[row] >= 0 else None,
                second_strength=round(float(found.second_strength[row]), 4),
                suggested=True,
            )
            for row, note in enumerate(waiting)
        ]
    )
    return len(waiting)


def _vectors(store: Store, model: str, notes: list[Note]) -> dict[str, embedding.cache.NDArray[np.float32]]:
    hashes = {note.id: embedding.text_hash(note.text) for note in notes}
    kept = store.vectors.known(model, sorted(set(hashes.values())))
    return {note: kept[key] for note, key in hashes.items() if key in kept}
