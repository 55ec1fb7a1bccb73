"""Nudge plan: when the next nudge is due and whether it is sent; edge cases by hand, random weeks."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.schedule import unanswered
from jobs.schedule.nudge_decision import Held, Reason, SendNudge, decide
from jobs.schedule.nudge_plan import ARRIVE, SPREAD, after_a_change, intention_due, next_nudge_at, spread
from jobs.schedule.time_zones import canonical
from storage.people import COLUMNS, DEFAULTS
from storage.person import Person
from storage.tables import NudgeKind
from storage.values import Span, Window
from tests.storage.test_day import changes

pytestmark = pytest.mark.promise("night", "plans")

MONDAY = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def person(**facts: Any) -> Person:
    """A person with the defaults who began on a Monday at 08:00 UTC."""
    blank: dict[str, Any] = dict.fromkeys(each.name for each in COLUMNS)
    known = {
        "chat_id": 7,
        "joined_at": MONDAY,
        "onboarded_at": MONDAY,
        "reachable": True,
        "language": "en",
        "zone": "Etc/UTC",
        "nudged_today": 0,
        "ignored_in_row": 0,
        "comebacks": 0,
        "offered": (),
        "consented_at": None,
        "busy": (),
    }
    return Person.of(blank | DEFAULTS | known | facts)


def at(text: str) -> datetime:
    """An instant in the week of Monday 4 March 2024: "Mon 09:30", or "Tue+7 14:00" a week later."""
    day, wall = text.split()
    name, _, later = day.partition("+")
    first = "Mon Tue Wed Thu Fri Sat Sun".split().index(name)
    hour, minute = map(int, wall.split(":"))
    return datetime(2024, 3, 4, hour, minute, tzinfo=UTC) + timedelta(days=first + int(later or 0))


def first_after(opens: str) -> datetime:
    """The first nudge of the window that opens then."""
    return at(opens) + ARRIVE + spread(7, at(opens))


# By hand


@pytest.mark.parametrize("chat_id", range(1, 60))
def test_the_first_nudge_of_a_window_comes_at_another_minute_every_day(chat_id: int) -> None:
    who = person(chat_id=chat_id, weekdays=0b1111111, onboarded_at=MONDAY - 60 * DAY)
    mornings = [MONDAY + n * DAY for n in range(28)]
    firsts = [next_nudge_at(who, each) for each in mornings]
    assert firsts == [next_nudge_at(who, each - HOUR) for each in mornings]  # whenever it is planned
    after = [at - each - HOUR for at, each in zip(firsts, mornings, strict=True) if at is not None]
    assert len(after) == 28
    assert min(after) >= ARRIVE
    assert max(after) < ARRIVE + SPREAD
    assert len({each // MINUTE for each in after}) >= 10


def test_on_one_morning_everybody_is_spread_over_the_minutes() -> None:
    found = [spread(chat_id, MONDAY) for chat_id in range(2_000)]
    assert min(found) >= timedelta()
    assert max(found) < SPREAD
    assert len(set(found)) > 900


@pytest.mark.parametrize(
    ("facts", "now", "expected"),
    [
        ({}, "Mon 08:00", "Mon 09:00"),
        ({}, "Mon 07:00", "Mon 09:00"),
        ({"onboarded_at": at("Sat 11:00")}, "Sat 11:00", "Mon+7 09:00"),
        ({"pace_minutes": 15}, "Mon 07:00", "Mon 09:00"),
        ({"nudged_at": at("Mon 11:31")}, "Mon 11:31", "Mon 14:00"),  # an hour on is lunch
        ({"nudged_at": at("Mon 16:31")}, "Mon 16:31", "Tue 09:00"),
        ({"nudged_at": at("Fri 16:31")}, "Fri 16:31", "Mon+7 09:00"),
        # A window too short for that begins at once.
        ({"windows": (Window(time(10), time(10, 5)),)}, "Mon 08:30", None),
    ],
)
def test_the_first_nudge_of_a_window_comes_a_little_after_it_opens(
    facts: dict[str, Any], now: str, expected: str | None
) -> None:
    found = next_nudge_at(person(**facts), at(now))
    assert found == (at("Mon 10:00") if expected is None else first_after(expected))


@pytest.mark.parametrize(
    ("facts", "now", "expected"),
    [
        ({"nudged_at": at("Mon 09:31")}, "Mon 09:31", "Mon 10:31"),
        ({"moved_at": at("Mon 10:20"), "nudged_at": at("Mon 10:10")}, "Mon 10:20", "Mon 11:20"),
        ({"nudged_at": at("Mon 14:40"), "pace_minutes": 90}, "Mon 14:40", "Mon 16:10"),
        ({"nudged_at": at("Mon 14:40"), "pace_minutes": 10}, "Mon 14:40", "Mon 15:10"),  # never closer
        ({"nudged_at": at("Mon 14:40")}, "Mon 16:20", "Mon 16:20"),  # overdue: now
    ],
)
def test_a_pace_after_the_last_move_or_nudge(facts: dict[str, Any], now: str, expected: str) -> None:
    assert next_nudge_at(person(**facts), at(now)) == at(expected)


@pytest.mark.parametrize("minutes", [10, 20, 30])
def test_later_comes_at_its_minute_inside_hours_or_not(minutes: int) -> None:
    now = at("Mon 11:55")
    asked = person(nudged_at=now - MINUTE, nudged_today=6, nudged_on=now.date(), later_nudge_id=1)
    asked = asked.changed(later_until_at=now + minutes * MINUTE)
    due_at = next_nudge_at(asked, now)
    assert due_at == now + minutes * MINUTE
    assert decide(asked, due_at) == SendNudge(NudgeKind.LATER, silent=False)


def test_later_waits_for_the_morning_when_its_minute_is_quiet() -> None:
    asked = person(later_until_at=at("Mon 21:05"))
    assert next_nudge_at(asked, at("Mon 20:55")) == at("Tue 08:00")
    assert next_nudge_at(person(later_until_at=at("Mon 20:59")), at("Mon 20:55")) == at("Mon 20:59")
    assert decide(asked, at("Mon 21:05")) == Held(Reason.QUIET_HOURS, at("Tue 08:00"))


@pytest.mark.parametrize(
    "facts",
    [
        {"onboarded_at": None, "reminded_at": MONDAY},
        {"onboarded_at": None, "reachable": False},
        {"onboarded_at": None, "paused_from_at": MONDAY},
        {"reachable": False},
        {"paused_from_at": MONDAY},
        {"paused_from_at": MONDAY, "later_until_at": MONDAY + HOUR},
        {"weekdays": 0},
        {"windows": ()},
        {"ignored_since_at": MONDAY - 30 * DAY, "comebacks": 3},
    ],
)
def test_nothing_is_planned_for_who_has_not_begun_is_gone_away_or_has_no_hours(facts: dict[str, Any]) -> None:
    assert next_nudge_at(person(**facts), MONDAY) is None


def test_a_pause_with_an_end_is_over_when_it_says() -> None:
    away = person(paused_from_at=MONDAY, paused_until_at=at("Wed 03:00"), nudged_at=MONDAY)
    assert next_nudge_at(away, MONDAY) == first_after("Wed 09:00")
    assert decide(away, at("Mon 10:00")) == Held(Reason.PAUSED, first_after("Wed 09:00"))
    assert isinstance(decide(away, first_after("Wed 09:00")), SendNudge)


def test_a_pause_outranks_later_and_looks_again_only_when_it_ends() -> None:
    away = person(paused_from_at=MONDAY, paused_until_at=at("Wed 10:00"), later_until_at=at("Mon 09:10"))
    assert next_nudge_at(away, at("Mon 09:00")) == at("Wed 10:00")
    assert decide(away, at("Mon 09:10")) == Held(Reason.PAUSED, at("Wed 10:00"))


@pytest.mark.parametrize(
    ("facts", "now", "held"),
    [
        ({}, "Mon 12:00", Held(Reason.OUTSIDE_HOURS, first_after("Mon 14:00"))),
        ({}, "Sat 10:00", Held(Reason.OUTSIDE_HOURS, first_after("Mon+7 09:00"))),
        ({}, "Mon 21:00", Held(Reason.QUIET_HOURS, first_after("Tue 09:00"))),
        ({}, "Tue 07:59", Held(Reason.QUIET_HOURS, first_after("Tue 09:00"))),
        ({"moved_at": at("Mon 10:01")}, "Mon 11:00", Held(Reason.MOVED_LATELY, at("Mon 11:01"))),
        ({"moved_at": at("Mon 11:30")}, "Mon 11:45", Held(Reason.MOVED_LATELY, first_after("Mon 14:00"))),
        ({"nudged_at": at("Mon 10:31")}, "Mon 11:00", Held(Reason.NUDGED_LATELY, at("Mon 11:31"))),
        (
            {"nudged_at": at("Mon 14:40"), "nudged_on": date(2024, 3, 4), "nudged_today": 6},
            "Mon 16:00",
            Held(Reason.BUDGET, first_after("Tue 09:00")),
        ),
        (
            {"nudged_at": at("Mon 14:31"), "ignored_in_row": 3, "ignored_since_at": at("Mon 09:31")},
            "Mon 15:31",
            Held(Reason.IGNORED, first_after("Tue 09:00")),
        ),
        (  # the third is the one still open
            {"nudged_at": at("Mon 14:31"), "ignored_in_row": 2, "open_nudge_id": 9},
            "Mon 15:31",
            Held(Reason.IGNORED, first_after("Tue 09:00")),
        ),
        (
            {"nudged_at": at("Mon 10:00"), "ignored_in_row": 3, "ignored_since_at": at("Mon 09:00")},
            "Mon 11:31",
            Held(Reason.IGNORED, first_after("Mon 14:00")),
        ),
    ],
)
def test_it_stays_silent_and_says_why_and_until_when(facts: dict[str, Any], now: str, held: Held) -> None:
    assert decide(person(**facts), at(now)) == held


@pytest.mark.parametrize(
    ("facts", "now", "silent"),
    [
        ({}, "Mon 11:59", False),
        ({"moved_at": at("Mon 10:00")}, "Mon 11:00", False),
        ({"ignored_in_row": 1, "nudged_at": at("Mon 09:31")}, "Mon 11:00", True),
        ({"ignored_in_row": 2, "nudged_at": at("Mon 09:31")}, "Mon 11:00", True),
        ({"open_nudge_id": 9, "nudged_at": at("Mon 09:31")}, "Mon 11:00", True),
        # Ignored three times, but in the window before this one.
        ({"ignored_in_row": 3, "nudged_at": at("Mon 11:31")}, "Mon 14:35", True),
        # The sixth of the day may still come, and yesterday's six are forgotten.
        (
            {"nudged_at": at("Mon 14:40"), "nudged_on": date(2024, 3, 4), "nudged_today": 5},
            "Mon 16:00",
            False,
        ),
        (
            {"nudged_at": at("Mon 14:40"), "nudged_on": date(2024, 3, 4), "nudged_today": 6},
            "Tue 09:31",
            False,
        ),
    ],
)
def test_it_nudges_and_softly_after_an_ignored_one(facts: dict[str, Any], now: str, silent: bool) -> None:
    assert decide(person(**facts), at(now)) == SendNudge(NudgeKind.REMINDER, silent)


@pytest.mark.parametrize(("nudged_today", "is_sent"), [(0, True), (1, True), (2, False), (3, False)])
def test_after_two_days_without_an_answer_two_a_day(nudged_today: int, is_sent: bool) -> None:
    tired = person(
        ignored_since_at=at("Mon 09:31"),
        ignored_in_row=2,
        nudged_at=at("Wed 09:31"),
        nudged_on=date(2024, 3, 6),
        nudged_today=nudged_today,
    )
    decision = decide(tired, at("Wed 11:00"))
    assert isinstance(decision, SendNudge) == is_sent
    if not is_sent:
        assert decision == Held(Reason.BUDGET, first_after("Thu 09:00"))
    fresher = tired.changed(ignored_since_at=at("Tue 09:31"))
    assert isinstance(decide(fresher, at("Wed 11:00")), SendNudge)


def test_never_more_than_twelve_a_day_whatever_was_chosen() -> None:
    eager = person(budget=50, nudged_on=date(2024, 3, 4), nudged_today=12, nudged_at=at("Mon 14:31"))
    assert decide(eager, at("Mon 16:00")) == Held(Reason.BUDGET, first_after("Tue 09:00"))
    assert isinstance(decide(eager.changed(nudged_today=11), at("Mon 16:00")), SendNudge)


def test_after_a_week_of_silence_one_line_at_two_and_again_after_two_and_a_month_and_then_none() -> None:
    silent = person(ignored_since_at=at("Mon 09:31"), nudged_at=at("Sun 16:00"), ignored_in_row=3)
    expected = [at("Mon+7 14:00"), at("Mon+14 14:00"), at("Wed+28 14:00")]
    now = at("Mon+7 09:30")
    for n, due_at in enumerate(expected):
        assert next_nudge_at(silent, now) == due_at
        assert decide(silent, due_at - MINUTE) == Held(Reason.AWAY, due_at)
        assert decide(silent, due_at) == SendNudge(NudgeKind.COMEBACK, silent=False)
        assert unanswered.comebacks_by(silent, due_at) == n + 1
        silent = silent.changed(comebacks=n + 1, nudged_at=due_at)
        now = due_at
    assert next_nudge_at(silent, now) is None
    assert decide(silent, now + DAY) == Held(Reason.AWAY, None)


def test_a_comeback_line_moves_to_an_active_day_and_missed_ones_are_not_made_up_for() -> None:
    silent = person(ignored_since_at=at("Sat 10:00"), nudged_at=at("Sat 10:00"))
    assert next_nudge_at(silent, at("Sun+7 10:00")) == at("Mon+14 14:00")
    assert unanswered.comebacks_by(silent, at("Sat+30 14:00")) == 3


def test_an_overdue_comeback_line_does_not_come_at_night() -> None:
    silent = person(ignored_since_at=at("Mon 09:31"), nudged_at=at("Mon 16:00"), ignored_in_row=3)
    assert next_nudge_at(silent, at("Mon+7 22:00")) == at("Tue+7 08:00")


def test_after_a_change_nothing_comes_at_once() -> None:
    long_sat = person(nudged_at=at("Mon 09:31"))
    assert next_nudge_at(long_sat, at("Mon 11:00")) == at("Mon 11:00")
    assert after_a_change(long_sat, at("Mon 11:00")) == at("Mon 11:30")
    assert after_a_change(long_sat.changed(pace_minutes=20), at("Mon 11:00")) == at("Mon 11:20")


# Over all people


zones = st.sampled_from(sorted(canonical()))
half_hours = st.integers(10, 44).map(lambda n: time(n // 2, n % 2 * 30))
windows = st.sets(half_hours, min_size=4, max_size=4).map(
    lambda edges: tuple(Window(a, b) for a, b in zip(sorted(edges)[::2], sorted(edges)[1::2], strict=True))
)
nights = st.sampled_from(
    [
        (time(21), time(8)),
        (time(22, 30), time(6)),
        (time(0), time(0)),
        (time(13), time(14)),
        (time(9), time(17)),
        (time(23), time(5, 30)),
    ]
)


@st.composite
def people(draw: st.DrawFn) -> Person:
    begins, ends = draw(nights)
    return person(
        chat_id=draw(st.integers(1, 2**52)),
        zone=draw(zones),
        weekdays=draw(st.integers(1, 127)),
        windows=draw(windows),
        quiet_from=begins,
        quiet_until=ends,
        pace_minutes=draw(st.sampled_from([30, 45, 60, 90, 120])),
        budget=draw(st.sampled_from([1, 2, 3, 6, 12])),
    )


instants = st.one_of(
    st.integers(0, 60 * 24 * 365 * 20).map(lambda n: datetime(2015, 1, 1, tzinfo=UTC) + n * MINUTE),
    # beside a change of somebody's clock
    st.tuples(st.integers(0, 45), st.integers(-3000, 3000)).map(
        lambda pair: changes("Europe/Berlin")[pair[0]][0] + pair[1] * MINUTE
    ),
)
ago = st.none() | st.integers(0, 50 * 24 * 60)


@st.composite
def situations(draw: st.DrawFn) -> tuple[Person, datetime]:
    """A person with any history, and any instant."""
    now = draw(instants)

    def past() -> datetime | None:
        minutes = draw(ago)
        return None if minutes is None else now - minutes * MINUTE

    someone = draw(people())
    is_paused = draw(st.booleans())
    until = draw(st.none() | st.integers(-3000, 3000))
    later = draw(st.none() | st.integers(-60, 60))
    nudged_at = past()
    someone = someone.changed(
        onboarded_at=past(),
        reachable=draw(st.sampled_from([True, True, True, False])),
        moved_at=past(),
        nudged_at=nudged_at,
        nudged_on=None if nudged_at is None else day_of(nudged_at, someone.zone),
        nudged_today=draw(st.integers(0, 12)),
        paused_from_at=now - DAY * 3 if is_paused else None,
        paused_until_at=now + until * MINUTE if is_paused and until is not None else None,
        later_until_at=None if later is None else now + later * MINUTE,
        ignored_in_row=draw(st.integers(0, 5)),
        ignored_since_at=past(),
        comebacks=draw(st.integers(0, 3)),
    )
    return someone, now


def wall_of(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def day_of(instant: datetime, zone: str) -> date:
    return (wall_of(instant, zone) - timedelta(hours=3)).date()


def is_night(someone: Person, instant: datetime) -> bool:
    wall = wall_of(instant, someone.zone).time()
    begins, ends = someone.settings.quiet_from, someone.settings.quiet_until
    return begins <= wall < ends if begins <= ends else wall >= begins or wall < ends


def is_active(someone: Person, instant: datetime) -> bool:
    wall = wall_of(instant, someone.zone)
    inside = any(w.opens_from <= wall.time() < w.closes_until for w in someone.settings.windows)
    return inside and bool(someone.settings.weekdays >> wall.weekday() & 1)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(situations())
def test_a_plan_is_never_in_the_past_never_at_night_and_in_active_hours(
    situation: tuple[Person, datetime],
) -> None:
    someone, now = situation
    for planned in (next_nudge_at(someone, now), after_a_change(someone, now)):
        if planned is None:
            continue
        assert planned >= now
        assert not is_night(someone, planned)
        assert someone.presence.reachable
        if someone.presence.onboarded_at is None:  # one reminder, or what they put off
            assert someone.plan.later_until_at is not None or 10 <= someone.local(planned).hour < 18
            continue
        if someone.pause.paused_until_at is not None:
            assert planned >= someone.pause.paused_until_at
        # Two kinds may come outside: what was asked for, and the line after a week.
        is_away = someone.unanswered.ignored_since_at is not None and (
            day_of(planned, someone.zone) - day_of(someone.unanswered.ignored_since_at, someone.zone)
        ) >= timedelta(days=7)
        if someone.plan.later_until_at is None and not is_away:
            assert is_active(someone, planned)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(situations())
def test_nothing_is_planned_exactly_for_those_who_cannot_be_nudged(
    situation: tuple[Person, datetime],
) -> None:
    someone, now = situation
    forever = someone.pause.paused_from_at is not None and someone.pause.paused_until_at is None
    no_hours = not any(
        is_active(someone, now + n * 30 * MINUTE) and not is_night(someone, now + n * 30 * MINUTE)
        for n in range(2 * 24 * 8)
    )
    if not someone.presence.reachable or forever:
        assert next_nudge_at(someone, now) is None
    elif someone.presence.onboarded_at is None:
        assert (next_nudge_at(someone, now) is None) == someone.is_paused(now)
    elif someone.plan.later_until_at is not None:
        assert next_nudge_at(someone, now) is not None
    elif someone.unanswered.ignored_since_at is None:
        assert (next_nudge_at(someone, now) is None) == no_hours
    elif next_nudge_at(someone, now) is None:
        assert someone.unanswered.comebacks == 3 or no_hours


@settings(max_examples=200, deadline=None, derandomize=True)
@given(situations())
def test_whoever_is_held_is_looked_at_again_later_and_then_not_in_vain(
    situation: tuple[Person, datetime],
) -> None:
    someone, now = situation
    decision = decide(someone, now)
    if isinstance(decision, SendNudge):
        assert not is_night(someone, now)
        if decision.kind is NudgeKind.REMINDER:
            assert is_active(someone, now)
    elif decision.until_at is not None:
        assert decision.until_at > now
        assert not is_night(someone, decision.until_at)


@dataclass
class Week:
    """Events of one person's week."""

    sent: list[tuple[datetime, NudgeKind]] = field(default_factory=list)
    decisions: int = 0


