"""Reply persistence: which effects are stored while they wait, in what form, and how long they stay valid."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from bot.outgoing.effects import Announce, Edit, Effect, Follow, Leave, Menu, Offer, React, Send, Toast
from messages.replies.reply import Again, Button, Composer, Reply

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class KeepingRule:
    """How long an effect stays valid, and whether it survives a restart until then."""

    good_for: timedelta
    is_kept: bool
    why: str


RULES: Mapping[type[Effect], KeepingRule] = {
    Send: KeepingRule(3 * HOUR, True, "a receipt or an answer; hours later its totals are out of date"),
    Edit: KeepingRule(3 * HOUR, True, "the outcome in one of our messages, which else keeps its old buttons"),
    Offer: KeepingRule(HOUR, True, "a movement asked for now; its nudge is open, so the message must arrive"),
    Follow: KeepingRule(10 * MINUTE, True, "they are ready now; later no one would follow the countdown"),
    React: KeepingRule(HOUR, True, "only decorates the reply, which says the same"),
    Menu: KeepingRule(DAY, True, "the commands in the new language"),
    Leave: KeepingRule(DAY, True, "leaves a group the bot was added to"),
    Toast: KeepingRule(10 * MINUTE, False, "a spinner lasts a few seconds; after a restart it is too late"),
    Announce: KeepingRule(DAY, False, "the broadcast has its own row and resumes at the next start"),
}

_KINDS: Mapping[str, type[Effect]] = {kind.__name__: kind for kind in RULES}
_WITH_REPLY = (Send, Edit, Offer)


def reply_of(effect: Effect) -> Reply | None:
    return effect.reply if isinstance(effect, _WITH_REPLY) else None


def chat_of(effect: Effect) -> int | None:
    """The chat it is for; None for effects without one."""
    return None if isinstance(effect, Toast | Announce) else effect.chat_id


def leaves_no_trace(effect: Effect) -> bool:
    reply = reply_of(effect)
    return reply is not None and reply.leaves_no_trace


def is_kept(effect: Effect) -> bool:
    return RULES[type(effect)].is_kept and not leaves_no_trace(effect)


def is_message(effect: Effect) -> bool:
    """True if repeating it would post a second message; repeating an edit changes nothing."""
    return isinstance(effect, Send | Offer) or (isinstance(effect, Follow) and effect.message_id is None)


def written(effect: Effect) -> tuple[str, str]:
    """Kind and JSON content of a stored effect, for its row."""
    content = {each.name: getattr(effect, each.name) for each in fields(effect) if each.name != "reply"}
    reply = reply_of(effect)
    if reply is not None:
        content["reply"] = _written(reply)
    return type(effect).__name__, json.dumps(content, ensure_ascii=False)


def read(kind: str, content: str) -> Effect:
    """The stored effect; its reply may only say how to remake it. Raises `ValueError` for other versions."""
    try:
        found: dict[str, Any] = json.loads(content)
        if "reply" in found:
            found["reply"] = _read(found["reply"])
        if "commands" in found:
            found["commands"] = tuple(tuple(each) for each in found["commands"])
        return _KINDS[kind](**found)
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a reply of this version: {kind} ({type(error).__name__})") from None


def _written(reply: Reply) -> dict[str, Any]:
    if reply.again is not None:
        return {"again": [reply.again.name, *reply.again.arguments]}
    if reply.document is not None or reply.leaves_no_trace:
        raise ValueError("this reply must never be stored")
    return {
        "text": reply.text,  # with a picture too: the text says it all
        "rows": [[[each.label, each.data] for each in row] for row in reply.rows],
        "loop": reply.loop,
        "composer": None if reply.composer is None else reply.composer.share_label,
    }


def _read(found: Mapping[str, Any]) -> Reply:
    if "again" in found:
        name, *arguments = found["again"]
        return Reply("", again=Again(name, tuple(arguments)))
    rows = tuple(tuple(Button(label, data) for label, data in row) for row in found["rows"])
    composer = None if found["composer"] is None else Composer(found["composer"])
    return Reply(found["text"], rows, loop=found.get("loop", ""), composer=composer)
