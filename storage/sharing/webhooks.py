"""Webhook secret: made once for each bot, so that all its processes know the same."""

from sqlalchemy import Connection, select

from storage.bots import speaking
from storage.engine.upsert import insert
from storage.tables import WebhookRow


def secret(tx: Connection, fresh: str) -> str:
    """The secret that is kept, or `fresh` from now on."""
    bot = speaking(tx)
    tx.execute(insert(WebhookRow).values(bot=bot, secret=fresh).on_conflict_do_nothing())
    return tx.execute(select(WebhookRow.secret).where(WebhookRow.bot == bot)).scalar_one()
