"""Meetings: nothing is due during one; edge cases by hand, and random calendars."""

from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import App
from jobs.actions.meetings import meet
from jobs.schedule import evening_plan
from jobs.schedule.meetings import GRACE, free_from, is_busy
from jobs.schedule.nudge_decision import Held, Reason, decide
from jobs.schedule.nudge_plan import next_nudge_at
from storage import meetings, people
from storage.meetings import BadSpan
from storage.sent import nudges
from storage.values import Span, merged
from tests.clock import SteppingClock, about
from tests.conftest import to_the_next_plan
from tests.jobs.test_plan import MONDAY, at, first_after, person
from tests.people import Human

pytestmark = pytest.mark.promise("meetings")

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def span(begins: str, ends: str) -> Span:
    return Span(at(begins), at(ends))


OPENINGS = ("Mon 09:00", "Mon 14:00", "Tue 09:00")
TEN = span("Mon 10:00", "Mon 11:00")


@pytest.mark.parametrize(
    ("when", "free"),
    [
        ("Mon 09:59", "Mon 09:59"),
        ("Mon 10:00", "Mon 11:02"),
        ("Mon 10:59", "Mon 11:02"),
        ("Mon 11:00", "Mon 11:02"),
        ("Mon 11:02", "Mon 11:02"),
    ],
)
def test_the_edges_of_a_meeting(when: str, free: str) -> None:
    assert free_from([TEN], at(when)) == at(free)


def test_one_meeting_behind_the_other_is_one_long_one() -> None:
    calendar = [span("Mon 12:03", "Mon 13:00"), span("Mon 11:01", "Mon 12:00"), TEN]
    assert free_from(calendar, at("Mon 10:30")) == at("Mon 12:02")
    assert free_from([*calendar, span("Mon 12:02", "Mon 12:03")], at("Mon 10:30")) == at("Mon 13:02")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"busy": (span("Mon 09:00", "Mon 10:00"),)}, "Mon 10:02"),
        ({"busy": (span("Mon 09:00", "Mon 12:00"),)}, "Mon 14:00"),  # the window is over: arrive again
        ({"busy": (span("Mon 09:00", "Mon 14:50"),)}, "Mon 14:52"),
        ({"busy": (span("Mon 09:00", "Mon 20:00"),)}, "Tue 09:00"),
        ({"busy": (span("Sun 09:00", "Sun 10:00"),)}, "Mon 09:00"),
        ({"later_until_at": at("Mon 10:30"), "later_nudge_id": 1, "busy": (TEN,)}, "Mon 11:02"),
        (
            {
                "later_until_at": at("Mon 20:30"),
                "later_nudge_id": 1,
                "busy": (span("Mon 20:00", "Mon 21:00"),),
            },
            "Tue 08:00",
        ),
    ],
)
def test_the_plan_goes_round_meetings(facts: dict[str, Any], expected: str) -> None:
    found = next_nudge_at(person(**facts), MONDAY)
    assert found == (first_after(expected) if expected in OPENINGS else at(expected))


def test_what_comes_due_in_a_meeting_is_held_until_its_end() -> None:
    late = person(nudged_at=at("Mon 09:00"), busy=(TEN,))
    assert decide(late, at("Mon 10:10")) == Held(Reason.MEETING, at("Mon 11:02"))


def test_the_look_back_and_the_evening_line_wait_for_the_end() -> None:
    here = {"here_at": at("Sun 12:00"), "onboarded_at": at("Mon 08:00") - 30 * DAY}
    sunday = person(**here, busy=(span("Sun 17:00", "Sun 19:00"),))
    assert evening_plan.next_evening_at(sunday, at("Sun 12:00")) == at("Sun 19:02")
    assert evening_plan.next_evening_at(sunday, at("Sun 18:30")) == at(
        "Sun 19:02"
    )  # asked in the middle of it
    line = person(**here, week_from=None, wants_evening=True, busy=(span("Mon+7 17:30", "Mon+7 19:00"),))
    assert evening_plan.next_evening_at(line, at("Mon+7 08:00")) == at("Mon+7 19:02")
    assert evening_plan.next_evening_at(line, at("Mon+7 18:30")) == at("Mon+7 19:02")
    assert evening_plan.decide(line, at("Mon+7 18:30")) is None


