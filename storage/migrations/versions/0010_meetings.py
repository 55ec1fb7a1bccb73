"""Meetings in rows of their own, as many as a calendar has, under names that nobody can read."""

import secrets
from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    salts = op.create_table(
        "salts",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_salts"),
    )
    op.bulk_insert(salts, [{"id": 1, "salt": secrets.token_hex(16)}])
    meetings = op.create_table(
        "meetings",
        sa.Column("chat_id", NUMBER, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("of_at", INSTANT, nullable=False),
        sa.Column("from_at", INSTANT, nullable=False),
        sa.Column("until_at", INSTANT, nullable=False),
        sa.Column("sequence", NUMBER, nullable=False),
        sa.Column("told_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["people.chat_id"], name="fk_meetings_chat_id_people", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "name", "of_at", "from_at", name="pk_meetings"),
        sqlite_with_rowid=False,
    )
    people = sa.table("people", sa.column("chat_id", NUMBER), sa.column("busy", sa.String()))
    busy = sa.select(people.c.chat_id, people.c.busy).where(people.c.busy != "")
    rows = [row for chat_id, spans in op.get_bind().execute(busy) for row in _rows(chat_id, str(spans))]
    if rows:
        op.bulk_insert(meetings, rows)
    op.drop_column("people", "busy")  # in place: a new table would take everything along that hangs on it


def _rows(chat_id: int, spans: str) -> list[dict[str, object]]:
    """Spans as they stood, in UTC: what they were part of is not known."""
    found = []
    for span in filter(None, spans.split(",")):
        begins, ends = (datetime.fromisoformat(each).replace(tzinfo=None) for each in span.split("/"))
        row = {"chat_id": chat_id, "name": "", "of_at": begins, "from_at": begins, "until_at": ends}
        found.append(row | {"sequence": 0, "told_at": begins})
    return found
