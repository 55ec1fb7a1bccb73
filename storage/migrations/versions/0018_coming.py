"""What holds from a day on: the pause for an operation, and what is left out after it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("coming", sa.String(), nullable=False, server_default=""))
    op.add_column("people", sa.Column("coming_on", sa.Date(), nullable=True))
    op.create_index("ix_people_coming_on", "people", ["coming_on"])
