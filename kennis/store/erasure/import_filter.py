"""What comes from outside without what was forgotten; what stands in the store by now is not held back.

A session whose id told a forgotten name is met again under the id that it has here by now.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session as Transaction
from sqlmodel import select

from kennis.nouns import Note, Participant, Session, Sign
from kennis.store.erasure import memory
from kennis.store.erasure.erasure_targets import Person
from kennis.store.erasure.forgotten_digests import ForgottenDigests, is_neutral, neutral, of_name
from kennis.store.erasure.scrub_text import BLANK, Scrub, clean_session, names_of, not_theirs
from kennis.store.notes.note_rows import NoteRow, ParticipantRow, SessionRow


@dataclass(frozen=True, slots=True)
class Sifted:
    """Sessions and notes that may come in, and how many notes and people were held back.

    `renamed` gives the sessions that have another id here than outside, by that.
    """

    sessions: Sequence[Session]
    notes: Sequence[Note]
    forgotten: int = 0
    renamed: Mapping[str, str] = field(default_factory=dict)


def sifted(transaction: Transaction, sessions: Sequence[Session], notes: Sequence[Note]) -> Sifted:
    """Hold back notes and people that were forgotten, and the notes of those people."""
    ledger = memory(transaction)
    here = _ids_here(transaction, ledger, [one.id for one in sessions])
    if not ledger and not here:
        return Sifted(sessions, notes)
    within = _Within(transaction, ledger, here)
    gone = {(one.id, person.handle) for one in sessions for person in within.gone(one)}
    named = {(note.session, person) for note in notes for person in (note.speaker, note.owner) if person} - gone
    unheard = gone | {one for one in named if within.is_nobody(one)}
    kept = [
        not_theirs(note, {handle for session, handle in unheard if session == note.session} if note.owner else ())
        for note in notes
        if not within.is_gone(note, (note.session, note.speaker) in unheard)
    ]
    return Sifted(
        [within.left(one) for one in sessions],
        [dataclasses.replace(one, session=here[one.session]) if one.session in here else one for one in kept],
        len(notes) - len(kept) + len(gone),
        here,
    )


def _ids_here(transaction: Transaction, ledger: ForgottenDigests, sessions: Sequence[str]) -> dict[str, str]:
    """Give the ids that sessions have here, of those that have another outside.

    Either the name was forgotten here, or there, and not here yet.
    """
    unknown = [one for one in sessions if transaction.get(SessionRow, one) is None]
    found = {one: made.id for one in unknown if (made := ledger.session(one)) is not None}
    if any(is_neutral(one) for one in unknown):
        ours = transaction.exec(select(SessionRow.id, SessionRow.origin)).all()
        named = {neutral(session, origin).id: session for session, origin in ours}
        found |= {one: named[one] for one in unknown if one in named}
    return found


@dataclass(frozen=True, slots=True)
class _Within:
    """What stands here and what is forgotten, asked for sessions by the ids that they have outside."""

    transaction: Transaction
    ledger: ForgottenDigests
    here: Mapping[str, str]

    def gone(self, session: Session) -> list[Participant]:
        """Give the people of a register who were forgotten, and have not come back since."""
        return [
            one
            for one in session.participants
            if any(self.ledger.person(each, one) for each in self._ids(session.id))
            and not self._stands((session.id, one.handle))
        ]

    def left(self, session: Session) -> Session:
        """Give a session under its id here without those people, and a new one without their names in its header."""
        gone = self.gone(session)
        made = dataclasses.replace(
            session,
            id=self.here.get(session.id, session.id),
            participants=tuple(one for one in session.participants if one not in gone),
        )
        if self.transaction.get(SessionRow, made.id) is not None:
            return made
        takers = (BLANK if self.ledger.value(of_name(one)) else one for one in made.note_takers)
        made = dataclasses.replace(made, note_takers=tuple(takers))
        scrub = Scrub((), [name for one in gone for name in names_of(one.name, ())], lambda words: True)
        return clean_session(made, lambda text: scrub.unnamed(text, certain=True))

    def is_nobody(self, speaker: Person) -> bool:
        """Say whether somebody of this handle was forgotten, and nobody has it by now."""
        session, handle = speaker
        known = any(self.ledger.value([(Sign.HANDLE, one, handle)]) for one in self._ids(session))
        return known and not self._stands(speaker)

    def is_gone(self, note: Note, of_gone: bool) -> bool:
        """Say whether a note was forgotten, or is of somebody who was."""
        if note.id in self.ledger.notes:
            return True
        return (of_gone or self._is_known(note)) and self.transaction.get(NoteRow, note.id) is None

    def _is_known(self, note: Note) -> bool:
        if self.ledger.note(note) is not None:
            return True
        here = self.here.get(note.session)
        return here is not None and self.ledger.note(dataclasses.replace(note, session=here)) is not None

    def _ids(self, session: str) -> tuple[str, ...]:
        return (session, self.here[session]) if session in self.here else (session,)

    def _stands(self, person: Person) -> bool:
        session, handle = person
        return self.transaction.get(ParticipantRow, (self.here.get(session, session), handle)) is not None
