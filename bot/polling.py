"""How are updates asked for? Raw: PTB would parse the batch as a whole, and fail with its worst update."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from telegram.error import RetryAfter
from telegram.request import BaseRequest

from bot.pulse import Pulse

ALLOWED = ("message", "callback_query", "my_chat_member")
READ_SECONDS = 10  # on top of the time Telegram was asked to wait


class Polling:
    """`getUpdates` over a request object of its own, so that a long poll holds up no other call."""

    def __init__(
        self, request: BaseRequest, bot_url: str, on_hold: Callable[[], None] = lambda: None
    ) -> None:
        self.answered = Pulse()
        self._request = request
        self._on_hold = on_hold
        self._url = f"{bot_url}/getUpdates"

    async def ask(self, offset: int, limit: int, wait_seconds: int) -> list[dict[str, Any]]:
        """Updates from `offset` on, oldest first; everything before it is confirmed by asking."""
        parameters = {
            "offset": offset,
            "limit": limit,
            "timeout": wait_seconds,
            "allowed_updates": json.dumps(ALLOWED),
        }
        try:
            answer: Any = await self._request.post(
                f"{self._url}?{urlencode(parameters)}", read_timeout=wait_seconds + READ_SECONDS
            )
        except RetryAfter:
            self._on_hold()
            raise
        self.answered.beat()
        return list(answer)
