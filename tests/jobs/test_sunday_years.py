"""Years of Sundays: of five hundred made-up people nobody hears a remark twice within four weeks."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

from jobs.programme.rungs import Step
from jobs.programme.whereabouts import Whereabouts
from jobs.review import remarks, weekly
from jobs.review.remarks import ALONE_TOO, OFFERS, REMARKS
from jobs.review.sundays import Sunday
from messages.content import movements
from messages.content.programme import PhaseKey
from storage.history.chart_data import Week
from storage.history.day_totals import Marked
from storage.history.suggestions import Suggestion
from storage.history.week_turns import Taken, Turns
from storage.person import Person
from storage.tables import Answer, SuggestionKind
from storage.values import DayState, DayTotals, LoggedMove, Streak
from tests.jobs.test_plan import MONDAY, person

CATALOGUE = movements.load()
NAMES = [each.id for each in CATALOGUE if not each.needs]
WALKS = [each for each in NAMES if each.startswith("walk-")]
PEOPLE, WEEKS = 500, 52  # a review each Sunday at 18:00
DAY, WEEK = timedelta(days=1), timedelta(days=7)
ANSWERS = (Answer.DONE, Answer.LATER, Answer.NOT_NOW, None)
SLOTS = [(hour, timedelta(days=n, hours=18 - hour)) for n in range(6, 1, -1) for hour in (9, 11, 15)]
STEP = Step("walking", "walk-5", "walk-10")


@dataclass(frozen=True)
class Habit:
    """How somebody goes about a year; shares from 0 to 1."""

    moves: float  # days of a week with moves
    walks: float  # of the moves that are walks
    mornings: float
    answers: tuple[int, int, int, int]  # weights of `ANSWERS`
    refuses: int | None  # an hour that never fits
    swaps: float
    vetoes: float
    takes: float  # of the offers
    quiet: float  # weeks without any move


@dataclass
class Told:
    """What a year of reviews has said to one person."""

    remarks: dict[str, list[date]] = field(default_factory=lambda: defaultdict(list))
    offers: list[tuple[date, SuggestionKind, bool]] = field(default_factory=list)  # and whether it was taken

    def lately(self, on: date) -> Collection[str]:
        return [name for name, days in self.remarks.items() if (on - days[-1]).days < 28]

    def resting(self, on: date) -> Collection[SuggestionKind]:
        return {kind for at, kind, is_taken in self.offers if (on - at).days < 28 and not is_taken}


@cache
def years() -> list[Told]:
    return [_year(Random(n)) for n in range(PEOPLE)]


def _year(random: Random) -> Told:
    habit, who, told, done = _habit(random), person(budget=random.choice((2, 4, 6))), Told(), set[str]()
    taken: list[Taken] = []
    moved_on: date | None = None
    for n in range(WEEKS):
        sunday = MONDAY.replace(hour=18) + n * WEEK + 6 * DAY
        moves = _moves(random, habit, sunday)
        taken = [each for each in taken if each.due_at >= sunday - 28 * DAY] + _taken(random, habit, sunday)
        turns = Turns(tuple(taken), _first_times(moves, done), moved_on, moves[0].moved_on if moves else None)
        who = _changed(random, habit, who, n, sunday)
        said = weekly.said(_sunday(random, who, moves, turns, told, sunday), asks=random.random() < 0.02)
        if (made := remarks.made(said)) is not None:
            told.remarks[made.name].append(sunday.date())
        if said.suggestion is not None:
            is_taken = random.random() < habit.takes
            told.offers.append((sunday.date(), said.suggestion.kind, is_taken))
            who = _taken_up(who, said.suggestion, made.about if made else ()) if is_taken else who
        done |= {each.movement_id or "" for each in moves}
        moved_on = moves[-1].moved_on if moves else moved_on
    return told


def _habit(random: Random) -> Habit:
    weights = random.choice(((9, 1, 1, 1), (2, 6, 1, 1), (1, 1, 5, 3), (1, 1, 1, 6), (3, 2, 2, 3)))
    return Habit(
        moves=random.choice((0.2, 0.5, 0.95)),
        walks=random.choice((0.0, 0.5, 1.0)),
        mornings=random.choice((0.1, 0.5, 0.95)),
        answers=weights,
        refuses=random.choice((None, None, 11, 15)),
        swaps=random.choice((0.0, 0.0, 0.5)),
        vetoes=random.choice((0.0, 0.05)),
        takes=random.choice((0.0, 0.3, 0.9)),
        quiet=random.choice((0.0, 0.1, 0.4)),
    )


def _moves(random: Random, habit: Habit, sunday: datetime) -> list[LoggedMove]:
    if random.random() < habit.quiet:
        return []
    blank: dict[str, Any] = dict.fromkeys(LoggedMove.__dataclass_fields__)
    found = list[LoggedMove]()
    liked = random.sample(NAMES, 8)
    for n in range(6, 1, -1):
        if random.random() > habit.moves:
            continue
        for _ in range(random.choice((1, 2, 5))):
            hour = random.randint(9, 11) if random.random() < habit.mornings else random.randint(14, 16)
            at = sunday - timedelta(days=n, hours=18 - hour)
            name = random.choice(WALKS if random.random() < habit.walks else liked)
            found.append(LoggedMove(**blank | {"moved_at": at, "moved_on": at.date(), "movement_id": name}))
    return found


def _first_times(moves: list[LoggedMove], done: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.movement_id or "" for each in moves if each.movement_id not in done))


def _taken(random: Random, habit: Habit, sunday: datetime) -> list[Taken]:
    found = []
    for (hour, before), answer in zip(
        SLOTS, random.choices(ANSWERS, habit.answers, k=len(SLOTS)), strict=True
    ):
        others = random.randint(1, 2) if random.random() < habit.swaps else 0
        given = Answer.NOT_NOW if hour == habit.refuses else answer
        found.append(Taken(sunday - before, True, given, others))
    return found


def _changed(random: Random, habit: Habit, who: Person, week: int, sunday: datetime) -> Person:
    """What the week has changed about them, besides what they took up."""
    vetoed = who.for_now.vetoed
    if random.random() < habit.vetoes:
        names = random.sample(NAMES, 2)
        vetoed = tuple(f"{name} {sunday.date() - DAY}" for name in names)
        who = who.changed(vetoes=(*who.body.vetoes[-8:], *names))
    return who.changed(vetoed=vetoed, path_weeks=week)


def _sunday(
    random: Random, who: Person, moves: list[LoggedMove], turns: Turns, told: Told, sunday: datetime
) -> Sunday:
    on = sunday.date()
    by_day = Counter(each.moved_on for each in moves)
    days = [Marked(on - n * DAY, DayState.MOVED, by_day[on - n * DAY], 4) for n in range(6, -1, -1)]
    ofweek = [each for each in turns.taken if each.due_at > sunday - WEEK]
    done = sum(each.answer is Answer.DONE for each in ofweek)
    total = DayTotals(on, 0, 4, Streak(), 0.0, 0)
    week = Week(
        who, total, days, moves, 0, 0, len(ofweek), done, told.resting(on), told.lately(on)
    )  # fmt: skip
    ready = (STEP,) if random.random() < 0.2 else ()
    where = Whereabouts(PhaseKey.LET_GO, 1, 12, len(by_day), 3, ready)
    return Sunday(week, CATALOGUE, sunday, turns, where, is_check_due=who.path.path_weeks % 4 == 0)


def _taken_up(who: Person, offered: Suggestion, about: tuple[str, ...]) -> Person:
    """The settings that the offers change, so that they do not come for ever."""
    match offered.kind, offered.number:
        case SuggestionKind.BUDGET, int(budget):
            return who.changed(budget=budget)
        case SuggestionKind.PACE, int(pace):
            return who.changed(pace_minutes=pace)
        case SuggestionKind.STRENGTH, _:
            return who.changed(wants_strength=True)
        case SuggestionKind.FAVOURITE, _ if about:
            return who.changed(favourites=(*who.body.favourites, about[0]))
    return who


def test_nobody_hears_a_remark_twice_within_four_weeks() -> None:
    for told in years():
        for days in told.remarks.values():
            assert all((later - earlier).days >= 28 for earlier, later in pairwise(days))


def test_what_was_not_taken_is_not_offered_again_within_four_weeks() -> None:
    for told in years():
        for n, (at, kind, is_taken) in enumerate(told.offers):
            later = [on for on, other, _ in told.offers[n + 1 :] if other is kind and not is_taken]
            assert all((on - at).days >= 28 for on in later)


def test_each_of_the_twenty_comes_for_somebody_and_none_for_everybody() -> None:
    heard = Counter(name for told in years() for name in told.remarks)
    assert {*heard} == {*REMARKS}
    assert min(heard.values()) >= 10
    assert max(heard.values()) < PEOPLE
    many = [sum(map(len, told.remarks.values())) for told in years()]
    assert min(many) >= 12  # a quiet year has some, too
    assert max(many) <= WEEKS


def test_a_remark_that_is_made_for_its_offer_always_has_it() -> None:
    looked = replace(
        _sunday(Random(1), person(), [], Turns(), Told(), MONDAY.replace(hour=18) + 6 * DAY),
        where=Whereabouts(PhaseKey.LET_GO, 1, 12, 0, 3, (STEP,)),
    )
    made = [found for rule in REMARKS.values() if (found := rule(looked)) is not None]
    assert [each.name for each in made] == ["rung-ready", "nothing"]
    assert all(each.offer is not None for each in made if each.name in OFFERS.keys() - {*ALONE_TOO})
