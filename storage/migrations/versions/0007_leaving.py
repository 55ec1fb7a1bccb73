"""Who came back after a long time, and the way from a nudge to what hangs on it, for those who go."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("back_at", sa.DateTime(timezone=True), nullable=True))
    # Without these each nudge that goes would read all milestones of everybody.
    op.create_index("ix_milestones_nudge_id", "milestones", ["nudge_id"])
    op.create_index("ix_changes_chat_id_changed_at", "changes", ["chat_id", "changed_at"])
