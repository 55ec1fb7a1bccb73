"""Fixtures: a sandbox on a free port, a client for it, and a stepping clock."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Sandbox

YOU = 1001
ANN = 1002


@dataclass
class SteppingClock:
    at: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def step(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class TimeMachine:
    """The bot's side of the clock: records how far it was moved, and a plan."""

    clock: SteppingClock
    plans: dict[int, datetime] = field(default_factory=dict)

    def now(self) -> datetime:
        return self.clock.now()

    async def advance(self, by: timedelta) -> None:
        self.clock.at += by

    async def next_nudge_at(self, chat_id: int) -> datetime | None:
        return self.plans.get(chat_id)


class Client:
    """Calls the Bot API with JSON and the chat page's interface as a browser would."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.session = session

    async def answer(self, method: str, **parameters: Any) -> tuple[int, dict[str, Any]]:
        url = f"{self.sandbox.url}/bot{self.sandbox.token}/{method}"
        async with self.session.post(url, json=parameters) as response:
            return response.status, await response.json()

    async def call(self, method: str, **parameters: Any) -> Any:
        """The result of a call that must succeed."""
        status, body = await self.answer(method, **parameters)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    async def refusal(self, method: str, **parameters: Any) -> str:
        """Why a call was refused; checks the shape and that status and error code agree."""
        status, body = await self.answer(method, **parameters)
        assert body["ok"] is False
        assert body["error_code"] == status
        return f"{status} {body['description']}"

    async def send(self, text: str, chat_id: int = YOU, **more: Any) -> Any:
        return await self.call("sendMessage", chat_id=chat_id, text=text, **more)

    async def page(self, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        method = "GET" if body is None else "POST"
        url = f"{self.sandbox.url}/sandbox/{path}"
        async with self.session.request(method, url, json=body, headers=headers) as response:
            return response.status, await response.json()


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
async def sandbox(clock: SteppingClock) -> AsyncIterator[Sandbox]:
    """Running; You has written /start, Ann has not."""
    sandbox = Sandbox(now=clock.now)
    await sandbox.start()
    sandbox.write(YOU, "/start")
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(sandbox, session)
