"""A number of a message belongs to one bot: rows keyed by one, or showing one, say whose it is."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "bots",
        sa.Column("number", BIG, autoincrement=False, nullable=False),
        sa.Column("bot_id", BIG, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_bots"),
        sa.UniqueConstraint("bot_id", name="uq_bots_bot_id"),
    )
    for table in ("nudges", "followings", "broadcasts"):
        op.add_column(table, _bot("bot"))
    # No table hangs on these two, so making them anew takes nothing along.
    with op.batch_alter_table("moves") as moves:
        moves.add_column(_bot("bot"))
        moves.add_column(_bot("undone_by_bot"))
        moves.drop_constraint("uq_moves_chat_id_message_id_part", type_="unique")
        moves.drop_constraint("uq_moves_chat_id_undone_by_message_id", type_="unique")
        moves.create_unique_constraint(
            "uq_moves_chat_id_bot_message_id_part", ["chat_id", "bot", "message_id", "part"]
        )
        moves.create_unique_constraint(
            "uq_moves_chat_id_undone_by_bot_undone_by_message_id",
            ["chat_id", "undone_by_bot", "undone_by_message_id"],
        )
    with op.batch_alter_table("changes") as changes:
        changes.add_column(_bot("bot"))
        changes.drop_constraint("uq_changes_chat_id_message_id", type_="unique")
        changes.create_unique_constraint(
            "uq_changes_chat_id_bot_message_id", ["chat_id", "bot", "message_id"]
        )


def _bot(name: str) -> sa.Column[int]:
    """0 is the bot before: the first one that starts from now on."""
    return sa.Column(name, BIG, nullable=False, server_default="0")
