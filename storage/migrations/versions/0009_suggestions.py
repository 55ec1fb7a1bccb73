"""What the look back on Sundays suggested, so that nobody is asked the same thing every week."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "suggestions",
        sa.Column("chat_id", number, nullable=False),
        sa.Column("made_at", instant, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("number", number, nullable=True),
        sa.Column("taken_at", instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["people.chat_id"], name="fk_suggestions_chat_id_people", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "made_at", name="pk_suggestions"),
    )
