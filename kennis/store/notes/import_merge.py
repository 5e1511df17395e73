"""Take sessions and notes in from outside: add what is new, follow what follows, keep both sides of a conflict."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, func, insert, inspect
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import Note, Participant, Session
from kennis.nouns.note_fields import PEOPLE
from kennis.store import sqlite
from kennis.store.erasure.forgotten_rows import ForgottenRow
from kennis.store.erasure.import_filter import sifted
from kennis.store.notes import note_mapping, version_merge
from kennis.store.notes.import_offer import Intake, Offer, Progress
from kennis.store.notes.note_rows import NoteRow, ParticipantRow, SessionRow
from kennis.store.sqlite import fulltext
from kennis.version_order import VersionVerdict, digest, origin

BATCH = 2_000  # notes in one statement, well below the variables that SQLite takes; set by hand


@dataclass(slots=True)
class _Tally:
    changed: int = 0
    known: int = 0
    described: int = 0
    conflicts: list[str] = field(default_factory=list)
    stored: dict[str, str] = field(default_factory=dict)


def take_in(engine: Engine, offer: Offer, progress: Progress = lambda done, whole: None) -> Intake:
    """Merge what is offered into the store in one transaction.

    A note with a known id is merged by its version. One whose id is not known is known all the same if its
    session holds its external id, or the same content at first writing more often than this intake names it.
    Raises InputError where a note would stand in two sessions or have the external id of another.
    """
    with version_merge.one_external_id(), sqlite.writing(engine) as transaction:
        return _take(transaction, offer, progress)


def would_take_in(engine: Engine, offer: Offer) -> Intake:
    """Say what `take_in` would do, and do nothing."""
    with version_merge.one_external_id(), sqlite.trying(engine) as transaction:
        return _take(transaction, offer, lambda done, whole: None)


def _take(transaction: Transaction, offer: Offer, progress: Progress) -> Intake:
    tally = _Tally()
    may = sifted(transaction, offer.sessions, offer.notes)
    held = {one.id: _take_session(transaction, one, offer.described, tally) for one in may.sessions}
    for note in may.notes:
        held[note.session].set_aside(note.id)
    fresh = [note for note in may.notes if not _take_known(transaction, note, held[note.session], tally)]
    _refuse_elsewhere(transaction, fresh)
    start, stamp = last_number(transaction), version_merge.next_stamp(transaction)
    with fulltext.in_bulk(transaction.connection(), len(fresh)) as index_notes:
        for at in range(0, len(fresh), BATCH):
            batch = fresh[at : at + BATCH]
            rows = [new_note(note, start + at + place, stamp) for place, note in enumerate(batch, 1)]
            _insert(transaction, NoteRow, rows)
            index_notes(start + at + 1, start + at + len(batch))
            progress(at + len(batch), len(fresh))
    for session in may.sessions:
        _register_people(transaction, session.id)
    return Intake(
        len(fresh),
        tally.changed,
        tally.known,
        tuple(tally.conflicts),
        tally.stored,
        described=tally.described,
        forgotten=may.forgotten,
        renamed=may.renamed,
    )


def new_note(note: Note, number: int, stamp: int) -> dict[str, Any]:
    """Give the columns of a note that was not stored before."""
    return {**_first(note, note_mapping.note_values(note)), "number": number, "stamp": stamp}


def _insert(transaction: Transaction, kind: type[version_merge.Row], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows into the table itself; by way of the objects an import takes a seventh longer."""
    transaction.connection().execute(insert(inspect(kind).local_table), rows)


def _first(item: Note | Session | Participant, values: dict[str, Any]) -> dict[str, Any]:
    """Give the columns with the digest of the first version, without working it out again where it is this one."""
    return {**values, "origin": item.lineage[0] if item.lineage else values["digest"]}


def last_number(transaction: Transaction) -> int:
    """Give the highest short number that a note has or had, were it forgotten; 0 without notes."""
    highest = (transaction.exec(select(func.max(column))).one() for column in (NoteRow.number, ForgottenRow.number))
    return max(number or 0 for number in highest)


