"""What two computers changed and nobody has decided on yet: of all sides the strictest consent counts."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlmodel import Session as Transaction
from sqlmodel import col, select

from kennis.nouns import Access, Consent, Note, Participant, Session
from kennis.store.notes.note_rows import HistoryRow

Item = TypeVar("Item", Note, Participant, Session)
Sides = Mapping[tuple[str, str], Sequence[Mapping[str, Any]]]


def sides(transaction: Transaction) -> Sides:
    """Give the other sides of what is in conflict, by what sort of thing it is and which."""
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in transaction.exec(select(HistoryRow).where(col(HistoryRow.open_conflict))):
        found[row.subject, row.item].append(row.content)
    return found


def guarded_note(note: Note, others: Sides) -> Note:
    """Give a note with the strictest consent that any side has set."""
    return _strictest(note, others.get(("note", note.id), ()))


def guarded_session(session: Session, others: Sides) -> Session:
    """Give a session and its register with the strictest consent and access that any side has set."""
    register = tuple(
        _strictest(one, others.get(("participant", f"{session.id}/{one.handle}"), ())) for one in session.participants
    )
    own = others.get(("session", session.id), ())
    closed = any(one["access"] == Access.PARTNERS for one in own)
    access = Access.PARTNERS if closed else session.access
    return _strictest(dataclasses.replace(session, participants=register, access=access), own)


def _strictest(item: Item, others: Iterable[Mapping[str, Any]]) -> Item:
    levels = [item.consent, *(Consent(one["consent"]) if one["consent"] else None for one in others)]
    if len(levels) == 1:
        return item
    from kennis.consent import strictest

    return dataclasses.replace(item, consent=strictest(levels))
