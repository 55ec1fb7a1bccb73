"""Replies that wait, updates that need no other, and what a second delivery must find done."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "outbox",
        sa.Column("id", number, nullable=False),
        sa.Column("bot", number, nullable=False),
        sa.Column("chat_id", number, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("kept_at", instant, nullable=False),
        sa.Column("valid_until_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_chat_id", "outbox", ["chat_id"])
    op.create_table(
        "settled_updates",
        sa.Column("bot", number, nullable=False),
        sa.Column("update_id", number, nullable=False),
        sa.Column("settled_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("bot", "update_id", name="pk_settled_updates"),
    )
    op.add_column("people", sa.Column("steps", sa.String(), nullable=False, server_default=""))
    for name in ("asked_in", "drafted_in", "settled_in"):
        op.add_column("broadcasts", sa.Column(name, sa.String(), nullable=True))
