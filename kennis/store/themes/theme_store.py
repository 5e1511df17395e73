"""Runs, their proposals, and the themes with the notes placed in them, as they stand."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import sqlalchemy
from sqlalchemy import Engine, delete, func, insert, update
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from kennis.nouns import (
    Before,
    Constraint,
    LedgerState,
    Level,
    Mark,
    Memo,
    Placement,
    Proposal,
    ProposalState,
    Run,
    Theme,
    ThemeState,
)
from kennis.store import sqlite
from kennis.store.notes.name_lookup import one_theme
from kennis.store.notes.note_rows import NoteRow
from kennis.store.themes import ledger_mapping as records
from kennis.store.themes.theme_rows import (
    ConstraintRow,
    DecisionRow,
    FamilyRow,
    MarkRow,
    MemoRow,
    PlacementRow,
    ProposalRow,
    ProposedPlacementRow,
    RunRow,
    SuggestionRow,
    ThemeRow,
)

_WAITING = col(ProposalRow.state) == ProposalState.WAITING.value


class ThemeStore:
    """The lasting themes of a store, and what the last run proposes to do with them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(
        self, run: Run, proposals: Sequence[Proposal], placements: Sequence[Placement], since: str | None = None
    ) -> Run:
        """Store a run with its proposals, which overtake those that still waited; give it with its number.

        `since` is the last decision that the run knew of, empty for none: proposals about what was decided later
        are overtaken at once; None where nothing can have been decided meanwhile.
        Loose notes that stay loose take over what the run found of them, and new notes that it places in a standing
        theme are suggested for it: neither is anybody's decision.
        """
        with sqlite.writing(self._engine) as transaction:
            number = (transaction.exec(select(func.max(RunRow.number))).one() or 0) + 1
            transaction.add(records.run_row(number, run))
            transaction.flush()
            transaction.execute(update(ProposalRow).where(_WAITING).values(state=ProposalState.OVERTAKEN.value))
            transaction.execute(delete(ProposedPlacementRow))
            transaction.add_all(records.proposal_row(number, proposal) for proposal in proposals)
            _insert(transaction, ProposedPlacementRow, ({"run": number, **row} for row in _values(placements)))
            transaction.flush()
            later = transaction.exec(select(DecisionRow).where(DecisionRow.id > since)) if since is not None else ()
            overtake(transaction, number, {theme for row in later for theme in row.themes})
            _settle_loose(transaction, placements)
            return records.run(transaction.get_one(RunRow, number))

    def suggest(self, placements: Sequence[Placement]) -> None:
        """Say where new notes would stand, and what loose ones come near to, in place of all that was said before."""
        with sqlite.writing(self._engine) as transaction:
            taken = set(transaction.exec(select(PlacementRow.note_id).where(col(PlacementRow.theme_id).is_not(None))))
            transaction.execute(delete(SuggestionRow))
            _insert(transaction, SuggestionRow, _values(one for one in placements if one.note not in taken))

    def state(self) -> LedgerState:
        """Give the whole ledger as it stands."""
        with sqlite.reading(self._engine) as transaction:
            state = read_state(transaction)
            return dataclasses.replace(state, proposed=dict(state.proposed))

    def before(self) -> Before:
        """Give what a run starts from: all themes and families that ever were, placements and constraints."""
        with sqlite.reading(self._engine) as transaction:
            return Before(
                themes=(*_all_themes(transaction, ThemeRow), *_all_themes(transaction, FamilyRow)),
                placements=tuple(_placements(transaction)),
                constraints=tuple(sorted(_constraints(transaction))),
            )

    def themes(self, level: Level = Level.THEME) -> tuple[Theme, ...]:
        """Give the accepted themes, or families, by number."""
        rows = ThemeRow if level is Level.THEME else FamilyRow
        with sqlite.reading(self._engine) as transaction:
            return tuple(one for one in _all_themes(transaction, rows) if one.state is ThemeState.ACCEPTED)

    def every_theme(self) -> tuple[Theme, ...]:
        """Give all themes that ever were, by number."""
        with sqlite.reading(self._engine) as transaction:
            return tuple(_all_themes(transaction, ThemeRow))

    def theme(self, name: str, ended: bool = False) -> Theme:
        """Give the accepted theme called T-014 or 14, or by the beginning of its id; raises UnknownItem.

        With `ended` also themes answer that are no longer accepted.
        """
        plain = name.upper().removeprefix("T-")
        found = [
            theme
            for theme in (self.every_theme() if ended else self.themes())
            if (plain.isdecimal() and theme.number == int(plain)) or (len(name) > 3 and theme.id.startswith(name))
        ]
        return one_theme(name, found)

    def placements(self) -> tuple[Placement, ...]:
        """Give where notes stand in the accepted themes, and the loose ones that a run has seen."""
        with sqlite.reading(self._engine) as transaction:
            return tuple(_placements(transaction))

    def suggestions(self) -> tuple[Placement, ...]:
        """Give where new notes would stand."""
        with sqlite.reading(self._engine) as transaction:
            deleted = set(transaction.exec(select(NoteRow.id).where(NoteRow.deleted)))
            return tuple(one for one in _placed(transaction, SuggestionRow) if one.note not in deleted)

    def marks(self) -> tuple[Mark, ...]:
        """Give what people set on notes."""
        with sqlite.reading(self._engine) as transaction:
            return tuple(records.mark(row) for row in transaction.exec(select(MarkRow)))

    def memos(self) -> tuple[Memo, ...]:
        """Give all memos, first to last."""
        with sqlite.reading(self._engine) as transaction:
            return tuple(records.memo(row) for row in transaction.exec(select(MemoRow).order_by(col(MemoRow.id))))

    def waiting(self) -> tuple[Proposal, ...]:
        """Give the proposals that wait for a decision."""
        with sqlite.reading(self._engine) as transaction:
            query = select(ProposalRow).where(_WAITING).order_by(col(ProposalRow.position))
            return tuple(records.proposal(row) for row in transaction.exec(query))

    def proposals(self, run: int) -> tuple[Proposal, ...]:
        """Give all that a run proposed."""
        with sqlite.reading(self._engine) as transaction:
            query = select(ProposalRow).where(ProposalRow.run == run).order_by(col(ProposalRow.position))
            return tuple(records.proposal(row) for row in transaction.exec(query))

    def runs(self) -> tuple[Run, ...]:
        """Give all runs, first to last."""
        with sqlite.reading(self._engine) as transaction:
            return tuple(records.run(row) for row in transaction.exec(select(RunRow).order_by(col(RunRow.number))))

    def stamp(self) -> str:
        """Give a text that differs whenever anything in the ledger or the notes does."""
        undone = func.count().filter(col(DecisionRow.undone))
        with sqlite.reading(self._engine) as transaction:
            asked: tuple[Any, ...] = (
                select(func.max(DecisionRow.id), undone),
                select(func.max(RunRow.number)),
                select(func.max(NoteRow.stamp), func.count()),
                select(func.count(), func.sum(SuggestionRow.strength)),
            )
            return repr([tuple(transaction.execute(query).one()) for query in asked])


