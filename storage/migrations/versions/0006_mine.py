"""Meetings, sound, plans in own words, changes that can be had back, and messages to everybody."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = sa.DateTime(timezone=True)
    op.add_column("people", sa.Column("unreachable_at", instant, nullable=True))
    op.add_column("people", sa.Column("sound", sa.String(), nullable=False, server_default="soft"))
    op.add_column("people", sa.Column("busy", sa.String(), nullable=False, server_default=""))
    op.add_column("people", sa.Column("odd_on", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("odd_days", number, nullable=False, server_default="0"))
    op.add_column("people", sa.Column("zone_offered_on", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("asked", sa.String(), nullable=True))
    op.add_column("people", sa.Column("asked_at", instant, nullable=True))
    op.add_column("people", sa.Column("intentions_from", sa.String(), nullable=False, server_default=""))
    op.add_column("nudges", sa.Column("ends_pause", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("nudges", sa.Column("intention", number, nullable=True))
    # Who could not be reached so far: the days are counted from now on.
    op.execute("UPDATE people SET unreachable_at = CURRENT_TIMESTAMP WHERE NOT reachable")
    op.create_table(
        "intentions",
        _whose(number),
        sa.Column("number", number, nullable=False),
        sa.Column("at_from", sa.Time(), nullable=False),
        sa.Column("cue", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        _their("intentions"),
        sa.PrimaryKeyConstraint("chat_id", "number", name="pk_intentions"),
    )
    op.create_table(
        "changes",
        sa.Column("id", number, nullable=False),
        _whose(number),
        sa.Column("changed_at", instant, nullable=False),
        sa.Column("message_id", number, nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        _their("changes"),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
        sa.UniqueConstraint("chat_id", "message_id", name="uq_changes_chat_id_message_id"),
    )
    op.create_table(
        "broadcasts",
        sa.Column("id", number, nullable=False),
        sa.Column("by_chat_id", number, nullable=False),
        sa.Column("message_id", number, nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asked_at", instant, nullable=False),
        sa.Column("begun_at", instant, nullable=True),
        sa.Column("ended_at", instant, nullable=True),
        sa.Column("after_chat_id", number, nullable=True),
        sa.Column("people", number, nullable=False),
        sa.Column("reached", number, nullable=False),
        sa.Column("gone", number, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_broadcasts"),
    )


def _whose(number: sa.types.TypeEngine[int]) -> sa.Column[int]:
    return sa.Column("chat_id", number, nullable=False)


def _their(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["chat_id"], ["people.chat_id"], name=f"fk_{table}_chat_id_people", ondelete="CASCADE"
    )
