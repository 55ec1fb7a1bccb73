"""Status server: /livez, /readyz and /metrics on an address of their own."""

import asyncio
import logging
import os

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from prometheus_client import CONTENT_TYPE_LATEST

from bot.ops.data_folder import DataFolder
from bot.ops.health import Health
from bot.ops.loop_lag import LoopLag
from bot.ops.metrics import Metrics
from bot.sandbox.web.guard import names_this_machine
from bot.settings import BadSetting

logger = logging.getLogger(__name__)

SHUTDOWN_SECONDS = 1.0


class Status:
    """Serves the three pages: figures and problems, never anything about a person."""

    name = "status"

    def __init__(
        self,
        health: Health,
        metrics: Metrics,
        folder: DataFolder,
        lag: LoopLag,
        address: tuple[str, int] | None = None,
    ) -> None:
        self._health = health
        self._metrics = metrics
        self._folder = folder
        self._lag = lag
        self._address = address  # None: switched off
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen on the address, if there is one; raises `BadSetting` if it is taken."""
        if self._address is None:
            return
        host, port = self._address
        try:
            await self.listen(host, port)
        except OSError as error:
            # asyncio tells the address a second time, around what the system said.
            why = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
            raise BadSetting(f"STATUS_LISTEN: cannot listen on {host}:{port}: {why}") from None

    async def listen(self, host: str, port: int) -> str:
        """Listen (port 0 picks a free port); returns the root URL. Raises `OSError`."""
        pages = web.Application(middlewares=[_only_for(host)])
        pages.add_routes(
            [
                web.get("/livez", self._livez),
                web.get("/readyz", self._readyz),
                web.get("/metrics", self._show_metrics),
            ]
        )
        self._runner = web.AppRunner(pages, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        at, port = self._runner.addresses[0][:2]
        root = f"http://[{at}]:{port}" if ":" in at else f"http://{at}:{port}"
        logger.info("status at %s/livez /readyz /metrics", root)
        self._lag.start()
        return root

    async def stop(self) -> None:
        self._lag.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _livez(self, _: web.Request) -> web.Response:
        lag = f"loop lag {self._lag.seconds():.3f} s\n"
        return web.Response(text=lag, status=200 if self._health.is_alive() else 503)

    async def _readyz(self, _: web.Request) -> web.Response:
        troubles = await self._health.troubles()
        text = "".join(f"{line}\n" for line in (*(troubles or ["ready"]), *self._health.notes()))
        return web.Response(text=text, status=503 if troubles else 200)

    async def _show_metrics(self, _: web.Request) -> web.Response:
        queue, folder = await asyncio.gather(self._health.queue(), self._folder.figures())
        page = self._metrics.page(queue, folder)
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_LATEST})


def _only_for(bound_to: str) -> Middleware:
    """Reject other host names: a web site may have pointed its own name here (DNS rebinding)."""

    @web.middleware
    async def checked(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not names_this_machine(request, bound_to):
            return web.Response(text="not for this name\n", status=403)
        return await handler(request)

    return checked
