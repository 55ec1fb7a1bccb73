"""Self-check offered unasked: the evenings on which it may come, and sixteen weeks as they are lived."""

from collections.abc import AsyncIterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Row, select

from jobs.actions import answer, presence
from jobs.schedule import check_weeks
from jobs.schedule.at_risk import places_kept
from jobs.schedule.evening_plan import decide, next_evening_at
from jobs.schedule.nudge_decision import Held, Reason, SendNudge
from jobs.workers.claim import PLANS, claim
from messages.language import everything_said
from storage import people
from storage.engine.database import Database
from storage.sent import nudges
from storage.tables import NudgeKind, NudgeRow, NudgeState
from storage.values import Span
from tests import databases
from tests.jobs.test_plan import at, person

CATALOGUE, _ = everything_said()
ANN = 7
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LONG_AGO = at("Mon 08:00") - 30 * DAY
FOURTH = {"onboarded_at": LONG_AGO, "path_weeks": 4, "week_from": None, "here_at": at("Mon 08:00")}


def planned(now: str = "Mon 20:00", **facts: Any) -> datetime | None:
    return next_evening_at(person(**FOURTH | facts), at(now))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "Tue 19:00"),
        ({"path_weeks": 3}, None),
        ({"path_weeks": 12}, "Tue 19:00"),
        ({"path_weeks": 16}, None),  # then every twelve
        ({"path_weeks": 24}, "Tue 19:00"),
        ({"on_path": False}, None),  # just nudges
        ({"check_offered_on": date(2024, 3, 4)}, None),  # once in a week of the path
        ({"checked_on": date(2024, 2, 14)}, "Wed 19:00"),  # three weeks after one they asked for
        ({"weekdays": 0b0010101}, "Wed 19:00"),  # Monday, Wednesday, Friday
        ({"weekdays": 0b1000001}, None),  # Sundays have the review
        ({"quiet_from": time(19)}, None),
        ({"quiet_from": time(19, 1)}, "Tue 19:00"),
        ({"path_weeks": 0, "onboarded_at": at("Mon 19:00")}, "Tue 19:00"),  # a day after they began
        ({"path_weeks": 0, "onboarded_at": at("Mon 19:01")}, "Wed 19:00"),
        ({"back_at": at("Mon 19:30")}, "Tue+7 19:00"),  # none in the first week after a return
        ({"back_at": at("Tue 19:00") - 7 * DAY}, "Tue 19:00"),
        ({"paused_from_at": at("Mon 09:00")}, None),
        ({"paused_from_at": at("Mon 09:00"), "paused_until_at": at("Wed 03:00")}, "Wed 19:00"),
        ({"safety_paused_at": at("Mon 09:00")}, None),
        ({"reachable": False}, None),
        ({"busy": (Span(at("Tue 18:00"), at("Tue 20:00")),)}, "Tue 20:02"),
        ({"busy": (Span(at("Tue 18:00"), at("Tue 22:00")),)}, "Wed 19:00"),
        ({"ignored_since_at": at("Sun 09:00") - 7 * DAY, "ignored_in_row": 2}, None),  # tired for two days
        ({"ignored_since_at": at("Mon 09:00"), "ignored_in_row": 2}, "Tue 19:00"),
        ({"evening_at": at("Tue 18:00")}, "Wed 19:00"),  # one message an evening
    ],
)
def test_the_evening_on_which_it_comes(facts: dict[str, Any], expected: str | None) -> None:
    assert planned(**facts) == (None if expected is None else at(expected))


@pytest.mark.parametrize(
    ("place", "expected"),
    [("office", None), ("shop floor", None), ("both", "Tue 19:00"), ("home", "Tue 19:00")],
)
def test_it_comes_where_they_are_at_home(place: str, expected: str | None) -> None:
    late_shift = person(**FOURTH).settings.windows[0]
    windows = (type(late_shift)(time(16), time(21)),)
    assert planned(place=place, windows=windows) == (None if expected is None else at(expected))


def test_it_is_planned_for_other_zones_at_their_own_evening() -> None:
    assert planned(zone="Asia/Tokyo") == at("Tue 10:00")


def due(now: str, **facts: Any) -> SendNudge | Held | None:
    return decide(person(**FOURTH | {"next_evening_at": at("Tue 19:00")} | facts), at(now))


