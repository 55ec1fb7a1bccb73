"""Moves that were told in words or tapped, without a nudge; nudges that ask about yesterday."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("moves") as moves:
        moves.alter_column("nudge_id", existing_type=BIG, nullable=True)
        moves.alter_column("movement_id", existing_type=sa.String(), nullable=True)
        moves.add_column(sa.Column("kind", sa.String(), nullable=True))
        for name in ("minutes", "count", "metres", "message_id", "part"):
            moves.add_column(sa.Column(name, BIG, nullable=True))
        moves.add_column(sa.Column("logged_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE moves SET logged_at = moved_at")
    with op.batch_alter_table("moves") as moves:
        moves.alter_column("logged_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        moves.create_unique_constraint("uq_moves_chat_id_message_id_part", ["chat_id", "message_id", "part"])
    asks: sa.Column[bool] = sa.Column(
        "asks_yesterday", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("nudges", asks)
