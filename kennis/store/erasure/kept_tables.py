"""The tables as the database keeps their values: lists as JSON, days as text.

Nothing is converted on the way, so that a value which cannot be read in a row keeps nothing in its other columns from
being forgotten.
"""

from sqlalchemy import column, table
from sqlmodel import SQLModel

from kennis.store.notes import note_rows as note_rows  # importing these makes their tables known
from kennis.store.outline import approval_rows as approval_rows
from kennis.store.outline import outline_rows as outline_rows
from kennis.store.search_index import vector_rows as vector_rows
from kennis.store.themes import theme_rows as theme_rows

_TABLES = SQLModel.metadata.sorted_tables
KEPT = {one.name: table(one.name, *(column(each.name) for each in one.columns)) for one in _TABLES}
KEYS = {one.name: tuple(each.name for each in one.primary_key) for one in _TABLES}
NOTE, SESSION, PARTICIPANT, HISTORY, EDIT, APPROVAL = (
    KEPT[name] for name in ("note", "session", "participant", "history", "edit", "approval")
)
MAKERS = tuple(KEPT[name] for name in ("decision", "memo", "edition", "approval", "acceptedremark"))  # say who made it
