"""Receiver: the address that Telegram posts updates to. 200 means that an update never has to come again."""

import asyncio
import json
import logging
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiohttp import web

from bot.incoming.batch import numbered
from bot.incoming.webhook.intake import Full
from bot.incoming.webhook.registration import HEADER, Registration
from bot.outgoing.telegram_errors import UnreadableAnswer
from bot.timing.once_per import OncePer
from bot.timing.retries import DATABASE_SECONDS, wait_seconds
from storage.engine.unavailable import Unavailable

logger = logging.getLogger(__name__)

LARGEST_BYTES = 2**20
SHUTDOWN_SECONDS = 0.5  # by then every update in progress has been settled or turned away
AGAIN = {"Retry-After": "1"}


class CannotListen(Exception):
    """The address is taken or not ours; the message names it."""


class Receiver:
    """Serves one path. Whoever does not know the secret learns nothing, and stores nothing."""

    name = "webhook"

    def __init__(
        self,
        registration: Registration,
        receive: Callable[[dict[str, Any]], Awaitable[None]],
        address: tuple[str, int],
        on_unreadable: Callable[[], None] = lambda: None,
    ) -> None:
        self._registration = registration
        self._receive = receive
        self._address = address
        self._on_unreadable = on_unreadable
        self._runner: web.AppRunner | None = None
        self._once_a_minute = OncePer(60)
        self.port = 0

    async def start(self) -> None:
        """Learn the secret, and listen. Raises `CannotListen`."""
        failures = 0
        while True:
            try:
                await self._registration.prepare()
                break
            except Unavailable as error:
                self._complain("webhook waits for the database: %s", error)
                await asyncio.sleep(wait_seconds(failures, DATABASE_SECONDS))
                failures += 1
        pages = web.Application(client_max_size=LARGEST_BYTES)
        pages.router.add_post("/{path:.*}", self._take)
        self._runner = web.AppRunner(pages, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
        await self._runner.setup()
        host, port = self._address
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            why = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
            raise CannotListen(f"WEBHOOK_LISTEN: cannot listen on {host}:{port}: {why}") from None
        self.port = self._runner.addresses[0][1]
        logger.info("webhook at %s:%d", host, self.port)

    async def stop(self) -> None:
        """Answer what is in progress, and close."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        path = request.match_info["path"].rpartition("/")[2]  # a proxy may have put its own before it
        if not self._registration.knows(path, request.headers.get(HEADER, "")):
            self._complain("a call without the webhook's secret was turned away%s", "")
            return web.Response(status=403)
        raw = self._readable(await request.read())
        if raw is None:
            return web.Response()  # it would be no better the next time
        try:
            await self._receive(raw)
        except Full:
            return web.Response(status=503, headers=AGAIN)
        except Unavailable as error:
            self._complain("intake waits for the database: %s", error)
            return web.Response(status=503, headers=AGAIN)
        return web.Response()

    def _readable(self, body: bytes) -> dict[str, Any] | None:
        """The update, if it has a number."""
        with suppress(ValueError, RecursionError, UnreadableAnswer):
            return numbered([json.loads(body)])[0]
        self._on_unreadable()
        return None

    def _complain(self, message: str, what: object) -> None:
        if self._once_a_minute(message):
            logger.warning(message, what)
