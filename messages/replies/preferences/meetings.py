"""Meeting replies: the quiet times from a calendar file, or kindly why it was not taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from messages.language import Language
from messages.replies import callback_data
from messages.replies.reply import Button, Reply, grid, paragraphs
from storage.values import Span

DAY_BEGINS = time(3)
SHOWN = 8  # times per message, each with a button


class Refusal(StrEnum):
    """Why a file changed nothing."""

    LARGE = "large"  # larger than any calendar of meetings
    LOST = "lost"  # the download failed
    DAMAGED = "damaged"  # not a readable calendar
    EMPTY = "empty"  # no events in it
    PAST = "past"  # nothing within the next weeks
    ANSWER = "answer"  # a reply to an invitation
    OFF = "off"  # cancelled, and was not quiet before
    OLDER = "older"  # a newer version was already received


@dataclass(frozen=True)
class LeftOut:
    """What was left out of a file."""

    is_shortened: bool = False
    is_first_only: bool = False
    is_zone_guessed: bool = False
    is_older: bool = False
    unreadable: int = 0
    since: datetime | None = None  # everything from here on, local


@dataclass(frozen=True)
class Taken:
    """Times now quiet and times open again (local), and the mark that takes all of it back."""

    quiet: Sequence[Span]
    opened: Sequence[Span]
    mark: int


def taken(say: Language, what: Taken, now: datetime, left_out: LeftOut) -> Reply:
    """The new quiet times, with buttons to take back the next ones, or all if there are more."""
    quiet, opened = _listed(say, what.quiet, now), _listed(say, what.opened, now, are_open=True)
    buttons = _back(say, what.quiet[:SHOWN], now)
    if len(what.quiet) > SHOWN:
        buttons.append(Button(say("button-take-all-back"), callback_data.data("unmeet-all", what.mark)))
    return Reply(paragraphs(quiet, opened, *_left_out(say, left_out, now)), grid(buttons, 2))


def all_taken_back(say: Language, gone: Sequence[Span], now: datetime) -> Reply:
    """All times of one file are open again; after a second tap none are left."""
    return Reply(_listed(say, gone, now, are_open=True) or say("meeting-none-left"))


def _listed(say: Language, times: Sequence[Span], now: datetime, are_open: bool = False) -> str:
    """One line per time; for many, the next ones, how many more, and the last."""
    name = "meeting-open" if are_open else "meeting-quiet"
    lines = [say(name, when=_when(say, each, now)) for each in times[:SHOWN]]
    if len(times) > SHOWN:
        lines.append(say("meeting-more", count=len(times) - SHOWN, last=_when(say, times[-1], now)))
    return "\n".join(lines)


def _left_out(say: Language, left_out: LeftOut, now: datetime) -> list[str]:
    since = left_out.since
    return [
        say("meeting-since", day=_day(say, since, now), time=say.time(since)) if since is not None else "",
        say("meeting-shortened") if left_out.is_shortened else "",
        say("meeting-first-only") if left_out.is_first_only else "",
        say("meeting-zone-guessed") if left_out.is_zone_guessed else "",
        say("meeting-unreadable", count=left_out.unreadable) if left_out.unreadable else "",
        say("meeting-older") if left_out.is_older else "",
    ]


def taken_back(say: Language, gone: Span, left: Sequence[Span], now: datetime) -> Reply:
    """One time is open again; lists the remaining ones with their buttons."""
    text = paragraphs(say("meeting-open", when=_when(say, gone, now)), _listed(say, left, now))
    return Reply(text, grid(_back(say, left[:SHOWN], now), 2))


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
        case Refusal.ANSWER:
            return Reply(say("calendar-answer"))
        case Refusal.OFF:
            return Reply(say("calendar-off"))
        case Refusal.OLDER:
            return Reply(say("meeting-older"))
    return Reply(say("calendar-past"))


def _back(say: Language, times: Sequence[Span], now: datetime) -> list[Button]:
    return [
        Button(
            say("button-take-back", day=_day(say, each.from_at, now), time=say.time(each.from_at)),
            callback_data.data(
                "unmeet", int(each.from_at.timestamp()), -int(-each.until_at.timestamp() // 1)
            ),
        )
        for each in times
    ]


def _when(say: Language, each: Span, now: datetime) -> str:
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
