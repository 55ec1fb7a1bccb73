"""Webhook intake: the same lanes, limits and replies as for polling; an update is confirmed by itself."""

import asyncio
import logging
from typing import Any

from telegram.error import RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.incoming.intake import LEAVING_SECONDS, Intake
from bot.incoming.person_limits import sender_of
from bot.incoming.polling import Polling
from bot.incoming.port import Port
from bot.incoming.taken import TakenUpdate
from bot.incoming.webhook.order import Order
from bot.incoming.webhook.registration import Registration
from bot.outgoing.outbox import Outbox
from bot.outgoing.telegram_errors import Failure, TokenRefused, failure_of, held_for
from bot.service import Ending
from bot.timing.retries import DATABASE_SECONDS, wait_seconds
from storage.engine.file.own_file import GONE
from storage.engine.unavailable import Unavailable

logger = logging.getLogger(__name__)

LOOK_SECONDS = 30.0  # between questions whether Telegram still knows the webhook
MOST = 100  # updates at once in one process; Telegram keeps as many connections at most
HELD_SECONDS = 10.0  # later updates of the person wait so long for a reply that is kept on disk


class Full(Exception):
    """No room or not ready: the update has to come again."""


class WebhookIntake(Intake):
    """Takes updates that come by themselves, and looks after the webhook instead of polling."""

    def __init__(
        self,
        bot: ExtBot[Any],
        polling: Polling,
        outbox: Outbox,
        port: Port,
        ending: Ending,
        order: Order,
        registration: Registration,
        *,
        is_alone: bool,
    ) -> None:
        super().__init__(bot, polling, outbox, port, ending)
        self._order = order
        self._registration = registration
        self._is_alone = is_alone
        self._is_open = False
        self._receiving: set[asyncio.Task[Any] | None] = set()
        self._behind: set[asyncio.Task[None]] = set()
        self.most = MOST

    async def receive(self, raw: dict[str, Any]) -> None:
        """Handle one update; it may be confirmed once this returns. Raises `Full` or `Unavailable`."""
        if not self._is_open or len(self._receiving) >= self.most:
            raise Full
        if not self._port.is_stored:
            raise Unavailable(GONE)
        task = asyncio.current_task()
        self._receiving.add(task)
        try:
            await self._in_order(raw["update_id"], sender_of(raw), raw)
        finally:
            self._receiving.discard(task)

    async def run(self) -> None:
        """Take over what was left, open, and keep the webhook set, until cancelled."""
        failures = 0
        while True:
            try:
                await self._look()
                failures = 0
                await asyncio.sleep(LOOK_SECONDS)
            except Unavailable as error:
                self._complain("intake waits for the database: %s", error)
                await asyncio.sleep(wait_seconds(failures, DATABASE_SECONDS))
                failures += 1
            except RetryAfter as error:
                await self._polling.rest(held_for(error).total_seconds())
            except TelegramError as error:
                if failure_of(error) is Failure.FATAL:
                    raise TokenRefused("") from error
                self._complain("Telegram does not say how the webhook is: %s", type(error).__name__)
                await asyncio.sleep(wait_seconds(failures))
                failures += 1

    async def take_up_left(self) -> None:
        """Send the replies that a process which is gone has left. Raises `Unavailable`."""
        if self._is_open:
            await self._lanes.take_over()

    async def turn(self, person: int) -> None:
        """A bell: another process is done with an update of this person."""
        await self._order.turn(person)

    async def finish(self, seconds: float) -> None:
        """Take nothing more; finish what is in progress, and store its unsent replies."""
        self._is_open = False
        if working := self._working():
            await asyncio.wait(working, timeout=seconds - LEAVING_SECONDS)
        await self._outbox.close(self.unconfirmed.parcels)
        if receiving := [*filter(None, self._receiving), *self._behind]:
            await asyncio.wait(receiving, timeout=LEAVING_SECONDS)
        await self._order.finish()

    async def _look(self) -> None:
        if not self._is_open:
            if self._is_alone:
                await self._order.clear()
            await self._lanes.take_over()
            self._is_open = True
        await self._registration.look()
        self._polling.answered.beat()
        self._polling.heard.beat()
        self._lanes.forget_idle()
        await self._outbox.tidy()

    async def _in_order(self, update_id: int, person: int, raw: dict[str, Any]) -> None:
        if not await self._order.enter(update_id, person):
            return
        try:
            taken = self._admission.take(raw)
            self.unconfirmed.add(update_id, taken)
            self._order.begun(update_id, person)
            await self.unconfirmed.settle(update_id)
        except BaseException:
            self._order.leave_later(update_id, person, is_settled=False)
            raise
        if taken.replies.done():
            await self._leave(update_id, person, taken)
        else:
            self._leave_behind(update_id, person, taken)

    async def _leave(self, update_id: int, person: int, taken: TakenUpdate) -> None:
        await self._order.leave(update_id, person, is_settled=True)
        if taken.parcel is not None:
            taken.parcel.is_settled = True  # noted: a kill repeats none of it

    def _leave_behind(self, update_id: int, person: int, taken: TakenUpdate) -> None:
        """The update is confirmed, but later ones of the person wait for its reply, for a while."""

        async def out() -> None:
            await asyncio.wait([taken.replies], timeout=HELD_SECONDS)
            await self._leave(update_id, person, taken)

        task = asyncio.create_task(out())
        self._behind.add(task)
        task.add_done_callback(self._behind.discard)
