"""A house: who may join and by which link, what newcomers start with, who runs it, what admins did.

A database with people in it keeps its door open, as it was until now.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "house",
        sa.Column("id", number, nullable=False),
        sa.Column("joining", sa.String(16), nullable=True),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("operator_name", "operator_contact", "legal_text", "welcome_line")
        ),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("windows", sa.String(), nullable=True),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_until", sa.Time(), nullable=True),
        sa.Column("pace_minutes", number, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_house"),
    )
    op.create_table(
        "invites",
        sa.Column("id", number, nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("made_at", instant, nullable=False),
        sa.Column("made_in", sa.String(), nullable=False),
        sa.Column("uses", number, nullable=False),
        sa.Column("used", number, nullable=False),
        sa.Column("ends_at", instant, nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_invites"),
        sa.UniqueConstraint("made_in", name="uq_invites_made_in"),
    )
    op.create_table(
        "listed",
        sa.Column("chat_id", number, nullable=False, autoincrement=False),
        sa.Column("listed_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_listed"),
    )
    op.create_table(
        "removed",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("removed_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_removed"),
    )
    op.create_table(
        "house_weeks",
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("joined", number, nullable=False),
        sa.Column("left", number, nullable=False),
        sa.PrimaryKeyConstraint("from_on", name="pk_house_weeks"),
    )
    op.create_table(
        "deeds",
        sa.Column("id", number, nullable=False),
        sa.Column("done_at", instant, nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deeds"),
    )
    op.create_table(
        "house_questions",
        sa.Column("chat_id", number, nullable=False, autoincrement=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("asked_at", instant, nullable=False),
        sa.Column("settled_in", sa.String(), nullable=True),
        sa.Column("before", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("chat_id", name="pk_house_questions"),
    )
    op.add_column("broadcasts", sa.Column("texts", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("broadcasts", sa.Column("edits", number, nullable=False, server_default=sa.text("0")))
    _keep_the_door_open()


def _keep_the_door_open() -> None:
    """Whoever could join before the upgrade can after it; only a fresh database starts closed."""
    op.execute(
        "INSERT INTO house (id, joining, operator_name, operator_contact, legal_text, welcome_line) "
        "SELECT 1, 'everybody', '', '', '', '' WHERE EXISTS (SELECT 1 FROM people)"
    )
