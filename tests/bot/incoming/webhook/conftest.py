"""Fixtures: the bot with a webhook, on a port of its own, alone on its database."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.app import App
from bot.incoming.webhook.intake import WebhookIntake
from bot.incoming.webhook.registration import HEADER, Registration
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests import databases
from tests.clock import SteppingClock
from tests.conftest import NO_LOOPS
from tests.people import Human, at_work, until


@dataclass
class Hooked:
    """The bot, and somebody who posts to it like Telegram, or like somebody else."""

    app: App
    intake: WebhookIntake
    session: aiohttp.ClientSession

    @property
    def registration(self) -> Registration:
        return self.intake._registration

    @property
    def address(self) -> str:
        return self.registration.address

    @property
    def secret(self) -> str:
        return self.registration._secret

    async def post(self, body: Any, secret: str | None = None, address: str = "") -> int:
        """The status; `secret` "" sends none."""
        data = BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        secret = self.secret if secret is None else secret
        headers = {HEADER: secret} if secret else {}
        async with self.session.post(address or self.address, data=data, headers=headers) as answer:
            return answer.status


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
async def hooked(settings: Settings, sandbox: Sandbox, clock: SteppingClock) -> AsyncIterator[Hooked]:
    port = free_port()
    settings = replace(
        settings, webhook_url=f"http://127.0.0.1:{port}/bot", webhook_listen=("127.0.0.1", port)
    )
    databases.migrate(settings.database_url, clock.now())
    app = App(settings, sandbox.token, sandbox.url, clock, loops=NO_LOOPS)
    await app.connect()
    assert app.talk.receiver is not None
    assert isinstance(app.intake, WebhookIntake)
    await app.talk.receiver.start()
    intake = asyncio.create_task(app.intake.run())
    try:
        async with aiohttp.ClientSession() as session:
            with at_work(sandbox, app.intake):
                await until(lambda: bool(sandbox.world.webhook.about()["url"]))
                yield Hooked(app, app.intake, session)
    finally:
        intake.cancel()
        await app.close()


@pytest.fixture
def ann(hooked: Hooked, sandbox: Sandbox) -> Human:
    return Human(sandbox, 7, "Ann")
