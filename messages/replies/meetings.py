"""When it is quiet for a meeting, in words; what cannot be read is told kindly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from messages import taps
from messages.invitation import Time
from messages.language import Language
from messages.reply import Button, Reply, grid, paragraphs

DAY_BEGINS = time(3)


class Refusal(StrEnum):
    """Why nothing came of a file."""

    LARGE = "large"  # more than a calendar of meetings ever has
    LOST = "lost"  # it did not come through
    DAMAGED = "damaged"  # no calendar, or none that can be read
    EMPTY = "empty"  # a calendar without an event
    PAST = "past"  # nothing that is to come within the next weeks


@dataclass(frozen=True)
class LeftOut:
    """What of the file was not taken."""

    is_shortened: bool = False
    is_first_only: bool = False


def taken(
    say: Language, times: Sequence[Time], cancelled: Sequence[Time], now: datetime, left_out: LeftOut
) -> Reply:
    """What will be quiet and what no more (local), with a way back for each."""
    quiet = "\n".join(say("meeting-quiet", when=_when(say, each, now)) for each in times)
    gone = "\n".join(say("meeting-open", when=_when(say, each, now)) for each in cancelled)
    shortened = say("meeting-shortened") if left_out.is_shortened else ""
    first = say("meeting-first-only") if left_out.is_first_only else ""
    return Reply(paragraphs(quiet, gone, shortened, first), grid(_back(say, times, now), 2))


def taken_back(say: Language, gone: Time, left: Sequence[Time], now: datetime) -> Reply:
    """One is open again; the others that are kept, with their buttons."""
    others = "\n".join(say("meeting-quiet", when=_when(say, each, now)) for each in left)
    text = paragraphs(say("meeting-open", when=_when(say, gone, now)), others)
    return Reply(text, grid(_back(say, left, now), 2))


def refused(say: Language, why: Refusal) -> Reply:
    match why:
        case Refusal.LARGE:
            return Reply(say("calendar-large"))
        case Refusal.LOST:
            return Reply(say("calendar-lost"))
        case Refusal.DAMAGED:
            return Reply(say("calendar-unreadable"))
        case Refusal.EMPTY:
            return Reply(say("calendar-empty"))
    return Reply(say("calendar-past"))


def _back(say: Language, times: Sequence[Time], now: datetime) -> list[Button]:
    return [
        Button(
            say("button-take-back", day=_day(say, each.from_at, now), time=say.time(each.from_at)),
            taps.data("unmeet", int(each.from_at.timestamp()), -int(-each.until_at.timestamp() // 1)),
        )
        for each in times
    ]


def _when(say: Language, each: Time, now: datetime) -> str:
    """ "Monday 10:00–11:00", "all of Tuesday", or from one day into another."""
    begins, ends = each.from_at, each.until_at
    day, last = _day(say, begins, now), _day(say, ends, now)
    if begins.date() == ends.date():
        return say("meeting-hours", day=day, begins=say.time(begins), ends=say.time(ends))
    if begins.time() == ends.time() == DAY_BEGINS and (ends.date() - begins.date()).days == 1:
        return say("meeting-day", day=day)
    return say("meeting-days", day=day, begins=say.time(begins), last=last, ends=say.time(ends))


def _day(say: Language, at: datetime, now: datetime) -> str:
    is_near = 0 <= (at.date() - now.date()).days < 7
    return say.weekday(at.date()) if is_near else say.day(at.date())
