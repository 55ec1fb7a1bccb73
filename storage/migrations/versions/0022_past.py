"""Past weeks: rows for what is packed, and moves and days without what doubled them on disk."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TOLD = sa.text("message_id IS NOT NULL")
UNDONE = sa.text("undone_by_message_id IS NOT NULL")
TWO = (
    ("uq_moves_chat_id_bot_message_id_part", "ix_moves_message", TOLD),
    ("uq_moves_chat_id_undone_by_bot_undone_by_message_id", "ix_moves_undone_by", UNDONE),
)
COLUMNS = {
    "ix_moves_message": ["chat_id", "bot", "message_id", "part"],
    "ix_moves_undone_by": ["chat_id", "undone_by_bot", "undone_by_message_id"],
}


def upgrade() -> None:
    op.create_table(
        "past_weeks",
        sa.Column("id", NUMBER, nullable=False),
        *_of_a_person("past_weeks"),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_past_weeks"),
        sa.UniqueConstraint("chat_id", "monday", name="uq_past_weeks_chat_id_monday"),
    )
    op.create_table(
        "moved",
        *_of_a_person("moved"),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("movement_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("times", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "moved_on", "movement_id", "kind", name="pk_moved"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "past_moves",
        *_of_a_person("past_moves"),
        sa.Column("movement_id", sa.String(), nullable=False),
        sa.Column("moves", NUMBER, nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "movement_id", name="pk_past_moves"),
        sqlite_with_rowid=False,
    )
    op.drop_index("ix_moves_chat_id_moved_at", "moves")
    # No table hangs on these two, so making them anew takes nothing along.
    with op.batch_alter_table("moves") as moves:
        for constraint, _, _ in TWO:
            moves.drop_constraint(constraint, type_="unique")
        moves.drop_constraint("fk_moves_nudge_id_nudges", type_="foreignkey")
    for _, index, condition in TWO:
        op.create_index(
            index,
            "moves",
            COLUMNS[index],
            unique=True,
            sqlite_where=condition,
            postgresql_where=condition,
        )
    if op.get_context().dialect.name == "sqlite":
        _days_without_rowid()


def _of_a_person(table: str) -> list[Any]:
    name = f"fk_{table}_chat_id_people"
    return [
        sa.Column("chat_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["people.chat_id"], name=name, ondelete="CASCADE"),
    ]


def _days_without_rowid() -> None:
    """The rows in the key itself: before, the key stood on disk twice."""
    made = op.get_bind().scalar(sa.text("SELECT sql FROM sqlite_master WHERE name = 'days'"))
    op.execute("ALTER TABLE days RENAME TO days_before")
    op.execute(f"{made} WITHOUT ROWID")
    op.execute('INSERT INTO days SELECT * FROM days_before ORDER BY chat_id, "on"')
    op.execute("DROP TABLE days_before")
