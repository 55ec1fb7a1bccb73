"""Asked first: an index on the plans of people who asked for something at a time of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    asked = sa.text("later_until_at IS NOT NULL OR desk_up_at IS NOT NULL OR intentions_from <> ''")
    op.create_index(
        "ix_people_asked", "people", ["next_nudge_at"], sqlite_where=asked, postgresql_where=asked
    )