class StoredContent:
    """What a session holds already, by id, by external id and by content at first writing.

    Among many thousands of notes two different texts can have one digest; so a note that was never changed is met
    again by its text as well.
    """

    def __init__(self, transaction: Transaction, session_id: str) -> None:
        self.digests: dict[str, str] = {}
        self.external: dict[str, str] = {}
        self.origins: dict[tuple[str, int | None], dict[str, None]] = {}
        self.origin_of: dict[str, tuple[str, int | None]] = {}
        columns = select(NoteRow.id, NoteRow.external_id, NoteRow.origin, NoteRow.digest, col(NoteRow.text))  # type: ignore[call-overload]
        for note_id, external_id, first, current, text in transaction.exec(
            columns.where(NoteRow.session_id == session_id)
        ):
            self.digests[note_id] = current
            self.origin_of[note_id] = (first, hash(text) if first == current else None)
            self.origins.setdefault(self.origin_of[note_id], {})[note_id] = None
            if external_id:
                self.external[external_id] = note_id

    def set_aside(self, note_id: str) -> None:
        """A note that the intake names by its id cannot be met again under another."""
        if note_id in self.origin_of:
            self.origins[self.origin_of[note_id]].pop(note_id, None)

    def met_again(self, note: Note) -> str | None:
        """Give the id under which a note with a new id is known, if it is."""
        if note.external_id:
            return self.external.get(note.external_id)
        first = origin(note) if self.origins else ""
        candidates = self.origins.get((first, hash(note.text))) or self.origins.get((first, None))
        return candidates.popitem()[0] if candidates else None


def _take_session(transaction: Transaction, session: Session, described: bool, tally: _Tally) -> StoredContent:
    row = transaction.get(SessionRow, session.id)
    if row is None:
        _insert(transaction, SessionRow, [_first(session, note_mapping.session_values(session))])
    elif described:
        tally.described += version_merge.merge(transaction, row, session, tally.conflicts) is not VersionVerdict.KNOWN
    query = select(ParticipantRow).where(ParticipantRow.session_id == session.id)
    register = {known.handle: known for known in transaction.exec(query)}
    new = [person for person in session.participants if person.handle not in register]
    tally.described += len(new) if row is not None else 0
    if new:
        rows = [_first(person, note_mapping.participant_values(session.id, person)) for person in new]
        _insert(transaction, ParticipantRow, rows)
    for person in session.participants if described else ():
        if person.handle in register and _is_bare(register[person.handle]):
            known = register[person.handle]
            tally.described += known.digest != digest(person)
            known.sqlmodel_update(_first(person, note_mapping.participant_values(session.id, person)))
        elif person.handle in register:
            verdict = version_merge.merge(transaction, register[person.handle], person, tally.conflicts)
            tally.described += verdict is not VersionVerdict.KNOWN
    return StoredContent(transaction, session.id)


def _is_bare(row: ParticipantRow) -> bool:
    """Say whether nothing was said of a person yet but that they spoke, so that any description adds to it."""
    told = (row.role, row.organisation, row.sector, row.consent)
    return row.version == 1 and row.name == row.handle and not any(told)


def _register_people(transaction: Transaction, session_id: str) -> None:
    """Enter those whom notes name but who stand in no register of theirs, under their handles, as the screen does."""
    named: set[str] = set()
    for name in PEOPLE:
        column = getattr(NoteRow, name)
        named |= {*transaction.exec(select(column).where(NoteRow.session_id == session_id).distinct())}
    known = set(transaction.exec(select(ParticipantRow.handle).where(ParticipantRow.session_id == session_id)))
    people = [Participant(handle=one, name=one) for one in sorted(named - known - {""})]
    if people:
        rows = [_first(person, note_mapping.participant_values(session_id, person)) for person in people]
        _insert(transaction, ParticipantRow, rows)


def _take_known(transaction: Transaction, note: Note, held: StoredContent, tally: _Tally) -> bool:
    if note.id in held.digests:
        if held.digests[note.id] == digest(note):
            tally.known += 1
        else:
            verdict = version_merge.merge(transaction, transaction.get_one(NoteRow, note.id), note, tally.conflicts)
            tally.known += verdict is VersionVerdict.KNOWN
            tally.changed += verdict is VersionVerdict.FOLLOWS
        return True
    again = held.met_again(note)
    if again is not None:
        tally.known += 1
        tally.stored[note.id] = again
    return again is not None


def _refuse_elsewhere(transaction: Transaction, fresh: Sequence[Note]) -> None:
    sessions = {note.id: note.session for note in fresh}
    ids = list(sessions)
    for at in range(0, len(ids), BATCH):
        query = select(NoteRow.id, NoteRow.session_id).where(col(NoteRow.id).in_(ids[at : at + BATCH]))
        for note_id, other in transaction.exec(query):
            raise InputError(
                _("note {note} of session {session} already stands in session {other}; give it no id").format(
                    note=note_id, session=sessions[note_id], other=other
                )
            )
