"""Charts: stored facts turned into the values and words of pictures."""

from collections import Counter
from datetime import date, datetime, time, timedelta

from messages.content.movements import Catalogue
from messages.content.vocabulary import Category, Plane
from messages.language import Language
from messages.pictures.values import HoursOf, Square
from messages.replies.common import short_weekday
from messages.replies.moving import pictures as replies
from messages.replies.reply import Reply
from storage.history.chart_data import Curve, Variety, Week, Year
from storage.history.day_totals import Marked
from storage.person import Person
from storage.values import DayState, LoggedMove

ONE_DAY = timedelta(days=1)


def year(say: Language, looked: Year) -> Reply:
    """Picture of twelve months; the current one is drawn to its end."""
    today = looked.days[-1].on
    squares = [(each.on, _square(each, today)) for each in looked.days]
    on = today + ONE_DAY
    while on.month == today.month:
        squares.append((on, Square(DayState.AHEAD)))
        on += ONE_DAY
    moved = sum(each.state is DayState.MOVED for each in looked.days)
    return replies.year(say, squares, moved, sum(each.moves for each in looked.days))


def hours(say: Language, looked: Week) -> list[HoursOf]:
    """Picture of seven days by the hour, today last."""
    return [_hours_of(say, looked.person, each.on, looked.moves) for each in looked.days]


def strength(say: Language, looked: Curve) -> Reply:
    on = [looked.first + n * ONE_DAY for n in range(len(looked.scores))]
    return replies.strength(say, [100 * score for score in looked.scores], on)


def variety(say: Language, looked: Variety, catalogue: Catalogue) -> Reply:
    """Picture of kinds and planes; typed moves outside our catalogue belong to none."""
    known = [catalogue[name] for name in looked.movement_ids if name in catalogue]
    kinds = Counter(each.category for each in known)
    planes = Counter(plane for each in known for plane in each.planes)
    by_kind = [(kind, kinds[kind]) for kind in Category]
    by_plane = [(plane, planes[plane]) for plane in Plane]
    return replies.variety(say, by_kind, by_plane, len(looked.movement_ids))


def _square(day: Marked, today: date) -> Square:
    return Square(day.state, min(1.0, day.moves / day.goal), day.on == today)


def _hours_of(say: Language, person: Person, on: date, moved: list[LoggedMove]) -> HoursOf:
    is_active = person.settings.weekdays >> on.weekday() & 1
    sitting = [(_hour(w.opens_from), _hour(w.closes_until)) for w in person.settings.windows if is_active]
    # A day begins at 03:00, so moves after midnight are at its right end.
    mine = [_hour_of_day(person.local(each.moved_at), on) for each in moved if each.moved_on == on]
    return HoursOf(short_weekday(say, on.weekday()), tuple(sitting), tuple(mine))


def _hour_of_day(local: datetime, on: date) -> float:
    """The hour within the day `on`; a move from another day is clamped to an edge."""
    hour = _hour(local.time()) + 24 * (local.date() - on).days
    return min(max(hour, 3.0), 27.0)


def _hour(wall: time) -> float:
    return wall.hour + wall.minute / 60
