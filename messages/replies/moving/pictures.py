"""Picture replies: the four charts with captions that say the same in words."""

from collections.abc import Sequence
from datetime import date
from html import unescape
from itertools import groupby

from messages.content.vocabulary import Category, Plane
from messages.language import Language
from messages.pictures.values import (
    Bars,
    Heading,
    HoursOf,
    Month,
    Square,
    StrengthPicture,
    VarietyPicture,
    WeekPicture,
    YearPicture,
)
from messages.replies import callback_data
from messages.replies.reply import Button, Reply, Rows, grid
from storage.values import DayState

KINDS = ("year", "week", "strength", "variety")
LEGEND = (DayState.MOVED, DayState.PASS, DayState.MISSED, DayState.NEUTRAL)
TICKS = 4


def buttons(say: Language, *kinds: str) -> Rows:
    """Buttons for the pictures, all four unless some are named."""
    return grid(
        [Button(say(f"button-look-{kind}"), callback_data.data("picture", kind)) for kind in kinds or KINDS],
        2,
    )


def year(say: Language, days: Sequence[tuple[date, Square]], moved: int, moves: int) -> Reply:
    """The year picture from days in order; months are drawn to their ends."""
    months = tuple(
        _month(say, list(run)) for _, run in groupby(days, lambda day: (day[0].year, day[0].month))
    )
    heading = _heading(say("look-year-title"), say("look-year-under", days=moved, moves=moves))
    legend = tuple((state, unescape(say(f"shade-{state}"))) for state in LEGEND)
    return Reply(
        say("look-year", days=moved, moves=moves),
        buttons(say, *KINDS[1:]),
        YearPicture(heading, months, legend),
    )


def week_picture(say: Language, days: Sequence[HoursOf], moved: int, moves: int) -> WeekPicture:
    heading = _heading(say("look-week-title"), say("look-week-under", days=moved, moves=moves))
    return WeekPicture(
        heading, tuple(days), unescape(say("look-week-sitting")), unescape(say("look-week-moves"))
    )


def strength(say: Language, scores: Sequence[float], days: Sequence[date]) -> Reply:
    """The strength picture from scores (0 to 100, today last) and their days."""
    points = round(scores[-1])
    heading = _heading(
        say("look-strength-title"), say("look-strength-under", points=points, days=len(scores))
    )
    ticks = tuple((n, say.short_day(days[n])) for n in range(0, len(days) - 10, len(days) // (TICKS - 1)))
    named = (*ticks, (len(days) - 1, unescape(say("tick-today"))))
    picture = StrengthPicture(heading, tuple(scores), named)
    text = say("look-strength", points=points, best=round(max(scores)))
    return Reply(text, buttons(say, "year", "week", "variety"), picture)


def variety(
    say: Language, kinds: Sequence[tuple[Category, int]], planes: Sequence[tuple[Plane, int]], moves: int
) -> Reply:
    """The variety picture from a month's counts by kind and direction."""
    by_kind = tuple((unescape(say(f"kind-{kind}")), many) for kind, many in kinds)
    by_plane = tuple((unescape(say(f"plane-{plane.name.lower()}")), many) for plane, many in planes)
    groups = (
        Bars(unescape(say("look-variety-kinds")), by_kind),
        Bars(unescape(say("look-variety-planes")), by_plane),
    )
    heading = _heading(say("look-variety-title"), say("look-variety-under", moves=moves))
    tried, ways = (sum(many > 0 for _, many in counts) for counts in (kinds, planes))
    text = say("look-variety", moves=moves, kinds=tried, planes=ways)
    return Reply(text, buttons(say, *KINDS[:3]), VarietyPicture(heading, groups))


def _heading(title: str, under: str) -> Heading:
    return Heading(unescape(title), unescape(under))


def _month(say: Language, days: Sequence[tuple[date, Square]]) -> Month:
    first = days[0][0]
    return Month(say.month(first).capitalize(), first.weekday(), tuple(square for _, square in days))
