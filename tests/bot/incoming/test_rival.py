"""Two copies with one token: neither nudges while the other runs, and both go on answering."""

import asyncio
import logging
from datetime import timedelta

import pytest

from bot.app import App
from bot.incoming import rival
from bot.incoming.rival import Rival
from bot.sandbox import Fault, Kind, Sandbox
from bot.settings import Settings
from bot.timing import retries
from storage import people
from tests.bot.ops.test_health import Pages
from tests.clock import SteppingClock
from tests.conftest import running
from tests.people import Human, until

THERE = "another copy of the bot polls with this token: nothing unrequested is sent"


def test_three_conflicts_are_another_copy_and_good_polls_between_them_change_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = Rival()
    for _ in range(2):
        other.refused()
        other.answered()
    assert not other.is_there
    other.refused()
    other.answered()
    assert other.is_there
    monkeypatch.setattr(rival, "QUIET_SECONDS", 0)
    other.answered()
    assert not other.is_there
    other.refused()
    other.refused()
    assert not other.is_there  # the count restarts


async def conflicts(human: Human, times: int) -> None:
    sandbox = human.sandbox
    sandbox.add_fault(Fault(Kind.ERROR, method="getUpdates", status=409, times=times))
    sandbox.write(human.chat_id, "/today")  # ends the long poll that is under way
    await until(lambda: sum(call.status == 409 for call in sandbox.calls) >= times)


async def due_now(app: App, human: Human, clock: SteppingClock) -> None:
    """At ten on a Monday."""
    clock.advance(timedelta(hours=2))
    await app.db.write(people.change, human.chat_id, next_nudge_at=clock.now())


async def test_after_three_conflicts_nothing_unasked_is_sent_until_polls_are_good_again(
    app: App,
    ann: Human,
    clock: SteppingClock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(retries, "WAITS_SECONDS", (0.05,))
    await ann.begins()
    pages = Pages(await app.watching.status.listen("127.0.0.1", 0))
    await app.tick.run()
    await conflicts(ann, 3)
    await due_now(app, ann, clock)
    await app.tick.run()  # also one that the timetable would not have begun
    assert not ann.nudge_messages()
    assert await pages.get("readyz") == (503, f"{THERE}\n")
    assert (await pages.figures())["psoas_another_copy"] == 1
    assert "0 of 4" in await ann.types("/today")  # they are answered
    monkeypatch.setattr(rival, "QUIET_SECONDS", 0)
    await ann.types("/today")
    await app.tick.run()
    assert len(ann.nudge_messages()) == 1
    assert (await pages.get("readyz"))[0] == 200
    said = [r.getMessage() for r in caplog.records if r.name == "bot.incoming.rival"]
    assert said == [THERE, "the other copy of the bot is gone: nudges and broadcasts resume"]
    assert all(r.levelno == logging.WARNING for r in caplog.records if r.name == "bot.incoming.rival")


async def test_one_conflict_or_two_are_a_deploy(
    app: App, ann: Human, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retries, "WAITS_SECONDS", (0.05,))
    await ann.begins()
    await conflicts(ann, 2)
    await due_now(app, ann, clock)
    await app.tick.run()
    assert len(ann.nudge_messages()) == 1


async def test_two_real_copies_nudge_nobody_twice(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock
) -> None:
    """The second one works on a copy of the data."""
    copied = settings.database_url.replace("psoas.db", "copy.db")
    other_settings = Settings.from_env({"DATABASE_URL": copied})
    async with running(settings, sandbox, clock) as app:
        ann = Human(sandbox, 7, "Ann")
        await ann.begins()
        async with running(other_settings, sandbox, clock) as other:
            await other.db.write(people.welcome, 7, "en", "Etc/UTC", clock.now())
            await other.db.write(people.begin, 7, clock.now())
            await until(lambda: app.edge.polling.rival.is_there and other.edge.polling.rival.is_there)
            await due_now(app, ann, clock)
            await other.db.write(people.change, 7, next_nudge_at=clock.now())
            await asyncio.gather(app.tick.run(), other.tick.run())
            assert not ann.nudge_messages()
            assert "0 of 4" in await ann.types("/today")  # one of them answers