minutes = st.integers(0, 14 * 24 * 60).map(lambda n: MONDAY + n * MINUTE)
spans = st.builds(lambda begins, n: Span(begins, begins + n * MINUTE), minutes, st.integers(1, 720))


@given(st.lists(spans, max_size=25), minutes, st.integers(20, 120), st.booleans(), st.none() | minutes)
@settings(max_examples=300, deadline=None)
def test_nothing_is_due_and_nothing_sent_in_a_meeting(
    calendar: list[Span], now: datetime, pace: int, wants: bool, later_at: datetime | None
) -> None:
    facts = {"pace_minutes": pace, "wants_evening": wants, "later_until_at": later_at, "here_at": now}
    somebody = person(**facts, busy=tuple(calendar), week_from=time(18))
    for due_at in (next_nudge_at(somebody, now), evening_plan.next_evening_at(somebody, now)):
        assert due_at is None or not any(each.from_at <= due_at < each.until_at for each in calendar)
        assert due_at is None or due_at >= now
    if any(each.from_at <= now < each.until_at for each in calendar):
        assert isinstance(decide(somebody, now), Held)
        assert evening_plan.decide(somebody, now) is None


@given(st.lists(spans, max_size=40), minutes)
@settings(max_examples=200, deadline=None)
def test_what_is_kept_is_short_in_order_apart_and_to_come(calendar: list[Span], now: datetime) -> None:
    kept = merged(calendar, now)
    assert all(each.until_at > now for each in kept)
    assert all(a.until_at < b.from_at for a, b in pairwise(kept))
    assert all(any(k.from_at <= each.from_at and each.until_at <= k.until_at for k in kept)
               for each in calendar if each.until_at > now)  # fmt: skip


async def test_meetings_are_kept_within_bounds_and_move_the_plan(app: App, ann: Human) -> None:
    await ann.begins()
    now, who = app.clock.now(), ann.chat_id
    for wrong in (
        Span(now - HOUR, now),
        Span(now, now + 12 * HOUR + MINUTE),
        Span(now + 30 * DAY + MINUTE, now + 30 * DAY + HOUR),
    ):
        with pytest.raises(BadSpan):
            await app.db.write(meetings.add, who, wrong, now)
    morning = Span(now, now + 12 * HOUR)
    await app.db.write(meet, who, [morning, Span(now + 30 * DAY, now + 30 * DAY + HOUR)], [], now)
    met = await app.db.read(people.get, who)
    assert len(met.agenda.busy) == 2
    assert met.plan.next_nudge_at is not None and met.plan.next_nudge_at >= morning.until_at + GRACE
    gone = await app.db.write(meet, who, [], [Span(now + HOUR, now + 2 * HOUR)], now)
    assert gone.agenda.busy[:2] == (Span(now, now + HOUR), Span(now + 2 * HOUR, now + 12 * HOUR))
    twice = await app.db.write(meet, who, [], [Span(now + HOUR, now + 2 * HOUR)], now)
    assert twice.agenda.busy == gone.agenda.busy
    later = await app.db.write(meetings.add, who, Span(now + 20 * HOUR, now + 21 * HOUR), now + 13 * HOUR)
    assert min(each.from_at for each in later.agenda.busy) == now + 20 * HOUR  # what is over went


async def test_a_nudge_that_was_planned_into_a_meeting_comes_after_it(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    person_now = await app.db.read(people.get, ann.chat_id)
    assert person_now.plan.next_nudge_at is not None
    until = person_now.plan.next_nudge_at + 20 * MINUTE
    await app.db.write(meetings.add, ann.chat_id, Span(app.clock.now(), until), app.clock.now())
    assert await to_the_next_plan(app, clock, ann)
    assert ann.nudges_shown() == []
    assert is_busy((await app.db.read(people.get, ann.chat_id)).agenda.busy, app.clock.now())
    assert await app.db.read(nudges.unsent, 0, 10) == []
    assert await to_the_next_plan(app, clock, ann)
    assert app.clock.now() == about(until + GRACE)
    assert len(ann.nudges_shown()) == 1
