"""Sessions, registers, notes and their past versions come together as when session files are exchanged.

The archive knows more than a session file: every version that a thing ever had, and what was deleted. So what was
changed many times on one side only still follows, and a conflict that was resolved on one side is resolved. Whichever
side is merged into the other, the same versions stand, show and lie in the past.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import insert
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from kennis.errors import InputError
from kennis.locale import _
from kennis.store.archive.merge.merge_report import MergeCount, MergeTally, Renumbered
from kennis.store.archive.merge.short_numbers import numbered, stretches
from kennis.store.erasure.forgotten_rows import ForgottenRow
from kennis.store.notes import import_merge, version_merge
from kennis.store.notes.note_rows import HistoryRow, NoteRow, ParticipantRow, SessionRow
from kennis.store.notes.version_merge import Row
from kennis.store.sqlite import fulltext
from kennis.version_order import History, VersionVerdict, compare, prevails

_LOCAL = {"written"}
_KINDS: dict[str, type[Row]] = {"session": SessionRow, "participant": ParticipantRow, "note": NoteRow}
Key = tuple[str, str]  # of what sort, and which
Past = dict[Key, dict[str, HistoryRow]]  # past versions by digest


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both sides of a merge, each with its past."""

    ours: Transaction
    theirs: Transaction
    our_past: Past
    their_past: Past
    tally: MergeTally


def join_meetings(ours: Transaction, theirs: Transaction, tally: MergeTally) -> None:
    """Bring sessions, registers and notes together; raises InputError where a note would stand in two sessions."""
    sides = _Sides(ours, theirs, _past(ours), _past(theirs), tally)
    for kind in _KINDS.values():
        known = dict(_stands(ours, kind))
        found = dict(_stands(theirs, kind))
        fresh = [key for key in found if key not in known]
        tally.counts.append(MergeCount(str(kind.__tablename__), len(found), len(fresh)))
        _add(sides, kind, set(fresh))
        touched = {key for key in found if key in known and found[key] != known[key]}
        apart = touched | {(key, item) for key, item in sides.their_past if (key, item) in known}
        verdicts = [_join(sides, kind, key) for key in sorted(apart)]
        if kind is NoteRow:
            tally.added = len(fresh)
            tally.changed = verdicts.count(VersionVerdict.FOLLOWS)
            tally.known = len(found) - len(fresh) - tally.changed - verdicts.count(VersionVerdict.CONFLICT)
    _add_past(sides)


def _past(transaction: Transaction) -> Past:
    found: Past = defaultdict(dict)
    for row in transaction.exec(select(HistoryRow)):
        found[row.subject, row.item][row.digest] = row
    return found


def _stands(transaction: Transaction, kind: type[Row]) -> Iterator[tuple[Key, tuple[Any, ...]]]:
    """Give what stands of a sort: by key, its digest, and whether it is deleted or closed."""
    if kind is NoteRow:
        for name, *rest in transaction.exec(select(NoteRow.id, NoteRow.digest, NoteRow.deleted, NoteRow.session_id)):
            yield ("note", name), tuple(rest)
    elif kind is SessionRow:
        for name, *rest in transaction.exec(select(SessionRow.id, SessionRow.digest, SessionRow.closed)):
            yield ("session", name), tuple(rest)
    else:
        people = select(ParticipantRow.session_id, ParticipantRow.handle, ParticipantRow.digest)
        for session, handle, one in transaction.exec(people):
            yield ("participant", f"{session}/{handle}"), (one,)


def _add(sides: _Sides, kind: type[Row], fresh: set[Key]) -> None:
    """Add what is new here as it stands there; a note whose number is taken gets another."""
    if not fresh:
        return
    if kind is NoteRow:
        _add_notes(sides, fresh)
        return
    every = cast("Iterable[Row]", sides.theirs.exec(select(kind)))
    local = {"written": ""} if kind is SessionRow else {}
    rows = [{**row.model_dump(exclude=_LOCAL), **local} for row in every if version_merge.subject_of(row) in fresh]
    sides.ours.execute(insert(kind), rows)


def _add_notes(sides: _Sides, fresh: set[Key]) -> None:
    wanted = dict(sides.theirs.exec(select(NoteRow.id, NoteRow.number)).all())
    wanted = {one: number for one, number in wanted.items() if ("note", one) in fresh}
    numbers = numbered(wanted, set(sides.ours.exec(select(NoteRow.number))) | _forgotten(sides.ours))
    pairs = sorted((wanted[one], numbers[one]) for one in wanted if wanted[one] != numbers[one])
    sides.tally.renumbered += [Renumbered(f"n{there}", f"n{here}") for there, here in pairs]
    stamp = version_merge.next_stamp(sides.ours)
    some_at_a_time = select(NoteRow).order_by(col(NoteRow.number)).execution_options(yield_per=import_merge.BATCH)
    with fulltext.in_bulk(sides.ours.connection(), len(numbers)) as index_notes:
        for batch in sides.theirs.exec(some_at_a_time).partitions():
            rows = [row.model_dump() for row in batch if row.id in numbers]
            if rows:
                sides.ours.execute(
                    insert(NoteRow), [{**row, "number": numbers[row["id"]], "stamp": stamp} for row in rows]
                )
        for first, last in stretches(numbers.values()):
            index_notes(first, last)


