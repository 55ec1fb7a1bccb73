"""Freshness: how soon and how often a movement may come again, from strict to lenient. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil

from jobs.choose.menu import Candidate
from jobs.choose.recent_offers import Tally


@dataclass(frozen=True)
class Rule:
    """How much has to be between two offers of a movement, and how often it may come in seven days."""

    others: int  # offers in between
    walks: int  # offers between two of the same walk
    days: int  # from one to the next; a walk may come every day, but once a day
    a_week: int = 0  # 0: any number
    rung_a_week: int = 0
    walks_a_week: int = 0


# Of what four weeks bring, in percent: at most so much is one movement, or one walk.
SHARE, WALK_SHARE = 6, 10

STRICT = Rule(others=17, walks=10, days=2, a_week=2, rung_a_week=3, walks_a_week=4)
HALF = Rule(others=8, walks=5, days=1)
FEW = Rule(others=3, walks=3, days=0)
NOT_RUNNING = Rule(others=1, walks=1, days=0)
FROM_STRICT = (STRICT, HALF, FEW, NOT_RUNNING)
# What is remembered is four weeks, but everything has to come within twelve: so a third of all movements has
# its turn for four weeks. What has not come by the last two of them is due, in the last one before all that
# the week lacks.
TURNS, TURN_DAYS, TURN_DUE_DAYS, TURN_URGENT_DAYS = 3, 28, 14, 7
BUSY_WEEK = 30  # offers; the numbers a week are for so many, and grow with more


def has_turn(each: Candidate, today: date) -> bool:
    return (today.toordinal() // TURN_DAYS + each.number) % TURNS == 0


def is_overdue(each: Candidate, tally: Tally, today: date, days: int = TURN_DUE_DAYS) -> bool:
    """True if its turn ends within so many days and it has not come for four weeks."""
    is_ending = today.toordinal() % TURN_DAYS >= TURN_DAYS - days
    return is_ending and each.number not in tally.in_four_weeks and has_turn(each, today)


def share(each: Candidate) -> int:
    """The most of four weeks that may be this movement, in percent."""
    return WALK_SHARE if each.is_walk else SHARE


def has_share_left(each: Candidate, tally: Tally, in_four_weeks: int) -> bool:
    """True if it may come once more in four weeks that bring so many offers; once it always may."""
    came = tally.in_four_weeks.get(each.number, 0)
    return not came or came < share(each) * in_four_weeks // 100


def rarest(candidates: Iterable[Candidate], tally: Tally) -> list[Candidate]:
    """Those that have had least of their share."""
    found = [*candidates]
    had = [tally.in_four_weeks.get(each.number, 0) / share(each) for each in found]
    return [each for each, part in zip(found, had, strict=True) if part == min(had)]


def is_fresh(each: Candidate, tally: Tally, rule: Rule, today: date, a_week: int) -> bool:
    number = each.number
    since = tally.since.get(number)
    if since is None:
        return True
    if since < (rule.walks if each.is_walk else rule.others):
        return False
    days = min(rule.days, 1) if each.is_walk else rule.days
    if days and (today - tally.last_on[number]).days < days:
        return False
    if rule.a_week:
        most = rule.walks_a_week if each.is_walk else rule.rung_a_week if each.is_rung else rule.a_week
        return tally.in_seven_days.get(number, 0) < most * max(1, ceil(a_week / BUSY_WEEK))
    return True
