"""Weekly review: the week's moves, what went well, and one suggestion."""

from collections.abc import Sequence
from dataclasses import dataclass

from messages.language import Language
from messages.pictures.values import HoursOf
from messages.replies import callback_data
from messages.replies.moving import pictures, sundays
from messages.replies.moving.progress import squares
from messages.replies.moving.sundays import Remarked
from messages.replies.reply import Button, Reply, Rows, paragraphs
from storage.values import DayState, DayTotals


@dataclass(frozen=True)
class Review:
    """Figures of a week; `well` names what went well, `remark` is what else there is to say."""

    states: Sequence[DayState]
    days: int
    moves: int
    totals: DayTotals
    well: str
    goal_days: int
    remark: Remarked | None = None


@dataclass(frozen=True)
class Suggested:
    """A suggestion and the buttons that accept it."""

    text: str
    rows: Rows


def week(
    say: Language,
    told: Review,
    hours: Sequence[HoursOf],
    suggested: Suggested | None,
    path: str = "",
    more: Rows = (),
) -> Reply:
    """The week; `path` is a line on how its week went, `more` are buttons beside those of the suggestion."""
    head = say("week", row=squares(told.states), moves=told.moves, days=told.days)
    stands = say("week-stands", days=told.totals.streak.days, strength=told.totals.points)
    well = say("week-well", well=told.well, days=told.days, goal_days=told.goal_days)
    rows = (
        *(suggested.rows if suggested else ()),
        *more,
        *pictures.buttons(say, "year", "strength", "variety"),
    )
    remark = sundays.said(say, told.remark) if told.remark else ""
    lines = "\n".join(filter(None, (stands, well, path)))
    text = paragraphs(head, lines, remark, suggested.text if suggested else "")
    return Reply(text, rows, pictures.week_picture(say, hours, told.days, told.moves))


def offered(say: Language, remarked: Remarked) -> Suggested:
    """What one tap would do about the remark."""
    return Suggested(sundays.asked(say, remarked), sundays.rows(say, remarked))


def suggestions(say: Language, kind: str, number: int, *, wheelchair: bool = False) -> Suggested:
    """Suggest a higher goal, a slower pace (minutes), or a look at the active hours.

    After the path: fewer nudges a day, or plans of their own.
    """
    if kind == "budget":
        label = say("button-suggest-fewer", nudges=number)
        return Suggested(say("suggest-fewer", nudges=number), _row(label, "fewer-nudges", number))
    if kind == "plans":
        row = _row(say("button-suggest-plans"), "own-plans")
        return Suggested(say("suggest-plans", wheelchair=int(wheelchair)), row)
    if kind == "goal":
        label = say("button-suggest-goal", goal=number)
        return Suggested(say("suggest-goal", goal=number), _row(label, "aim", number))
    if kind == "pace":
        label = say("button-suggest-pace", pace=number)
        return Suggested(say("suggest-pace", pace=number), _row(label, "slow", number))
    return Suggested(say("suggest-hours"), _row(say("button-suggest-hours"), "other-hours"))


def taken_up(say: Language, goal: int | None, pace_minutes: int | None) -> Reply:
    """A suggestion was accepted; /settings can revert it."""
    if goal is not None:
        return Reply(say("goal-taken", goal=goal))
    return Reply(say("pace-taken", pace=pace_minutes or 0))


def fewer_nudges_taken(say: Language, nudges: int) -> Reply:
    return Reply(say("fewer-nudges-taken", nudges=nudges))


def _row(label: str, action: str, *arguments: int) -> Rows:
    return ((Button(label, callback_data.data(action, *arguments)),),)