def lived(someone: Person, now: datetime, days: int, chance: Random, likely: dict[str, float]) -> Week:
    """From plan to plan: decide, send, answer or not, plan again."""
    week, end = Week(), now + days * DAY
    someone = someone.changed(onboarded_at=now)
    due_at = next_nudge_at(someone, now)
    is_open = False
    while due_at is not None and due_at < end:
        now = max(now, due_at)
        week.decisions += 1
        decision = decide(someone, now)
        if isinstance(decision, Held):
            assert decision.until_at is None or decision.until_at > now
            due_at = decision.until_at
            continue
        week.sent.append((now, decision.kind))
        today = day_of(now, someone.zone)
        already = someone.sent.nudged_today if someone.sent.nudged_on == today else 0
        someone = someone.changed(
            nudged_on=today,
            nudged_today=already + (decision.kind is not NudgeKind.LATER),
            ignored_in_row=someone.unanswered.ignored_in_row + is_open,
            ignored_since_at=someone.unanswered.ignored_since_at
            or (someone.sent.nudged_at if is_open else None),
            comebacks=someone.unanswered.comebacks + (decision.kind is NudgeKind.COMEBACK),
            nudged_at=now,
            later_until_at=None,
        )
        [act] = chance.choices(list(likely), list(likely.values()))
        is_open = act == "ignore"
        someone = someone.changed(open_nudge_id=9 if is_open else None)
        answered_at = now + chance.randrange(1, 9) * MINUTE
        if act != "ignore":
            someone = someone.changed(ignored_in_row=0, ignored_since_at=None, comebacks=0)
            now = answered_at
        if act == "done":
            someone = someone.changed(moved_at=answered_at)
        if act == "later":
            someone = someone.changed(later_until_at=answered_at + 10 * MINUTE)
        due_at = next_nudge_at(someone, now)
    return week


