"""Start replies: onboarding, hello again, welcome back and goodbye."""

from datetime import datetime

from messages.language import Language
from messages.replies import callback_data
from messages.replies.common import day_so_far, streak_now, weekdays, when
from messages.replies.preferences.settings import Stands, beginning, hours_text
from messages.replies.reply import Button, Reply, Rows, grid, paragraphs
from storage.values import DayTotals

ASKED = "asked"  # they said in words that they are under 16
FIRST = "first"  # onboarding's clock question, over once they have begun


def hello(say: Language, zone: str, local: datetime) -> Reply:
    """The first message, which asks one thing: whether the clock is right."""
    return Reply(say("hello", time=say.time(local)), _right_or_wrong(say, zone, local))


def hello_short(say: Language, zone: str, local: datetime) -> Reply:
    """Answer to a greeting while onboarding's first question is still open."""
    return Reply(say("hello-short", time=say.time(local)), _right_or_wrong(say, zone, local))


def _right_or_wrong(say: Language, zone: str, local: datetime) -> Rows:
    return (
        (Button(say("button-right-time", time=say.time(local)), callback_data.data("zone", zone, FIRST)),),
        (Button(say("button-wrong-time"), callback_data.data("clock")),),
    )


def offer(say: Language, stands: Stands) -> Reply:
    text = say(
        "offer",
        days=weekdays(say, stands.settings.weekdays),
        windows=say.row([hours_text(each) for each in stands.settings.windows]),
        city=say.city(stands.settings.zone),
        pace=stands.settings.pace_minutes,
        budget=stands.settings.budget,
    )
    begin, too_young = beginning(say)
    changes = (
        Button(say("button-change-first"), callback_data.data("hours")),
        Button(say("button-body"), callback_data.data("body")),
    )
    return Reply(text, (begin, changes, too_young))


def under_16(say: Language) -> Reply:
    """They wrote that they are under 16. That may be misread, so deleting everything takes a tap."""
    too_young = Button(say("button-too-young"), callback_data.data("too-young", ASKED))
    return Reply(say("under-16"), ((too_young,),), leaves_no_trace=True)


def goodbye(say: Language) -> Reply:
    """Goodbye to a person under 16, whose data has been deleted."""
    return Reply(say("goodbye-young"))


def begun(say: Language, next_at: datetime | None, local_now: datetime) -> Reply:
    """The promise, and optional settings."""
    later = [
        Button(say(f"button-{name}"), callback_data.data(name))
        for name in ("hours", "body", "plans", "settings")
    ]
    return Reply(say("begun", when=when(say, next_at, local_now)), grid(later, 2))


def hello_again(say: Language, totals: DayTotals, next_at: datetime | None, local_now: datetime) -> Reply:
    lines = [day_so_far(say, totals), streak_now(say, totals)]
    next_line = say("today-next", when=when(say, next_at, local_now))
    return Reply(paragraphs(say("hello-again"), " ".join(lines), next_line))


def back(say: Language, totals: DayTotals, next_at: datetime | None, local_now: datetime) -> Reply:
    """Welcome back after a month or more: nothing is lost, and it restarts gently."""
    gentle = say("back-gentle", when=when(say, next_at, local_now))
    return Reply(paragraphs(say("back"), _what_stands(say, totals), gentle))


def back_paused(say: Language, totals: DayTotals) -> Reply:
    return Reply(paragraphs(say("back"), _what_stands(say, totals), say("back-paused")))


def _what_stands(say: Language, totals: DayTotals) -> str:
    """The current streak, and the best one if it was longer."""
    best = say("back-best", days=totals.streak.best) if totals.streak.best > totals.streak.days else ""
    return " ".join(part for part in (streak_now(say, totals), best) if part)


def only_in_private(say: Language) -> Reply:
    """One line to a group before leaving it."""
    return Reply(say("only-in-private"))
