"""What capture needs: note-takers, closed sessions, deleted notes, a stamp of what changed, and edits to undo."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply this step."""
    op.add_column("session", sa.Column("note_takers", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("session", sa.Column("closed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("session", sa.Column("written", sa.String(), nullable=False, server_default=""))
    op.add_column("note", sa.Column("deleted", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("note", sa.Column("stamp", sa.Integer(), nullable=False, server_default="0"))
    op.create_index(op.f("ix_note_stamp"), "note", ["stamp"])
    op.create_table(
        "edit",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_edit_session_id_session")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edit")),
    )
    op.create_index(op.f("ix_edit_session_id"), "edit", ["session_id"])
