"""Notes that a person adds and changes at their place, in the store itself."""

from kennis.nouns import EditKind, Note, Participant, Session
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


def revise_session(store: Store, session: Session, after: Session) -> None:
    """Change a session's header that was read as `after`."""
    store.journal.apply(entry_edits.change_header(EditKind.SESSION, session.id, after, session), "here")


def revise_person(store: Store, session: str, person: Participant, after: Participant | None = None) -> None:
    """Change a person who was read as `after`, or add one."""
    store.journal.apply(entry_edits.change_header(EditKind.PERSON, session, after, person), "here")