@settings(max_examples=100, deadline=None, derandomize=True)
@given(people(), instants, st.randoms(use_true_random=False), st.sampled_from([0.05, 0.5, 0.95]))
def test_in_any_week_nobody_gets_too_much_too_often_or_at_night(
    someone: Person, now: datetime, chance: Random, ignores: float
) -> None:
    likely = {"ignore": ignores, "done": 1 - ignores, "later": 0.2, "not now": 0.1}
    week = lived(someone, now, 8, chance, likely)
    assert week.decisions < 400
    for sent_at, kind in week.sent:
        assert not is_night(someone, sent_at)
        if kind is NudgeKind.REMINDER:
            assert is_active(someone, sent_at)
    reminders = [day_of(sent_at, someone.zone) for sent_at, kind in week.sent if kind is NudgeKind.REMINDER]
    assert all(reminders.count(on) <= min(someone.settings.budget, 12) for on in reminders)
    for (a, _), (b, kind) in pairwise(week.sent):
        assert b - a >= timedelta(minutes=10 if kind is NudgeKind.LATER else 30)


@pytest.mark.parametrize("seed", range(5))
def test_whoever_never_answers_hears_less_and_less_and_then_nothing(seed: int) -> None:
    week = lived(person(), MONDAY, 120, Random(seed), {"ignore": 1})
    by_day = {on: sum(at.date() == on for at, _ in week.sent) for on in {at.date() for at, _ in week.sent}}
    monday = date(2024, 3, 4)
    assert by_day[monday] <= 6
    assert all(count <= 2 for on, count in by_day.items() if on - monday >= timedelta(days=2))
    after = [(at.date() - monday).days for at, kind in week.sent if kind is NudgeKind.COMEBACK]
    assert after == [7, 14, 30]
    assert [
        at for at, kind in week.sent if (at.date() - monday).days >= 7 and kind is NudgeKind.REMINDER
    ] == []
    assert all(at.time() == time(14) for at, kind in week.sent if kind is NudgeKind.COMEBACK)


