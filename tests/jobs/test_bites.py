"""Weekly bite: when a reminder becomes one and which one it is, by hand, by chance, and over twenty weeks."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Row, select

from jobs.actions import answer, pausing, presence
from jobs.choose.bites import next_bite, told_after
from jobs.choose.suitability import Fit
from jobs.schedule import unanswered
from jobs.schedule.weekly_bite import is_due
from jobs.workers.claim import PLANS, claim
from messages.content.learning import bites
from messages.content.vocabulary import CONDITIONS
from messages.language import everything_said
from storage import people
from storage.engine.database import Database
from storage.person import BITES_OFF, Person
from storage.sent import nudges
from storage.tables import NudgeKind, NudgeRow, NudgeState
from tests import databases
from tests.jobs.test_plan import at, person

CATALOGUE, _ = everything_said()
BITES = bites.load()
IDS = [each.id for each in BITES]
ANN = 7
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
BEGAN = at("Mon 08:00")
READY = {"nudged_on": at("Thu 10:00").date(), "nudged_today": 1}


def following(who: Person, fit: Fit | None = None) -> str | None:
    found = next_bite(who.path, fit or Fit(), CATALOGUE, BITES)
    return None if found is None else found.id


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, True),
        ({"on_path": False}, False),
        ({"bites": (BITES_OFF,)}, False),
        ({"bites": (BITES_OFF, "silent-p")}, False),
        ({"onboarded_at": None}, False),
        ({"onboarded_at": at("Wed 10:01")}, False),  # one minute less than a day ago
        ({"onboarded_at": at("Wed 10:00")}, True),
        ({"bitten_on": at("Fri 10:00").date() - 7 * DAY}, False),  # six days ago
        ({"bitten_on": at("Thu 10:00").date() - 7 * DAY}, True),
        ({"nudged_today": 0}, False),  # the first of a day
        ({"nudged_on": at("Wed 10:00").date()}, False),
        ({"nudged_today": 0, "budget": 1}, True),  # there is no second one
        (
            {"paused_from_at": at("Wed 10:00"), "paused_until_at": at("Thu 09:00")},
            False,
        ),  # over, not announced
    ],
)
def test_when_a_reminder_may_be_a_bite(facts: dict[str, Any], expected: bool) -> None:
    assert is_due(person(**READY | facts), at("Thu 10:00")) is expected


@pytest.mark.parametrize(
    ("path_weeks", "told", "expected"),
    [
        (0, (), "what-it-is"),
        (1, ("what-it-is",), "silent-p"),
        (2, ("what-it-is", "silent-p"), "tight-is-not-short"),
        (1, ("what-it-is", "silent-p"), "fillet"),  # a week that repeats borrows from the time after
        (6, ("tight-is-not-short",), "team"),
        (8, tuple(i for i in IDS if i not in ("no-memories", "silent-p")), "silent-p"),  # what was left over
        (
            0,
            tuple(i for i in IDS if i != "no-memories"),
            "no-memories",
        ),  # weeks to come, when all else is told
        (12, (), "fillet"),
        (40, tuple(i for i in IDS if i != "two-in-one"), "two-in-one"),
    ],
)
def test_the_present_weeks_come_first(path_weeks: int, told: tuple[str, ...], expected: str) -> None:
    assert following(person(path_weeks=path_weeks, bites=told)) == expected


def test_what_is_switched_off_stays_told() -> None:
    path = person(bites=("what-it-is", "silent-p")).path
    off = person(bites=path.with_bites(is_on=False)).path
    assert not off.wants_bites
    assert off.bites_told == ("what-it-is", "silent-p")
    assert person(bites=off.with_bites(is_on=True)).path == path


@given(st.sets(st.sampled_from(sorted(CONDITIONS)), max_size=4), st.integers(0, 30), st.booleans())
def test_all_that_suit_are_told_once_and_then_again(
    conditions: set[str], path_weeks: int, wheelchair: bool
) -> None:
    fit = Fit(conditions=tuple(sorted(conditions)), wheelchair=wheelchair)
    barred = {each.id for each in CATALOGUE} - {each.id for each in CATALOGUE.offered_to(fit.conditions)}
    told, order = person(path_weeks=path_weeks), list[str]()
    for _ in range(2 * len(BITES) + 1):
        bite = next_bite(told.path, fit, CATALOGUE, BITES)
        assert bite is not None
        assert bite.tries not in barred
        assert not wheelchair or not bite.tries or bite.tries in CATALOGUE.wheelchair
        told = told.changed(bites=told_after(told.path, bite))
        order.append(bite.id)
    once = len(set(order))
    assert once >= sum(not each.tries for each in BITES)
    assert len({*order[:once]}) == len({*order[once : 2 * once]}) == once
    assert all(first != second for first, second in pairwise(order))


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    url = databases.url(tmp_path)
    databases.migrate(url, BEGAN)
    db = Database(url)
    yield db
    db.close()


def _begin(tx: Connection, /, **facts: Any) -> Person:
    people.welcome(tx, ANN, "en", "Etc/UTC", BEGAN)
    presence.begin(tx, ANN, BEGAN)
    return people.change(tx, ANN, **facts) if facts else people.get(tx, ANN)


def _tick(tx: Connection, now: datetime, random: Random) -> Row[Any] | None:
    """Claim and send what is due, and answer all but bites; the nudge that was sent, if any."""
    for plan in PLANS:
        claim(tx, now, 10, CATALOGUE, random, plan)
    row = tx.execute(select(NudgeRow.__table__).where(NudgeRow.state == NudgeState.CLAIMED)).one_or_none()
    if row is None:
        return None
    nudges.note(tx, ANN, row.id, NudgeState.SENT, now, message_id=row.id)
    if row.movement_id is not None:
        answer.done(tx, ANN, row.id, now)
    return row


async def _live(
    db: Database, weeks: int, pause: tuple[int, int] | None = None, *, until_bitten: bool = False
) -> list[Row[Any]]:
    """Live through weeks, one counted after the other, or up to the first bite; all nudges that were sent."""
    random, sent, now = Random(5), [], BEGAN
    while now < BEGAN + weeks * 7 * DAY:
        week = (now - BEGAN) // (7 * DAY)
        stands = await db.read(people.get, ANN)
        if stands.path.path_weeks != week:
            await db.write(people.change, ANN, path_weeks=week)
        if pause is not None and pause[0] == week and stands.pause.paused_from_at is None:
            await db.write(pausing.pause, ANN, timedelta(weeks=pause[1]), now)
            pause = None
        row = await db.write(_tick, now, random)
        if row is not None:
            sent.append(row)
            if until_bitten and row.kind is NudgeKind.BITE:
                return sent
        plan = (await db.read(people.get, ANN)).plan
        due = [each for each in (plan.next_nudge_at, plan.next_evening_at) if each is not None]
        now = max(now + MINUTE, min(due, default=now + DAY))
    return sent


async def test_over_twenty_weeks_there_is_one_a_week_and_none_twice(db: Database) -> None:
    await db.write(_begin)
    sent = await _live(db, 20)
    told = [row for row in sent if row.kind is NudgeKind.BITE]
    assert 19 <= len(told) <= 20
    assert told[0].decided_at >= BEGAN + DAY
    assert all(
        second.decided_at.date() - first.decided_at.date() > 6 * DAY for first, second in pairwise(told)
    )
    assert len({row.decided_at.isocalendar()[:2] for row in told}) == len(told)
    assert all(row.silent and row.movement_id is None for row in told)
    assert all(9 <= row.decided_at.hour < 12 or 14 <= row.decided_at.hour < 17 for row in told)
    assert all(row.decided_at.weekday() < 5 for row in told)
    after = await db.read(people.get, ANN)
    assert len(after.path.bites_told) == len({*after.path.bites_told}) == len(told)
    assert after.path.bites_told[:4] == ("what-it-is", "silent-p", "tight-is-not-short", "two-in-one")
    for row in told:  # in place of a reminder, so a day has no more than its budget, and never begins with it
        today = [each for each in sent if each.decided_at.date() == row.decided_at.date()]
        assert len(today) <= after.settings.budget
        assert today[0].kind is NudgeKind.REMINDER


async def test_after_the_last_they_start_over(db: Database) -> None:
    await db.write(_begin, bites=tuple(IDS), bitten_on=BEGAN.date() - 30 * DAY, path_weeks=12)
    sent = await _live(db, 2)
    assert [row.kind for row in sent].count(NudgeKind.BITE) == 2
    assert len((await db.read(people.get, ANN)).path.bites_told) == 2


async def test_none_comes_in_a_pause_nor_above_its_end(db: Database) -> None:
    await db.write(_begin)
    sent = await _live(db, 6, pause=(2, 2))
    told = [row for row in sent if row.kind is NudgeKind.BITE]
    paused = BEGAN + 14 * DAY, BEGAN + 28 * DAY
    assert not [row for row in sent if paused[0] < row.decided_at < paused[1]]
    assert len(told) >= 3
    [announced] = [row for row in sent if row.ends_pause]
    assert announced.kind is NudgeKind.REMINDER


async def test_a_bite_that_is_left_unanswered_ignores_nothing(db: Database) -> None:
    await db.write(_begin)
    [*_, bite] = await _live(db, 1, until_bitten=True)
    assert bite.kind is NudgeKind.BITE
    ann = await db.read(people.get, ANN)
    assert ann.sent.open_nudge_id is None
    assert ann.sent.nudged_at is not None
    assert ann.presence.here_at is not None
    assert ann.presence.here_at < ann.sent.nudged_at  # with a movement, this would be one that was ignored
    assert unanswered.ignored_in_row(ann) == 0


async def test_who_only_wants_nudges_gets_no_bite(db: Database) -> None:
    await db.write(_begin, on_path=False)
    assert not [row for row in await _live(db, 3) if row.kind is NudgeKind.BITE]


async def test_nobody_who_wants_none_gets_one(db: Database) -> None:
    await db.write(_begin, bites=(BITES_OFF,))
    assert not [row for row in await _live(db, 3) if row.kind is NudgeKind.BITE]
