"""getUpdates batch: its updates one by one, so an unreadable one does not take the others with it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from telegram import Update

from bot.outgoing.telegram_errors import UnreadableAnswer
from bot.outgoing.transport import AiohttpRequest

LARGEST_ID = 2**31 - 1  # Telegram gives no larger id, and asking from one would skip updates
LARGEST_SPLIT = 2 * 2**20  # bytes; a longer answer is not split

_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_RESULT = re.compile(r'\{\s*"ok"\s*:\s*true\s*,\s*"result"\s*:\s*\[')
_ID = re.compile(r'\{\s*"update_id"\s*:\s*(\d{1,10})\b')


class PollingRequest(AiohttpRequest):
    """Request for `getUpdates`; an answer nested too deeply for the JSON parser is split update by update."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            return AiohttpRequest.parse_json_payload(payload)
        except UnreadableAnswer:
            updates = list(_one_by_one(payload)) if _is_too_deep(payload) else []
            if not updates:
                raise
            return {"ok": True, "result": updates}


def numbered(answer: Any) -> list[dict[str, Any]]:
    """The updates with a valid id, the only ones that can be confirmed.

    Raises `UnreadableAnswer` if `answer` is not a list, or if none of its updates has an id.
    """
    if not isinstance(answer, list):
        raise UnreadableAnswer("No list of updates")
    updates = [each for each in map(_numbered, answer) if each is not None]
    if answer and not updates:
        raise UnreadableAnswer("No update with an id")
    return updates


def readable(update: Update, raw: dict[str, Any]) -> Update:
    """The update, if it has content and numeric ids, neither of which PTB checks; else `ValueError`."""
    if len(raw) < 2:
        raise ValueError("it brings nothing")
    for each in (update.effective_user, update.effective_chat):
        if each is not None and (isinstance(each.id, bool) or not isinstance(each.id, int)):
            raise ValueError("an id is no number")
    return update


def _numbered(raw: Any) -> dict[str, Any] | None:
    update_id = raw.get("update_id") if isinstance(raw, dict) else None
    if isinstance(update_id, str) and update_id.isascii() and update_id.isdecimal() and len(update_id) <= 10:
        update_id = int(update_id)
    is_one = isinstance(update_id, int) and not isinstance(update_id, bool) and 0 < update_id <= LARGEST_ID
    return {**raw, "update_id": update_id} if is_one else None


def _is_too_deep(payload: bytes) -> bool:
    """True if nesting is the only problem: a truncated answer must not pass for a complete one."""
    try:
        json.loads(payload)
    except RecursionError:
        return len(payload) <= LARGEST_SPLIT and payload.rstrip().endswith(b"]}")
    except ValueError:
        pass
    return False


def _one_by_one(payload: bytes) -> Iterator[dict[str, Any]]:
    """The updates, split by counting brackets; of an unreadable one, only its id."""
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
