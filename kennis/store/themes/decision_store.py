"""What people decided about themes and notes: made in one transaction, kept, undone and redone as a whole.

A decision is a function from the ledger to the ledger. What it changed is kept row by row, before and after, so
that undoing needs to know nothing of what was decided; it is refused where a row is no longer what it was then.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Engine, delete, func, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import defer
from sqlmodel import Session as Transaction
from sqlmodel import SQLModel, col, select

from kennis.errors import InputError
from kennis.ids import new_id
from kennis.locale import _
from kennis.nouns import Decision, LedgerChange, LedgerState, Proposal, ThemeState
from kennis.store import sqlite
from kennis.store.themes import ledger_mapping as records
from kennis.store.themes.theme_rows import (
    ConstraintRow,
    DecisionRow,
    FamilyRow,
    MarkRow,
    MemoRow,
    PlacementRow,
    ProposalRow,
    RunRow,
    SuggestionRow,
    ThemeRow,
)
from kennis.store.themes.theme_store import overtake, read_state

Values = dict[str, Any]
_LASTING = ("theme", "family")


class DecisionStep(NamedTuple):
    """One row before and after: its table, its key, its columns (None where there is none)."""

    table: str
    key: list[Any]
    before: Values | None
    after: Values | None


@dataclass(frozen=True, slots=True)
class _Table:
    """A part of the ledger: its rows, their key, where the ledger holds it, and an item's columns."""

    rows: type[SQLModel]
    key: tuple[str, ...]
    items: Callable[[LedgerState], Mapping[Any, Any]]
    values: Callable[[Any], Values]


def _proposal_values(proposal: Proposal) -> Values:
    return {"position": proposal.position, "state": proposal.state.value}


TABLES = {
    "theme": _Table(ThemeRow, ("id",), lambda state: state.themes, records.theme_columns),
    "family": _Table(FamilyRow, ("id",), lambda state: state.families, records.family_columns),
    "placement": _Table(PlacementRow, ("note_id",), lambda state: state.placements, records.placement_values),
    "suggestion": _Table(SuggestionRow, ("note_id",), lambda state: state.suggestions, records.placement_values),
    "constraint": _Table(
        ConstraintRow,
        ("rule", "item", "other"),
        lambda state: {(one.rule, one.item, one.other): one for one in state.constraints},
        records.constraint_values,
    ),
    "mark": _Table(MarkRow, ("note_id",), lambda state: state.marks, records.mark_values),
    "memo": _Table(MemoRow, ("id",), lambda state: state.memos, records.memo_values),
    "proposal": _Table(ProposalRow, ("position",), lambda state: state.proposals, _proposal_values),
}
STEPS = frozenset(TABLES)  # what a step may be about


