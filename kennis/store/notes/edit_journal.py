"""What was done to the notes of a session, kept so that it can be undone and redone, also after a restart.

Every edit is one transaction. Each note-taker undoes what was done from their own place; where someone else has
changed the note meanwhile, undoing leaves it alone.
"""

import dataclasses
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Engine, delete, update
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from kennis import edit_json
from kennis.clean_text import clean, may_be_kept
from kennis.consent import is_looser
from kennis.nouns import Applied, Edit, EditKind, HeaderStep, Note, Participant, Step
from kennis.nouns.note_fields import PEOPLE
from kennis.store import sqlite
from kennis.store.notes import header_steps, import_merge, note_mapping, version_merge
from kennis.store.notes.name_lookup import one_session
from kennis.store.notes.note_rows import EditRow, HistoryRow, NoteRow, ParticipantRow, SessionRow
from kennis.version_order import origin, revised

KEPT = 500  # edits of one place in one session that can still be undone; set by hand


class Journal:
    """The edits of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def apply(self, edit: Edit, client: str) -> Applied:
        """Do an edit, on disk when this returns; one that was done before is not done again.

        A note that someone else changed since it was read keeps both texts, as a conflict; giving the note a text
        after that resolves it. Raises UnknownItem where its session is not there.
        """
        with sqlite.writing(self._engine) as transaction:
            if transaction.get(EditRow, edit.id) is not None:
                return _standing(transaction, edit)
            one_session(edit.session, transaction.exec(select(SessionRow).where(SessionRow.id == edit.session)).all())
            conflicts: list[str] = []
            refused = tuple(step.note for step in edit.steps if not _do(transaction, step, conflicts))
            for header in edit.headers:
                header_steps.do(transaction, edit.session, header, conflicts)
            if edit.kind is EditKind.TEXT and not conflicts:
                _resolve(transaction, [step.note for step in edit.steps])
            # What could be redone cannot now.
            transaction.execute(delete(EditRow).where(col(EditRow.undone), *_of(edit.session, client)))
            _forget_the_oldest(transaction, edit.session, client)
            transaction.add(
                EditRow(
                    id=edit.id,
                    session_id=edit.session,
                    station=client,
                    deed=edit.kind.value,
                    steps=_without_unkept(edit_json.of_steps(edit)),
                )
            )
            return _standing(transaction, edit, tuple(conflicts), refused)

    def undo(self, session: str, client: str, loosen: bool = False) -> Applied | None:
        """Undo the last edit that a place made in a session; None if there is none left.

        What would let more of a note be printed is done only with `loosen`; else what is given says so.
        """
        query = select(EditRow).where(*_of(session, client), col(EditRow.undone).is_(False))
        with sqlite.writing(self._engine) as transaction:
            row = transaction.exec(query.order_by(col(EditRow.id).desc()).limit(1)).first()
            return None if row is None else _turn(transaction, row, back=True, loosen=loosen)

    def redo(self, session: str, client: str, loosen: bool = False) -> Applied | None:
        """Do again what was undone last from a place in a session, as `undo` does; None if there is nothing."""
        query = select(EditRow).where(*_of(session, client), col(EditRow.undone))
        with sqlite.writing(self._engine) as transaction:
            row = transaction.exec(query.order_by(col(EditRow.id)).limit(1)).first()
            return None if row is None else _turn(transaction, row, back=False, loosen=loosen)

    def session(self, client: str, undone: bool) -> str:
        """Give the session of the last edit of a place that is to be undone, or the first that was; empty if none."""
        order = col(EditRow.id) if undone else col(EditRow.id).desc()
        query = select(EditRow.session_id).where(EditRow.station == client, col(EditRow.undone).is_(undone))
        with sqlite.reading(self._engine) as transaction:
            return transaction.exec(query.order_by(order).limit(1)).first() or ""


def _turn(transaction: Transaction, row: EditRow, back: bool, loosen: bool) -> Applied:
    """Undo or redo an edit as a whole; if one of its notes has moved on, leave all and forget the edit."""
    turned, headers = edit_json.steps(row.steps)
    if back:
        turned = tuple(Step(step.after, step.before) for step in reversed(turned))
        headers = tuple(HeaderStep(step.after, step.before) for step in reversed(headers))
    edit = Edit(row.id, row.session_id, EditKind(row.deed), turned, headers)
    others = [header_steps.name(one) for one in headers if not header_steps.stands(transaction, edit.session, one)]
    moved = (*(step.note for step in turned if not _stands(transaction, step)), *others)
    if moved:
        transaction.delete(row)
        return _standing(transaction, edit, refused=moved)
    if not loosen and (loosened := _loosened(transaction, edit)):
        return dataclasses.replace(_standing(transaction, edit), loosened=loosened)
    for step in turned:
        _set(transaction, step)
    for header in headers:
        header_steps.put(transaction, edit.session, header)
    row.undone = back
    transaction.add(row)
    return _standing(transaction, edit)


def _loosened(transaction: Transaction, edit: Edit) -> tuple[str, ...]:
    """Give the notes of which more may be printed after an edit; parting and joining texts takes their levels along."""
    if edit.kind in (EditKind.SPLIT, EditKind.MERGE):
        return ()
    register = transaction.exec(select(ParticipantRow).where(ParticipantRow.session_id == edit.session)).all()
    session = note_mapping.session(transaction.get_one(SessionRow, edit.session), list(register))
    both = ((step.before, step.after) for step in edit.steps)
    notes = (after.id for before, after in both if before and after and is_looser(after, before, session))
    return (*notes, *(header_steps.name(one) for one in edit.headers if header_steps.loosens(one)))


def _do(transaction: Transaction, step: Step, conflicts: list[str]) -> bool:
    """Do a step as a person asked for it; False if another has changed what would be taken away."""
    row = transaction.get(NoteRow, step.note)
    if step.after is None:
        if row is not None and not row.deleted:
            if not _same(note_mapping.note(row), step.before):
                return False
            _set(transaction, step)
        return True
    _ensure_people(transaction, step.after)
    # Of what waited together, the later was made from a note whose stored version was not known yet.
    if row is None or step.before is None or _same(note_mapping.note(row), step.before):
        _set(transaction, step)
    else:
        version_merge.merge(transaction, row, revised(step.after, step.before), conflicts)
    return True


def _set(transaction: Transaction, step: Step) -> None:
    """Bring a note to what it is after a step, as its next version."""
    row = transaction.get(NoteRow, step.note)
    stamp = version_merge.next_stamp(transaction)
    if row is None:
        if step.after is not None:
            fresh = dataclasses.replace(step.after, version=1, lineage=())
            transaction.add(NoteRow(**import_merge.new_note(fresh, import_merge.last_number(transaction) + 1, stamp)))
    elif step.after is None:
        row.deleted, row.stamp = True, stamp
    elif _same(note_mapping.note(row), step.after):
        row.deleted, row.stamp = False, stamp
    else:
        version_merge.replace(transaction, row, revised(step.after, note_mapping.note(row)))
    transaction.flush()


def _resolve(transaction: Transaction, notes: Sequence[str]) -> None:
    """Take the conflicts of notes as resolved: a person has given them their text."""
    sides = update(HistoryRow).where(col(HistoryRow.subject) == "note", col(HistoryRow.item).in_(notes))
    transaction.execute(sides.values(open_conflict=False))


def _stands(transaction: Transaction, step: Step) -> bool:
    """Say whether a note is still what it was before a step."""
    row = transaction.get(NoteRow, step.note)
    if step.before is None:
        return row is None or row.deleted
    return row is not None and not row.deleted and _same(note_mapping.note(row), step.before)


def _same(note: Note, other: Note | None) -> bool:
    return other is not None and _content(note) == _content(other)


def _content(note: Note) -> Note:
    return dataclasses.replace(note, version=1, lineage=(), number=0)


def _ensure_people(transaction: Transaction, note: Note) -> None:
    for handle in {getattr(note, name) for name in PEOPLE} - {""}:
        if transaction.get(ParticipantRow, (note.session, handle)) is None:
            person = Participant(handle=handle, name=handle)
            transaction.add(
                ParticipantRow(**note_mapping.participant_values(note.session, person), origin=origin(person))
            )


def _standing(
    transaction: Transaction, edit: Edit, conflicts: tuple[str, ...] = (), refused: tuple[str, ...] = ()
) -> Applied:
    transaction.flush()
    rows = [row for step in edit.steps if (row := transaction.get(NoteRow, step.note)) is not None]
    return Applied(
        edit=edit,
        notes=tuple(note_mapping.note(row) for row in rows if not row.deleted),
        gone=tuple(row.id for row in rows if row.deleted),
        conflicts=conflicts,
        refused=refused,
    )


def _without_unkept(value: Any) -> Any:
    """Give steps without characters that may not be kept: an earlier kennis let them in, and undoing is not to."""
    match value:
        case str():
            return value if may_be_kept(value) else clean(value).text
        case list() | tuple():
            return [_without_unkept(one) for one in value]
        case dict():
            return {name: _without_unkept(one) for name, one in value.items()}
    return value


def _of(session: str, client: str) -> tuple[ColumnElement[bool], ...]:
    return (col(EditRow.session_id) == session, col(EditRow.station) == client)


def _forget_the_oldest(transaction: Transaction, session: str, client: str) -> None:
    kept = select(EditRow.id).where(*_of(session, client)).order_by(col(EditRow.id).desc())
    oldest = transaction.exec(kept.offset(KEPT).limit(1)).first()
    if oldest is not None:
        transaction.execute(delete(EditRow).where(col(EditRow.id) <= oldest, *_of(session, client)))