def test_whoever_does_everything_gets_five_a_day_with_the_defaults() -> None:
    week = lived(person(), MONDAY, 5, Random(1), {"done": 1})
    monday = [sent_at for sent_at, _ in week.sent if sent_at.date() == date(2024, 3, 4)]
    assert monday[0] == first_after("Mon 09:00")
    assert len(monday) in (5, 6)


@pytest.mark.parametrize(
    "zone",
    "Europe/Berlin Australia/Lord_Howe America/St_Johns Africa/Cairo America/Santiago Africa/Casablanca"
    " Asia/Kathmandu Pacific/Chatham Asia/Gaza America/Havana".split(),
)
def test_nine_o_clock_comes_once_on_each_date_at_every_change(zone: str) -> None:
    early = person(zone=zone, weekdays=127, pace_minutes=1, windows=(Window(time(9), time(9, 1)),), budget=1)
    for change_at, before, _ in changes(zone):
        middle = (change_at + before).date()
        now = change_at - 3 * DAY
        shown = []
        for _ in range(6):
            found = next_nudge_at(early.changed(onboarded_at=now - DAY), now)
            assert found is not None
            shown.append(wall_of(found, zone))
            now = found + 2 * MINUTE
        assert [wall.time() for wall in shown] == [time(9)] * 6
        dates = [wall.date() for wall in shown]
        assert dates == [dates[0] + n * DAY for n in range(6)]
        assert dates[0] < middle < dates[-1]


