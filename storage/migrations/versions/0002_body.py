"""Conditions, vetoes, place and what is at hand; safety pauses."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A column that is added to people who are there already needs a value for them.
    for name, kind, value in (
        ("conditions", sa.String(), ""),
        ("vetoes", sa.String(), ""),
        ("place", sa.String(), "both"),
        ("around", sa.String(), "chair,wall,mat,stairs"),
        ("chair_only", sa.Boolean(), sa.false()),
        ("wants_strength", sa.Boolean(), sa.false()),
    ):
        op.add_column("people", sa.Column(name, kind, nullable=False, server_default=value))
    op.add_column("people", sa.Column("safety_paused_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("people", sa.Column("check_back_at", sa.DateTime(timezone=True), nullable=True))
