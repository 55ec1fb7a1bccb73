"""Connection: greets Telegram at the start, and tells the store whose message ids it holds."""

import asyncio
import logging
from itertools import count
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.outgoing.rate_limiter import Pacing
from bot.outgoing.silence import Silence
from bot.outgoing.telegram_errors import Failure, TokenRefused, failure_of
from bot.timing.once_per import OncePer
from bot.timing.retries import wait_seconds
from storage.engine.database import Database
from storage.engine.unavailable import Unavailable

logger = logging.getLogger(__name__)


class Connection:
    """The first call, repeated until answered. Nothing may be read from the store before that."""

    name = "connection"

    def __init__(
        self, bot: ExtBot[Any], pacing: Pacing, silence: Silence, db: Database, content: str = ""
    ) -> None:
        self._bot = bot
        self._pacing = pacing
        self._silence = silence
        self._db = db
        self._content = content  # figures for the log
        self._once_a_minute = OncePer(60)

    async def start(self) -> None:
        """Greet Telegram, and tell the store which bot we are; raises `TokenRefused`."""
        await self.greet()
        await self._introduce()

    async def stop(self) -> None:
        """Nothing to do: the owner of the bot object closes it."""

    async def greet(self) -> None:
        """Call Telegram until it answers; raises `TokenRefused`."""
        for hold in await self._silence.restore():
            self._pacing.hold(hold)
        for failures in count():
            try:
                await self._bot.initialize()
            except TelegramError as error:
                if failure_of(error) is Failure.FATAL:
                    raise TokenRefused("") from None
                if self._once_a_minute("connect"):
                    logger.warning("Telegram does not answer (%s), retrying", type(error).__name__)
                await asyncio.sleep(wait_seconds(failures))
            else:
                logger.info("connected %s", self._content)
                return

    async def _introduce(self) -> None:
        """Tell the store that message ids are this bot's from now on."""
        for failures in count():
            try:
                await self._db.speak_as(int(self._bot.token.partition(":")[0]))
                return
            except Unavailable as error:
                if self._once_a_minute("introduce"):
                    logger.error("start waits for the database: %s", error)
                await asyncio.sleep(wait_seconds(failures))