# After a safety pause


def test_the_question_after_a_safety_pause_waits_for_its_time_and_for_the_morning() -> None:
    began = at("Mon 12:00")
    paused = person(paused_from_at=began, safety_paused_at=began, check_back_at=at("Thu 12:00"))
    assert next_nudge_at(paused, at("Tue 09:00")) == at("Thu 12:00")
    assert decide(paused, at("Thu 11:59")) == Held(Reason.PAUSED, at("Thu 12:00"))
    assert decide(paused, at("Thu 12:00")) == SendNudge(NudgeKind.CHECK_BACK, silent=False)
    assert decide(paused, at("Thu 22:00")) == Held(Reason.PAUSED, at("Fri 08:00"))
    assert next_nudge_at(paused.changed(check_back_at=None), at("Thu 12:00")) is None


def test_a_safety_pause_of_a_day_is_looked_at_as_it_ends() -> None:
    began = at("Mon 12:00")
    paused = person(paused_from_at=began, paused_until_at=at("Tue 12:00"), safety_paused_at=began)
    assert next_nudge_at(paused, at("Mon 13:00")) == at("Tue 12:00")
    assert decide(paused, at("Tue 12:00")) == Held(Reason.PAUSED, first_after("Tue 14:00"))


# Intentions: their own words at their own time


