"""Twelve weeks of three people on a real file, in figures: `python -m tests.programme`.

One takes nearly every nudge, one ignores three of five, one drifts off for weeks and returns. Claims, plans,
back-off and answers are the bot's own; only Telegram is left out.
"""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, select

from jobs.actions import answer, offer, presence
from jobs.choose.menu import menu
from jobs.choose.suitability import Fit
from jobs.programme.course import Course
from jobs.workers.claim import PLANS, claim
from messages.content import movements
from messages.content.movements import Movement
from storage import people
from storage.engine.database import engine_for
from storage.engine.file.store import BEGIN
from storage.sent import nudges
from storage.tables import NudgeRow, NudgeState
from tests import databases
from tests.jobs.lives import is_for_hip_flexors, is_for_hips, is_walk

CATALOGUE = movements.load()
BEGUN = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
WEEKS = 12
ANN = 7
NEVER = datetime.max.replace(tzinfo=UTC)
AWAY = range(24, 45)  # days without a sign of the one who drifts

# Of the first version: hip-flexor stretches among all nudges, and walks; a third of all movements never came.
BEFORE = "before: hip-flexor stretches 9 of 352, 1 of 259, 0 of 132; walks 60 %; a third never came"


@dataclass
class Lived:
    """What twelve weeks brought one person."""

    days: dict[date, list[Movement]] = field(default_factory=dict)
    answered: int = 0
    weeks_counted: int = 0
    fitting: frozenset[str] = frozenset()  # movements that fit up to their rung

    @property
    def offered(self) -> list[Movement]:
        return [each for day in self.days.values() for each in day]

    def never(self) -> list[str]:
        return sorted(self.fitting - {each.id for each in self.offered})

    def most(self, *, walks: bool) -> tuple[float, str]:
        """The largest share of one movement (one walk) in any four weeks of thirty offers or more."""
        best = (0.0, "none")
        for n in range(7 * (WEEKS - 4) + 1):
            first = BEGUN.date() + timedelta(days=n)
            within = [x for on, day in self.days.items() if 0 <= (on - first).days < 28 for x in day]
            if len(within) < 30:
                continue
            for name, many in Counter(each.id for each in within if is_walk(each) == walks).items():
                best = max(best, (many / len(within), name))
        return best

    def over(self, more: int = 0) -> dict[str, str]:
        """What came more often than 6 % (a walk 10 %) of any four weeks of seventeen offers, and `more`."""
        found = {}
        for n in range(7 * (WEEKS - 4) + 1):
            first = BEGUN.date() + timedelta(days=n)
            within = [x for on, day in self.days.items() if 0 <= (on - first).days < 28 for x in day]
            for each, many in Counter(within).items():
                if many > max(1, (10 if is_walk(each) else 6) * len(within) // 100 + more):
                    found[each.id] = f"{many} of {len(within)}"
        return found

    @property
    def was_away(self) -> bool:
        """True if nearly a week was without a nudge; one line a week is the most that comes then."""
        days = sorted(self.days)
        return any((later - earlier).days > 4 for earlier, later in pairwise(days))


Habit = Callable[[int, Random], bool]  # the day and chance: is this nudge answered?


def diligent(day: int, random: Random) -> bool:
    return random.random() < 0.9


def ignoring(day: int, random: Random) -> bool:
    return random.random() < 0.4


def drifting(day: int, random: Random) -> bool:
    return day not in AWAY and random.random() < (0.8 if day < 14 or day > 50 else 0.5)


PEOPLE: dict[str, Habit] = {
    "takes nearly every one": diligent,
    "ignores three of five": ignoring,
    "drifts off and returns": drifting,
}


def lived(habit: Habit, place: str = "office", weeks: int = WEEKS, seed: int = 1) -> Lived:
    """Live these weeks with the real claims and answers."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder)}/psoas.db"
        databases.migrate(url, BEGUN)
        engine = engine_for(url)
        with engine.connect().execution_options(**{BEGIN: "BEGIN IMMEDIATE"}) as tx:
            found = _live(tx, habit, place, weeks, Random(seed))
        engine.dispose()
    return found


def _live(tx: Connection, habit: Habit, place: str, weeks: int, random: Random) -> Lived:
    people.welcome(tx, ANN, "en", "Etc/UTC", BEGUN)
    presence.begin(tx, ANN, BEGUN)
    ann = people.change(tx, ANN, place=place, week_from=None)
    course = Course.of(ann, BEGUN.date(), CATALOGUE.programme)
    there = menu(CATALOGUE, Fit.of(ann, BEGUN), course)
    found = Lived(fitting=frozenset(each.movement.id for each in (*there.own, *there.after_lunch)))
    now, end, back_at = BEGUN, BEGUN + timedelta(weeks=weeks), BEGUN + timedelta(days=AWAY.stop, hours=2)
    while (now := _next(tx, now, back_at)) < end:
        day = (now.date() - BEGUN.date()).days
        if now == back_at and people.get(tx, ANN).unanswered.ignored_in_row:
            _note(found, now, offer.one_now(tx, ANN, "back", now, CATALOGUE, random))
        for plan in PLANS:
            last = tx.scalar(select(NudgeRow.id).order_by(NudgeRow.id.desc()).limit(1)) or 0
            if not claim(tx, now, 500, CATALOGUE, random, plan).nudged:
                continue
            new = select(NudgeRow.id, NudgeRow.movement_id).where(NudgeRow.id > last)
            for row in tx.execute(new.where(NudgeRow.state == NudgeState.CLAIMED)).all():
                nudges.note(tx, ANN, row.id, NudgeState.SENT, now, message_id=row.id)
                if row.movement_id is not None:
                    found.days.setdefault(now.date(), []).append(CATALOGUE[row.movement_id])
                if habit(day, random):
                    found.answered += 1
                    answer.done(tx, ANN, row.id, now + timedelta(minutes=2))
    found.weeks_counted = people.get(tx, ANN).path.path_weeks
    return found


def _next(tx: Connection, now: datetime, back_at: datetime) -> datetime:
    """The next instant at which something is due, or they ask for a movement again."""
    plan = people.get(tx, ANN).plan
    due = [at for at in (plan.next_nudge_at, plan.next_evening_at) if at is not None]
    return min(
        [max(at, now + timedelta(minutes=1)) for at in due] + [back_at] * (now < back_at), default=NEVER
    )


def _note(found: Lived, now: datetime, offered: offer.Offered | None) -> None:
    if offered is not None:
        found.days.setdefault(now.date(), []).append(CATALOGUE[offered.movement_id])


def told(name: str, life: Lived) -> str:
    """The figures of one person, a line for each."""
    offered = life.offered
    came = Counter(each.id for each in offered if is_for_hip_flexors(each))
    without = [day for day in life.days.values() if not any(map(is_for_hip_flexors, day))]
    alone = sum(len(day) == 1 for day in without)
    floor = sum("needs-floor" in each.places for each in offered)
    (share, most), (walk, most_walked) = life.most(walks=False), life.most(walks=True)
    lines = [
        f"{name}: {len(offered)} nudges on {len(life.days)} days, {life.answered} answered,"
        f" {life.weeks_counted} weeks counted",
        f"  hip flexors {came.total()} ({came.total() / len(offered):.0%}): "
        + ", ".join(f"{each} {many}" for each, many in came.most_common()),
        f"  for the hips {sum(map(is_for_hips, offered)) / len(offered):.0%},"
        f" walks {sum(map(is_walk, offered)) / len(offered):.0%},"
        f" up and about {sum(each.category == 'move' for each in offered) / len(offered):.0%}",
        f"  most frequent in any four weeks: {most} {share:.1%}, walk {most_walked} {walk:.1%}",
        f"  never came: {', '.join(life.never()) or 'none'} of {len(life.fitting)}",
        f"  on the floor in active hours {floor}, days without one for the hip flexors"
        f" {len(without) - alone}, come-back lines alone on their day {alone}",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    sys.stdout.write(f"{BEFORE}\n")
    for name, habit in PEOPLE.items():
        sys.stdout.write(told(name, lived(habit)))


if __name__ == "__main__":
    main()
