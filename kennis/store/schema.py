"""The whole schema: importing it makes every table known to the metadata."""

from sqlmodel import SQLModel

from kennis.store.erasure import forgotten_rows
from kennis.store.notes import note_rows
from kennis.store.outline import approval_rows, outline_rows
from kennis.store.search_index import vector_rows
from kennis.store.themes import theme_rows

__all__ = [
    "LEDGER",
    "METADATA",
    "approval_rows",
    "forgotten_rows",
    "note_rows",
    "outline_rows",
    "theme_rows",
    "vector_rows",
]
METADATA = SQLModel.metadata
LEDGER: tuple[type[SQLModel], ...] = (
    theme_rows.RunRow,
    theme_rows.FamilyRow,
    theme_rows.ThemeRow,
    theme_rows.PlacementRow,
    theme_rows.SuggestionRow,
    theme_rows.ConstraintRow,
    theme_rows.MarkRow,
    theme_rows.MemoRow,
    theme_rows.DecisionRow,
    theme_rows.ProposalRow,
    theme_rows.ProposedPlacementRow,
)  # themes and what was decided about them, each after those that it refers to
