"""Two ledgers of themes come together by what was decided.

Decisions are known by their ids. Where one side holds all that the other decided, and more, it went on from there,
and its ledger stands. Where both went on, or have nothing in common, what stands here stays, and the other side's
decisions are made here again, as far as they still fit: see `again`. In each case both ledgers then hold the same
decisions, so that the next merge, either way, finds that one of them went on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import delete, insert
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from kennis.locale import _
from kennis.store.archive.merge.decisions import decide_again
from kennis.store.archive.merge.merge_report import MergeCount, MergeTally, Renumbered
from kennis.store.archive.merge.runs import identity
from kennis.store.schema import LEDGER, METADATA
from kennis.store.sqlite.row_copy import copy
from kennis.store.themes.theme_rows import DecisionRow, FamilyRow, MemoRow, PlacementRow, RunRow, ThemeRow

_COUNTED = (ThemeRow, FamilyRow, MemoRow, DecisionRow, RunRow)


class _Relation(Enum):
    """How their ledger stands to ours."""

    KNOWN = "known"  # ours holds all of it
    FURTHER = "further"  # it went on from ours
    APART = "apart"


@dataclass(frozen=True, slots=True)
class _Made:
    """What was decided, by id, and whether it is undone; and the runs, each by all that is known of it."""

    decisions: Mapping[str, bool]
    runs: frozenset[str]


def join_ledgers(ours: Transaction, theirs: Transaction, tally: MergeTally) -> None:
    """Bring the ledgers together, when all their notes are here already."""
    before = {rows: set(ours.exec(select(_key(rows)))) for rows in _COUNTED}
    numbers = _numbers(ours)
    match _relation(_made(ours), _made(theirs)):
        case _Relation.FURTHER:
            _take_over(ours, theirs)
            tally.told.append(_("the themes of the archive went on from those that were here, and stand now"))
        case _Relation.APART:
            decide_again(ours, theirs, tally)
    now = _numbers(ours)
    tally.renumbered += [Renumbered(numbers[one], now[one]) for one in numbers if now[one] != numbers[one]]
    for rows in _COUNTED:
        held = set(theirs.exec(select(_key(rows))))
        tally.counts.append(MergeCount(str(rows.__tablename__), len(held), len(held - before[rows])))


def _relation(ours: _Made, theirs: _Made) -> _Relation:
    if _is_within(theirs, ours):
        return _Relation.KNOWN
    return _Relation.FURTHER if _is_within(ours, theirs) else _Relation.APART


def _is_within(before: _Made, after: _Made) -> bool:
    """Say whether one side has every run of the other and all that it decided; what was undone there stays undone."""
    if not before.runs <= after.runs:
        return False
    if before.decisions.keys() == after.decisions.keys():
        return before.decisions == after.decisions
    known = before.decisions.keys() <= after.decisions.keys()
    return known and all(after.decisions[one] or not undone for one, undone in before.decisions.items())


def _made(transaction: Transaction) -> _Made:
    decisions = dict(transaction.exec(select(DecisionRow.id, DecisionRow.undone)).all())
    return _Made(decisions, frozenset(map(identity, transaction.exec(select(RunRow)))))


def _take_over(ours: Transaction, theirs: Transaction) -> None:
    """Put their ledger in the place of ours; what a run here found of notes that they have not is kept."""
    loose = select(PlacementRow).where(col(PlacementRow.theme_id).is_(None))
    mine = [{**row.model_dump(), "second_id": None, "second_strength": 0.0} for row in ours.exec(loose)]
    ours.expunge_all()
    for rows in reversed(LEDGER):
        ours.execute(delete(rows))
    for rows in LEDGER:
        table = METADATA.tables[str(rows.__tablename__)]
        copy(theirs.connection(), ours.connection(), table.name, [*table.columns.keys()])
    known = set(ours.exec(select(PlacementRow.note_id)))
    kept = [row for row in mine if row["note_id"] not in known]
    if kept:
        ours.execute(insert(PlacementRow), kept)


def _numbers(transaction: Transaction) -> dict[str, str]:
    found: list[tuple[str, str, int]] = []
    for rows, letter in ((ThemeRow, "T"), (FamilyRow, "F")):
        found += [(one, letter, number) for one, number in transaction.exec(select(rows.id, rows.number))]
    return {one: f"{letter}-{number:03d}" for one, letter, number in found}


def _key(rows: Any) -> Any:
    return rows.number if rows is RunRow else rows.id
