"""Weekly review and evening line, as they reach the phone: on time, once, and never at night."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.app import App
from bot.sandbox import Fault, Kind
from storage import people
from storage.history import day_totals
from tests.clock import SteppingClock
from tests.conftest import until_next_nudge
from tests.people import Human
from tests.rows import every_row

pytestmark = pytest.mark.promise("milestones")

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SUNDAY = datetime(2024, 3, 10, 18, 0, tzinfo=UTC)  # of the week that the clock begins in


def looks_back(human: Human) -> list[str]:
    return [message.text for message in human.messages if "Your last seven days" in message.text]


def lines(human: Human) -> list[str]:
    told = ("Still time today", "Low-battery", "Quick save", "small lap away", "Busy day?")
    return [message.text for message in human.messages if any(each in message.text for each in told)]


async def at(app: App, clock: SteppingClock, moment: datetime) -> None:
    """Advance tick by tick, like the bot."""
    while clock.now() < moment:
        clock.advance(min(HOUR, moment - clock.now()))
        await app.tick.run()


async def moves_on(app: App, human: Human, clock: SteppingClock, many_days: int) -> None:
    """A streak of this many days, up to yesterday."""
    person = await app.db.read(people.get, human.chat_id)
    for n in range(many_days, 0, -1):
        await app.db.write(day_totals.add, person, person.local_day(clock.now()) - n * DAY, 4)


async def wants_evening(human: Human) -> None:
    await human.types("/settings")
    await human.taps("🌙 Evening line")
    await human.taps("on")
    assert "● on" in human.buttons


async def test_sunday_at_six_the_week_comes_once_with_picture_and_suggestion(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    await ann.taps("✅ Done")
    await at(app, clock, SUNDAY - timedelta(minutes=1))
    assert looks_back(ann) == []
    await at(app, clock, SUNDAY)
    assert len(looks_back(ann)) == 1
    assert "Went well: " in ann.screen
    assert ann.messages[-1].photo is not None
    assert ann.buttons[1:] == ["🪞 Self-check", "📅 Year", "💪 Strength", "🧭 Variety"]
    assert "One day of moving: it counts.\n\nFewer nudges?" in ann.screen
    assert ann.buttons[0] == "🌱 4 a day"  # what the remark offers, in place of any other suggestion
    await at(app, clock, SUNDAY + 20 * HOUR)
    assert len(looks_back(ann)) == 1
    await ann.taps("🌱 4 a day")
    assert "4 nudges a day at most." in ann.screen
    assert (await app.db.read(people.get, ann.chat_id)).settings.budget == 4
    await at(app, clock, SUNDAY + 7 * DAY)
    assert len(looks_back(ann)) == 2


async def test_a_goal_that_is_met_may_be_raised_with_one_tap(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, onboarded_at=clock.now() - 20 * DAY)
    await moves_on(app, ann, clock, 14)
    person = await app.db.read(people.get, ann.chat_id)
    for n in range(5):
        await app.db.write(day_totals.add, person, person.local_day(clock.now()) + n * DAY, 4)
    await at(app, clock, SUNDAY)
    assert "Shall we aim for 5 a day?" in ann.screen
    await ann.taps("🎯 Aim for 5 a day")
    assert "🎯 5 a day it is." in ann.screen
    assert (await app.db.read(people.get, ann.chat_id)).settings.goal == 5


async def test_the_day_of_looking_back_can_be_switched_off_and_moved(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("/settings")
    await ann.taps("📬 Weekly review")
    assert "● 18:00" in ann.buttons
    await ann.taps("20:00")
    assert "● 20:00" in ann.buttons
    await at(app, clock, SUNDAY + HOUR)
    assert looks_back(ann) == []
    await at(app, clock, SUNDAY + 2 * HOUR)
    assert len(looks_back(ann)) == 1
    await ann.taps("off")
    clock.advance(7 * DAY)
    await app.tick.run()
    assert len(looks_back(ann)) == 1


async def test_what_could_not_be_sent_on_sunday_evening_waits_for_the_morning(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await at(app, clock, SUNDAY - HOUR)
    await ann.types("/today")  # there, and so not given up on
    unwilling = ann.sandbox.add_fault(Fault(Kind.ERROR, method="sendPhoto", status=503, times=3))
    await at(app, clock, SUNDAY + 2 * HOUR)
    assert unwilling.hits == 3
    await at(app, clock, SUNDAY + 13 * HOUR)
    assert looks_back(ann) == []  # Telegram would take it again, but it is night
    await at(app, clock, SUNDAY + 14 * HOUR)
    assert len(looks_back(ann)) == 1


async def test_a_bot_that_was_down_on_sunday_evening_makes_up_for_it_in_the_morning_only(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await at(app, clock, SUNDAY - 2 * HOUR)
    await ann.types("/today")  # there, and so not given up on
    clock.advance(9 * HOUR)  # down until 01:00
    await app.tick.run()
    assert looks_back(ann) == []
    await at(app, clock, SUNDAY + 14 * HOUR)
    assert len(looks_back(ann)) == 1
    assert clock.now().hour == 8


async def test_down_for_two_days_it_is_left_out(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await at(app, clock, SUNDAY - 2 * HOUR)
    clock.advance(2 * DAY)
    await app.tick.run()
    assert looks_back(ann) == []


async def test_no_look_back_during_a_pause(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("/pause 9")
    await at(app, clock, SUNDAY + DAY)
    assert looks_back(ann) == []


async def test_a_streak_at_risk_gets_one_line_at_six_for_those_who_asked(
    app: App, ann: Human, bob: Human, clock: SteppingClock
) -> None:
    for human in (ann, bob):
        await human.begins()
        await moves_on(app, human, clock, 4)
    await wants_evening(ann)
    await at(app, clock, datetime(2024, 3, 4, 17, 59, tzinfo=UTC))
    assert lines(ann) == []
    await at(app, clock, datetime(2024, 3, 5, 2, 0, tzinfo=UTC))
    assert len(lines(ann)) == 1
    assert lines(bob) == []
    rows = (await app.db.read(every_row))["nudges"]
    assert sum("EVENING" in repr(row) and "SENT" in repr(row) for row in rows) == 1


async def test_a_tap_on_the_evening_line_keeps_the_streak(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await moves_on(app, ann, clock, 4)
    await wants_evening(ann)
    await at(app, clock, datetime(2024, 3, 4, 18, 0, tzinfo=UTC))
    if "Busy day?" in ann.screen:
        pytest.skip("the line that offers a rest pass was drawn")
    assert "Streak: 5 days." in await ann.taps("✅ Done")


@pytest.mark.parametrize("why", ["moved", "short", "day off"])
async def test_no_line_where_nothing_is_at_risk(app: App, ann: Human, clock: SteppingClock, why: str) -> None:
    await ann.begins()
    await moves_on(app, ann, clock, 2 if why == "short" else 5)
    await wants_evening(ann)
    if why == "day off":
        await ann.types("/settings")
        await ann.taps("🕘 Days and hours")
        await ann.taps("Mon")
    if why == "moved":
        await until_next_nudge(app, clock, ann)
        await ann.taps("✅ Done")
    await at(app, clock, datetime(2024, 3, 4, 23, 0, tzinfo=UTC))
    assert lines(ann) == []


async def test_the_line_takes_the_place_of_the_last_nudge(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await moves_on(app, ann, clock, 5)
    await app.db.write(people.change, ann.chat_id, budget=2)
    await wants_evening(ann)
    await at(app, clock, datetime(2024, 3, 4, 22, 0, tzinfo=UTC))
    rows = (await app.db.read(every_row))["nudges"]
    sent = [repr(row) for row in rows if "SENT" in repr(row) and "ASKED" not in repr(row)]
    assert len(sent) == 2
    assert sum("EVENING" in row for row in sent) == 1
