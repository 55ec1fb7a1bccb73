"""Self-checks that were offered unasked: the day, until the week of the path is over."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("check_offered_on", sa.Date(), nullable=True))
