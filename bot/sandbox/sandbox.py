"""Sandbox: a local Telegram with the part of the Bot API that the bot uses, people, and a chat page."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from aiohttp import web

from bot.sandbox import snapshot
from bot.sandbox.api.bot_api import BotApi
from bot.sandbox.api.faults import Fault, Kind
from bot.sandbox.api.limits import Limits, RateLimiter
from bot.sandbox.files.kinds import LARGEST_DOCUMENT
from bot.sandbox.stage import Stage
from bot.sandbox.state_file import StateFile
from bot.sandbox.web import chat_page
from bot.sandbox.web.control import Control
from bot.sandbox.web.guard import Guard

SANDBOX_TOKEN = "7000000001:sandbox-on-this-machine-not-secret0"  # noqa: S105 - valid for the sandbox only

_STOP_WITHIN_SECONDS = 0.5


class Sandbox(Stage):
    """Start it, point the bot at `url`, and act as people; the chat page can do all of this, too.

    Without a `state_file`, nothing survives a restart.
    """

    def __init__(
        self,
        *,
        token: str = SANDBOX_TOKEN,
        state_file: Path | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        now: Callable[[], datetime] | None = None,
        calls_kept: int = 10_000,
        messages_kept: int = 500,
    ) -> None:
        super().__init__(int(token.partition(":")[0]), now, calls_kept, messages_kept)
        self.token = token
        self.url = ""
        self._limiter = RateLimiter(limits)
        self._guard = Guard()
        contents = self.world.files.contents
        self._state_file = state_file and StateFile(state_file, lambda: snapshot.take(self.world), contents)
        self._api: BotApi | None = None
        self._runner: web.AppRunner | None = None
        if not (
            self._state_file and self._state_file.load(lambda stored: snapshot.restore(self.world, stored))
        ):
            self.add_person(1001, "You")
            self.add_person(1002, "Ann", "de")
        if self._state_file:
            self.world.changed = self._state_file.changed

    @property
    def too_early(self) -> int:
        """Number of calls made before their retry_after was over."""
        return self._limiter.too_early

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 picks a free port. Raises OSError if the port is taken."""
        self._guard.bound_to = host
        self._api = BotApi(self.token, self.world, self._limiter, self.faults, self.calls, self._guard)
        app = web.Application(client_max_size=LARGEST_DOCUMENT + 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._api.handle)
        app.router.add_get("/file/bot{token}/{folder}/{file_id}", self._api.fetch)
        app.add_routes(Control(self, self._limiter).routes(self._guard))
        app.add_routes(chat_page.routes(self._guard))
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=_STOP_WITHIN_SECONDS
        )
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        shown = "127.0.0.1" if host in ("", "0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104
        self.url = f"http://{shown}:{self._runner.addresses[0][1]}"
        self.world.webhook.open()
        if self._state_file:
            self._state_file.open()

    async def stop(self) -> None:
        """End all waiting requests and write the state; takes less than a second."""
        if self._api:
            self._api.stopping.set()
        self.world.updates.interrupt()
        self.world.feed.close()
        await self.world.webhook.close()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None
        if self._state_file:
            await self._state_file.close()

    def add_fault(self, fault: Fault) -> Fault:
        """Schedule a fault; an outage or an unreadable update takes effect at once."""
        super().add_fault(fault)
        if fault.kind is Kind.OUTAGE and self._api:
            self._api.begin_outage()
        return fault
