"""Desk that goes up: when it is asked for, when it comes down, and that the standing counts once."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from jobs.actions import desk as actions
from jobs.actions import presence
from jobs.schedule import desk
from jobs.schedule.meetings import is_busy
from jobs.schedule.nudge_decision import Held, SendNudge, decide
from jobs.schedule.nudge_plan import next_nudge_at
from jobs.workers.claim import REMINDERS, claim
from messages.content.limits import PLACES, STANDS_MINUTES
from storage import people
from storage.engine.database import Database
from storage.history import moves
from storage.person import Person
from storage.sent import nudges
from storage.tables import Answer, NudgeKind, NudgeRow, NudgeState
from storage.values import Span
from tests.jobs.test_claim import CATALOGUE, MONDAY, at, begin, db, url
from tests.jobs.test_plan import DAY, MINUTE, day_of, is_active, is_night, person, situations

pytestmark = pytest.mark.promise("night", "plans")

__all__ = ["db", "url"]  # fixtures

ANN = 7
UP, DOWN, SIT = NudgeKind.DESK_UP, NudgeKind.DESK_DOWN, NudgeKind.SIT_DOWN
TEN = datetime(2024, 3, 4, 10, tzinfo=UTC)


def standing(**facts: object) -> Person:
    """Somebody whose desk goes up for half an hour and went up at ten."""
    known: dict[str, object] = {"place": "office", "stands_minutes": 30, "desk_up_at": TEN}
    return person(**known | {"nudged_at": TEN, "nudged_on": TEN.date(), "nudged_today": 2} | facts)


@pytest.mark.parametrize(
    ("facts", "now", "expected"),
    [
        ({}, "10:00", "10:30"),
        ({}, "10:45", "10:45"),  # after an outage, at once
        ({}, "11:00", None),  # taken as down
        ({"stands_minutes": 45}, "10:00", "10:45"),
        ({"desk_up_at": None}, "10:00", None),
        ({"stands_minutes": None}, "10:00", None),
        ({"wheelchair": True}, "10:00", None),
        ({"nudged_at": TEN + 31 * MINUTE}, "10:35", None),  # it was said
        ({"busy": (Span(TEN + 20 * MINUTE, TEN + 40 * MINUTE),)}, "10:00", "10:42"),  # and goodbyes
        ({"busy": (Span(TEN + 20 * MINUTE, TEN + 70 * MINUTE),)}, "10:00", None),
        ({"desk_up_at": TEN + 105 * MINUTE}, "11:45", None),  # 12:15 is lunch, and 12:45 still is
        ({"desk_up_at": TEN + 85 * MINUTE}, "11:25", "11:55"),
    ],
)
def test_down_again_comes_after_the_time_they_chose(
    facts: dict[str, object], now: str, expected: str | None
) -> None:
    someone, instant = standing(**facts), at(now)
    assert desk.down_again_at(someone, instant) == (None if expected is None else at(expected))


@pytest.mark.parametrize(
    ("facts", "kinds"),
    [
        ({}, [None, UP, None, UP, None, None]),
        ({"place": "home"}, [None, UP, None, UP, None, None]),
        ({"place": "shop floor"}, [None, SIT, None, SIT, None, None]),
        ({"place": "shop floor", "stands_minutes": None}, [None, SIT, None, SIT, None, None]),
        ({"stands_minutes": None}, [None] * 6),
        *(({"place": place}, [None] * 6) for place in ("train", "public")),
        *(({"wheelchair": True, "place": place}, [None] * 6) for place in PLACES),
        ({"chair_only": True}, [None] * 6),
        ({"walks_only": True}, [None] * 6),
        ({"conditions": ("HIP-OP",)}, [None] * 6),
        ({"passing": ("W 2024-03-05",)}, [None] * 6),
        ({"passing": ("W 2024-03-03",)}, [None, UP, None, UP, None, None]),
        ({"minding_until_at": TEN + DAY}, [None] * 6),
        ({"desk_up_at": TEN}, [None] * 6),
    ],
)
def test_the_second_and_the_fourth_of_a_day_are_another_kind(
    facts: dict[str, object], kinds: list[NudgeKind | None]
) -> None:
    someone = standing(**{"desk_up_at": None, **facts})
    found = [desk.instead_of_a_reminder(someone, TEN + MINUTE, n) for n in range(6)]
    assert found == kinds


@st.composite
def at_desks(draw: st.DrawFn) -> tuple[Person, datetime]:
    """Anybody, most of them with a desk that goes up, some of them standing, some in a meeting."""
    someone, now = draw(situations())
    up = draw(st.none() | st.integers(0, 150))
    meeting = draw(st.none() | st.integers(-60, 60))
    if meeting is not None:
        someone = busy(someone, now + meeting * MINUTE)
    someone = someone.changed(
        place=draw(st.sampled_from(PLACES)),
        stands_minutes=draw(st.sampled_from((None, *STANDS_MINUTES))),
        desk_up_at=None if up is None else now - up * MINUTE,
        wheelchair=draw(st.sampled_from((False, False, True))),
        chair_only=draw(st.sampled_from((False, False, True))),
    )
    return someone, now


def busy(someone: Person, from_at: datetime) -> Person:
    columns = someone.columns() | {"chat_id": someone.chat_id}
    return Person.of(columns | {"busy": (Span(from_at, from_at + 45 * MINUTE),)})


@settings(max_examples=400, deadline=None, derandomize=True)
@given(at_desks())
def test_nothing_about_a_desk_comes_at_night_in_a_meeting_to_a_wheelchair_or_outside_the_hours(
    situation: tuple[Person, datetime],
) -> None:
    someone, now = situation
    decision = decide(someone, now)
    if isinstance(decision, Held) or decision.kind not in (UP, DOWN, SIT):
        return
    assert not is_night(someone, now) and is_active(someone, now)
    assert not is_busy(someone.agenda.busy, now)
    assert not someone.is_paused(now) and someone.presence.reachable
    assert not someone.body.wheelchair
    if decision.kind is DOWN:
        assert someone.surroundings.down_at is not None and someone.surroundings.over_at is not None
        assert someone.surroundings.down_at <= now < someone.surroundings.over_at
    else:
        assert not desk.is_up(someone, now)
        assert desk.goes_up(someone) if decision.kind is UP else someone.body.place == "shop floor"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.integers(0, 10_000),
    st.sampled_from(STANDS_MINUTES),
    st.integers(1, 12),
    st.sampled_from((30, 45, 60, 90)),
    st.sampled_from(("office", "home", "shop floor")),
)
def test_a_week_with_a_desk(seed: int, stands: int, budget: int, pace: int, place: str) -> None:
    """Two a day at most and never two running; nothing while it is up but one "down again"; no more than
    they want."""
    chance = Random(seed)
    someone = person(stands_minutes=stands, budget=budget, pace_minutes=pace, place=place, nudged_at=None)
    now, end = MONDAY, MONDAY + 7 * DAY
    said: dict[date, list[NudgeKind]] = {}
    raised_at: datetime | None = None
    lowered = 0
    while (due_at := next_nudge_at(someone, now)) is not None and due_at < end:
        now = max(now + MINUTE, due_at)
        over_at = someone.surroundings.over_at
        if over_at is not None and over_at <= now:
            someone, raised_at = someone.changed(desk_up_at=None), None
        decision = decide(someone, now)
        if isinstance(decision, Held):
            continue
        assert isinstance(decision, SendNudge)
        today = day_of(now, someone.zone)
        if decision.kind is DOWN:
            assert raised_at is not None and now >= raised_at + stands * MINUTE and not lowered
            lowered += 1
            someone = someone.changed(nudged_at=now)
            if chance.random() < 0.5:
                someone, raised_at = someone.changed(desk_up_at=None, moved_at=now), None
            continue
        assert raised_at is None, "a reminder came while the desk was up"
        already = said.setdefault(today, [])
        already.append(decision.kind)
        someone = someone.changed(
            nudged_at=now, nudged_on=today, nudged_today=len(already), here_at=now + MINUTE
        )
        if decision.kind is UP and chance.random() < 0.7:
            raised_at, lowered = now + MINUTE, 0
            someone = someone.changed(desk_up_at=raised_at)
    other = SIT if place == "shop floor" else UP
    for kinds in said.values():
        assert len(kinds) <= budget
        assert kinds.count(other) <= 2
        assert all({first, second} != {other} for first, second in pairwise(kinds))
    assert said
    assert budget == 1 or any(other in kinds for kinds in said.values())


# On a real file


def began(tx: Connection, **facts: object) -> Person:
    return begin(tx, ANN, place="office", stands_minutes=30, **facts)


def claimed(tx: Connection, now: datetime) -> list[NudgeKind]:
    """The kinds that go out now."""
    claim(tx, now, 500, CATALOGUE, Random(1), REMINDERS)
    new = tx.execute(select(NudgeRow.id, NudgeRow.kind).where(NudgeRow.state == NudgeState.CLAIMED)).all()
    for row in new:
        nudges.note(tx, ANN, row.id, NudgeState.SENT, now, message_id=100 + row.id)
    return [row.kind for row in new]


def last_nudge(tx: Connection) -> int:
    return tx.scalars(select(NudgeRow.id).order_by(NudgeRow.id.desc())).first() or 0


def plan(tx: Connection) -> datetime:
    at = people.get(tx, ANN).plan.next_nudge_at
    assert at is not None
    return at


def to_the_desk(tx: Connection) -> datetime:
    """Up to the first "desk up"."""
    began(tx)
    while claimed(tx, now := plan(tx)) != [UP]:
        assert now < MONDAY + DAY
    return now


async def test_a_desk_goes_up_and_comes_down_and_the_standing_counts(db: Database) -> None:
    def cycle(tx: Connection) -> None:
        now = to_the_desk(tx)
        assert people.get(tx, ANN).sent.nudged_today == 2
        up_at = now + 2 * MINUTE
        raised = actions.raised_for(tx, ANN, last_nudge(tx), "tap-1", up_at)
        assert raised is not None and raised.surroundings.desk_up_at == up_at
        assert raised.plan.next_nudge_at == up_at + 30 * MINUTE
        assert claimed(tx, up_at + 10 * MINUTE) == []
        assert claimed(tx, up_at + 30 * MINUTE) == [DOWN]
        assert people.get(tx, ANN).sent.nudged_today == 2
        assert actions.answered(tx, ANN, last_nudge(tx), Answer.DONE, up_at + 33 * MINUTE) is not None
        for _ in range(2):  # delivered twice
            lowered = actions.lowered(tx, ANN, 900, up_at + 33 * MINUTE)
            assert lowered.logged is not None
            [move] = lowered.logged.moves
            assert (move.kind, move.minutes, move.moved_at) == ("standing", 33, up_at + 33 * MINUTE)
            assert lowered.logged.today.moves == 1
        after = people.get(tx, ANN)
        assert after.surroundings.desk_up_at is None
        assert plan(tx) >= up_at + (33 + 60) * MINUTE

    await db.write(cycle)


async def test_a_desk_that_nobody_lowers_is_taken_as_down_after_an_outage_too(db: Database) -> None:
    def outage(tx: Connection) -> None:
        up_at = to_the_desk(tx) + MINUTE
        actions.raised_for(tx, ANN, last_nudge(tx), "tap-1", up_at)
        kinds = claimed(tx, up_at + 180 * MINUTE)
        assert DOWN not in kinds
        after = people.get(tx, ANN)
        assert after.surroundings.desk_up_at is None
        assert after.presence.moved_at == up_at + 30 * MINUTE
        [move] = moves.on(tx, ANN, up_at.date())
        assert (move.kind, move.minutes, move.moved_at) == ("standing", 30, up_at + 30 * MINUTE)
        assert actions.lowered(tx, ANN, 900, up_at + 190 * MINUTE).was_up is False
        assert len(moves.on(tx, ANN, up_at.date())) == 1

    await db.write(outage)


async def test_a_tap_counts_once_a_nudge_and_only_for_its_owner(db: Database) -> None:
    def twice(tx: Connection) -> None:
        now = to_the_desk(tx) + MINUTE
        people.welcome(tx, 8, "en", "Etc/UTC", MONDAY)
        presence.begin(tx, 8, MONDAY)
        nudge_id = last_nudge(tx)
        assert actions.raised_for(tx, 8, nudge_id, "tap-0", now) is None
        actions.raised_for(tx, ANN, nudge_id, "tap-1", now)
        actions.lowered(tx, ANN, 900, now + 10 * MINUTE)
        again = actions.raised_for(tx, ANN, nudge_id, "tap-1", now + 11 * MINUTE)
        assert again is not None and again.surroundings.desk_up_at is None

    await db.write(twice)


async def test_up_by_mistake_counts_nothing_and_so_does_less_than_a_minute(db: Database) -> None:
    def mistaken(tx: Connection) -> None:
        now = to_the_desk(tx)
        actions.raised(tx, ANN, "text-1", now)
        assert actions.never_up(tx, ANN, now + 5 * MINUTE).surroundings.desk_up_at is None
        actions.raised(tx, ANN, "text-2", now + 6 * MINUTE)
        lowered = actions.lowered(tx, ANN, 901, now + 6 * MINUTE + timedelta(seconds=30))
        assert (lowered.was_up, lowered.logged) == (True, None)
        assert moves.on(tx, ANN, now.date()) == []

    await db.write(mistaken)


@pytest.mark.parametrize("facts", [{"wheelchair": True}, {"place": "shop floor"}, {"place": "train"}])
async def test_no_desk_goes_up_where_there_is_none(db: Database, facts: dict[str, object]) -> None:
    def nowhere(tx: Connection) -> Person:
        began(tx)
        people.change(tx, ANN, **facts)  # type: ignore[arg-type]
        return actions.raised(tx, ANN, "text-1", at("10:00"))

    assert (await db.write(nowhere)).surroundings.desk_up_at is None


async def test_who_says_standing_without_a_desk_told_before_gets_half_an_hour(db: Database) -> None:
    def said(tx: Connection) -> Person:
        begin(tx, ANN, place="home")
        return actions.raised(tx, ANN, "text-1", at("10:00"))

    around = (await db.write(said)).surroundings
    assert (around.stands_minutes, around.down_at) == (30, at("10:30"))
