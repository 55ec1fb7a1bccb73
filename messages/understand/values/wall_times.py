"""Wall times typed in digits, in any language: "14:05", "2:05 pm", "14 Uhr 5". Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import time

from messages.understand.values.whereabouts import is_about_a_time

_HALF = r"(?P<half>[ap])\.? ?m\.?(?!\w)"
_TIME = re.compile(
    r"(?<![\w:.,])(?:"
    r"(?P<hour>[0-9]{1,2}) ?(?:[:h]|uhr) ?(?P<minute>[0-9]{1,2})(?![\w:]|[.,][0-9])(?: ?uhr(?!\w))?"
    # "3.50" alone is usually a length; with "Uhr", am or pm it is a time.
    r"|(?P<dotted>[0-9]{1,2}\.[0-9]{2})(?= ?(?:uhr(?!\w)|[ap]\.? ?m\.?(?!\w))|$)(?: ?uhr)?"
    r"|(?P<full>[0-9]{1,2})(?= ?uhr(?!\w)| ?[ap]\.? ?m\.?(?!\w))(?: ?uhr(?!\w))?"
    rf")(?: ?{_HALF})?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class WallTime:
    """A time in a text, with its position."""

    at: time
    is_half_day: bool  # 2:05 that may also mean 14:05
    begin: int
    end: int


def find(text: str) -> tuple[WallTime, ...]:
    """All times of day in a text; hours above 24 or minutes above 59 do not count."""
    plain = "".join(str(unicodedata.decimal(each, each)) for each in text)
    return tuple(found for match in _TIME.finditer(plain) if (found := _time(match)) is not None)


def alone(text: str) -> WallTime | None:
    """The time, if the text contains nothing else except phrases like "it's" or "es ist"."""
    found = find(text)
    if len(found) != 1:
        return None
    rest = text[: found[0].begin] + text[found[0].end :]
    return found[0] if is_about_a_time(rest) else None


def _time(match: re.Match[str]) -> WallTime | None:
    hours, _, minutes = (match["dotted"] or "").partition(".")
    hours, minutes = hours or match["hour"] or match["full"], minutes or match["minute"] or "0"
    hour, minute = int(hours), int(minutes)
    half = (match["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour == 24 and minute == 0:
        hour = 0
    if hour > 23 or minute > 59:
        return None
    is_half_day = not half and 1 <= hour <= 12 and len(hours) == 1
    return WallTime(time(hour, minute), is_half_day, match.start(), match.end())
