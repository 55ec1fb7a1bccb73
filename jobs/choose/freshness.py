"""Freshness: how soon and how often a movement may come again, from strict to lenient. Pure."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from jobs.choose.bits import BIT, bits_of, numbers_in
from jobs.choose.menu import Menu
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


def turns(today: date) -> int:
    """Whose turn it is, as bits."""
    return _TURNS[today.toordinal() // TURN_DAYS % TURNS]


_TURNS = [bits_of(range((-turn) % TURNS, len(BIT), TURNS)) for turn in range(TURNS)]


def overdue(tally: Tally, today: date, days: int = TURN_DUE_DAYS) -> int:
    """What has not come for four weeks though its turn ends within so many days, as bits."""
    is_ending = today.toordinal() % TURN_DAYS >= TURN_DAYS - days
    return turns(today) & ~tally.came if is_ending else 0


def stale(menu: Menu, tally: Tally, rule: Rule, a_week: int) -> int:
    """What came too recently or too often by this rule, as bits."""
    walks, rungs = menu.walks, menu.rungs
    found = tally.came_last(rule.others) & ~walks | tally.came_last(rule.walks) & walks
    if rule.days:
        found |= tally.came_within(rule.days) & ~walks | tally.came_today & walks
    if rule.a_week:
        times = max(1, ceil(a_week / BUSY_WEEK))
        found |= tally.came_often(rule.a_week * times) & ~walks & ~rungs
        found |= tally.came_often(rule.rung_a_week * times) & ~walks & rungs
        found |= tally.came_often(rule.walks_a_week * times) & walks
    return found


def had_share(menu: Menu, tally: Tally, in_four_weeks: int) -> int:
    """What has had its share of four weeks that bring so many offers, as bits; once, everything may come."""
    most, most_walks = (max(1, share * in_four_weeks // 100) for share in (SHARE, WALK_SHARE))
    came, walks = tally.in_four_weeks, menu.walks
    often = [number for number, times in came.items() if times >= most]  # few, so walks are looked at later
    return bits_of(number for number in often if came[number] >= most_walks or not walks >> number & 1)


def rarest(menu: Menu, tally: Tally, pool: int) -> int:
    """Those of the pool that have had least of their share, as bits."""
    if never := pool & ~tally.came:
        return never
    came, walks = tally.in_four_weeks, menu.walks
    had = {each: came[each] / (WALK_SHARE if walks >> each & 1 else SHARE) for each in numbers_in(pool)}
    least = min(had.values(), default=0)
    return bits_of(each for each, part in had.items() if part == least)
