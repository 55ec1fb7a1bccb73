"""Evening plan: when the weekly review and the evening line come; edge cases by hand, random weeks."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.schedule import evening_plan
from jobs.schedule.active_hours import ActiveHours
from jobs.schedule.at_risk import places_kept
from jobs.schedule.evening_plan import decide, next_evening_at
from jobs.schedule.nudge_decision import Held, Reason, SendNudge
from jobs.schedule.nudge_plan import next_nudge_at
from storage.tables import NudgeKind
from tests.jobs.test_plan import at, person

pytestmark = pytest.mark.promise("milestones")

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HERE = {"here_at": at("Sun 12:00"), "onboarded_at": at("Mon 08:00") - 30 * DAY, "on_path": False}


def due(when: str, **facts: Any) -> SendNudge | Held | None:
    """The decision at an instant when the plan is due."""
    return decide(person(**HERE | {"next_evening_at": at(when)} | facts), at(when))


@pytest.mark.parametrize(
    ("facts", "now", "expected"),
    [
        ({}, "Mon 08:00", "Sun 18:00"),
        ({}, "Sun 17:59", "Sun 18:00"),
        ({"looked_back_at": at("Sun 18:00")}, "Sun 18:00", "Sun+7 18:00"),
        ({"week_from": time(20)}, "Mon 08:00", "Sun 20:00"),
        ({"week_from": None}, "Mon 08:00", None),
        ({"onboarded_at": at("Sat 12:00")}, "Sat 12:00", "Sun+7 18:00"),  # nothing to look back at yet
        ({"nudged_at": at("Sun 17:50")}, "Sun 17:55", "Sun 18:20"),  # half an hour after a nudge
        ({"quiet_from": time(17)}, "Sun 12:00", "Mon+7 08:00"),
        ({"week_from": None, "wants_evening": True}, "Mon 08:00", "Mon 18:00"),
        ({"week_from": None, "wants_evening": True}, "Fri 19:00", "Mon+7 18:00"),  # days off risk nothing
        ({"week_from": None, "wants_evening": True, "moved_at": at("Mon 09:00")}, "Mon 09:00", "Tue 18:00"),
        ({"week_from": None, "wants_evening": True, "quiet_from": time(18)}, "Mon 08:00", None),
        ({"paused_from_at": at("Mon 08:00")}, "Mon 08:00", None),
        ({"reachable": False}, "Mon 08:00", None),
    ],
)
def test_the_plan(facts: dict[str, Any], now: str, expected: str | None) -> None:
    assert next_evening_at(person(**HERE | facts), at(now)) == (None if expected is None else at(expected))


def test_a_look_back_that_is_late_comes_within_a_day_and_no_later() -> None:
    assert due("Sun 18:00") == SendNudge(NudgeKind.WEEK, silent=False)
    late = person(**HERE | {"next_evening_at": at("Sun 18:00")})
    assert decide(late, at("Mon+7 08:00")) == SendNudge(NudgeKind.WEEK, silent=False)
    assert decide(late, at("Mon+7 17:59")) == SendNudge(NudgeKind.WEEK, silent=False)
    assert decide(late, at("Mon+7 18:00")) is None
    assert decide(late, at("Sun 23:00")) is None  # at night
    assert next_evening_at(late, at("Sun 23:00")) == at("Mon+7 08:00")


@pytest.mark.parametrize("planned", [None, at("Sun 18:00"), at("Mon+7 08:00")])
def test_what_falls_into_a_pause_is_not_made_up_for_whatever_was_planned_before(
    planned: datetime | None,
) -> None:
    paused = {"paused_from_at": at("Mon 08:00"), "paused_until_at": at("Mon+7 03:00")}
    assert next_evening_at(person(**HERE | paused | {"next_evening_at": planned}), at("Mon 08:00")) == at(
        "Sun+7 18:00"
    )


def test_a_line_uses_a_place_of_the_budget_that_reminders_have_kept() -> None:
    wants = {"week_from": None, "wants_evening": True}
    assert due("Mon 18:00", **wants) == SendNudge(NudgeKind.EVENING, silent=False)
    counted = {"nudged_on": at("Mon 12:00").date(), "nudged_today": 6}
    held = due("Mon 18:00", **wants | counted)
    assert isinstance(held, Held)
    assert held.reason is Reason.BUDGET
    assert places_kept(person(**HERE | wants), at("Mon 10:00")) == 1
    assert places_kept(person(**HERE | wants), at("Mon 18:00")) == 0
    assert places_kept(person(**HERE | wants | {"moved_at": at("Mon 09:00")}), at("Mon 10:00")) == 0
    assert places_kept(person(**HERE), at("Sun 10:00")) == 1


def test_no_reminder_within_half_an_hour_of_a_look_back() -> None:
    someone = person(
        **HERE | {"weekdays": 127, "looked_back_at": at("Mon 10:00"), "moved_at": at("Mon 08:55")}
    )
    planned = next_nudge_at(someone, at("Mon 10:00"))
    assert planned is not None
    assert planned >= at("Mon 10:30")


FAR = "Pacific/Kiritimati Asia/Kolkata Europe/Berlin America/St_Johns Pacific/Honolulu".split()
zones = st.sampled_from(FAR)


@settings(max_examples=40, deadline=None)
@given(zones, st.lists(st.tuples(zones, st.integers(1, 200)), max_size=6), st.integers(0, 23), st.booleans())
def test_over_weeks_of_flights_one_look_back_a_week_and_one_line_a_day_and_never_at_night(
    zone: str, flights: list[tuple[str, int]], hour: int, wants: bool
) -> None:
    someone = person(**HERE | {"zone": zone, "week_from": time(hour), "wants_evening": wants})
    now = datetime(2024, 3, 4, 12, 0, tzinfo=UTC)
    told: dict[NudgeKind, list[datetime]] = {NudgeKind.WEEK: [], NudgeKind.EVENING: []}
    for next_zone, hours in [*flights, (zone, 200)]:
        for _ in range(hours):
            planned = next_evening_at(someone, now)
            someone = someone.changed(next_evening_at=planned, here_at=now)
            if planned is not None and planned <= now + HOUR:
                now = max(planned, now)
                decision = decide(someone, now)
                if isinstance(decision, SendNudge):
                    told[decision.kind].append(now)
                    assert not ActiveHours.of(someone).is_quiet(now)
                    if decision.kind is NudgeKind.WEEK:
                        someone = someone.changed(looked_back_at=now, next_evening_at=None)
                    else:
                        someone = someone.changed(evening_at=now, next_evening_at=None)
            now += HOUR
        someone = someone.changed(zone=next_zone)
    for kind, apart in (
        (NudgeKind.WEEK, evening_plan.WEEKS_APART),
        (NudgeKind.EVENING, evening_plan.LINES_APART),
    ):
        times = told[kind]
        assert all(after - before >= apart - DAY / 2 for before, after in pairwise(times))
    assert wants or not told[NudgeKind.EVENING]
