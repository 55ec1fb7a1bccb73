"""Intake: updates are processed, then confirmed. A kill loses nothing and repeats at most one batch."""

import asyncio
import logging
from typing import Any

from telegram.error import RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.incoming.admission import Admission
from bot.incoming.lanes import Lanes
from bot.incoming.polling import Polling, WebhookIsSet
from bot.incoming.port import Port
from bot.incoming.taken import wait_a_moment, wait_for_heads
from bot.incoming.unconfirmed import BATCH, Unconfirmed
from bot.outgoing.outbox import Outbox
from bot.outgoing.telegram_errors import Failure, TokenRefused, failure_of, held_for
from bot.service import Ending
from bot.timing.once_per import OncePer
from bot.timing.retries import DATABASE_SECONDS, wait_seconds
from storage.engine.file.own_file import GONE
from storage.engine.unavailable import Unavailable

logger = logging.getLogger(__name__)

POLL_SECONDS = 25  # Telegram holds back an empty answer for this long
FINISH_SECONDS = 4  # for updates in progress when the stop comes
LEAVING_SECONDS = 1  # of these, for calls in flight once nothing new may start


class Intake:
    """Update loop: polls, hands updates to their lanes, and confirms those that are settled.

    With a webhook (`webhook/intake.py`) updates come by themselves; what is done with them is the same.
    """

    name = "intake"

    def __init__(
        self, bot: ExtBot[Any], polling: Polling, outbox: Outbox, port: Port, ending: Ending
    ) -> None:
        self._bot = bot
        self._polling = polling
        self._outbox = outbox
        self._port = port
        self._lanes = Lanes(port, outbox)
        self._admission = Admission(bot, self._lanes, outbox, port)
        self.unconfirmed = Unconfirmed(outbox, port)
        self._has_taken_over = False
        self._ending = ending
        self._running: asyncio.Task[None] | None = None
        self._once_a_minute = OncePer(60)

    async def start(self) -> None:
        """Start the loop; what it raises ends the process."""
        self._running = asyncio.create_task(self.run())
        self._running.add_done_callback(self._ended)

    async def stop(self) -> None:
        """Stop polling, and finish."""
        running, self._running = self._running, None
        if running is None:
            return
        running.cancel()
        await asyncio.wait([running], timeout=LEAVING_SECONDS)
        await self.finish(FINISH_SECONDS)

    def _ended(self, running: asyncio.Task[None]) -> None:
        error = None if running.cancelled() else running.exception()
        if error is not None:
            self._ending.because(error)

    async def run(self) -> None:
        """Poll, work and confirm until cancelled. Raises only what ends the process (a refused token)."""
        failures = 0
        while True:
            try:
                await self._round()
                failures = 0
            except Unavailable as error:
                self._complain("intake waits for the database: %s", error)
                await asyncio.sleep(wait_seconds(failures, DATABASE_SECONDS))
                failures += 1
            except RetryAfter as error:
                self._complain("no updates: %s", type(error).__name__)
                await self._polling.rest(held_for(error).total_seconds())
            except WebhookIsSet:
                await self._drop_webhook()
            except TelegramError as error:
                if failure_of(error) is Failure.FATAL:
                    raise TokenRefused("") from error
                self._complain("no updates: %s", type(error).__name__)
                await asyncio.sleep(wait_seconds(failures))
                failures += 1

    async def _drop_webhook(self) -> None:
        """Tell Telegram that we poll again; what it holds for the webhook comes by the next poll."""
        try:
            await self._bot.delete_webhook(drop_pending_updates=False)
            logger.warning("the webhook that was set is deleted: this process polls")
        except TelegramError as error:
            self._complain("the webhook is not deleted: %s", type(error).__name__)
            await asyncio.sleep(wait_seconds(0))

    async def finish(self, seconds: float) -> None:
        """Finish updates in progress, store their unsent replies, confirm both; the rest is redelivered."""
        working = self._working()
        if working:
            await asyncio.wait(working, timeout=seconds - LEAVING_SECONDS)
        try:
            await self._outbox.close(self.unconfirmed.parcels)
            if working := self._working():
                await asyncio.wait(working, timeout=LEAVING_SECONDS)
            self.unconfirmed.move_offset(crowded=False)
        finally:
            if self.unconfirmed.offset and self._port.is_stored:
                await self._ask(limit=1, wait_seconds=0)

    def is_answering(self, person: int) -> bool:
        """True while an update of this person is handled, or a reply to them is not sent yet."""
        return self._lanes.is_busy(person)

    def _working(self) -> list[asyncio.Future[Any]]:
        return [*self.unconfirmed.working, *self._lanes.replying]

    async def _ask(self, limit: int, wait_seconds: int) -> list[dict[str, Any]]:
        """The next updates; everything before the offset is confirmed when this returns."""
        passed, self.unconfirmed.passed = self.unconfirmed.passed, []
        try:
            updates = await self._polling.ask(self.unconfirmed.offset, limit, wait_seconds)
        except BaseException:
            self.unconfirmed.passed = passed + self.unconfirmed.passed
            raise
        self._outbox.confirm(passed)
        return updates

    async def _round(self) -> None:
        if not self._port.is_stored:
            raise Unavailable(GONE)  # polling would confirm updates stored in a file that is gone
        if not self._has_taken_over:
            await self._lanes.take_over()
            self._has_taken_over = True
        # The first poll returns at once, so even on a quiet night a good start shows.
        is_patient = self._polling.answered.beats > 0 and not self.unconfirmed
        updates = await self._ask(BATCH, POLL_SECONDS if is_patient else 0)
        if not updates:
            # Everything is confirmed, and after a quiet week Telegram restarts its ids anywhere.
            self.unconfirmed.offset = 0
        await self._work_on(updates)
        self._lanes.forget_idle()

    async def _work_on(self, updates: list[dict[str, Any]]) -> None:
        """Take new updates, wait a moment, and confirm what is settled by then."""
        fresh = []
        for raw in updates:
            if raw["update_id"] not in self.unconfirmed:
                taken = self._admission.take(raw)
                self.unconfirmed.add(raw["update_id"], taken)
                fresh.append(taken)
        self.unconfirmed.look_for_floods()
        # Telegram shows nothing behind a full batch until it is confirmed.
        crowded = len(updates) == BATCH
        if crowded and fresh:
            await wait_for_heads(fresh, self.unconfirmed.can_wait)
        else:
            await wait_a_moment(self.unconfirmed.taken)
        self.unconfirmed.let_go_of_what_can_wait(crowded)
        await self.unconfirmed.keep_late(crowded)
        self.unconfirmed.move_offset(crowded)

    def _complain(self, message: str, what: object) -> None:
        if self._once_a_minute(message):
            logger.warning(message, what)