class DecisionStore:
    """What people decided, first to last."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def decide(self, person: str, make: Callable[[LedgerState], LedgerChange]) -> Decision:
        """Make a decision from the ledger as it stands, and keep it; what it raises leaves everything as it was.

        What had been undone can no longer be redone after it. Raises InputError for one that changes nothing.
        """
        with sqlite.writing(self._engine) as transaction:
            before = read_state(transaction)
            made = make(before)
            steps = [*_steps(before, made.state)]
            if not steps:
                raise InputError(_("that changes nothing"))
            run = last_run(transaction)
            apply(transaction, steps, run)
            transaction.execute(update(DecisionRow).values(redoable=False))
            row = DecisionRow(
                id=new_id(),
                verb=made.verb.value,
                person=person,
                at=datetime.datetime.now(datetime.UTC),
                themes=list(made.themes),
                notes=list(made.notes),
                details=[[one.name, *one.values] for one in made.details],
                steps=[list(step) for step in steps],
                run=run,
            )
            transaction.add(row)
            transaction.flush()
            return records.decision(row)

    def undo(self) -> Decision | None:
        """Undo the last decision that stands; None if there is none. Raises InputError where it has been overtaken."""
        query = select(DecisionRow).where(col(DecisionRow.undone).is_(False)).order_by(col(DecisionRow.id).desc())
        return self._turn(query, back=True)

    def redo(self) -> Decision | None:
        """Do again what was undone last; None if there is nothing. Raises InputError where it has been overtaken."""
        query = select(DecisionRow).where(col(DecisionRow.redoable)).order_by(col(DecisionRow.id))
        return self._turn(query, back=False)

    def all(self) -> tuple[Decision, ...]:
        """Give all decisions, first to last, undone ones too."""
        with sqlite.reading(self._engine) as transaction:
            steps_stay = defer(DecisionRow.steps)  # type: ignore[arg-type]
            query = select(DecisionRow).options(steps_stay).order_by(col(DecisionRow.id))
            return tuple(records.decision(row) for row in transaction.exec(query))

    def _turn(self, query: Any, back: bool) -> Decision | None:
        with sqlite.writing(self._engine) as transaction:
            row: DecisionRow | None = transaction.exec(query.limit(1)).first()
            if row is None:
                return None
            run = last_run(transaction)
            steps = [turned(step, back) for step in row.steps if step[0] != "proposal" or row.run == run]
            now = read_state(transaction)
            if not all(_stands(now, step) for step in steps):
                raise InputError(_("what this decision changed has been changed again since; it cannot be undone"))
            apply(transaction, steps[::-1] if back else steps, run)
            if row.run != run:
                overtake(transaction, run, {step.key[0] for step in steps if step.table == "theme"})
            row.undone = row.redoable = back
            transaction.add(row)
            transaction.flush()
            return records.decision(row)


def _steps(before: LedgerState, after: LedgerState) -> Iterator[DecisionStep]:
    """Give what differs between two ledgers, row by row."""
    for name, table in TABLES.items():
        old, new = table.items(before), table.items(after)
        for item in sorted({*old, *new}, key=str):
            was, is_ = old.get(item), new.get(item)
            if was is not is_ and was != is_:
                values = [table.values(one) if one is not None else None for one in (was, is_)]
                known = values[1] or values[0] or {}
                yield DecisionStep(name, [known[column] for column in table.key], *values)


def turned(step: list[Any], back: bool) -> DecisionStep:
    """Give a kept step the way round it is to be done; a theme is never unmade, so that its number stays its own."""
    table, key, before, after = step
    if not back:
        return DecisionStep(table, key, _unmade(before, after) if table in _LASTING else before, after)
    return DecisionStep(table, key, after, _unmade(before, after) if table in _LASTING else before)


def _unmade(before: Values | None, after: Values) -> Values:
    return before if before is not None else {**after, "state": ThemeState.UNMADE.value}


def _stands(now: LedgerState, step: DecisionStep) -> bool:
    """Say whether a row is what it was before a step."""
    table = TABLES[step.table]
    items = table.items(now)
    item = items.get(step.key[0] if len(step.key) == 1 else tuple(step.key))
    return (table.values(item) if item is not None else None) == step.before


def apply(transaction: Transaction, steps: Sequence[DecisionStep], run: int) -> None:
    """Bring rows to what they are after steps, table by table in the order of the steps."""
    for name, group in groupby(steps, key=lambda step: step.table):
        if name == "proposal":
            for step in group:
                _answer(transaction, run, step)
        else:
            _write(transaction, TABLES[name], [*group], run)


def _write(transaction: Transaction, table: _Table, steps: Sequence[DecisionStep], run: int) -> None:
    own = {"run": run} if "run" in table.rows.model_fields else {}
    for step in steps:
        if step.after is None:
            columns = zip(table.key, step.key, strict=True)
            transaction.execute(delete(table.rows).where(*(getattr(table.rows, name) == one for name, one in columns)))
    written = [_typed({**own, **step.after}) for step in steps if step.after is not None]
    if written:
        new = insert(table.rows)
        changed = {name: new.excluded[name] for name in written[0] if name not in table.key}
        upsert = new.on_conflict_do_update(index_elements=table.key, set_=changed) if changed else new
        transaction.execute(upsert, written)


def _answer(transaction: Transaction, run: int, step: DecisionStep) -> None:
    row = transaction.get_one(ProposalRow, (run, step.key[0]))
    row.state = (step.after or {})["state"]
    transaction.add(row)


def _typed(values: Values) -> Values:
    """Give a row's columns as the database takes them: times are kept as text in steps."""
    at = values.get("at")
    return values if at is None else {**values, "at": datetime.datetime.fromisoformat(at)}


def last_run(transaction: Transaction) -> int:
    """Give the number of the last run; 0 without runs."""
    return transaction.exec(select(func.max(RunRow.number))).one() or 0
