"""Suggestions of the weekly review: each one when due, not otherwise, and none every week."""

import json
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import Connection, insert, select, update

from bot.app import App
from bot.sandbox import Fault, Kind
from storage import export, people
from storage.history import day_totals
from storage.person import Person
from storage.tables import Answer, AnswerRow, MoveRow, NudgeKind, NudgeRow, NudgeState, SuggestionRow
from storage.values import DayTotals, Window
from tests.clock import SteppingClock
from tests.people import Human, until

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
SUNDAY = datetime(2024, 3, 10, 18, 0, tzinfo=UTC)  # of the week that the clock begins in
GOAL, PACE, HOURS = "🎯 Aim for 5 a day", "⏱ Every 90 minutes", "🕘 Other hours"


def remind(tx: Connection, chat_id: int, sent: int, done: int, how: str = "done") -> None:
    """A week's reminders, the first ones done, "followed" by a log, or put off with "later"."""
    first_at = SUNDAY - 6 * DAY
    for n in range(sent):
        at = first_at + n * MINUTE
        row = {"chat_id": chat_id, "due_at": at, "decided_at": at, "sent_at": at, "valid_until_at": at}
        row |= {"kind": NudgeKind.REMINDER, "state": NudgeState.SENT, "movement_id": "walk-1"}
        row |= {"silent": False, "later_step": 0, "others": 0, "doubtful": 0}
        row |= {"followed": n < done and how == "followed"}
        nudge_id = tx.execute(insert(NudgeRow).values(row).returning(NudgeRow.id)).scalar_one()
        answer = Answer(how) if n < done and how != "followed" else Answer.LAPSED
        tx.execute(insert(AnswerRow).values(nudge_id=nudge_id, answer=answer, answered_at=at))


def move(tx: Connection, chat_id: int, inside: int, outside: int) -> None:
    """Moves of the week, on Wednesday, in and out of the active hours 09:00-17:00."""
    noon = datetime(2024, 3, 6, 0, 0, tzinfo=UTC)
    for n in range(inside + outside):
        at = noon + (timedelta(hours=10) if n < inside else timedelta(hours=19)) + n * MINUTE
        row = {"chat_id": chat_id, "moved_at": at, "moved_on": at.date(), "logged_at": at, "kind": "walk"}
        tx.execute(insert(MoveRow).values(row))


def meet_goal(tx: Connection, person: Person, many_days: int, goal: int = 4) -> DayTotals | None:
    found = None
    for n in range(many_days):
        found = day_totals.add(tx, person, (SUNDAY - n * DAY).date(), goal)
    return found


async def looks_back(app: App, clock: SteppingClock, human: Human, at: datetime) -> str:
    """The suggestion's button in this Sunday's weekly review; empty if there is none."""
    seen = len(human.messages)
    clock.advance(at - clock.now())
    await app.tick.run()
    await until(lambda: len(human.messages) > seen)
    assert "Your last seven days" in human.screen
    return "" if human.buttons[0] in ("📅 Year", "🪞 Self-check") else human.buttons[0]


@pytest.fixture
async def person(app: App, ann: Human, clock: SteppingClock) -> Person:
    """A person who began long ago."""
    await ann.begins()
    return await app.db.write(people.change, ann.chat_id, onboarded_at=clock.now() - 60 * DAY)


@pytest.mark.parametrize(
    ("sent", "done", "how", "button"),
    [
        (30, 30, "done", HOURS),
        (30, 10, "done", HOURS),  # every third
        (30, 9, "done", PACE),
        (30, 30, "followed", HOURS),  # told in words, so the nudge itself has no answer
        (30, 9, "followed", PACE),
        (30, 30, "later", PACE),
        (6, 2, "done", HOURS),
        (6, 1, "done", PACE),
        (5, 2, "done", HOURS),
        (5, 1, "done", PACE),
        (5, 0, "done", PACE),
        (4, 0, "done", HOURS),  # too few to tell
        (0, 0, "done", HOURS),
    ],
)
async def test_a_slower_pace_is_for_those_whose_nudges_are_in_vain(
    app: App, ann: Human, clock: SteppingClock, person: Person, sent: int, done: int, how: str, button: str
) -> None:
    await app.db.write(remind, ann.chat_id, sent, done, how)
    assert await looks_back(app, clock, ann, SUNDAY) == button
    why = "More space between nudges?" if how == "later" else "bad moment"  # the remark has its own words
    assert (why in ann.screen) == (button == PACE)


@pytest.mark.parametrize(("pace", "button"), [(90, "⏱ Every 120 minutes"), (120, HOURS)])
async def test_nobody_is_offered_a_pace_slower_than_the_slowest(
    app: App, ann: Human, clock: SteppingClock, person: Person, pace: int, button: str
) -> None:
    await app.db.write(people.change, ann.chat_id, pace_minutes=pace)
    await app.db.write(remind, ann.chat_id, 6, 1)
    assert await looks_back(app, clock, ann, SUNDAY) == button


