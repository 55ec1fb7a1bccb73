"""Timetable: the tick and the daily jobs. People's plans are rows, not jobs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from jobs.clock import Clock

logger = logging.getLogger(__name__)

TICK_SECONDS = 5
LOOK_SECONDS = 600  # between checks whether a daily job is due
JUMP_SECONDS = 20  # allowed drift between wall clock and monotonic clock


class Timetable:
    """APScheduler jobs: missed runs are made up once (coalesce), never two runs of a job at a time."""

    name = "timetable"

    def __init__(
        self, clock: Clock, tick: Callable[[], Awaitable[None]], *daily: Callable[[], Awaitable[None]]
    ) -> None:
        self._clock = clock
        self._scheduler = AsyncIOScheduler(
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone="UTC",
        )
        for job, seconds in ((tick, TICK_SECONDS), *((each, LOOK_SECONDS) for each in daily)):
            self._scheduler.add_job(unless_at_it(job), every(seconds))
        self._watch: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._scheduler.start()
        self._watch = asyncio.get_running_loop().create_task(self._watch_the_clock())

    async def stop(self) -> None:
        """Start no further runs; a current one continues."""
        if self._watch is not None:
            self._watch.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _watch_the_clock(self) -> None:
        """Re-arm the jobs after a clock jump: set back a day, they would otherwise wait a day."""
        before = self._clock.drift_seconds()
        while True:
            await asyncio.sleep(TICK_SECONDS)
            jump = self._clock.drift_seconds() - before
            if abs(jump) > JUMP_SECONDS:
                before += jump
                logger.warning("the clock jumped by %+.0f s; jobs rescheduled", jump)
                for job in self._scheduler.get_jobs():
                    # A new trigger: the old one starts at its creation, which may now be tomorrow.
                    job.reschedule(every(job.trigger.interval_length))


def every(seconds: float) -> IntervalTrigger:
    """An interval trigger that starts now."""
    return IntervalTrigger(seconds=seconds, timezone="UTC")


def unless_at_it(job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """A job that is skipped while its last run is still active: thousands of nudges may take minutes.

    The scheduler warns about runs longer than the interval and cancels what it awaits on shutdown,
    even in the middle of a message. So it is given nothing to await.
    """
    running: asyncio.Future[None] | None = None

    async def begin() -> None:
        nonlocal running
        if running is None or running.done():
            running = asyncio.ensure_future(job())

    return begin
