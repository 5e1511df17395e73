"""Runs, their proposals, and the accepted themes with the notes placed in them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, delete, func, insert, update
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from kennis.nouns import Attribute, Change, Placement, Proposal, ProposalState, Run, Theme, ThemeState
from kennis.store import records, sqlite
from kennis.store.names import one_theme
from kennis.store.rows import NoteRow, PlacementRow, ProposalRow, ProposedPlacementRow, RunRow, ThemeRow

_REASON = ("members", "before", "common", "stability_before", "share", "title_before")


class Ledger:
    """The lasting themes of a store, and what the last run proposes to do with them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, run: Run, proposals: Sequence[Proposal], placements: Sequence[Placement]) -> Run:
        """Store a run with its proposals, which overtake those that still waited; give it with its number."""
        with sqlite.writing(self._engine) as transaction:
            number = (transaction.exec(select(func.max(RunRow.number))).one() or 0) + 1
            transaction.add(
                RunRow(
                    number=number,
                    created=run.created,
                    model=run.model,
                    notes=run.notes,
                    fingerprint=run.fingerprint,
                    parameters={parameter.name: list(parameter.values) for parameter in run.parameters},
                    reach=run.reach.value,
                    unmet=[],
                )
            )
            transaction.flush()
            transaction.execute(
                update(ProposalRow)
                .where(col(ProposalRow.state) == ProposalState.WAITING.value)
                .values(state=ProposalState.OVERTAKEN.value)
            )
            transaction.execute(delete(ProposedPlacementRow))
            transaction.add_all(_proposal_row(number, proposal) for proposal in proposals)
            rows = [{"run": number, **records.placement_values(placement)} for placement in placements]
            if rows:
                transaction.execute(insert(ProposedPlacementRow), rows)
            return _run(transaction.get_one(RunRow, number))

    def accept_all(self) -> int:
        """Accept every proposal that waits, and place the notes as its run would; give how many there were."""
        with sqlite.writing(self._engine) as transaction:
            query = select(ProposalRow).where(ProposalRow.state == ProposalState.WAITING.value)
            waiting = transaction.exec(query.order_by(col(ProposalRow.position))).all()
            for row in waiting:
                _apply(transaction, row)
                row.state = ProposalState.ACCEPTED.value
            if waiting:
                transaction.flush()
                transaction.execute(delete(PlacementRow))
                proposed = transaction.exec(select(ProposedPlacementRow)).all()
                placed = [records.placement_values(records.placement(row)) for row in proposed]
                if placed:
                    transaction.execute(insert(PlacementRow), placed)
            return len(waiting)

    def themes(self) -> tuple[Theme, ...]:
        """Give the accepted themes by number."""
        with sqlite.reading(self._engine) as transaction:
            query = select(ThemeRow).where(ThemeRow.state == ThemeState.ACCEPTED.value)
            return tuple(records.theme(row) for row in transaction.exec(query.order_by(col(ThemeRow.number))))

    def theme(self, name: str) -> Theme:
        """Give the accepted theme called T-014 or 14, or by the beginning of its id; raises UnknownItem."""
        plain = name.upper().removeprefix("T-")
        found = [
            theme
            for theme in self.themes()
            if (plain.isdecimal() and theme.number == int(plain)) or (len(name) > 3 and theme.id.startswith(name))
        ]
        return one_theme(name, found)

    def placements(self) -> tuple[Placement, ...]:
        """Give where the notes stand that the accepted run saw; the others are loose."""
        query = select(PlacementRow).join(NoteRow).where(col(NoteRow.deleted).is_(False))
        with sqlite.reading(self._engine) as transaction:
            return tuple(records.placement(row) for row in transaction.exec(query))

    def waiting(self) -> tuple[Proposal, ...]:
        """Give the proposals that wait for a decision."""
        with sqlite.reading(self._engine) as transaction:
            query = select(ProposalRow).where(ProposalRow.state == ProposalState.WAITING.value)
            return tuple(_proposal(row) for row in transaction.exec(query.order_by(col(ProposalRow.position))))

    def runs(self) -> tuple[Run, ...]:
        """Give all runs, first to last."""
        with sqlite.reading(self._engine) as transaction:
            return tuple(_run(row) for row in transaction.exec(select(RunRow).order_by(col(RunRow.number))))


def _apply(transaction: Transaction, row: ProposalRow) -> None:
    values: dict[str, Any] = dict(row.theme, run=row.run)
    values.pop("level")
    known = transaction.get(ThemeRow, values["id"])
    if known is None:
        values["number"] = (transaction.exec(select(func.max(ThemeRow.number))).one() or 0) + 1
        transaction.add(ThemeRow(**values))
        transaction.flush()
        return
    values["state"] = (ThemeState.RETIRED if row.change == Change.FADED.value else ThemeState.ACCEPTED).value
    for name, value in values.items():
        setattr(known, name, value)


def _proposal_row(run: int, proposal: Proposal) -> ProposalRow:
    return ProposalRow(
        run=run,
        position=proposal.position,
        change=proposal.change.value,
        state=proposal.state.value,
        reason={name: getattr(proposal, name) for name in _REASON},
        theme=records.theme_values(proposal.theme),
        parts=[records.theme_values(part) for part in proposal.parts],
    )


def _proposal(row: ProposalRow) -> Proposal:
    return Proposal(
        position=row.position,
        change=Change(row.change),
        theme=records.theme(row.theme),
        parts=tuple(records.theme(part) for part in row.parts),
        state=ProposalState(row.state),
        **row.reason,
    )


def _run(row: RunRow) -> Run:
    return Run(
        number=row.number,
        created=row.created,
        model=row.model,
        notes=row.notes,
        fingerprint=row.fingerprint,
        parameters=tuple(Attribute(name, tuple(values)) for name, values in row.parameters.items()),
    )