@pytest.mark.parametrize(
    ("facts", "now", "expected"),
    [
        # a reminder half an hour before it gives way, one earlier does not
        ({"nudged_at": at("Mon 09:01")}, "Mon 09:05", "Mon 10:30"),
        ({"nudged_at": at("Mon 09:00")}, "Mon 09:05", "Mon 10:00"),
        ({}, "Mon 10:29", "Mon 10:30"),
        # its own moment is over: the reminders go on
        ({"nudged_at": at("Mon 10:30")}, "Mon 10:30", "Mon 11:30"),
        # never within half an hour of another nudge
        ({"nudged_at": at("Mon 10:00")}, "Mon 10:05", "Mon 10:30"),
        ({"nudged_at": at("Mon 10:01")}, "Mon 10:05", "Mon 11:01"),
        # outside the windows is fine, on other days and at night it is not
        ({"intentions_from": ("12:30",), "nudged_at": at("Mon 11:30")}, "Mon 11:40", "Mon 12:30"),
        ({"nudged_at": at("Fri 16:30")}, "Fri 16:40", "Mon+7 09:00"),
        ({"intentions_from": ("21:00",), "nudged_at": at("Mon 16:30")}, "Mon 16:40", "Tue 09:00"),
        ({"intentions_from": ("20:59",), "nudged_at": at("Mon 16:30")}, "Mon 16:40", "Mon 20:59"),
        # in a meeting there is silence, and what would have come then comes after it
        (
            {"busy": (Span(at("Mon 10:00"), at("Mon 11:00")),), "nudged_at": at("Mon 09:31")},
            "Mon 09:40",
            "Mon 11:02",
        ),
    ],
)
def test_the_plan_with_an_intention(facts: dict[str, Any], now: str, expected: str) -> None:
    who = person(**{"intentions_from": ("10:30",), "onboarded_at": at("Mon 08:00")} | facts)
    planned = next_nudge_at(who, at(now))
    assert planned == (first_after(expected) if expected.endswith("09:00") else at(expected))


