"""People, nudges, answers, moves, days, weeks and pauses."""

import sqlalchemy as sa
from alembic import op

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("chat_id", BIG, autoincrement=False, nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("onboarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("weekdays", BIG, nullable=False),
        sa.Column("windows", sa.String(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=False),
        sa.Column("quiet_until", sa.Time(), nullable=False),
        sa.Column("pace_minutes", BIG, nullable=False),
        sa.Column("goal", BIG, nullable=False),
        sa.Column("budget", BIG, nullable=False),
        sa.Column("next_nudge_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_from_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("nudged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("nudged_on", sa.Date(), nullable=True),
        sa.Column("nudged_today", BIG, nullable=False),
        sa.Column("here_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("open_nudge_id", BIG, nullable=True),
        sa.Column("later_until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("later_nudge_id", BIG, nullable=True),
        sa.Column("ignored_in_row", BIG, nullable=False),
        sa.Column("ignored_since_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("comebacks", BIG, nullable=False),
        sa.Column("recent", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_people")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_next_nudge_at"), ["next_nudge_at"], unique=False)

    op.create_table(
        "days",
        sa.Column("chat_id", BIG, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("moves", BIG, nullable=False),
        sa.Column("goal", BIG, nullable=False),
        sa.Column("streak_days", BIG, nullable=False),
        sa.Column("best_days", BIG, nullable=False),
        sa.Column("pass_on", sa.Date(), nullable=True),
        sa.Column("earlier_pass_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["people.chat_id"], name=op.f("fk_days_chat_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "on", name=op.f("pk_days")),
    )
    op.create_table(
        "nudges",
        sa.Column("id", BIG, nullable=False),
        sa.Column("chat_id", BIG, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("reminder", "later", "comeback", name="nudgekind", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "claimed",
                "sent",
                "held",
                "stale",
                "gone",
                "refused",
                name="nudgestate",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("movement_id", sa.String(), nullable=True),
        sa.Column("probability", sa.Double(), nullable=True),
        sa.Column("later_step", BIG, nullable=False),
        sa.Column("others", BIG, nullable=False),
        sa.Column("doubtful", BIG, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", BIG, nullable=True),
        sa.Column("replaces_message_id", BIG, nullable=True),
        sa.Column("followed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["people.chat_id"], name=op.f("fk_nudges_chat_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudges")),
        sa.UniqueConstraint("chat_id", "due_at", name=op.f("uq_nudges_chat_id_due_at")),
    )
    with op.batch_alter_table("nudges", schema=None) as batch_op:
        batch_op.create_index(
            "ix_nudges_claimed", ["id"], unique=False, sqlite_where=sa.text("state = 'claimed'")
        )

    op.create_table(
        "pauses",
        sa.Column("chat_id", BIG, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["people.chat_id"], name=op.f("fk_pauses_chat_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "from_on", name=op.f("pk_pauses")),
    )
    op.create_table(
        "weeks",
        sa.Column("chat_id", BIG, nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("weekdays", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["people.chat_id"], name=op.f("fk_weeks_chat_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "since_on", name=op.f("pk_weeks")),
    )
    op.create_table(
        "answers",
        sa.Column("nudge_id", BIG, nullable=False),
        sa.Column(
            "answer",
            sa.Enum("done", "later", "not now", "lapsed", name="answer", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["nudge_id"], ["nudges.id"], name=op.f("fk_answers_nudge_id_nudges"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("nudge_id", name=op.f("pk_answers")),
    )
    op.create_table(
        "moves",
        sa.Column("id", BIG, nullable=False),
        sa.Column("chat_id", BIG, nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("movement_id", sa.String(), nullable=False),
        sa.Column("nudge_id", BIG, nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_message_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["people.chat_id"], name=op.f("fk_moves_chat_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["nudge_id"], ["nudges.id"], name=op.f("fk_moves_nudge_id_nudges"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moves")),
        sa.UniqueConstraint(
            "chat_id", "undone_by_message_id", name=op.f("uq_moves_chat_id_undone_by_message_id")
        ),
        sa.UniqueConstraint("nudge_id", name=op.f("uq_moves_nudge_id")),
    )
    with op.batch_alter_table("moves", schema=None) as batch_op:
        batch_op.create_index("ix_moves_chat_id_moved_at", ["chat_id", "moved_at"], unique=False)
        batch_op.create_index("ix_moves_chat_id_moved_on", ["chat_id", "moved_on"], unique=False)
