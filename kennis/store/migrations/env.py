"""What alembic runs: it migrates on the connection that `bring_up_to_date` has opened."""

from alembic import context
from sqlmodel import SQLModel

from kennis.store import rows

assert rows.NoteRow.metadata is SQLModel.metadata
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
