"""Sandbox webhook: what Telegram refuses, and how it posts: in order, with the secret, again until a 2xx."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.sandbox import Sandbox
from tests.people import until

from .conftest import YOU, Client

SECRET = "s" * 48


@dataclass
class Hook:
    """A server that is posted to."""

    url: str = ""
    answers: list[int] = field(default_factory=list)  # the first statuses; 200 afterwards
    headers: dict[str, str] = field(default_factory=dict)  # of answers that are not 200
    got: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    seconds: float = 0.0

    async def take(self, request: web.Request) -> web.Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.seconds)
        self.at_once -= 1
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status = self.answers.pop(0) if self.answers else 200
        if status == 200:
            self.got.append(await request.json())
        return web.Response(status=status, headers=self.headers if status != 200 else None)

    @property
    def texts(self) -> list[str]:
        return [each["message"]["text"] for each in self.got if "message" in each]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    made, app = Hook(), web.Application()
    app.router.add_post("/hook", made.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


async def test_updates_are_posted_with_the_secret_and_polls_are_refused(
    bot: Client, sandbox: Sandbox, hook: Hook
) -> None:
    sandbox.write(YOU, "before")
    assert await bot.call("setWebhook", url=hook.url, secret_token=SECRET, max_connections=3)
    sandbox.write(YOU, "after")
    await until(lambda: not sandbox.world.updates.pending)
    assert hook.texts == ["/start", "before", "after"]
    assert set(hook.secrets) == {SECRET}
    refused = await bot.refusal("getUpdates")
    assert refused.startswith("409 Conflict: can't use getUpdates method while webhook is active")
    info = await bot.call("getWebhookInfo")
    assert (info["url"], info["max_connections"], info["pending_update_count"]) == (hook.url, 3, 0)
    assert "last_error_message" not in info


async def test_it_comes_again_until_it_is_taken_and_nothing_of_the_person_overtakes_it(
    bot: Client, sandbox: Sandbox, hook: Hook
) -> None:
    await bot.call("setWebhook", url=hook.url)
    await until(lambda: not sandbox.world.updates.pending)
    hook.got.clear()
    hook.answers, hook.headers = [503, 500], {"Retry-After": "1"}
    for text in ("one", "two", "three"):
        sandbox.write(YOU, text)
    await until(lambda: len(hook.texts) == 3)
    assert hook.texts == ["one", "two", "three"]
    info = await bot.call("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


async def test_people_are_posted_side_by_side_up_to_the_connections(
    bot: Client, sandbox: Sandbox, hook: Hook
) -> None:
    hook.seconds = 0.05
    await bot.call("setWebhook", url=hook.url, max_connections=2)
    for n in range(4):
        person = sandbox.add_person(first_name=f"Person {n}")
        sandbox.write(person.id, "hello")
    await until(lambda: not sandbox.world.updates.pending)
    assert hook.most_at_once == 2


async def test_after_the_webhook_the_rest_is_polled(bot: Client, sandbox: Sandbox, hook: Hook) -> None:
    hook.answers = [503] * 1000
    await bot.call("setWebhook", url=hook.url)
    sandbox.write(YOU, "waits")
    await until(lambda: len(hook.secrets) > 0)
    assert await bot.call("deleteWebhook")
    texts = [update["message"]["text"] for update in await bot.call("getUpdates")]
    assert texts == ["/start", "waits"]
    assert (await bot.call("getWebhookInfo"))["url"] == ""
    await bot.call("setWebhook", url=hook.url, drop_pending_updates=True)
    assert not sandbox.world.updates.pending


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"url": "http://example.org/x"}, "HTTPS URL must be provided"),
        ({"url": "https://example.org:8080/x"}, "only on ports 80, 88, 443 or 8443"),
        ({"url": "https://example.org/x", "secret_token": "with space"}, "unallowed characters"),
        ({"url": "https://example.org/x", "max_connections": 101}, "max_connections"),
        ({"url": "https://example.org/x", "allowed_updates": ["nonsense"]}, "nonsense"),
    ],
)
async def test_what_telegram_refuses_is_refused(bot: Client, asked: dict[str, Any], complaint: str) -> None:
    assert complaint in await bot.refusal("setWebhook", **asked)
    assert (await bot.call("getWebhookInfo"))["url"] == ""
