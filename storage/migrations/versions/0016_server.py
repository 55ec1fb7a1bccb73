"""PostgreSQL: ids of holds as wide as all others, and an index on claimed nudges alone.

Nothing to do on SQLite, whose integers are as wide as they need to be.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        return
    for name in ("id", "chat_id"):
        op.alter_column("holds", name, existing_type=sa.Integer(), type_=sa.BigInteger())
    op.execute("ALTER SEQUENCE holds_id_seq AS bigint")
    op.drop_index("ix_nudges_claimed", "nudges")
    claimed = sa.text("state = 'claimed'")
    op.create_index("ix_nudges_claimed", "nudges", ["id"], postgresql_where=claimed)