def test_paused_away_or_strangers_have_no_intention() -> None:
    who = {"intentions_from": ("10:30",), "nudged_at": at("Mon 09:31")}
    now = at("Mon 09:40")
    paused = person(**who, paused_from_at=now, paused_until_at=None)
    assert next_nudge_at(paused, now) is None
    assert next_nudge_at(person(**who, paused_from_at=now, safety_paused_at=now), now) is None
    assert next_nudge_at(person(**who | {"onboarded_at": None, "reminded_at": MONDAY}), now) is None


@pytest.mark.parametrize(
    ("facts", "now", "expected"),
    [
        ({}, "Mon 10:29", None),
        ({}, "Mon 10:30", time(10, 30)),
        ({}, "Mon 10:44", time(10, 30)),
        ({}, "Mon 10:45", None),
        ({}, "Sat 10:30", None),
        ({"nudged_at": at("Mon 10:00")}, "Mon 10:30", time(10, 30)),
        ({"nudged_at": at("Mon 10:01")}, "Mon 10:30", None),
    ],
)
def test_when_an_intention_is_due(facts: dict[str, Any], now: str, expected: time | None) -> None:
    assert intention_due(person(intentions_from=("10:30",), **facts), at(now)) == expected


def test_an_intention_counts_in_the_budget_and_moves_do_not_hold_it() -> None:
    who = person(
        intentions_from=("10:30",), moved_at=at("Mon 10:25"), nudged_on=date(2024, 3, 4), nudged_today=5
    )
    assert decide(who, at("Mon 10:30")) == SendNudge(NudgeKind.INTENTION, silent=False)
    spent = decide(who.changed(nudged_today=6), at("Mon 10:30"))
    assert isinstance(spent, Held)
    assert spent.reason is Reason.BUDGET


