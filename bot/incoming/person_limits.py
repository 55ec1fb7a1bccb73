"""Limits per person: messages and taps per minute; equal taps in a row count once."""

import time
from dataclasses import dataclass, field
from typing import Any

MESSAGES_A_MINUTE = 30  # from one person
TAPS_A_MINUTE = 60  # per person, more than anyone means; taps over the limit are answered with a remark
LARGEST_PERSON = 2**52
LATE_EACH = 100  # per person: messages over the limit waiting for the emergency scan
LATE_ALL = 1_000  # and in total


@dataclass(slots=True)
class Minute:
    """One person's messages or taps within the last minute: (monotonic seconds, update id), ascending."""

    counted: list[tuple[float, int]] = field(default_factory=list)

    def admits(self, update_id: int, most: int) -> bool:
        """True if the update is within `most` a minute; a retried update is not counted again."""
        now = time.monotonic()
        while self.counted and self.counted[0][0] <= now - 60:
            del self.counted[0]
        if any(update_id == counted for _, counted in self.counted):
            return True
        if len(self.counted) >= most:
            return False
        self.counted.append((now, update_id))
        return True

    def is_over(self, now: float) -> bool:
        return not self.counted or self.counted[-1][0] < now - 60


@dataclass(frozen=True, slots=True)
class Press:
    """A raw tap; an equal one right after it adds nothing."""

    person: int
    query_id: str
    language_code: str | None
    button: tuple[int, str]  # message id and callback data


def writer_of(raw: dict[str, Any]) -> int | None:
    """Sender id of the message in a raw update; None if it has none or cannot be read."""
    try:
        return int(message_in(raw)["from"]["id"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def press_of(raw: dict[str, Any]) -> Press | None:
    """The tap in a raw update; None if it has none or cannot be read."""
    try:
        query = raw["callback_query"]
        person, code = query["from"], query["from"].get("language_code")
        button = int(query["message"]["message_id"]), str(query["data"])
        return Press(int(person["id"]), str(query["id"]), code if isinstance(code, str) else None, button)
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        return None


def written_in(raw: dict[str, Any]) -> str:
    """Text or caption of a raw update; empty if it has none or cannot be read."""
    message = message_in(raw)
    text = message.get("text") or message.get("caption")
    return text if isinstance(text, str) else ""


def message_in(raw: dict[str, Any]) -> dict[str, Any]:
    """The new message, or the edited one if it has text (a live location has none); {} for neither."""
    message, changed = raw.get("message"), raw.get("edited_message")
    if isinstance(changed, dict) and (changed.get("text") or changed.get("caption")):
        message = changed
    return message if isinstance(message, dict) else {}


def sender_of(raw: dict[str, Any]) -> int:
    """Id of whoever caused a raw update, as the lanes know them; 0 if nobody is named."""
    for name, brought in raw.items():
        if name != "update_id" and isinstance(brought, dict):
            sender = brought.get("from") or brought.get("user")
            person = sender.get("id") if isinstance(sender, dict) else None
            return person if isinstance(person, int) and 0 < person < LARGEST_PERSON else 0
    return 0
