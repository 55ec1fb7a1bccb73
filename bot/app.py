"""App: the services of the process in one list, and how they run until it ends."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from bot.assembly import (
    Ground,
    make_edge,
    make_flow,
    make_side_services,
    make_store,
    make_watching,
    make_workers,
)
from bot.content import read_content
from bot.ops.door import OperatorCheck, door_of
from bot.ops.metrics import Metrics
from bot.service import Background, Ending, Opened, Services, Together
from bot.settings import Settings
from bot.sharing.peers import if_leading
from jobs.clock import Clock
from messages.language import LANGUAGES
from messages.pictures.loops import LOOPS, Loops

PATIENCE_SECONDS = 300  # without a good poll, until the process gives up


class App:
    """The bot, ready to run against one Bot API server and one database."""

    def __init__(
        self,
        settings: Settings,
        token: str,
        api_url: str,
        clock: Clock,
        patience_seconds: float = PATIENCE_SECONDS,
        languages: Path = LANGUAGES,
        loops: Path = LOOPS,
    ) -> None:
        self.clock, self.metrics, self.ending = clock, Metrics(), Ending()
        ground = Ground(settings, clock, read_content(languages), Loops(loops), self.metrics, self.ending)
        self.catalogue, self.languages = ground.content.catalogue, ground.content.languages
        self.store = make_store(settings)
        self.edge = make_edge(ground, self.store, token, api_url)
        self.beside = make_side_services(ground, self.store, self.edge)
        self.workers = make_workers(ground, self.store, self.edge, self.beside)
        self.talk = make_flow(ground, self.store, self.edge, self.beside, self.workers)
        self.watching = make_watching(
            ground, self.store, self.edge, self.workers, self.talk, patience_seconds
        )
        self.db, self.bot = self.store.db, self.edge.bot
        self.operator_check = OperatorCheck(self.db, door_of(settings), settings.operator)
        self.tick, self.parts, self.intake = self.workers.tick, self.talk.parts, self.talk.intake
        self.services = self._services()

    def _services(self) -> Services:
        """All services of the process in start order; they stop in reverse."""
        store, edge, beside, workers, talk = self.store, self.edge, self.beside, self.workers, self.talk
        return Services(
            Opened("store", partial(asyncio.to_thread, store.db.close)),
            Opened("calls", edge.bot.shutdown),
            self.watching.status,
            Opened("reading thread", talk.parts.reading.stop),
            Opened("holds", edge.silence.finish),
            Opened("chart worker", edge.studio.close),
            Opened("backups on request", workers.backups.stop),
            Opened("erasure", store.forgetting.stop),
            Opened("farewell", talk.farewell.stop),
            edge.connection,
            edge.peers,
            beside.broadcasts,
            Opened("follow-alongs", beside.following.stop),
            *([talk.receiver] if talk.receiver else []),
            Together(talk.intake, workers.nudging),
            workers.timetable,
            Background("command menus", edge.menus.set),
            Background("operator", self.operator_check.run),
            Background("backup", if_leading(edge.peers, workers.backups.run)),
            Background("retention", if_leading(edge.peers, workers.retention.run)),
            Background("follow-alongs cut short", beside.following.take_up),
            self.watching.watch,
        )

    async def listen(self) -> None:
        """Serve health and metrics, if configured; closes the app when the address is taken."""
        await self.services.start(self.watching.status)

    async def connect(self) -> None:
        """Greet Telegram, and tell the store which bot we are; raises `TokenRefused`."""
        await self.edge.connection.start()

    async def run(self, stop: asyncio.Event, on_lost: Callable[[str], None] = lambda _: None) -> None:
        """Work until `stop` is set. Raises `TokenRefused`, or `Lost` after `on_lost` was told from a
        thread; nothing else ends it.
        """
        self.watching.watch.on_lost = on_lost
        until_stop = asyncio.create_task(stop.wait())
        try:
            await _unless(until_stop, self.services.start())
            await _unless(until_stop, self.ending.come())
        finally:
            until_stop.cancel()
            await self.close()

    async def close(self) -> None:
        """Stop everything, even services that were never started."""
        await self.services.stop()


async def _unless(stopped: asyncio.Future[Any], work: Coroutine[Any, Any, None]) -> None:
    """Wait for `work` and raise what it raises; cancel it once `stopped` is done."""
    task = asyncio.create_task(work)
    try:
        await asyncio.wait([stopped, task], return_when=asyncio.FIRST_COMPLETED)
    finally:
        task.cancel()
        await asyncio.wait([task])
    if not task.cancelled():
        task.result()
