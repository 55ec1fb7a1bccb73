"""Polling: raw `getUpdates`, because PTB parses a batch as a whole and fails with its worst update."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from telegram.error import Conflict, RetryAfter
from telegram.request import BaseRequest

from bot.incoming.batch import numbered
from bot.incoming.rival import Rival
from bot.incoming.update_kinds import ASKED_FOR
from bot.outgoing.telegram_errors import UnreadableAnswer
from bot.timing.heartbeat import Heartbeat

READ_SECONDS = 10  # added to the long-poll time
REST_SECONDS = 30.0  # between heartbeats while Telegram asks for silence


class WebhookIsSet(Conflict):
    """Telegram sends updates to a webhook, and answers no polls until it is deleted."""


class Polling:
    """`getUpdates` over its own request object, so a long poll blocks no other call."""

    def __init__(
        self,
        request: BaseRequest,
        bot_url: str,
        rival: Rival,
        on_hold: Callable[[RetryAfter], None] = lambda _: None,
        on_unreadable: Callable[[], None] = lambda: None,
    ) -> None:
        self.answered = Heartbeat()
        self.heard = Heartbeat()  # refusals count too: Telegram answering at all is all a restart could fix
        self.rival = rival
        self._request = request
        self._on_hold = on_hold
        self._on_unreadable = on_unreadable  # counts, including updates dropped from a batch
        self._url = f"{bot_url}/getUpdates"

    async def ask(self, offset: int, limit: int, wait_seconds: int) -> list[dict[str, Any]]:
        """Updates from `offset` on, oldest first; asking confirms everything before it.

        Updates without a valid id are dropped. Raises `UnreadableAnswer` if none is left.
        """
        try:
            answer = await self._asked(offset, limit, wait_seconds)
            self.heard.beat()
            updates = numbered(answer)
        except UnreadableAnswer:
            self._on_unreadable()
            raise
        except RetryAfter as error:
            self.heard.beat()
            self._on_hold(error)
            raise
        except Conflict as error:
            self.heard.beat()
            if "webhook is active" in error.message:
                raise WebhookIsSet(error.message) from None
            self.rival.refused()
            raise
        self.answered.beat()
        self.rival.answered()
        for _ in range(len(answer) - len(updates)):
            self._on_unreadable()
        return updates

    async def _asked(self, offset: int, limit: int, wait_seconds: int) -> Any:
        """Telegram's answer, not checked yet."""
        parameters = {
            "offset": offset,
            "limit": limit,
            "timeout": wait_seconds,
            "allowed_updates": json.dumps(ASKED_FOR),
        }
        address = f"{self._url}?{urlencode(parameters)}"
        return await self._request.post(address, read_timeout=wait_seconds + READ_SECONDS)

    async def rest(self, seconds: float) -> None:
        """Sleep as long as Telegram asks for, with heartbeats: the bot is healthy meanwhile."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.heard.beat()
            await asyncio.sleep(min(left, REST_SECONDS))
