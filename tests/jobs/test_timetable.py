"""Timetable: the tick goes on after long ticks and when the clock is set."""

import asyncio
import logging

import pytest

from jobs.clock import Clock
from jobs.workers import timetable
from jobs.workers.timetable import Timetable

pytestmark = pytest.mark.promise("clock")


class Set(Clock):
    """A wall clock that can be set."""

    ahead_seconds = 0.0

    def drift_seconds(self) -> float:
        return super().drift_seconds() + self.ahead_seconds


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timetable, "TICK_SECONDS", 0.1)


async def nothing_to_copy() -> None:
    """The backup that is due another day."""


async def test_ticks_that_fall_into_a_long_one_are_left_out_in_silence(
    caplog: pytest.LogCaptureFixture,
) -> None:
    running = most = ticks = 0

    async def tick() -> None:
        nonlocal running, most, ticks
        running, ticks = running + 1, ticks + 1
        most = max(most, running)
        await asyncio.sleep(0.5 if ticks == 1 else 0)
        running -= 1

    timetable = Timetable(Clock(), tick, nothing_to_copy)
    await timetable.start()
    await asyncio.sleep(1.2)
    await timetable.stop()
    assert most == 1
    assert 4 <= ticks <= 8
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
async def test_a_set_clock_is_noticed_and_the_ticks_go_on(
    hours: int, caplog: pytest.LogCaptureFixture
) -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        ticks += 1

    clock = Set()
    timetable = Timetable(clock, tick, nothing_to_copy)
    await timetable.start()
    await asyncio.sleep(0.15)
    clock.ahead_seconds = hours * 3600
    await asyncio.sleep(0.3)
    before = ticks
    await asyncio.sleep(0.4)
    await timetable.stop()
    assert ticks > before
    assert any(f"the clock jumped by {hours * 3600:+.0f} s" in r.getMessage() for r in caplog.records)


async def test_a_job_that_is_under_way_when_the_timetable_stops_comes_to_its_end() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def tick() -> None:
        begun.set()
        await asyncio.sleep(0.2)
        ended.set()

    timetable = Timetable(Clock(), tick, nothing_to_copy)
    await timetable.start()
    await begun.wait()
    await timetable.stop()
    await asyncio.wait_for(ended.wait(), 1)
