"""What search needs: words of the notes and parts of them, kept in step by triggers; notes by speaker; who withdrew."""

from alembic import op

from kennis.store.sqlite.fulltext import schema as fulltext_schema

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply this step."""
    op.create_index(op.f("ix_note_speaker"), "note", ["speaker"])
    op.create_index(op.f("ix_participant_consent"), "participant", ["consent"])
    fulltext_schema.make(op.get_bind())
