"""What was last talked about, so that "no, 20" and "same again" have something to refer to."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "talks",
        sa.Column("chat_id", number, nullable=False),
        sa.Column("bot", number, nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_id", number, nullable=False),
        sa.Column("mentions", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["people.chat_id"], name="fk_talks_chat_id_people", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "bot", name="pk_talks"),
    )
    op.create_index("ix_talks_noted_at", "talks", ["noted_at"])
