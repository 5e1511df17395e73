"""The indexes of words hold folded text: soft hyphens, ligatures and joiners do not count."""

from alembic import op

from kennis.store import index

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Apply this step."""
    index.make_anew(op.get_bind())
