"""Gone and back: blocked, unblocked, unreachable, and back after months."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.app import App
from bot.sandbox import Fault, Kind, Sandbox
from storage import people
from storage.person import Person
from tests.clock import SteppingClock, about
from tests.conftest import to_the_next_plan, until_next_nudge
from tests.people import Human, until

pytestmark = pytest.mark.promise("blocked")

HERE_AGAIN = "Look who's here."


async def person(app: App, human: Human) -> Person:
    return await app.db.read(people.get, human.chat_id)


async def nudged_on(app: App, clock: SteppingClock, human: Human, last: datetime) -> Counter[date]:
    """Nudges per day to a person who answers all of them."""
    found: Counter[date] = Counter()
    seen = len(human.nudges_shown())
    while (next_at := (await person(app, human)).plan.next_nudge_at) is not None and next_at <= last:
        assert await to_the_next_plan(app, clock, human)
        if len(human.nudges_shown()) > seen:
            seen = len(human.nudges_shown())
            found[clock.now().date()] += 1
            await human.taps("✅ Done")
    return found


async def test_who_blocks_is_out_of_reach_at_once_and_since_then(
    app: App, ann: Human, sandbox: Sandbox, clock: SteppingClock
) -> None:
    await ann.begins()
    sandbox.block(ann.chat_id)
    await ann.until_dealt_with()
    blocked = await person(app, ann)
    assert not blocked.presence.reachable
    assert blocked.presence.unreachable_at == about(clock.now())
    assert blocked.plan.next_nudge_at is None


async def test_who_unblocks_is_planned_for_again_from_the_next_window_on(
    app: App, ann: Human, sandbox: Sandbox, clock: SteppingClock
) -> None:
    await ann.begins()
    sandbox.block(ann.chat_id)
    clock.advance(timedelta(hours=2))  # Monday 10:00, in the middle of a window
    sandbox.unblock(ann.chat_id)
    await ann.until_dealt_with()
    said, back = len(ann.messages), await person(app, ann)
    assert (back.presence.reachable, back.presence.unreachable_at) == (True, None)
    assert back.plan.next_nudge_at is not None
    assert (
        datetime(2024, 3, 4, 14, tzinfo=UTC)
        <= back.plan.next_nudge_at
        <= datetime(2024, 3, 4, 15, tzinfo=UTC)
    )
    clock.advance(timedelta(hours=2))
    await app.tick.run()
    assert len(ann.messages) == said
    await until_next_nudge(app, clock, ann)


async def test_a_second_delivery_of_the_unblocking_changes_nothing(
    app: App, ann: Human, sandbox: Sandbox, clock: SteppingClock
) -> None:
    await ann.begins()
    planned = (await person(app, ann)).plan.next_nudge_at
    chat = sandbox.person(ann.chat_id)
    sandbox.world.tell_membership(chat, chat.user(), "kicked", "member")
    await ann.until_dealt_with()
    assert (await person(app, ann)).plan.next_nudge_at == planned


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (400, "Bad Request: chat not found"),
    ],
)
async def test_who_cannot_be_reached_is_left_in_peace_until_they_write(
    app: App, ann: Human, sandbox: Sandbox, clock: SteppingClock, status: int, why: str
) -> None:
    await ann.begins()
    next_at = (await person(app, ann)).plan.next_nudge_at
    assert next_at is not None
    clock.advance(next_at - clock.now())
    sandbox.add_fault(Fault(Kind.ERROR, "sendMessage", status=status, description=why))
    await app.tick.run()
    gone = await person(app, ann)
    assert not gone.presence.reachable
    assert gone.presence.unreachable_at == about(clock.now())
    await ann.types("/today")  # not even /start is needed
    back = await person(app, ann)
    assert (back.presence.reachable, back.presence.unreachable_at) == (True, None)
    assert back.plan.next_nudge_at is not None


@pytest.mark.parametrize("sign", ["/start", "/today", "good morning", "a tap"])
async def test_after_months_they_are_welcomed_and_begin_gently(
    app: App, ann: Human, clock: SteppingClock, sign: str
) -> None:
    await ann.begins()
    await ann.types("walked 20 min")
    clock.advance(timedelta(days=1))
    await ann.types("walked 20 min")
    clock.advance(timedelta(days=77))  # Tuesday, 21 May
    if sign == "a tap":
        message_id, data = ann.button("↩️ Undo")
        ann.sandbox.tap(ann.chat_id, message_id, data)
    else:
        ann.sandbox.write(ann.chat_id, sign)
    await until(lambda: HERE_AGAIN in ann.screen)
    assert "Nothing is lost" in ann.screen
    assert "A streak starts with one." in ann.screen
    assert "Your best one, 2 days, stays yours." in ann.screen
    assert "at most two nudges a day in the first week" in ann.screen
    assert sum(HERE_AGAIN in message.text for message in ann.messages) == 1
    if sign in ("/start", "good morning"):
        assert sum(message.text.startswith(("Good to see you", "Hello!")) for message in ann.messages) == 0
    back_at = clock.now()
    counts = await nudged_on(app, clock, ann, back_at + timedelta(days=13))
    gentle_until = (back_at + timedelta(days=7)).date()
    assert {count for on, count in counts.items() if on < gentle_until} == {2}
    assert max(count for on, count in counts.items() if on > gentle_until) > 2
    assert sum(HERE_AGAIN in message.text for message in ann.messages) == 1


async def test_less_than_a_month_is_no_absence(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    clock.advance(timedelta(days=30) - timedelta(seconds=1))
    await ann.types("/today")
    assert HERE_AGAIN not in ann.screen
    assert (await person(app, ann)).presence.back_at is None
    clock.advance(timedelta(days=30))
    await ann.types("/today")
    await until(lambda: HERE_AGAIN in ann.screen)


async def test_who_only_reads_is_here_too(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, paused_from_at=clock.now(), next_nudge_at=None)
    for _ in range(4):
        clock.advance(timedelta(days=20))
        await ann.types("/help")
    assert not any(HERE_AGAIN in message.text for message in ann.messages)
    assert (await person(app, ann)).presence.here_at == about(clock.now())


async def test_who_paused_for_months_is_told_that_the_pause_goes_on(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, paused_from_at=clock.now(), next_nudge_at=None)
    clock.advance(timedelta(days=60))
    await ann.types("/today")
    await until(lambda: "Nudges are still paused; /resume" in ann.screen)
    assert (await person(app, ann)).plan.next_nudge_at is None


async def test_in_an_emergency_nobody_is_greeted(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    clock.advance(timedelta(days=60))
    await ann.types("crushing pain in my chest and my left arm")
    assert not any(HERE_AGAIN in message.text for message in ann.messages)