@pytest.mark.parametrize(
    ("now", "facts", "expected"),
    [
        ("Tue 19:00", {}, SendNudge(NudgeKind.CHECK, silent=True)),
        ("Tue 19:00", {"sound": "loud"}, SendNudge(NudgeKind.CHECK, silent=False)),
        ("Tue 20:59", {}, SendNudge(NudgeKind.CHECK, silent=True)),  # late, after an outage
        ("Tue 21:00", {}, None),  # at night
        ("Tue 19:00", {"paused_from_at": at("Tue 09:00")}, None),
        ("Tue 19:00", {"safety_paused_at": at("Tue 09:00")}, None),
        ("Tue 19:00", {"on_path": False}, None),
        (
            "Tue 19:00",
            {"nudged_on": date(2024, 3, 5), "nudged_today": 5},
            SendNudge(NudgeKind.CHECK, silent=True),
        ),
        ("Tue 19:00", {"nudged_on": date(2024, 3, 5), "nudged_today": 6}, Reason.BUDGET),
        ("Tue 19:00", {"ignored_in_row": 3}, Reason.IGNORED),
        ("Tue 19:00", {"ignored_in_row": 2}, SendNudge(NudgeKind.CHECK, silent=True)),
    ],
)
def test_whether_it_is_sent(now: str, facts: dict[str, Any], expected: object) -> None:
    found = due(now, **facts)
    assert (found.reason if isinstance(found, Held) else found) == expected


def test_reminders_keep_a_place_for_it() -> None:
    assert places_kept(person(**FOURTH), at("Tue 18:59")) == 1
    assert places_kept(person(**FOURTH), at("Tue 19:00")) == 0
    assert places_kept(person(**FOURTH), at("Mon 09:00")) == 0
    assert places_kept(person(**FOURTH | {"path_weeks": 5}), at("Tue 09:00")) == 0


@given(st.integers(0, 60), st.integers(1, 127), st.booleans(), st.integers(0, 23), st.dates(date(2024, 1, 1)))
def test_never_at_night_nor_on_a_day_off_nor_without_the_path(
    weeks: int, weekdays: int, on_path: bool, quiet_from: int, on: date
) -> None:
    facts = {"path_weeks": weeks, "weekdays": weekdays, "on_path": on_path, "quiet_from": time(quiet_from)}
    found = check_weeks.offered_at(person(**FOURTH | {"onboarded_at": LONG_AGO - 90 * DAY} | facts), on)
    if found is None:
        return
    assert on_path
    assert weekdays >> on.weekday() & 1
    assert on.weekday() not in (0, 6)
    assert weeks in (0, 4, 8, 12, 24, 36, 48, 60)
    assert (found.hour, found.minute) == (19, 0)
    assert not quiet_from <= 19 or quiet_from < 8  # quiet until 08:00


# As it is lived


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    url = databases.url(tmp_path)
    databases.migrate(url, at("Mon 08:00"))
    db = Database(url)
    yield db
    db.close()


def _begin(tx: Connection, /, **facts: Any) -> None:
    people.welcome(tx, ANN, "en", "Etc/UTC", at("Mon 08:00"))
    presence.begin(tx, ANN, at("Mon 08:00"))
    people.change(tx, ANN, **facts)


def _lives(tx: Connection, weeks: int) -> list[Row[Any]]:
    """Everything that was sent in these weeks to somebody who does all of it."""
    random, now, sent = Random(5), at("Mon 08:00"), list[Row[Any]]()
    end = now + weeks * 7 * DAY
    while now < end:
        for plan in PLANS:
            claim(tx, now, 10, CATALOGUE, random, plan)
        claimed = select(NudgeRow.__table__).where(NudgeRow.state == NudgeState.CLAIMED)
        for row in tx.execute(claimed).all():
            nudges.note(tx, ANN, row.id, NudgeState.SENT, now, message_id=row.id)
            sent.append(row)
            if row.movement_id is not None:
                answer.done(tx, ANN, row.id, now)
        ann = people.get(tx, ANN).plan
        due = [each for each in (ann.next_nudge_at, ann.next_evening_at) if each is not None]
        now = max(min(due, default=end), now + MINUTE)
    return sent


async def test_sixteen_weeks_have_five_of_them_within_the_budget(db: Database) -> None:
    await db.write(_begin, week_from=None)
    sent = await db.write(_lives, 27)
    checks = [row.decided_at for row in sent if row.kind is NudgeKind.CHECK]
    first = at("Tue+0 19:00")
    assert checks == [first + n * 7 * DAY for n in (0, 4, 8, 12, 24)]
    days = [row.decided_at.date() for row in sent]
    assert max(days.count(each) for each in {*days}) == 6
    assert days.count(checks[0].date()) == 6  # five reminders, and the offer
    person = await db.read(people.get, ANN)
    assert person.path.check_offered_on is None  # another week has begun since


@pytest.mark.parametrize(
    "facts",
    [
        {"on_path": False},
        {"conditions": ("HIP-OP",)},  # no programme
        {"conditions": ("PN-EARLY",)},
        {"conditions": ("PGP",), "vetoes": ("heavy-thighs", "seated-march")},  # no question is left
        {"minding_until_at": at("Mon+21 08:00")},  # an offer about health is open
    ],
)
async def test_it_never_comes_to(db: Database, facts: dict[str, Any]) -> None:
    await db.write(_begin, week_from=None, **facts)
    assert not [row for row in await db.write(_lives, 2) if row.kind is NudgeKind.CHECK]
