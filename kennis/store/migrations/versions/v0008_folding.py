"""The indexes of words hold folded text: soft hyphens, ligatures and joiners do not count."""

from alembic import op

from kennis.store.sqlite.fulltext import schema as fulltext_schema

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Apply this step."""
    fulltext_schema.make_anew(op.get_bind())
