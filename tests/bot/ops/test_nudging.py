"""Nudging at a stop: sends in flight get a few seconds, and nothing new starts."""

import pytest

from bot.app import App
from bot.sandbox import Fault, Kind, Sandbox
from bot.services import nudging
from storage import people
from tests.clock import SteppingClock
from tests.people import Human, until

pytestmark = pytest.mark.promise("stop")


async def test_a_stop_waits_for_the_nudge_on_its_way_and_lets_no_other_begin(
    app: App, sandbox: Sandbox, ann: Human, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nudging, "FINISH_SECONDS", 0.3)
    await ann.begins()
    plan = (await app.db.read(people.get, ann.chat_id)).plan
    assert plan.next_nudge_at is not None
    clock.advance(plan.next_nudge_at - clock.now())
    hangs = sandbox.add_fault(Fault(Kind.HANG, method="sendMessage", times=None))
    await app.workers.nudging.start()
    await until(lambda: hangs.hits > 0)
    with pytest.raises(TimeoutError):
        await app.workers.nudging.stop()
    sandbox.faults.clear()
    await app.tick.run()  # the nudge is still claimed, and is the next process's
    assert not ann.nudges_shown()
    await app.workers.nudging.stop()  # once is enough
