"""How are updates asked for? Raw: PTB would parse the batch as a whole, and fail with its worst update."""

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from telegram.error import Conflict, RetryAfter
from telegram.request import BaseRequest

from bot.failures import UnreadableAnswer
from bot.kinds import ASKED_FOR
from bot.pulse import Pulse
from bot.rival import Rival
from bot.transport import AiohttpRequest

READ_SECONDS = 10  # on top of the time Telegram was asked to wait
REST_SECONDS = 30.0  # while it wants silence, between two signs of life
LARGEST_ID = 2**31 - 1  # Telegram never gave more, and asking from there on loses updates
LARGEST_SPLIT = 2 * 2**20  # bytes; a longer answer is not taken apart

_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_RESULT = re.compile(r'\{\s*"ok"\s*:\s*true\s*,\s*"result"\s*:\s*\[')
_ID = re.compile(r'\{\s*"update_id"\s*:\s*(\d{1,10})\b')


class PollingRequest(AiohttpRequest):
    """Calls of `getUpdates`: one update that cannot be read does not take the others with it."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            return AiohttpRequest.parse_json_payload(payload)
        except UnreadableAnswer:
            updates = list(_one_by_one(payload)) if _is_too_deep(payload) else []
            if not updates:
                raise
            return {"ok": True, "result": updates}


def _is_too_deep(payload: bytes) -> bool:
    """Whether that is all that is wrong with it: half an answer must not be taken for a whole one."""
    try:
        json.loads(payload)
    except RecursionError:
        return len(payload) <= LARGEST_SPLIT and payload.rstrip().endswith(b"]}")
    except ValueError:
        pass
    return False


def _one_by_one(payload: bytes) -> Iterator[dict[str, Any]]:
    """The updates of an answer that is nested too deeply to be read whole; of the culprit only its id."""
    text = payload.decode("utf-8", "replace")
    begin = _RESULT.match(text)
    depth, start = 0, 0
    for bracket in _BRACKETS.finditer(text, begin.end()) if begin else ():
        if bracket[0] in ("{", "["):
            start = bracket.start() if depth == 0 else start
            depth += 1
        elif bracket[0] in ("}", "]"):
            depth -= 1
            if depth == 0:
                yield _alone(text[start : bracket.end()])


def _alone(text: str) -> dict[str, Any]:
    try:
        return dict(json.loads(text))
    except (ValueError, TypeError, RecursionError):
        found = _ID.match(text)
        return {"update_id": int(found[1])} if found else {}


class Polling:
    """`getUpdates` over a request object of its own, so that a long poll holds up no other call."""

    def __init__(
        self,
        request: BaseRequest,
        bot_url: str,
        on_hold: Callable[[RetryAfter], None] = lambda _: None,
        on_unreadable: Callable[[], None] = lambda: None,
    ) -> None:
        self.answered = Pulse()
        self.heard = Pulse()  # also of a refusal: that Telegram speaks to us is all that a restart could mend
        self.rival = Rival()
        self._request = request
        self._on_hold = on_hold
        self._on_unreadable = on_unreadable
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
            updates = self._read(answer)
        except RetryAfter as error:
            self.heard.beat()
            self._on_hold(error)
            raise
        except Conflict:
            self.heard.beat()
            self.rival.refused()
            raise
        except UnreadableAnswer:
            self._on_unreadable()
            raise
        self.heard.beat()
        self.answered.beat()
        self.rival.answered()
        return updates

    async def rest(self, seconds: float) -> None:
        """Telegram has asked for it: the bot is of no less use meanwhile."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.heard.beat()
            await asyncio.sleep(min(left, REST_SECONDS))

    def _read(self, answer: Any) -> list[dict[str, Any]]:
        if not isinstance(answer, list):
            raise UnreadableAnswer("No list of updates")
        updates = [each for each in map(_numbered, answer) if each is not None]
        if answer and not updates:
            raise UnreadableAnswer("No update with an id")
        for _ in range(len(answer) - len(updates)):
            self._on_unreadable()
        return updates


def _numbered(raw: Any) -> dict[str, Any] | None:
    """The update with its id as a number; None without one from which Telegram could go on."""
    update_id = raw.get("update_id") if isinstance(raw, dict) else None
    if isinstance(update_id, str) and update_id.isascii() and update_id.isdecimal() and len(update_id) <= 10:
        update_id = int(update_id)
    is_one = isinstance(update_id, int) and not isinstance(update_id, bool) and 0 < update_id <= LARGEST_ID
    return {**raw, "update_id": update_id} if is_one else None