def _forgotten(ours: Transaction) -> set[int]:
    """Give the numbers of forgotten notes, which no other note ever gets."""
    return {number for number in ours.exec(select(ForgottenRow.number)) if number}


def _join(sides: _Sides, kind: type[Row], key: Key) -> VersionVerdict:
    """Bring one thing together that both sides have."""
    mine, other = _row(sides.ours, kind, key), _row(sides.theirs, kind, key)
    verdict = _verdict(mine, other, sides)
    if isinstance(mine, SessionRow) and isinstance(other, SessionRow):
        mine.closed = mine.closed or other.closed  # closed on one side is closed
    if isinstance(mine, NoteRow) and isinstance(other, NoteRow):
        _refuse_elsewhere(mine, other)
        before, gone = mine.deleted, _is_gone(mine, other, verdict, sides)
        _follow(sides, mine, other, verdict)
        if mine.deleted != gone or before != gone or verdict is VersionVerdict.CONFLICT:
            mine.deleted, mine.stamp = gone, version_merge.next_stamp(sides.ours)
    else:
        _follow(sides, mine, other, verdict)
    sides.ours.flush()
    return verdict


def _follow(sides: _Sides, mine: Row, other: Row, verdict: VersionVerdict) -> None:
    """Let a version follow, keep both sides of a conflict, or put an older version into the past."""
    key, incoming = version_merge.subject_of(mine), version_merge.noun_of(other)
    if verdict is VersionVerdict.FOLLOWS:
        version_merge.replace(sides.ours, mine, incoming)
    elif verdict is VersionVerdict.CONFLICT:
        sides.tally.conflicts.append(key[1])
        if prevails(incoming, History(mine.version, mine.digest, mine.origin, ())):
            version_merge.replace(sides.ours, mine, incoming, open_conflict=True)
        else:
            version_merge.record(sides.ours, key, incoming, open_conflict=True)
    elif other.digest not in {mine.digest, *sides.our_past.get(key, ())}:
        version_merge.record(sides.ours, key, incoming, open_conflict=False)


def _verdict(mine: Row, other: Row, sides: _Sides) -> VersionVerdict:
    key = version_merge.subject_of(mine)
    digests = {mine.digest, mine.origin, *mine.lineage, *sides.our_past.get(key, ())}
    passed = sides.their_past.get(key, {}).get(mine.digest)
    if passed is not None and not passed.open_conflict and other.digest not in digests:
        return VersionVerdict.FOLLOWS
    return compare(History(mine.version, mine.digest, mine.origin, digests), version_merge.noun_of(other))


def _is_gone(mine: NoteRow, other: NoteRow, verdict: VersionVerdict, sides: _Sides) -> bool:
    """Say whether a note is deleted: as it is on the side that knew the other's version; else where neither holds it.

    Where both sides have the same version, a deletion counts where whoever deleted it knew what is open on the other
    side.
    """
    key = version_merge.subject_of(mine)
    here, there = sides.our_past.get(key, {}), sides.their_past.get(key, {})
    if mine.digest == other.digest:
        known_here, known_there = _open(there) <= here.keys(), _open(here) <= there.keys()
        both = mine.deleted and other.deleted
        return both or (mine.deleted and known_here) or (other.deleted and known_there)
    if verdict is VersionVerdict.KNOWN:
        return mine.deleted
    return (
        other.deleted if verdict is VersionVerdict.FOLLOWS or mine.digest in there else mine.deleted and other.deleted
    )


def _open(past: dict[str, HistoryRow]) -> set[str]:
    """Give the digests of the versions that still stand against the present one."""
    return {one for one, row in past.items() if row.open_conflict}


def _refuse_elsewhere(mine: NoteRow, other: NoteRow) -> None:
    if mine.session_id != other.session_id:
        said = _("note {note} of session {session} already stands in session {other}")
        raise InputError(said.format(note=mine.id, session=other.session_id, other=mine.session_id))


def _add_past(sides: _Sides) -> None:
    """Put the past versions of both sides together.

    A side of a conflict is open where no side has resolved it, and what stands now does not follow from it.
    """
    held = _past(sides.ours)
    for key, past in sides.their_past.items():
        standing = _row(sides.ours, _KINDS[key[0]], key)
        for one, row in past.items():
            mine = held.get(key, {}).get(one)
            if mine is not None:
                mine.open_conflict = mine.open_conflict and row.open_conflict
            elif one != standing.digest:
                sides.ours.add(HistoryRow(**row.model_dump()))
    sides.ours.flush()
    still = select(HistoryRow).where(col(HistoryRow.open_conflict))
    for row in sides.ours.exec(still).all():
        standing = _row(sides.ours, _KINDS[row.subject], (row.subject, row.item))
        row.open_conflict = row.digest not in standing.lineage
    sides.ours.flush()


def _row(transaction: Transaction, kind: type[Row], key: Key) -> Row:
    if kind is ParticipantRow:
        session, handle = key[1].split("/", 1)
        return transaction.get_one(ParticipantRow, (session, handle))
    return transaction.get_one(NoteRow, key[1]) if kind is NoteRow else transaction.get_one(SessionRow, key[1])
