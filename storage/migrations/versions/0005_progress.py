"""Strength and totals on every day, milestones, the look back on Sundays and the evening line."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEPT = 0.5 ** (1 / 13)

DAYS = sa.table(
    "days",
    *(sa.column(name) for name in ("chat_id", "moves", "goal", "strength", "total_moves")),
    sa.column("on", sa.Date()),
)
WEEKS = sa.table(
    "weeks", sa.column("chat_id"), sa.column("since_on", sa.Date()), sa.column("weekdays", sa.Integer())
)
PAUSES = sa.table(
    "pauses", sa.column("chat_id"), sa.column("from_on", sa.Date()), sa.column("until_on", sa.Date())
)


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = sa.DateTime(timezone=True)
    op.add_column("days", sa.Column("strength", sa.Float(), nullable=False, server_default="0"))
    op.add_column("days", sa.Column("total_moves", number, nullable=False, server_default="0"))
    # Kept as SQLite keeps a time of day: with microseconds.
    op.add_column(
        "people", sa.Column("week_from", sa.Time(), nullable=True, server_default="18:00:00.000000")
    )
    op.add_column("people", sa.Column("wants_evening", sa.Boolean(), nullable=False, server_default="0"))
    for name in ("next_evening_at", "looked_back_at", "evening_at"):
        op.add_column("people", sa.Column(name, instant, nullable=True))
    op.create_index("ix_people_next_evening_at", "people", ["next_evening_at"])
    op.create_table(
        "milestones",
        sa.Column("chat_id", number, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("reached_at", instant, nullable=False),
        sa.Column("nudge_id", number, nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["people.chat_id"], name="fk_milestones_chat_id_people", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["nudge_id"], ["nudges.id"], name="fk_milestones_nudge_id_nudges", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("chat_id", "name", name="pk_milestones"),
    )
    for chat_id in op.get_bind().scalars(sa.select(DAYS.c.chat_id).distinct()).all():
        _carry_on(chat_id)


def _carry_on(chat_id: int) -> None:
    """Strength and totals of one person, from their first day to their last."""
    db = op.get_bind()
    weeks = db.execute(sa.select(WEEKS).where(WEEKS.c.chat_id == chat_id).order_by(WEEKS.c.since_on)).all()
    pauses = db.execute(sa.select(PAUSES).where(PAUSES.c.chat_id == chat_id)).all()
    rows = db.execute(
        sa.select(DAYS.c.on, DAYS.c.moves, DAYS.c.goal).where(DAYS.c.chat_id == chat_id).order_by(DAYS.c.on)
    ).all()
    strength, total, last = 0.0, 0, None
    found: dict[date, tuple[float, int]] = defaultdict(lambda: (0.0, 0))
    for row in rows:
        on = row.on if last is None else last + timedelta(days=1)
        while on < row.on and strength > 0.0005:
            strength *= 1 if _is_neutral(on, weeks, pauses) else KEPT
            on += timedelta(days=1)
        before = strength if strength > 0.0005 else 0.0
        strength = KEPT * before + (1 - KEPT) * min(1, row.moves / row.goal)
        strength = max(before, strength) if _is_neutral(row.on, weeks, pauses) else strength
        total, last = total + row.moves, row.on
        found[row.on] = strength, total
    for on, (score, moves) in found.items():
        day = (DAYS.c.chat_id == chat_id) & (DAYS.c.on == on)
        db.execute(sa.update(DAYS).where(day).values(strength=score, total_moves=moves))


def _is_neutral(on: date, weeks: Any, pauses: Any) -> bool:
    in_force = [week.weekdays for week in weeks if week.since_on <= on]
    off = bool(in_force) and not in_force[-1] >> on.weekday() & 1
    return off or any(p.from_on <= on and (p.until_on is None or on < p.until_on) for p in pauses)
