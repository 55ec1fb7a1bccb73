"""Pauses: by buttons and for a holiday, neutral for the habit, and ended with one word."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.app import App
from bot.sandbox import Fault, Kind, Sandbox
from bot.settings import Settings
from jobs.schedule.nudge_plan import ARRIVE, spread
from storage import people
from storage.history import progress
from storage.history.calendar_day import day_begins_at
from storage.person import Person
from storage.sent import nudges
from tests.clock import SteppingClock, about
from tests.conftest import running, to_the_next_plan, until_next_nudge
from tests.people import Human

pytestmark = pytest.mark.promise("meetings")

HELLO = "Welcome back from your break"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


async def person_of(app: App, human: Human) -> Person:
    return await app.db.read(people.get, human.chat_id)


def hellos(sandbox: Sandbox, human: Human) -> int:
    """Number of messages that announced the end of a pause."""
    sent = [c for c in sandbox.calls if c.method == "sendMessage" and c.chat_id == human.chat_id]
    return sum(c.status == 200 and HELLO in str(c.parameters["text"]) for c in sent)


# By buttons


@pytest.mark.parametrize(
    ("label", "until"),
    [
        ("1 hour", datetime(2024, 3, 4, 9, 0, tzinfo=UTC)),
        ("2 hours", datetime(2024, 3, 4, 10, 0, tzinfo=UTC)),
        ("Until tomorrow", datetime(2024, 3, 5, 3, 0, tzinfo=UTC)),
        ("3 days", datetime(2024, 3, 7, 3, 0, tzinfo=UTC)),
        ("A week", datetime(2024, 3, 11, 3, 0, tzinfo=UTC)),
        ("Until I say", None),
    ],
)
async def test_each_length_is_one_tap(app: App, ann: Human, label: str, until: datetime | None) -> None:
    await ann.begins()
    await ann.types("/settings")
    await ann.taps("⏸ Pause")
    assert "Quiet until" in await ann.taps(label)
    paused = await person_of(app, ann)
    assert paused.is_paused(app.clock.now())
    assert paused.pause.paused_until_at == (None if until is None else about(until))


async def test_an_hour_tapped_twice_is_one_hour(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("/pause")
    _, data = ann.button("1 hour")
    await ann.taps("1 hour")
    clock.advance(MINUTE)
    await ann.taps_data(data)
    assert (await person_of(app, ann)).pause.paused_until_at == about(datetime(2024, 3, 4, 9, 0, tzinfo=UTC))
    clock.advance(10 * MINUTE)  # a new pause: it lasts an hour from now
    await ann.types("/pause 1h")
    assert (await person_of(app, ann)).pause.paused_until_at == about(datetime(2024, 3, 4, 9, 11, tzinfo=UTC))


async def test_a_holiday_ends_on_a_day_picked_in_the_same_message(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("/pause")
    asked = len(ann.messages)
    assert "Which day are you back?" in await ann.taps("🏖 Holiday")
    assert "Tue 5 Mar" in ann.buttons
    assert "Sun 17 Mar" not in ann.buttons
    await ann.taps("Later ›")
    assert "Enjoy it. Quiet until Sunday 17 March at 03:00." in await ann.taps("Sun 17 Mar")
    assert len(ann.messages) == asked
    assert (await person_of(app, ann)).pause.paused_until_at == datetime(2024, 3, 17, 3, 0, tzinfo=UTC)


async def test_the_last_day_to_pick_is_ninety_days_away(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("/pause")
    await ann.taps("🏖 Holiday")
    while "Later ›" in ann.buttons:
        await ann.taps("Later ›")
    assert "Sun 2 Jun" in ann.buttons
    assert "Mon 3 Jun" not in ann.buttons
    await ann.taps_data("1:holiday-until:2024-06-03")
    assert ann.toast.startswith("That button is from another time.")
    assert (await person_of(app, ann)).pause.paused_from_at is None
    await ann.taps("Sun 2 Jun")
    assert (await person_of(app, ann)).pause.paused_until_at == day_begins_at(
        clock.now().date() + 90 * DAY, "Etc/UTC"
    )


async def test_typed_ninety_days_are_taken_and_ninety_one_are_not(app: App, ann: Human) -> None:
    await ann.begins()
    assert "90 days, please" in await ann.types("/pause 91")
    assert (await person_of(app, ann)).pause.paused_from_at is None
    assert "Quiet until Sunday 2 June" in await ann.types("/pause 90")


async def test_a_day_that_has_come_meanwhile_is_a_button_from_another_time(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("/pause")
    await ann.taps("🏖 Holiday")
    clock.advance(DAY)
    await ann.taps("Tue 5 Mar")
    assert ann.toast.startswith("That button is from another time.")
    assert (await person_of(app, ann)).pause.paused_from_at is None


async def test_a_holiday_of_ninety_days_is_neutral_for_streak_and_strength(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    for _ in range(3):
        await until_next_nudge(app, clock, ann)
        await ann.taps("✅ Done")
        clock.advance(DAY)
    await until_next_nudge(app, clock, ann)
    await ann.taps("✅ Done")
    before = (await app.db.read(progress.today, ann.chat_id, clock.now())).day
    await ann.types("/pause 90")
    clock.advance(90 * DAY)
    after = (await app.db.read(progress.today, ann.chat_id, clock.now())).day
    assert (after.streak.days, after.strength) == (before.streak.days, before.strength) != (0, 0.0)


# Back again


async def test_the_first_nudge_after_a_pause_says_hello_and_only_the_first(
    app: App, sandbox: Sandbox, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("/pause 1h30")
    await until_next_nudge(app, clock, ann)
    assert ann.screen.startswith(HELLO)
    for _ in range(8):
        await until_next_nudge(app, clock, ann)
        await ann.taps("✅ Done")
    assert hellos(sandbox, ann) == 1


async def test_a_pause_that_ends_after_the_last_nudge_of_a_day_is_told_on_the_next_active_one(
    app: App, sandbox: Sandbox, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    clock.advance(4 * DAY + 8 * HOUR)  # Friday, 16:00
    await ann.types("/pause 3h")
    clock.advance(4 * HOUR)
    await app.tick.run()
    assert hellos(sandbox, ann) == 0
    await until_next_nudge(app, clock, ann)
    assert clock.now().strftime("%a") == "Mon"
    assert ann.screen.startswith(HELLO)


async def test_no_hello_after_a_resume_by_hand(
    app: App, sandbox: Sandbox, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("/pause 3")
    clock.advance(HOUR)
    await ann.types("/resume")
    await until_next_nudge(app, clock, ann)
    await ann.types("/pause 1h")
    clock.advance(HOUR)  # over, but not announced yet
    await ann.types("/resume")
    await until_next_nudge(app, clock, ann)
    assert hellos(sandbox, ann) == 0


async def test_a_hello_that_went_stale_comes_with_the_next_nudge(
    app: App, sandbox: Sandbox, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("/pause 2h")
    sandbox.add_fault(Fault(Kind.ERROR, method="sendMessage", status=502))
    assert await to_the_next_plan(app, clock, ann)  # claimed, and it does not get through
    clock.advance(16 * MINUTE)
    await app.tick.run()
    sandbox.faults.clear()
    assert hellos(sandbox, ann) == 0
    await until_next_nudge(app, clock, ann)
    assert ann.screen.startswith(HELLO)
    await until_next_nudge(app, clock, ann)
    assert hellos(sandbox, ann) == 1


async def test_a_crash_between_claim_and_sending_loses_no_hello(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock
) -> None:
    async with running(settings, sandbox, clock) as app:
        ann = Human(sandbox, 7, "Ann")
        await ann.begins()
        await ann.types("/pause 2h")
        sandbox.add_fault(Fault(Kind.ERROR, method="sendMessage", status=502))
        await to_the_next_plan(app, clock, ann)
        assert await app.db.read(nudges.unsent, 0, 10)
    sandbox.faults.clear()
    async with running(settings, sandbox, clock) as app:
        await app.tick.run()
        await until_next_nudge(app, clock, ann)
    assert hellos(sandbox, ann) == 1


async def test_a_new_pause_while_the_hello_is_on_its_way_is_not_ended_by_it(
    app: App, sandbox: Sandbox, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("/pause 2h")
    sandbox.add_fault(Fault(Kind.ERROR, method="sendMessage", status=502))
    await to_the_next_plan(app, clock, ann)
    sandbox.faults.clear()
    await ann.types("/pause 3")
    await app.tick.run()
    assert (await person_of(app, ann)).is_paused(clock.now())


async def test_nobody_is_welcomed_back_from_a_crisis(
    app: App, sandbox: Sandbox, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("I want to kill myself")
    clock.advance(1 * DAY + 1 * MINUTE)
    for _ in range(3):
        await until_next_nudge(app, clock, ann)
    assert hellos(sandbox, ann) == 0


# Until a moment


async def test_a_pause_until_the_evening_is_followed_by_the_next_morning(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("/pause 12h")  # 20:00
    opens_at = datetime(2024, 3, 5, 9, tzinfo=UTC)
    first_at = opens_at + ARRIVE + spread(ann.chat_id, opens_at)
    assert (await person_of(app, ann)).plan.next_nudge_at == first_at


async def test_days_end_at_three_on_the_wall_over_a_change_of_clocks(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, zone="Europe/Vienna")
    clock.advance(25 * DAY)  # Friday; on Sunday at 02:00 it is 03:00
    await ann.types("/pause 3")
    assert (await person_of(app, ann)).pause.paused_until_at == datetime(2024, 4, 1, 1, 0, tzinfo=UTC)
    await ann.types("/pause 2")
    assert (await person_of(app, ann)).pause.paused_until_at == datetime(2024, 3, 31, 1, 0, tzinfo=UTC)


async def test_a_pause_that_ends_while_they_cannot_be_reached_is_told_when_they_are_back(
    app: App, sandbox: Sandbox, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("/pause 2h")
    sandbox.block(ann.chat_id)
    await ann.until_dealt_with()
    clock.advance(2 * DAY)
    await app.tick.run()
    assert hellos(sandbox, ann) == 0
    sandbox.unblock(ann.chat_id)
    await ann.types("/start")
    await until_next_nudge(app, clock, ann)
    assert ann.screen.startswith(HELLO)


async def test_a_later_asked_before_the_pause_is_over_with_it(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    await ann.taps("⏰ Later")
    assert (await person_of(app, ann)).plan.later_until_at is not None
    await ann.types("/pause 1h")
    paused = await person_of(app, ann)
    until = paused.pause.paused_until_at
    assert until == about(clock.now() + timedelta(hours=1))
    assert paused.plan.later_until_at is None
    assert until is not None and paused.plan.next_nudge_at is not None and paused.plan.next_nudge_at >= until
