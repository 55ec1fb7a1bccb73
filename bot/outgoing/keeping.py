"""Which replies are kept while they wait, how, and for how long? One table over all effects."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from bot.outgoing.effects import Announce, Edit, Effect, Follow, Leave, Menu, Offer, React, Send, Toast
from messages.replies.reply import Again, Button, Composer, Reply

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    """How long an effect makes sense, and whether it outlives the process until then."""

    good_for: timedelta
    is_kept: bool
    why: str


RULES: Mapping[type[Effect], Rule] = {
    Send: Rule(3 * HOUR, True, "a receipt or an answer; hours later the day it tells of has gone on"),
    Edit: Rule(3 * HOUR, True, "the outcome under a message of ours, which else keeps its old buttons"),
    Offer: Rule(HOUR, True, "a movement asked for now; its nudge is open, so the message must come"),
    Follow: Rule(10 * MINUTE, True, "they stand ready; later the countdown would lead nobody"),
    React: Rule(HOUR, True, "beside the words, which say the same"),
    Menu: Rule(DAY, True, "the commands in the language that was chosen"),
    Leave: Rule(DAY, True, "out of a group that we were taken into"),
    Toast: Rule(10 * MINUTE, False, "a button waits a few seconds for it; the next process is too late"),
    Announce: Rule(DAY, False, "the broadcast stands in a row of its own, and the next start takes it up"),
}

_KINDS: Mapping[str, type[Effect]] = {kind.__name__: kind for kind in RULES}
_WITH_REPLY = (Send, Edit, Offer)


def reply_of(effect: Effect) -> Reply | None:
    return effect.reply if isinstance(effect, _WITH_REPLY) else None


def chat_of(effect: Effect) -> int | None:
    """Whom it is for; None: nobody in particular."""
    return None if isinstance(effect, Toast | Announce) else effect.chat_id


def leaves_no_trace(effect: Effect) -> bool:
    reply = reply_of(effect)
    return reply is not None and reply.leaves_no_trace


def is_kept(effect: Effect) -> bool:
    return RULES[type(effect)].is_kept and not leaves_no_trace(effect)


def is_message(effect: Effect) -> bool:
    """It puts something new into a chat, and a second time once more; an edit repeated changes nothing."""
    return isinstance(effect, Send | Offer) or (isinstance(effect, Follow) and effect.message_id is None)


def written(effect: Effect) -> tuple[str, str]:
    """Kind and content of one that is kept, for the row."""
    content = {each.name: getattr(effect, each.name) for each in fields(effect) if each.name != "reply"}
    reply = reply_of(effect)
    if reply is not None:
        content["reply"] = _written(reply)
    return type(effect).__name__, json.dumps(content, ensure_ascii=False)


def read(kind: str, content: str) -> Effect:
    """The effect again, its reply perhaps only as how it is made. Raises `ValueError` for another time's."""
    try:
        found: dict[str, Any] = json.loads(content)
        if "reply" in found:
            found["reply"] = _read(found["reply"])
        if "commands" in found:
            found["commands"] = tuple(tuple(each) for each in found["commands"])
        return _KINDS[kind](**found)
    except (KeyError, TypeError) as error:
        raise ValueError(f"no reply of ours: {kind} ({type(error).__name__})") from None


def _written(reply: Reply) -> dict[str, Any]:
    if reply.again is not None:
        return {"again": [reply.again.name, *reply.again.arguments]}
    if reply.document is not None or reply.leaves_no_trace:
        raise ValueError("this is never kept as it is")
    return {
        "text": reply.text,  # of one with a picture, too: it says all of it
        "rows": [[[each.label, each.data] for each in row] for row in reply.rows],
        "composer": None if reply.composer is None else reply.composer.share_label,
    }


def _read(found: Mapping[str, Any]) -> Reply:
    if "again" in found:
        name, *arguments = found["again"]
        return Reply("", again=Again(name, tuple(arguments)))
    rows = tuple(tuple(Button(label, data) for label, data in row) for row in found["rows"])
    composer = None if found["composer"] is None else Composer(found["composer"])
    return Reply(found["text"], rows, composer=composer)
