"""Request parsing for /sandbox/: typed arguments, or a sentence saying what is wrong."""

import json
from base64 import b64decode
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.sandbox.api.faults import Fault, Kind
from bot.sandbox.records import Json


class UnreadableRequest(Exception):
    """An unreadable request; the message says why."""


async def body_of(request: web.Request) -> Json:
    try:
        body = json.loads(await request.read())
    except ValueError:
        raise UnreadableRequest("The body is not JSON.") from None
    if not isinstance(body, dict):
        raise UnreadableRequest("The body is not a JSON object.")
    return body


def only(asked: Json, *known: str) -> Json:
    """Arguments for an act: known names only, ids as whole numbers, other values unchanged."""
    if unknown := asked.keys() - set(known):
        raise UnreadableRequest(f"Unknown: {', '.join(sorted(unknown))}. Known: {', '.join(known)}.")
    return {name: _READ.get(name, _as_it_is)(value) for name, value in asked.items()}


def attachment(asked: Json) -> Json:
    """Arguments for sending a file, its content decoded from base64."""
    read = only(asked, "chat_id", "name", "content", "kind")
    try:
        return read | {"content": b64decode(str(read.get("content")), validate=True)}
    except ValueError:
        raise UnreadableRequest("content is a file in base64.") from None


def fault_fields(asked: Json) -> Json:
    known = [name for name in Fault.__dataclass_fields__ if not name.startswith("_") and name != "hits"]
    if asked.get("kind") not in list(Kind):
        raise UnreadableRequest(f"kind must be one of {', '.join(Kind)}.")
    return only(asked, *known)


def whole_number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise UnreadableRequest("An id must be a whole number.")
    return value


def words(value: Any) -> str:
    if not isinstance(value, str):
        raise UnreadableRequest("A name or a text is a string.")
    return value


def _as_it_is(value: Any) -> Any:
    return value


_READ: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("chat_id", "group_id", "message_id", "topic_id", "to"), whole_number),
    **dict.fromkeys(
        ("text", "name", "kind", "first_name", "language_code", "callback_data", "title", "caption"), words
    ),
}


def chat_id_of(request: web.Request) -> int:
    raw = request.query.get("chat_id", "")
    if not raw.removeprefix("-").isdecimal():
        raise UnreadableRequest("chat_id is a whole number.")
    return int(raw)
