"""What alembic runs: it migrates on the connection that `bring_up_to_date` has opened."""

from alembic import context

from kennis.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
