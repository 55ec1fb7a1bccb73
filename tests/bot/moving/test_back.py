"""Gone and back: blocked, unblocked, unreachable, and back after months."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.app import App
from bot.sandbox import Fault, Kind, Sandbox
from jobs.schedule import nudge_decision
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


FORTNIGHT, MONTH = timedelta(days=14), timedelta(days=30)
SECOND = timedelta(seconds=1)
SOON = "There you are again."
GENTLY = "at most two nudges a day in the first week"


@pytest.mark.parametrize(
    ("away", "greeting"),
    [
        (timedelta(days=13), None),
        (FORTNIGHT - SECOND, None),
        (FORTNIGHT, SOON),
        (timedelta(days=29), SOON),
        (MONTH - SECOND, SOON),
        (MONTH, HERE_AGAIN),
    ],
)
async def test_from_a_fortnight_on_it_begins_gently_and_after_a_month_with_a_welcome(
    app: App, ann: Human, clock: SteppingClock, away: timedelta, greeting: str | None
) -> None:
    await ann.begins()
    clock.advance(away)
    said = len(ann.messages)
    await ann.types("/today")
    if greeting is not None:
        await until(lambda: greeting in ann.screen)
        assert GENTLY in ann.screen
    told = "\n".join(each.text for each in ann.messages[said:])
    assert {each for each in (SOON, HERE_AGAIN) if each in told} == {*filter(None, (greeting,))}
    assert nudge_decision.is_gentle(await person(app, ann), clock.now()) is (greeting is not None)
    assert (await person(app, ann)).presence.back_at == (about(clock.now()) if greeting else None)


async def test_after_a_fortnight_two_a_day_come_for_a_week_and_then_as_many_as_before(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    clock.advance(FORTNIGHT)  # a Monday again
    await ann.types("/today")
    back_at = clock.now()
    counts = await nudged_on(app, clock, ann, back_at + timedelta(days=11))
    first_week = [many for on, many in counts.items() if on < (back_at + timedelta(days=7)).date()]
    assert first_week == [2] * 5
    assert max(many for on, many in counts.items() if on > (back_at + timedelta(days=7)).date()) > 2


@pytest.mark.parametrize(("days", "is_gentle"), [(13, False), (14, True)])
async def test_a_pause_of_a_fortnight_is_a_break_too_when_it_ends_by_itself(
    app: App, ann: Human, clock: SteppingClock, days: int, is_gentle: bool
) -> None:
    await ann.begins()
    await ann.types(f"/pause {days}")
    clock.advance(timedelta(days=days // 2))
    await ann.types("/help")  # a look at the chat is no end of it
    await until_next_nudge(app, clock, ann)
    assert ("Two nudges a day to start, for a week." in ann.screen) is is_gentle
    assert nudge_decision.is_gentle(await person(app, ann), clock.now()) is is_gentle


@pytest.mark.parametrize(("days", "is_gentle"), [(13, False), (14, True), (29, True)])
@pytest.mark.parametrize("words", ["/resume", "I'm back"])
async def test_a_pause_of_a_fortnight_is_a_break_too_when_they_end_it(
    app: App, ann: Human, clock: SteppingClock, days: int, is_gentle: bool, words: str
) -> None:
    await ann.begins()
    await ann.types("/pause")
    await ann.taps("Until I say")
    clock.advance(timedelta(days=days))
    assert (GENTLY in await ann.types(words)) is is_gentle
    assert sum(GENTLY in each.text for each in ann.messages) == is_gentle
    assert (await person(app, ann)).presence.back_at == (about(clock.now()) if is_gentle else None)


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
