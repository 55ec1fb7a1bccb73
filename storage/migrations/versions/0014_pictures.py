"""Loops: uploads by bot, nudges with media, what people chose about them; favourites; the first minute."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "uploads",
        sa.Column("bot", number, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("uploaded_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("bot", "name", name="pk_uploads"),
    )
    op.add_column("nudges", sa.Column("has_media", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("people", sa.Column("pictures", sa.String(), nullable=False, server_default="first"))
    op.add_column("people", sa.Column("rings", sa.Boolean(), nullable=False, server_default="1"))
    op.add_column("people", sa.Column("pictured", sa.String(), nullable=False, server_default=""))
    op.add_column("people", sa.Column("favourites", sa.String(), nullable=False, server_default=""))
    op.add_column("people", sa.Column("wheelchair", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("people", sa.Column("reminded_at", instant, nullable=True))
    op.add_column("followings", sa.Column("topic_id", number, nullable=True))
    op.add_column("followings", sa.Column("rang", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("people", sa.Column("setting_up", sa.String(), nullable=True))
