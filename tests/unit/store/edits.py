"""Notes that a person adds and changes at their place, in the store itself."""

from kennis.nouns import EditKind, Note
from kennis.reading import entry_edits
from kennis.store import Store


def add(store: Store, note: Note) -> Note:
    """Add a note; gives it as it is stored."""
    (stored,) = store.journal.apply(entry_edits.add(note), "here").notes
    return stored


def revise(store: Store, note: Note, after: Note) -> Note:
    """Change a note that was read as `after`; gives what stands now."""
    (stored,) = store.journal.apply(entry_edits.change(EditKind.KIND, after, note), "here").notes
    return stored
