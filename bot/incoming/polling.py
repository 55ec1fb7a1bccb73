"""How are updates asked for? Raw: PTB would parse the batch as a whole, and fail with its worst update."""

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
from bot.ops.heartbeat import Pulse
from bot.outgoing.telegram_errors import UnreadableAnswer

READ_SECONDS = 10  # on top of the time Telegram was asked to wait
REST_SECONDS = 30.0  # while it wants silence, between two signs of life


class Polling:
    """`getUpdates` over a request object of its own, so that a long poll holds up no other call."""

    def __init__(
        self,
        request: BaseRequest,
        bot_url: str,
        rival: Rival,
        on_hold: Callable[[RetryAfter], None] = lambda _: None,
        on_unreadable: Callable[[], None] = lambda: None,
    ) -> None:
        self.answered = Pulse()
        self.heard = Pulse()  # also of a refusal: that Telegram speaks to us is all that a restart could mend
        self.rival = rival
        self._request = request
        self._on_hold = on_hold
        self._on_unreadable = on_unreadable  # counts, also what was left out of a batch
        self._url = f"{bot_url}/getUpdates"

    async def ask(self, offset: int, limit: int, wait_seconds: int) -> list[dict[str, Any]]:
        """Updates from `offset` on, oldest first; everything before it is confirmed by asking.

        What has no id that can be confirmed is left out. Raises `UnreadableAnswer` when nothing is left.
        """
        parameters = {
            "offset": offset,
            "limit": limit,
            "timeout": wait_seconds,
            "allowed_updates": json.dumps(ASKED_FOR),
        }
        try:
            answer: Any = await self._request.post(
                f"{self._url}?{urlencode(parameters)}", read_timeout=wait_seconds + READ_SECONDS
            )
            self.heard.beat()
            updates = numbered(answer)
        except UnreadableAnswer:
            self._on_unreadable()
            raise
        except RetryAfter as error:
            self.heard.beat()
            self._on_hold(error)
            raise
        except Conflict:
            self.heard.beat()
            self.rival.refused()
            raise
        self.answered.beat()
        self.rival.answered()
        for _ in range(len(answer) - len(updates)):
            self._on_unreadable()
        return updates

    async def rest(self, seconds: float) -> None:
        """Telegram has asked for it: the bot is of no less use meanwhile."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.heard.beat()
            await asyncio.sleep(min(left, REST_SECONDS))
