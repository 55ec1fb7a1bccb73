"""What admins do in tests, tap by tap, and what became of it."""

from sqlalchemy import Connection, func, select

from bot.app import App
from storage.tables import Base
from tests.people import Human
from tests.rows import rows_of


async def names_the_operator(admin: Human) -> None:
    await admin.types("/admin")
    await admin.taps("🪪 Operator")
    await admin.taps("✍️ Name")
    await admin.types("Ada & Söhne <GmbH>")
    await admin.taps("✍️ Contact")
    await admin.types("ada@example.org")


async def opens(admin: Human, to: str) -> None:
    """Say who may join, by the label of the button."""
    await admin.types("/admin")
    await admin.taps("🚪 Who may join")
    await admin.taps(to)


async def makes_a_link(admin: Human, uses: str = "5", days: str = "7 days") -> str:
    """A new invite link; returns its code."""
    await admin.types("/admin")
    await admin.taps("✉️ Invite links")
    await admin.taps("➕ New link")
    await admin.taps(uses)
    shown = await admin.taps(days)
    assert "https://t.me/save_our_psoas_bot?start=" in shown
    return shown.partition("?start=")[2].split()[0]


async def is_nowhere(app: App, human: Human) -> bool:
    """True if no row of any table is about this chat."""
    return not any((await app.db.read(rows_of, human.chat_id)).values())


def rows(tx: Connection) -> int:
    """All rows there are."""
    return sum(
        tx.scalar(select(func.count()).select_from(table)) or 0 for table in Base.metadata.sorted_tables
    )
