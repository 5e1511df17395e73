"""What search needs: the words of the notes and parts of them, indexed and kept in step by triggers."""

from alembic import op

from kennis.store import index

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply this step."""
    index.make(op.get_bind())