@settings(max_examples=60, deadline=None, derandomize=True)
@given(people(), instants, st.randoms(use_true_random=False), st.sampled_from([0.05, 0.5, 0.95]))
def test_intentions_keep_the_promises_of_every_nudge(
    someone: Person, now: datetime, chance: Random, ignores: float
) -> None:
    times = tuple(sorted(chance.sample(["02:30", "09:40", "10:00", "12:10", "12:40", "23:50"], 3)))
    likely = {"ignore": ignores, "done": 1 - ignores, "later": 0.2, "not now": 0.1}
    week = lived(someone.changed(intentions_from=times), now, 8, chance, likely)
    for sent_at, kind in week.sent:
        assert not is_night(someone, sent_at)
        if kind is NudgeKind.INTENTION:
            wall = wall_of(sent_at, someone.zone)
            assert someone.settings.weekdays >> wall.weekday() & 1
    counted = {NudgeKind.REMINDER, NudgeKind.INTENTION}
    spent = [day_of(sent_at, someone.zone) for sent_at, kind in week.sent if kind in counted]
    assert all(spent.count(on) <= min(someone.settings.budget, 12) for on in spent)
    for (a, _), (b, kind) in pairwise(week.sent):
        assert b - a >= timedelta(minutes=10 if kind is NudgeKind.LATER else 30)
