"""What came for getUpdates? Its updates, and one that nobody can read does not take the others with it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from telegram import Update

from bot.outgoing.telegram_errors import UnreadableAnswer
from bot.outgoing.transport import AiohttpRequest

LARGEST_ID = (
    2**31 - 1
)  # what is beyond it was never given by Telegram, and asking from there on loses updates
LARGEST_SPLIT = 2 * 2**20  # bytes; a longer answer is not taken apart

_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_RESULT = re.compile(r'\{\s*"ok"\s*:\s*true\s*,\s*"result"\s*:\s*\[')
_ID = re.compile(r'\{\s*"update_id"\s*:\s*(\d{1,10})\b')


class PollingRequest(AiohttpRequest):
    """Calls of `getUpdates`; an answer that nests too deeply to be read whole is read update by update."""

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
    """The updates that have an id from which Telegram could go on.

    Raises `UnreadableAnswer` for what is no list, and when nothing of it is left.
    """
    if not isinstance(answer, list):
        raise UnreadableAnswer("No list of updates")
    updates = [each for each in map(_numbered, answer) if each is not None]
    if answer and not updates:
        raise UnreadableAnswer("No update with an id")
    return updates


def readable(update: Update, raw: dict[str, Any]) -> Update:
    """The update, if it brings anything and its ids are numbers, as PTB takes on trust; else `ValueError`."""
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
    """Whether that is all that is wrong with it: half an answer must not be taken for a whole one."""
    try:
        json.loads(payload)
    except RecursionError:
        return len(payload) <= LARGEST_SPLIT and payload.rstrip().endswith(b"]}")
    except ValueError:
        pass
    return False


def _one_by_one(payload: bytes) -> Iterator[dict[str, Any]]:
    """The updates, parted by their brackets; of the culprit only its id."""
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
