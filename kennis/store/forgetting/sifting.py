"""What comes from outside without what was forgotten; what stands in the store by now is not held back."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session as Transaction

from kennis.nouns import Note, Session, Sign
from kennis.store.forgetting import memory
from kennis.store.forgetting.known import Known
from kennis.store.forgetting.wanted import Person
from kennis.store.rows import NoteRow, ParticipantRow


@dataclass(frozen=True, slots=True)
class Sifted:
    """Sessions and notes that may come in, and how many notes and people were held back."""

    sessions: Sequence[Session]
    notes: Sequence[Note]
    forgotten: int = 0


def sifted(transaction: Transaction, sessions: Sequence[Session], notes: Sequence[Note]) -> Sifted:
    """Hold back notes and people that were forgotten, and the notes of those people."""
    ledger = memory(transaction)
    if not ledger:
        return Sifted(sessions, notes)
    gone = {(one.id, handle) for one in sessions for handle in _people(transaction, ledger, one)}
    spoken = {(note.session, note.speaker) for note in notes if note.speaker} - gone
    unheard = gone | {one for one in spoken if _is_nobody(transaction, ledger, one)}
    left = [
        dataclasses.replace(
            one, participants=tuple(person for person in one.participants if (one.id, person.handle) not in gone)
        )
        for one in sessions
    ]
    kept = [note for note in notes if not _is_gone(transaction, ledger, note, (note.session, note.speaker) in unheard)]
    return Sifted(left, kept, len(notes) - len(kept) + len(gone))


def _people(transaction: Transaction, ledger: Known, session: Session) -> list[str]:
    return [
        person.handle
        for person in session.participants
        if ledger.person(session.id, person) and not _stands(transaction, (session.id, person.handle))
    ]


def _is_nobody(transaction: Transaction, ledger: Known, speaker: Person) -> bool:
    """Say whether somebody of this handle was forgotten, and nobody has it by now."""
    return ledger.value((Sign.HANDLE, *speaker)) is not None and not _stands(transaction, speaker)


def _stands(transaction: Transaction, person: Person) -> bool:
    return transaction.get(ParticipantRow, person) is not None


def _is_gone(transaction: Transaction, ledger: Known, note: Note, of_gone: bool) -> bool:
    if note.id in ledger.notes:
        return True
    if not of_gone and ledger.note(note) is None:
        return False
    return transaction.get(NoteRow, note.id) is None
