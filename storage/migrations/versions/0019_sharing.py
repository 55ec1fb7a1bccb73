"""Several processes on one database: who is there, who dispatches, whose turn it is; a webhook's secret."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "leases",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("process", number, nullable=False),
        sa.Column("expires_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
    op.create_table(
        "processes",
        sa.Column("number", number, autoincrement=False, nullable=False),
        sa.Column("since_at", instant, nullable=False),
        sa.Column("expires_at", instant, nullable=False),
        sa.Column("share", number, nullable=False),
        sa.Column("wants", number, nullable=False),
        sa.Column("has_nudges", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_processes"),
    )
    op.create_table(
        "arrivals",
        sa.Column("bot", number, nullable=False),
        sa.Column("update_id", number, nullable=False),
        sa.Column("person", number, nullable=False),
        sa.Column("process", number, nullable=False),
        sa.Column("is_begun", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("bot", "update_id", name="pk_arrivals"),
    )
    op.create_index("ix_arrivals_person", "arrivals", ["person"])
    op.create_table(
        "webhooks",
        sa.Column("bot", number, autoincrement=False, nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("bot", name="pk_webhooks"),
    )
    for table in ("outbox", "followings"):
        op.add_column(table, sa.Column("process", number, nullable=True))
