"""The path: weeks and rungs, offers of four weeks, health that passes, a desk that goes up, self-checks."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = sa.DateTime(timezone=True)
    for flag, value in (
        ("walks_only", "0"),
        ("older", "0"),
        ("floor_fine", "0"),
        ("on_path", "1"),
        ("easy_rungs", "0"),
    ):
        op.add_column("people", sa.Column(flag, sa.Boolean(), nullable=False, server_default=value))
    for names in ("passing", "asks_again", "resting", "company", "rungs", "bites", "offered"):
        op.add_column("people", sa.Column(names, sa.String(), nullable=False, server_default=""))
    for count in ("path_weeks", "praises"):
        op.add_column("people", sa.Column(count, number, nullable=False, server_default="0"))
    for day in ("path_week_on", "checked_on", "bitten_on", "hot_on"):
        op.add_column("people", sa.Column(day, sa.Date(), nullable=True))
    for at in ("minding_until_at", "desk_up_at"):
        op.add_column("people", sa.Column(at, instant, nullable=True))
    op.add_column("people", sa.Column("legs", sa.String(), nullable=True))
    op.add_column("people", sa.Column("stands_minutes", number, nullable=True))
    op.add_column("nudges", sa.Column("line", number, nullable=True))
    op.add_column("answers", sa.Column("praise", number, nullable=True))
    op.add_column("suggestions", sa.Column("remark", sa.String(), nullable=True))
    op.create_table(
        "self_checks",
        sa.Column(
            "chat_id",
            number,
            sa.ForeignKey("people.chat_id", ondelete="CASCADE", name="fk_self_checks_chat_id_people"),
            nullable=False,
        ),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("value", number, nullable=False),
        sa.Column("with_hands", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "checked_on", "what", name="pk_self_checks"),
    )
    op.drop_column("people", "recent")  # four weeks of offers say it all
    op.drop_column("people", "week")
