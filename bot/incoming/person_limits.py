"""How much of one person is worked on? So many messages and taps a minute, and equal taps once."""

import time
from dataclasses import dataclass, field
from typing import Any

MESSAGES_A_MINUTE = 30  # from one person
TAPS_A_MINUTE = 60  # of one person; nobody means more, and what is one too many is told so
LATE_EACH = 100  # messages above the limit that wait to be read for emergencies, of one person
LATE_ALL = 1_000  # and of all together


@dataclass(slots=True)
class Minute:
    """What of one kind came from one person within a minute: when (seconds, ascending), and which update."""

    counted: list[tuple[float, int]] = field(default_factory=list)

    def admits(self, update_id: int, most: int) -> bool:
        """Whether it is one of so many; one that is tried again is not counted again."""
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
    """A tap as it comes in: of two equal ones in a row the second means nothing more."""

    person: int
    query_id: str
    language_code: str | None
    button: tuple[int, str]  # the message it is under, and its data


def writer_of(raw: dict[str, Any]) -> int | None:
    """Who typed the message that this update brings, as far as that can be read."""
    try:
        return int(message_in(raw)["from"]["id"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def press_of(raw: dict[str, Any]) -> Press | None:
    """The tap that this update brings, as far as that can be read."""
    try:
        query = raw["callback_query"]
        person, code = query["from"], query["from"].get("language_code")
        button = int(query["message"]["message_id"]), str(query["data"])
        return Press(int(person["id"]), str(query["id"]), code if isinstance(code, str) else None, button)
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        return None


def written_in(raw: dict[str, Any]) -> str:
    """What was typed, under a picture too, as far as that can be read."""
    message = message_in(raw)
    text = message.get("text") or message.get("caption")
    return text if isinstance(text, str) else ""


def message_in(raw: dict[str, Any]) -> dict[str, Any]:
    """The message that an update brings, or words that were changed; a place that moves is none."""
    message, changed = raw.get("message"), raw.get("edited_message")
    if isinstance(changed, dict) and (changed.get("text") or changed.get("caption")):
        message = changed
    return message if isinstance(message, dict) else {}
