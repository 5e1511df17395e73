"""The whole schema: importing it makes every table known to the metadata."""

from sqlmodel import SQLModel

from kennis.store import rows
from kennis.store.erasure import forgotten_rows
from kennis.store.outline import approval_rows, outline_rows

__all__ = ["LEDGER", "METADATA", "approval_rows", "forgotten_rows", "outline_rows", "rows"]
METADATA = SQLModel.metadata
LEDGER: tuple[type[SQLModel], ...] = (
    rows.RunRow,
    rows.FamilyRow,
    rows.ThemeRow,
    rows.PlacementRow,
    rows.SuggestionRow,
    rows.ConstraintRow,
    rows.MarkRow,
    rows.MemoRow,
    rows.DecisionRow,
    rows.ProposalRow,
    rows.ProposedPlacementRow,
)  # themes and what was decided about them, each after those that it refers to
