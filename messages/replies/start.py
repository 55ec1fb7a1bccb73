"""Hello: the time, the plan, begun. And the way to a time zone, by the clock on the wall."""

from collections.abc import Sequence
from datetime import datetime

from messages import taps
from messages.language import Language
from messages.replies.common import Standing, day_so_far, streak_now, weekdays, when
from messages.replies.settings import Chosen, beginning
from messages.reply import Button, Reply, grid, paragraphs

CITIES_ON_A_PAGE = 20

ASKED = "asked"  # they said so themselves


def hello(say: Language, zone: str, local: datetime) -> Reply:
    """The first message asks one thing: whether the clock is right."""
    time = say.time(local)
    return Reply(
        say("hello", time=time),
        (
            (Button(say("button-right-time", time=time), taps.data("zone", zone)),),
            (Button(say("button-wrong-time"), taps.data("clock")),),
        ),
    )


def offer(say: Language, chosen: Chosen) -> Reply:
    text = say(
        "offer",
        days=weekdays(say, chosen.weekdays),
        windows=", ".join(chosen.windows),
        city=say.city(chosen.zone),
        pace=chosen.pace_minutes,
        budget=chosen.budget,
    )
    begin, too_young = beginning(say)
    changes = (
        Button(say("button-change-first"), taps.data("hours")),
        Button(say("button-body"), taps.data("body")),
    )
    return Reply(text, (begin, changes, too_young))


def under_16(say: Language) -> Reply:
    """They said so in words, which may be misread: deleting everything takes a tap of theirs."""
    return Reply(say("under-16"), ((Button(say("button-too-young"), taps.data("too-young", ASKED)),),))


def goodbye(say: Language) -> Reply:
    """To somebody under 16, of whom nothing is kept any more."""
    return Reply(say("goodbye-young"))


def begun(say: Language, next_at: datetime | None, local_now: datetime) -> Reply:
    return Reply(say("begun", when=when(say, next_at, local_now)))


def hello_again(say: Language, standing: Standing, next_at: datetime | None, local_now: datetime) -> Reply:
    lines = [day_so_far(say, standing), streak_now(say, standing)]
    next_line = say("today-next", when=when(say, next_at, local_now))
    return Reply(paragraphs(say("hello-again"), " ".join(lines), next_line))


def back(
    say: Language, standing: Standing, best_days: int, next_at: datetime | None, local_now: datetime
) -> Reply:
    """After a month or more: nothing is lost, and it begins gently."""
    gentle = say("back-gentle", when=when(say, next_at, local_now))
    return Reply(paragraphs(say("back"), _what_stands(say, standing, best_days), gentle))


def back_paused(say: Language, standing: Standing, best_days: int) -> Reply:
    return Reply(paragraphs(say("back"), _what_stands(say, standing, best_days), say("back-paused")))


def _what_stands(say: Language, standing: Standing, best_days: int) -> str:
    """The streak as it is, and the best one where there was any."""
    best = say("back-best", days=best_days) if best_days > standing.streak_days else ""
    return " ".join(part for part in (streak_now(say, standing), best) if part)


def only_in_private(say: Language) -> Reply:
    """One line to a group, before we leave it."""
    return Reply(say("only-in-private"))


def which_time(say: Language, clocks: Sequence[tuple[int, datetime]]) -> Reply:
    """One button for each time that it is somewhere: (offset from UTC in minutes, local time)."""
    shown = [say.time(local) for _, local in clocks]
    buttons = [
        Button(
            # 13 hours ahead and 11 behind show the same hands on another day.
            time if shown.count(time) == 1 else f"{say.short_weekday(local.date())} {time}",
            taps.data("clock", minutes, 0),
        )
        for (minutes, local), time in zip(clocks, shown, strict=True)
    ]
    return Reply(say("which-time"), grid(buttons, 4))


def which_city(say: Language, offset_minutes: int, page: int, zones: Sequence[str]) -> Reply:
    """The places that share this time now, a page of them."""
    named = sorted((say.city(zone), zone) for zone in zones)
    first = page * CITIES_ON_A_PAGE
    cities = [Button(city, taps.data("zone", zone)) for city, zone in named[first : first + CITIES_ON_A_PAGE]]
    turn = [Button(say("button-page-back"), taps.data("clock", offset_minutes, page - 1))]
    if page == 0:
        turn = [Button(say("button-page-back"), taps.data("clock"))]
    if first + CITIES_ON_A_PAGE < len(named):
        turn.append(Button(say("button-page-on"), taps.data("clock", offset_minutes, page + 1)))
    return Reply(say("which-city"), (*grid(cities, 2), tuple(turn)))
