"""What a week has brought, consent to keep conditions, and who is being led through a movement."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("week", sa.String(), nullable=False, server_default=""))
    op.add_column("people", sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "followings",
        sa.Column("chat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nudge_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("movement_id", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["people.chat_id"], name="fk_followings_chat_id_people", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["nudge_id"], ["nudges.id"], name="fk_followings_nudge_id_nudges", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", name="pk_followings"),
    )
