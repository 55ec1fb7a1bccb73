"""Registration: the secret, the path that follows from it, and what Telegram is told of both."""

import hashlib
import hmac
import logging
import secrets
from typing import Any

from telegram.ext import ExtBot

from bot.incoming.update_kinds import ASKED_FOR
from storage.engine.database import Database
from storage.sharing import webhooks

logger = logging.getLogger(__name__)

SECRET_BYTES = 36  # 48 characters of URL-safe base64
CONNECTIONS = 100  # the most that Telegram opens
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Registration:
    """The webhook of this bot: all its processes know one secret, kept in the database."""

    def __init__(self, bot: ExtBot[Any], db: Database, url: str) -> None:
        self._bot = bot
        self._db = db
        self._url = url
        self._secret = ""

    async def prepare(self) -> None:
        """Learn the secret, or make it. Raises `Unavailable`."""
        self._secret = await self._db.write(webhooks.secret, secrets.token_urlsafe(SECRET_BYTES))

    @property
    def path(self) -> str:
        """The last part of the address. It tells nothing of the secret, and changes with it."""
        return hmac.new(self._secret.encode(), b"path", hashlib.sha256).hexdigest()

    @property
    def address(self) -> str:
        return f"{self._url}/{self.path}"

    def knows(self, path: str, secret: str) -> bool:
        """True for our path and our secret, both compared in constant time."""
        is_path = hmac.compare_digest(path.encode(), self.path.encode())
        is_secret = hmac.compare_digest(secret.encode("utf-8", "replace"), self._secret.encode())
        return bool(self._secret) and is_path and is_secret

    async def look(self) -> None:
        """Tell Telegram of the webhook unless it knows it; pending updates stay. Raises `TelegramError`."""
        known = await self._bot.get_webhook_info()
        is_ours = known.url == self.address and known.max_connections == CONNECTIONS
        if is_ours and set(known.allowed_updates or ()) == set(ASKED_FOR):
            return
        await self._bot.set_webhook(
            self.address,
            secret_token=self._secret,
            max_connections=CONNECTIONS,
            allowed_updates=list(ASKED_FOR),
            drop_pending_updates=False,
        )
        logger.info("webhook set; waiting updates=%d", known.pending_update_count)
