"""Who is to do an action, by when, and when it was done."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Apply this step."""
    op.add_column("note", sa.Column("owner", sa.String(), nullable=False, server_default=""))
    op.add_column("note", sa.Column("due", sa.Date(), nullable=True))
    op.add_column("note", sa.Column("done", sa.Date(), nullable=True))
