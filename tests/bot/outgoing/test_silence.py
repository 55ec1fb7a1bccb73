"""Silence: holds on one chat, one method or everything are reported and survive a restart."""

import asyncio
from datetime import timedelta

import pytest

from bot.app import App
from bot.outgoing.holds import Hold, Holds
from bot.sandbox import Fault, Kind, Sandbox
from bot.settings import Settings
from storage import people
from storage.sent import holds
from storage.sent.holds import KeptHold
from tests.bot.ops.test_health import Pages
from tests.clock import SteppingClock
from tests.conftest import running
from tests.people import Human, until


def test_a_long_silence_is_of_its_chat_or_method_and_a_short_one_of_everything() -> None:
    met = Holds().meet
    assert met("sendMessage", 7, 5, 100) == Hold(5, 105)
    assert met("sendMessage", 7, 6, 100) == Hold(6, 106, chat_id=7)
    assert met("answerCallbackQuery", None, 60, 100) == Hold(60, 160, method="answerCallbackQuery")


def test_three_chats_within_ten_seconds_are_everybody() -> None:
    judge = Holds()
    assert judge.meet("sendMessage", 7, 600, 100).chat_id == 7
    assert judge.meet("sendMessage", 8, 60, 105).chat_id == 8
    assert judge.meet("sendMessage", 8, 60, 106).chat_id == 8  # no third one
    assert judge.meet("sendPhoto", 9, 60, 109.9) == Hold(590.1, 700)
    apart = Holds()
    for n, chat in enumerate((7, 8, 9)):
        assert apart.meet("sendMessage", chat, 600, 100 + 6 * n).chat_id == chat


def silence(sandbox: Sandbox, seconds: int, method: str = "sendMessage", times: int = 1) -> None:
    sandbox.add_fault(Fault(Kind.ERROR, method=method, status=429, retry_after=seconds, times=times))


async def test_a_chat_that_is_held_holds_up_nobody_else_and_is_told_without_saying_who(
    app: App, ann: Human, bob: Human, sandbox: Sandbox, clock: SteppingClock, caplog: pytest.LogCaptureFixture
) -> None:
    pages = Pages(await app.watching.status.listen("127.0.0.1", 0))
    await ann.begins()
    await app.tick.run()
    silence(sandbox, 600)
    sandbox.write(ann.chat_id, "/today")
    await until(lambda: any(call.status == 429 for call in sandbox.calls))
    await bob.begins()
    assert bob.messages
    at = "2024-03-04 08:10:00 UTC"
    assert await pages.get("readyz") == (200, f"ready\nheld until {at}: chats=1\n")
    figures = await pages.figures()
    assert figures["psoas_held_chats_until_seconds"] == pytest.approx(clock.now().timestamp() + 600, abs=5)
    said = [r.getMessage() for r in caplog.records if r.name == "bot.outgoing.silence"]
    assert said == [f"Telegram asks for silence until {at}: one chat is held"]
    assert sum(c.chat_id == ann.chat_id and c.status == 429 for c in sandbox.calls) == 1  # not tried again


async def test_nudges_for_a_chat_that_is_held_grow_stale_and_others_come(
    app: App, ann: Human, bob: Human, sandbox: Sandbox, clock: SteppingClock
) -> None:
    await ann.begins()
    await bob.begins()
    clock.advance(timedelta(hours=2))
    for each in (ann, bob):
        await app.db.write(people.change, each.chat_id, next_nudge_at=clock.now())
    silence(sandbox, 3600)
    await app.tick.run()
    assert len(ann.nudge_messages()) + len(bob.nudge_messages()) == 1
    before = len(sandbox.calls)
    await asyncio.wait_for(app.tick.run(), 5)  # no call waits an hour in the queue
    assert len(sandbox.calls) == before
    clock.advance(timedelta(minutes=16))
    await app.tick.run()
    assert "psoas_stale_total 1.0" in app.metrics.page(None).decode()


