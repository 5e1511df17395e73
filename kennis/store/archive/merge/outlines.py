"""Two outlines come together as one tree of versions.

A version is known by what it is and by all that it was made from. Those that are not here come in; where they go on
from the one that stands here they are done here as well, else the outline stays as it is here, and theirs hangs
beside it: a version of its own says so, below which each of theirs can be looked at and compared. Doing again what was
undone never leads there.
"""

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from kennis.locale import _
from kennis.nouns import EditVerb
from kennis.store.archive.merge.merge_report import MergeCount, MergeTally
from kennis.store.outline.outline_rows import EditionRow
from kennis.store.outline.outline_store import apply, head


@dataclass(frozen=True, slots=True)
class _Tree:
    """The versions of one side by number, and what each is known by; the nothing before the first by an empty text."""

    rows: dict[int, EditionRow]
    known_by: dict[int, str]

    def chain(self, number: int) -> list[int]:
        """Give a version and those it was made from, latest first."""
        found = []
        while number:
            found.append(number)
            number = self.rows[number].parent
        return found


def join_outlines(ours: Transaction, theirs: Transaction, person: str, tally: MergeTally) -> None:
    """Bring the outlines together; what stands here changes only where theirs goes on from it."""
    mine, other = _tree(ours), _tree(theirs)
    here = {mine.known_by[number]: number for number, row in mine.rows.items() if row.verb != EditVerb.BESIDE.value}
    here[""] = 0
    fresh = [number for number in other.rows if other.known_by[number] not in here]
    tally.counts.append(MergeCount("edition", len(other.rows), len(fresh)))
    if not fresh:
        return
    stands, line = mine.known_by[head(ours)], [0, *reversed(other.chain(head(theirs)))]
    passed = [other.known_by[number] for number in line]
    ahead = line[passed.index(stands) + 1 :] if stands in passed else []
    ahead = ahead if set(ahead) & set(fresh) else []
    _add(ours, [other.rows[number] for number in fresh], _Place(other, here, frozenset(ahead), person, bool(mine.rows)))
    for number in ahead:
        apply(ours, other.rows[number].steps)
        ours.get_one(EditionRow, here[other.known_by[number]]).undone = False
    ours.flush()
    _tell(tally, bool(ahead), here[passed[-1]])


@dataclass(frozen=True, slots=True)
class _Place:
    """Where versions come in: `here` has the number of each version by what it is known by, and grows.

    `ahead` are those that will stand; `beside` says that others are hung below a version that says so.
    """

    other: _Tree
    here: dict[str, int]
    ahead: frozenset[int]
    person: str
    beside: bool


def _add(ours: Transaction, rows: Iterable[EditionRow], place: _Place) -> None:
    """Add versions as undone ones, each behind the one it was made from; what hung beside there does so here."""
    known = frozenset(place.here)
    hung = {number for number, row in place.other.rows.items() if row.verb == EditVerb.BESIDE.value}
    beside: dict[int, int] = {}  # the versions there that say so, and their numbers here
    for row in rows:
        before = place.other.known_by[row.parent]
        parent = beside.get(row.parent, place.here[before])
        apart = row.parent in hung or (place.beside and row.number not in place.ahead)
        if parent == place.here[before] and before in known and apart:
            parent = _number(ours)
            ours.execute(insert(EditionRow), _beside(parent, place.here[before], place.person))
        number = _number(ours)
        ours.execute(insert(EditionRow), {**row.model_dump(), "number": number, "parent": parent, "undone": True})
        if row.number in hung:
            beside[row.number] = number
        else:
            place.here[place.other.known_by[row.number]] = number


def _number(ours: Transaction) -> int:
    return (ours.exec(select(func.max(EditionRow.number))).one() or 0) + 1


def _beside(number: int, parent: int, person: str) -> dict[str, Any]:
    at = datetime.datetime.now(datetime.UTC)
    made = EditionRow(
        number=number, parent=parent, verb=EditVerb.BESIDE.value, about="", person=person, at=at, steps=[]
    )
    return {**made.model_dump(), "undone": True}


def _tell(tally: MergeTally, ahead: bool, theirs: int) -> None:
    if ahead:
        tally.told.append(_("the outline of the archive went on from the one that was here, and stands now"))
    elif theirs:
        said = _("the outline stays as it is; that of the archive is version {number}: kennis outline diff {number}")
        tally.told.append(said.format(number=theirs))


def _tree(transaction: Transaction) -> _Tree:
    rows = {row.number: row for row in transaction.exec(select(EditionRow).order_by(col(EditionRow.number)))}
    known_by = {0: ""}
    for number, row in rows.items():
        before = known_by[row.parent]
        known_by[number] = before if row.verb == EditVerb.BESIDE.value else _known_by(row, before)
    return _Tree(rows, known_by)


def _known_by(row: EditionRow, before: str) -> str:
    said = [before, row.verb, row.about, row.at.isoformat(), row.steps]  # not by whom: that may be forgotten since
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()
