"""Sundays: what was excluded lately, and the week whose purpose was told."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("vetoed", sa.String(), nullable=False, server_default=""))
    op.add_column("people", sa.Column("week_told_on", sa.Date(), nullable=True))
    # Told already: whoever gets a reminder later this week is not told a second time.
    op.execute("UPDATE people SET week_told_on = path_week_on")