@pytest.mark.parametrize(
    ("inside", "outside", "button"), [(1, 2, PACE), (2, 2, PACE), (1, 3, HOURS), (0, 4, HOURS), (3, 4, HOURS)]
)
async def test_who_moves_outside_the_hours_is_asked_about_them(
    app: App, ann: Human, clock: SteppingClock, person: Person, inside: int, outside: int, button: str
) -> None:
    whole_day = (Window(time(9), time(17)),)
    await app.db.write(people.change, ann.chat_id, windows=whole_day)
    await app.db.write(remind, ann.chat_id, 6, 1)
    await app.db.write(move, ann.chat_id, inside, outside)
    assert await looks_back(app, clock, ann, SUNDAY) == button


@pytest.mark.parametrize(
    ("goal", "many_days", "days_here", "button"),
    [
        (4, 10, 14, GOAL),
        (4, 9, 14, HOURS),
        (4, 14, 13, HOURS),  # not here for long enough
        (4, 14, 14, GOAL),
        (7, 10, 14, "🎯 Aim for 8 a day"),
        (8, 14, 14, HOURS),  # more than eight is only in /settings
    ],
)
async def test_a_higher_goal_is_for_those_who_meet_theirs(
    app: App,
    ann: Human,
    clock: SteppingClock,
    person: Person,
    goal: int,
    many_days: int,
    days_here: int,
    button: str,
) -> None:
    began_at = SUNDAY - days_here * DAY
    changed = await app.db.write(people.change, ann.chat_id, goal=goal, onboarded_at=began_at)
    await app.db.write(meet_goal, changed, many_days, goal)
    assert await looks_back(app, clock, ann, SUNDAY) == button


async def test_what_was_not_taken_is_not_repeated_for_four_weeks(
    app: App, ann: Human, clock: SteppingClock, person: Person
) -> None:
    for week in range(5):
        await app.db.write(remind_again, ann.chat_id, SUNDAY + 7 * week * DAY)
    asked = [await looks_back(app, clock, ann, SUNDAY + 7 * n * DAY) for n in range(5)]
    assert asked == [PACE, HOURS, "", "", PACE]


async def test_what_was_taken_may_go_a_step_further_and_hours_once_seen_rest(
    app: App, ann: Human, clock: SteppingClock, person: Person
) -> None:
    for week in range(2):
        await app.db.write(remind_again, ann.chat_id, SUNDAY + 7 * week * DAY)
    assert await looks_back(app, clock, ann, SUNDAY) == PACE
    await ann.taps(PACE)
    assert await looks_back(app, clock, ann, SUNDAY + 7 * DAY) == "⏱ Every 120 minutes"
    await ann.types("/today")  # or a fortnight of silence would be a return
    assert await looks_back(app, clock, ann, SUNDAY + 14 * DAY) == HOURS
    await ann.taps(HOURS)
    assert await looks_back(app, clock, ann, SUNDAY + 21 * DAY) == ""


async def test_a_second_attempt_suggests_the_same_and_one_that_never_arrived_does_not_count(
    app: App, ann: Human, clock: SteppingClock, person: Person
) -> None:
    await app.db.write(remind, ann.chat_id, 6, 1)
    app_fails = Fault(Kind.ERROR, method="sendPhoto", status=500, times=1)
    ann.sandbox.add_fault(app_fails)
    clock.advance(SUNDAY - clock.now())
    await app.tick.run()
    await app.db.write(remind, ann.chat_id, 0, 0)
    assert await looks_back(app, clock, ann, SUNDAY + MINUTE) == PACE
    assert await app.db.read(kept) == ["pace"]
    await app.db.write(mark_stale)
    for_next = SUNDAY + 7 * DAY
    await app.db.write(remind_again, ann.chat_id, for_next)
    assert await looks_back(app, clock, ann, for_next) == PACE


async def test_suggestions_are_exported_and_deleted_with_the_rest(
    app: App, ann: Human, clock: SteppingClock, person: Person
) -> None:
    await looks_back(app, clock, ann, SUNDAY)
    told = json.loads(await app.db.read(export.everything, ann.chat_id))
    assert [each["kind"] for each in told["suggestions"]] == ["hours"]
    await app.db.write(people.forget, ann.chat_id)
    assert await app.db.read(kept) == []


def remind_again(tx: Connection, chat_id: int, sunday: datetime) -> None:
    """Six unanswered reminders in the week before."""
    for n in range(6):
        at = sunday - 6 * DAY + n * MINUTE
        row = {"chat_id": chat_id, "due_at": at, "decided_at": at, "sent_at": at, "valid_until_at": at}
        row |= {"kind": NudgeKind.REMINDER, "state": NudgeState.SENT, "movement_id": "walk-1"}
        row |= {"silent": False, "later_step": 0, "others": 0, "doubtful": 0, "followed": False}
        tx.execute(insert(NudgeRow).values(row))


def kept(tx: Connection) -> list[str]:
    return [row.kind.value for row in tx.execute(select(SuggestionRow.kind))]


def mark_stale(tx: Connection) -> None:
    tx.execute(update(NudgeRow).where(NudgeRow.kind == NudgeKind.WEEK).values(state=NudgeState.STALE))