async def test_a_long_silence_survives_a_restart_and_goes_with_the_person(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock
) -> None:
    async with running(settings, sandbox, clock) as app:
        ann = Human(sandbox, 7, "Ann")
        await ann.begins()
        silence(sandbox, 600)
        sandbox.write(7, "/today")
        await until(lambda: any(call.status == 429 for call in sandbox.calls))
    clock.advance(timedelta(minutes=1))
    async with running(settings, sandbox, clock) as app:
        pages = Pages(await app.watching.status.listen("127.0.0.1", 0))
        await app.tick.run()
        assert (await pages.get("readyz"))[1].endswith("held until 2024-03-04 08:10:00 UTC: chats=1\n")
        before = len(sandbox.calls)
        sandbox.write(7, "/streak")
        await ann.until_confirmed()
        await asyncio.sleep(0.5)
        assert not [c for c in list(sandbox.calls)[before:] if c.method == "sendMessage"]
        await app.db.write(people.forget, 7)
        assert await app.db.read(holds.standing, clock.now()) == []


async def test_of_strangers_no_hold_is_kept_and_what_is_over_goes(app: App, clock: SteppingClock) -> None:
    now = clock.now()
    later = now + timedelta(hours=1)
    await app.db.write(holds.keep, KeptHold(404, None, later), now)
    assert await app.db.read(holds.standing, now) == []
    await app.db.write(holds.keep, KeptHold(None, None, now + timedelta(minutes=1)), now)
    await app.db.write(holds.keep, KeptHold(None, None, later), now)
    await app.db.write(holds.keep, KeptHold(None, "sendPhoto", later), now)
    assert set(await app.db.read(holds.standing, now)) == {
        KeptHold(None, None, later),
        KeptHold(None, "sendPhoto", later),
    }
    assert await app.db.read(holds.standing, later) == []


async def test_three_chats_that_are_held_are_everything_and_then_it_is_not_ready(
    app: App, sandbox: Sandbox, clock: SteppingClock
) -> None:
    pages = Pages(await app.watching.status.listen("127.0.0.1", 0))
    await app.tick.run()
    people_here = [Human(sandbox, chat_id, "Ann") for chat_id in (7, 8, 9)]
    silence(sandbox, 600, times=3)
    for each in people_here:
        sandbox.write(each.chat_id, "/start")
    await until(lambda: sum(call.status == 429 for call in sandbox.calls) == 3)
    Human(sandbox, 10, "Bob")
    sandbox.write(10, "/start")
    await asyncio.sleep(0.5)
    assert not [c for c in sandbox.calls if c.chat_id == 10]
    status, text = await pages.get("readyz")
    assert status == 503
    assert "Telegram asks for silence until 2024-03-04 08:10:00 UTC: everything is held" in text


async def test_a_method_that_is_held_holds_nothing_else(app: App, ann: Human, sandbox: Sandbox) -> None:
    pages = Pages(await app.watching.status.listen("127.0.0.1", 0))
    silence(sandbox, 600, "answerCallbackQuery")
    await app.tick.run()
    assert "16+" in "".join(await _begun(ann))
    tried = [call for call in sandbox.calls if call.method == "answerCallbackQuery"]
    assert len(tried) == 1
    assert (await pages.get("readyz"))[1].endswith(": answerCallbackQuery\n")


async def _begun(human: Human) -> list[str]:
    await human.types("/start")
    await human.taps("⏭")
    return human.buttons


async def test_polls_that_must_rest_hold_everything_and_are_not_tried_before(
    app: App, ann: Human, bob: Human, sandbox: Sandbox
) -> None:
    silence(sandbox, 2, "getUpdates")
    sandbox.write(ann.chat_id, "/start")
    await until(lambda: any(call.status == 429 for call in sandbox.calls))
    refused = next(call for call in sandbox.calls if call.status == 429)
    await ann.until_dealt_with()
    after = [c for c in sandbox.calls if c.at > refused.at and c.method in ("getUpdates", "sendMessage")]
    assert after[0].at - refused.at >= 2