class Proposed(Mapping[str, Placement]):
    """Where the last run would place the notes, read when it is first asked for, within the transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    @cached_property
    def _found(self) -> dict[str, Placement]:
        return {one.note: one for one in _placed(self._transaction, ProposedPlacementRow)}

    def __getitem__(self, note: str) -> Placement:
        return self._found[note]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def read_state(transaction: Transaction) -> LedgerState:
    """Read the whole ledger in an open transaction, but for what the run proposed: that is read when asked for."""
    proposed = Proposed(transaction)
    last = transaction.exec(select(func.max(RunRow.number))).one() or 0
    proposals = transaction.exec(select(ProposalRow).where(ProposalRow.run == last))
    return LedgerState(
        themes={one.id: one for one in _all_themes(transaction, ThemeRow)},
        families={one.id: one for one in _all_themes(transaction, FamilyRow)},
        placements={one.note: one for one in _placements(transaction)},
        suggestions={one.note: one for one in _placed(transaction, SuggestionRow)},
        constraints=frozenset(_constraints(transaction)),
        marks={row.note_id: records.mark(row) for row in transaction.exec(select(MarkRow))},
        memos={row.id: records.memo(row) for row in transaction.exec(select(MemoRow))},
        proposals={row.position: records.proposal(row) for row in proposals},
        proposed=proposed,
    )


def overtake(transaction: Transaction, run: int, themes: set[str]) -> None:
    """Let the waiting proposals of a run about these themes be overtaken: the run saw the ledger otherwise."""
    for row in transaction.exec(select(ProposalRow).where(ProposalRow.run == run, _WAITING)):
        if themes & {row.theme["id"], *(part["id"] for part in row.parts)}:
            row.state = ProposalState.OVERTAKEN.value
            transaction.add(row)


def _all_themes(transaction: Transaction, rows: type[ThemeRow] | type[FamilyRow]) -> list[Theme]:
    level = Level.FAMILY if rows is FamilyRow else Level.THEME
    found = transaction.exec(select(rows).order_by(col(rows.number)))
    return [records.theme(row.model_dump(), level) for row in found]


def _placements(transaction: Transaction) -> Iterable[Placement]:
    deleted = set(transaction.exec(select(NoteRow.id).where(NoteRow.deleted)))
    return (one for one in _placed(transaction, PlacementRow) if one.note not in deleted)


def _placed(transaction: Transaction, rows: Any) -> Iterable[Placement]:
    """Read placements column by column, many times as fast as row objects."""
    columns = (rows.note_id, rows.theme_id, rows.strength, rows.second_id, rows.second_strength, rows.lenses)
    suggested = rows is SuggestionRow
    for values in transaction.execute(sqlalchemy.select(*columns)):
        yield records.placement(values, suggested)


def _constraints(transaction: Transaction) -> Iterable[Constraint]:
    return (records.constraint(row) for row in transaction.exec(select(ConstraintRow)))


def _settle_loose(transaction: Transaction, placements: Sequence[Placement]) -> None:
    """Take over what a run found of notes that nobody has placed."""
    homes = {row.note_id: row.theme_id for row in transaction.exec(select(PlacementRow))}
    accepted = {one.id for one in _all_themes(transaction, ThemeRow) if one.state is ThemeState.ACCEPTED}
    loose = [one for one in placements if one.theme is None and homes.get(one.note, "") is None]
    fresh = [one for one in placements if one.note not in homes and one.theme in accepted]
    for rows, gone in ((PlacementRow, loose), (SuggestionRow, [*loose, *fresh])):
        names = [one.note for one in gone]
        for at in range(0, len(names), 500):
            transaction.execute(delete(rows).where(col(rows.note_id).in_(names[at : at + 500])))
    _insert(transaction, PlacementRow, ({**row, "second_id": _known(row, accepted)} for row in _values(loose)))
    _insert(transaction, SuggestionRow, _values(fresh))


def _known(row: dict[str, Any], accepted: set[str]) -> str | None:
    return row["second_id"] if row["second_id"] in accepted else None


def _values(placements: Iterable[Placement]) -> Iterable[dict[str, Any]]:
    return (records.placement_values(one) for one in placements)


def _insert(transaction: Transaction, rows: Any, values: Iterable[dict[str, Any]]) -> None:
    every = list(values)
    if every:
        transaction.execute(insert(rows), every)
