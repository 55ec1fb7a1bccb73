"""Sandbox faults: each fails in its own way, when it is due, and only then."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Fault, Kind, Sandbox

from .conftest import YOU, Client


def said(sandbox: Sandbox) -> list[str]:
    return [message.text for message in sandbox.messages(YOU) if message.from_bot]


async def test_error(bot: Client, sandbox: Sandbox) -> None:
    sandbox.add_fault(Fault(Kind.ERROR, "sendMessage", status=429, retry_after=2))
    status, body = await bot.answer("sendMessage", chat_id=YOU, text="x")
    assert (status, body["parameters"]) == (429, {"retry_after": 2})
    assert body["description"] == "Too Many Requests: retry after 2"
    # the retry_after is enforced: early calls are refused and counted
    assert (await bot.answer("sendMessage", chat_id=YOU, text="x"))[0] == 429
    assert sandbox.too_early == 1
    assert said(sandbox) == []


async def test_error_with_its_own_words(bot: Client, sandbox: Sandbox) -> None:
    sandbox.add_fault(Fault(Kind.ERROR, status=403, description="Forbidden: user is deactivated", times=None))
    assert await bot.refusal("getMe") == "403 Forbidden: user is deactivated"
    assert await bot.refusal("deleteWebhook") == "403 Forbidden: user is deactivated"
    sandbox.faults.clear()
    await bot.call("getMe")


async def test_skip_and_times(bot: Client, sandbox: Sandbox) -> None:
    sandbox.add_fault(Fault(Kind.ERROR, "getMe", times=2, skip=1))
    await bot.call("deleteWebhook")
    statuses = [(await bot.answer("getMe"))[0] for _ in range(5)]
    assert statuses == [200, 500, 500, 200, 200]


async def test_chance_is_repeatable(bot: Client, sandbox: Sandbox) -> None:
    runs = []
    for _ in range(2):
        sandbox.faults.clear()
        sandbox.add_fault(Fault(Kind.ERROR, times=None, chance=0.5, seed=7))
        runs.append([(await bot.answer("getMe"))[0] for _ in range(12)])
    assert runs[0] == runs[1]
    assert set(runs[0]) == {200, 500}


async def test_faults_end_after_their_time(bot: Client, sandbox: Sandbox) -> None:
    sandbox.add_fault(Fault(Kind.ERROR, times=None, for_seconds=0.1))
    assert (await bot.answer("getMe"))[0] == 500
    await asyncio.sleep(0.12)
    await bot.call("getMe")


async def raw(bot: Client) -> tuple[int, str, str]:
    url = f"{bot.sandbox.url}/bot{bot.sandbox.token}/getMe"
    async with bot.session.get(url) as response:
        return response.status, response.content_type, await response.text()


async def test_html(bot: Client, sandbox: Sandbox) -> None:
    sandbox.add_fault(Fault(Kind.HTML))
    status, kind, text = await raw(bot)
    assert (status, kind) == (502, "text/html")
    assert "Bad Gateway" in text


async def test_garbage(bot: Client, sandbox: Sandbox) -> None:
    sandbox.add_fault(Fault(Kind.GARBAGE))
    assert await raw(bot) == (200, "application/json", '{"ok":true,"result":')


async def test_not_ok(bot: Client, sandbox: Sandbox) -> None:
    sandbox.add_fault(Fault(Kind.NOT_OK, description="Bad Request: strange"))
    assert await bot.answer("getMe") == (
        200,
        {"ok": False, "error_code": 400, "description": "Bad Request: strange"},
    )


@pytest.mark.parametrize(("kind", "texts"), [(Kind.RESET_BEFORE, []), (Kind.RESET_AFTER, ["x"])])
async def test_resets(bot: Client, sandbox: Sandbox, kind: Kind, texts: list[str]) -> None:
    sandbox.add_fault(Fault(kind, "sendMessage"))
    with pytest.raises((aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)):
        await bot.send("x")
    assert said(sandbox) == texts
    assert (sandbox.calls[-1].status, sandbox.calls[-1].fault) == (0, str(kind))


@pytest.mark.parametrize(("kind", "texts"), [(Kind.HANG, []), (Kind.HANG_AFTER, ["x"])])
async def test_hangs(bot: Client, sandbox: Sandbox, kind: Kind, texts: list[str]) -> None:
    sandbox.add_fault(Fault(kind, "sendMessage"))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(bot.send("x"), 0.1)
    assert said(sandbox) == texts


async def test_stop_waits_for_nobody(bot: Client, sandbox: Sandbox) -> None:
    sandbox.add_fault(Fault(Kind.HANG, "sendMessage"))
    waiting = [
        asyncio.create_task(bot.answer("sendMessage", chat_id=YOU, text="x")),
        asyncio.create_task(bot.answer("getUpdates", offset=2, timeout=30)),
        asyncio.create_task(bot.session.get(f"{sandbox.url}/sandbox/events")),
    ]
    await asyncio.sleep(0.1)
    begun = time.monotonic()
    await sandbox.stop()
    assert time.monotonic() - begun < 1
    await asyncio.gather(*waiting, return_exceptions=True)


async def test_outage(bot: Client, sandbox: Sandbox) -> None:
    waiting = asyncio.create_task(bot.call("getUpdates", offset=2, timeout=30))
    await asyncio.sleep(0.05)
    sandbox.add_fault(Fault(Kind.OUTAGE, for_seconds=0.2))
    for call in (waiting, bot.call("getMe")):
        with pytest.raises((aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)):
            await call
    await asyncio.sleep(0.2)
    await bot.call("getMe")


def test_an_outage_needs_an_end() -> None:
    with pytest.raises(ValueError, match="for_seconds"):
        Fault(Kind.OUTAGE)


async def test_duplicate_updates(bot: Client, sandbox: Sandbox) -> None:
    sandbox.add_fault(Fault(Kind.DUPLICATE_UPDATES, times=1))
    sandbox.write(YOU, "twice")
    sandbox.write(YOU, "once")
    updates: list[dict[str, Any]] = await bot.call("getUpdates", offset=2)
    assert [(u["update_id"], u["message"]["text"]) for u in updates] == [
        (2, "twice"),
        (3, "twice"),
        (4, "once"),
    ]
    assert updates[0]["message"] == updates[1]["message"]


async def test_unreadable_update(bot: Client, sandbox: Sandbox) -> None:
    sandbox.add_fault(Fault(Kind.UNREADABLE_UPDATE))
    (update,) = await bot.call("getUpdates", offset=2)
    assert "chat" not in update["message"]
    assert "date" not in update["message"]
