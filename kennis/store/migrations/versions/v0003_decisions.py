"""What researchers decide: families, suggestions, constraints, marks, memos and the decisions themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply this step."""
    op.add_column("run", sa.Column("reach", sa.String(), nullable=False, server_default="full"))
    op.add_column("run", sa.Column("unmet", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("theme", sa.Column("titled", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in ("family", "split_from", "into"):
        op.add_column("theme", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.add_column("theme", sa.Column("subs", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("proposal", sa.Column("parts", sa.JSON(), nullable=False, server_default="[]"))
    _families()
    _suggestions()
    _of_notes()
    _decisions()


def _families() -> None:
    op.create_table(
        "family",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column("stability", sa.Float(), nullable=False),
        sa.Column("lenses", sa.JSON(), nullable=False),
        sa.Column("medoids", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("titled", sa.Boolean(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.number"], name=op.f("fk_family_run_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family")),
        sa.UniqueConstraint("number", name=op.f("uq_family_number")),
    )


def _suggestions() -> None:
    op.create_table(
        "suggestion",
        sa.Column("note_id", sa.String(), nullable=False),
        sa.Column("theme_id", sa.String(), nullable=True),
        sa.Column("strength", sa.Float(), nullable=False),
        sa.Column("second_id", sa.String(), nullable=True),
        sa.Column("second_strength", sa.Float(), nullable=False),
        sa.Column("lenses", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_suggestion_note_id_note")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_suggestion_theme_id_theme")),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_suggestion")),
    )
    op.create_index(op.f("ix_suggestion_theme_id"), "suggestion", ["theme_id"])


def _of_notes() -> None:
    op.create_table(
        "mark",
        sa.Column("note_id", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=True),
        sa.Column("shelf", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_mark_note_id_note")),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_mark")),
    )
    op.create_table(
        "memo",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memo")),
    )
    op.create_index(op.f("ix_memo_item"), "memo", ["item"])


def _decisions() -> None:
    op.create_table(
        "constraint",
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("rule", "item", "other", name=op.f("pk_constraint")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("redoable", sa.Boolean(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
