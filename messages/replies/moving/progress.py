"""Progress replies: /today, /streak and pauses."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from messages.language import Language
from messages.replies import callback_data
from messages.replies.common import streak_now, when
from messages.replies.moving import pictures
from messages.replies.moving.log import name_of, yesterday_button
from messages.replies.preferences import pause
from messages.replies.reply import Button, Reply, paragraphs
from messages.understand.values.numbers import NoNumber
from messages.understand.values.past_instants import DAY_BEGINS
from storage.values import DayState, DayTotals, Move

SQUARES = {
    DayState.MOVED: "🟩",
    DayState.PASS: "🛟",
    DayState.MISSED: "⬜",
    DayState.NEUTRAL: "➖",
    DayState.OPEN: "🔲",
}


def squares(days: Iterable[DayState]) -> str:
    """Days in a row, the last one today or before it."""
    return "".join(SQUARES[each] for each in days)


def today(
    say: Language,
    totals: DayTotals,
    moves: Sequence[Move],
    coming: str,
    asks_yesterday: bool = False,
) -> Reply:
    """Today: moves against goal, moves with times (local), streak, what comes next."""
    filled = min(totals.moves, totals.goal)
    bar = "🟩" * filled + "⬜" * (totals.goal - filled)
    head = say("today", day=say.day(totals.on), bar=bar, moves=totals.moves, goal=totals.goal)
    done = [say("today-move", time=say.time(each.moved_at), name=name_of(say, each.name)) for each in moves]
    rows = yesterday_button(say) if asks_yesterday else ()
    text = paragraphs(head, "\n".join(done), f"{streak_now(say, totals)}\n{coming}")
    return Reply(text, (*rows, *pictures.buttons(say, "week", "variety")))


def next_nudge(say: Language, at: datetime | None, local_now: datetime) -> str:
    return say("today-next", when=when(say, at, local_now))


def is_paused(say: Language, until: datetime | None, local_now: datetime) -> str:
    if until is None:
        return say("today-paused-open")
    return say("today-paused", when=ends(say, until, local_now))


def streak(say: Language, totals: DayTotals, week: Sequence[DayState], asks_yesterday: bool = False) -> Reply:
    """Streak in days, the last seven days as squares, strength (0 to 100), and rest passes left."""
    days, best = totals.streak.days, totals.streak.best
    head = say("streak", days=days, row=squares(week))
    record = say("streak-best", days=best) if best > days else ""
    forgiveness = say("streak-passes", passes=totals.streak.passes_left(totals.on)) if days else ""
    score = say("streak-strength", points=totals.points) if totals.points else ""
    below = "\n".join(part for part in (record, forgiveness, score) if part)
    rows = yesterday_button(say) if asks_yesterday else ()
    text = paragraphs(head, say("streak-legend"), below)
    return Reply(text, (*rows, *pictures.buttons(say, "year", "strength")))


def pause_ask(say: Language, is_paused: bool = False) -> Reply:
    """Ask how long to pause; offers to resume if already paused."""
    back = ((_resume_button(say),),) if is_paused else ()
    return Reply(say("pause-ask"), (*pause.lengths(say), *back))


def pause_hint(say: Language, why: NoNumber, most_days: int, least_minutes: int) -> Reply:
    """What /pause accepts, after an unusable value; with the usual buttons."""
    if why is NoNumber.NOT_WHOLE:
        return Reply(say("pause-whole-days"), pause.lengths(say))
    if why is NoNumber.UNREADABLE:
        return Reply(say("pause-unreadable"), pause.lengths(say))
    return Reply(say("pause-bounds", days=most_days, minutes=least_minutes), pause.lengths(say))


def paused(say: Language, until: datetime | None, local_now: datetime) -> Reply:
    """The pause and its end (local); more than a week is called a holiday."""
    if until is not None and (until.date() - local_now.date()).days > 7:
        text = say("paused-holiday", when=when(say, until, local_now))
    else:
        text = quiet_until(say, until, local_now)
    return Reply(text, ((_resume_button(say),),))


def quiet_until(say: Language, until: datetime | None, local_now: datetime) -> str:
    """The pause and its end; one that ends today is not called a day off."""
    if until is None:
        return say("paused-open")
    if (until - DAY_BEGINS).date() == (local_now - DAY_BEGINS).date():
        return say("paused-today", when=when(say, until, local_now))
    return say("paused", when=ends(say, until, local_now))


def ends(say: Language, until: datetime, local_now: datetime) -> str:
    """The end of a pause in words; tomorrow at 03:00, when the day begins, is "tomorrow morning"."""
    is_tomorrow = (until.date() - local_now.date()).days == 1
    if is_tomorrow and (until.hour, until.minute) == (DAY_BEGINS.seconds // 3600, 0):
        return say("when-tomorrow-morning")
    return when(say, until, local_now)


def _resume_button(say: Language) -> Button:
    return Button(say("button-resume"), callback_data.data("resume"))


def resumed(
    say: Language, next_at: datetime | None, local_now: datetime, *, is_gentle: bool = False
) -> Reply:
    """`is_gentle`: it was a long pause, so fewer come at first."""
    return Reply(say("resumed-gently" if is_gentle else "resumed", when=when(say, next_at, local_now)))
