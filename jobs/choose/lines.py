"""Lines: which wording a nudge opens with. Pure: the offers of four weeks in, a number out."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from storage.sent.praises import shuffled
from storage.values import Offered

WORDINGS = 18  # of each movement: its own lines, then frames; a walk may come four times a week
NOT_AGAIN_DAYS = 28
NO_WORDING = WORDINGS  # of an offer in other words: a come-back or an evening line

COMEBACKS = 12
# Come-back lines that name a movement come with it, and only where it may be offered.
COMEBACK_MOVEMENTS = {
    0: "ten-steps",
    1: "one-long-breath",
    2: "weight-shift",
    4: "shoulder-drop",  # "at the easy end": no five minutes on foot
    5: "stand-and-grow",
    9: "shoulder-drop",
    11: "walk-1",
}
STANDING_UP = frozenset({0, 2, 5, 8, 11})  # only for who stands


def line_for(number: int, offered: Sequence[Offered], on: date) -> int:
    """The wording for movement `number`: the first that was not used within four weeks.

    Where all of them were (they asked for it again and again), the one longest ago.
    """
    used = {each.line: each.on for each in offered if each.number == number}
    since = on - timedelta(days=NOT_AGAIN_DAYS)
    free = (line for line in range(WORDINGS) if used.get(line, date.min) <= since)
    oldest = [each.line for each in reversed(offered) if each.number == number and each.line < WORDINGS]
    return next(free, list(dict.fromkeys(oldest))[-1] if oldest else 0)


def comeback_line(chat_id: int, last: int | None, suiting: Collection[int]) -> int:
    """The come-back line after `last`, in the person's own order of those that suit them.

    None comes twice until all have been said, so never twice in a row.
    """
    order = shuffled(range(COMEBACKS), f"back {chat_id}")
    begin = 0 if last is None else order.index(last) + 1
    return next(each for each in (*order[begin:], *order[:begin]) if each in suiting)


def comebacks_suiting(offerable: Collection[str], *, stands: bool) -> list[int]:
    """Come-back lines for somebody who may be offered these movements; some name none and always suit."""
    return [
        line
        for line in range(COMEBACKS)
        if (stands or line not in STANDING_UP)
        and (line not in COMEBACK_MOVEMENTS or COMEBACK_MOVEMENTS[line] in offerable)
    ]
