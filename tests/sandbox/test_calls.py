"""Sandbox calls: as strict as Telegram, and stricter about mistyped parameters."""

import json
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Sandbox

from .conftest import YOU, Client


async def answer(bot: Client, path: str, **how: Any) -> tuple[int, dict[str, Any]]:
    async with bot.session.request(how.pop("verb", "GET"), bot.sandbox.url + path, **how) as response:
        return response.status, await response.json()


async def test_get_me_by_get(bot: Client) -> None:
    status, body = await answer(bot, f"/bot{bot.sandbox.token}/getMe")
    assert status == 200
    assert body["result"]["first_name"] == "Save Our Psoas"
    assert body["result"]["is_bot"] is True


@pytest.mark.parametrize(
    ("token", "status", "description"),
    [
        ("7000000001:another-token-of-35-letters-exactly", 401, "Unauthorized"),
        ("7000000001:short", 404, "Not Found"),
        ("nonsense", 404, "Not Found"),
    ],
)
async def test_tokens(bot: Client, token: str, status: int, description: str) -> None:
    expected = {"ok": False, "error_code": status, "description": description}
    assert await answer(bot, f"/bot{token}/getMe") == (status, expected)


async def test_other_sites_in_the_browser_cannot_act_as_the_bot(bot: Client) -> None:
    path = f"/bot{bot.sandbox.token}/getMe"
    status, body = await answer(bot, path, headers={"Sec-Fetch-Site": "cross-site"})
    assert (status, body["description"]) == (403, "Forbidden: calls from other sites are not accepted")


async def test_unknown_method(bot: Client) -> None:
    expected = {"ok": False, "error_code": 404, "description": "Not Found: method not found"}
    assert await bot.answer("sendDice", chat_id=YOU) == (404, expected)
    assert bot.sandbox.calls[-1].status == 404


async def test_parameters_come_in_every_way_telegram_takes(bot: Client) -> None:
    path = f"/bot{bot.sandbox.token}/sendMessage"
    keyboard = json.dumps({"inline_keyboard": [[{"text": "Done", "callback_data": "d"}]]})
    form = {"chat_id": str(YOU), "text": "hi", "reply_markup": keyboard, "disable_notification": "true"}
    multipart = aiohttp.FormData(form, default_to_multipart=True)
    for how in ({"params": form}, {"verb": "POST", "data": form}, {"verb": "POST", "data": multipart}):
        status, body = await answer(bot, path, **how)
        assert status == 200, body
        assert body["result"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "d"
    assert all(message.silent for message in bot.sandbox.messages(YOU) if message.from_bot)


@pytest.mark.parametrize(
    ("method", "parameters", "reason"),
    [
        ("sendMessage", {"chat_id": YOU}, "message text is empty"),
        ("sendMessage", {"text": "hi"}, "chat_id is empty"),
        (
            "sendMessage",
            {"chat_id": YOU, "text": "hi", "txt": "hi"},
            "unknown parameter 'txt' in sendMessage",
        ),
        ("sendMessage", {"chat_id": YOU, "text": 5}, "parameter 'text' must be a string"),
        (
            "sendMessage",
            {"chat_id": YOU, "text": "hi", "disable_notification": "maybe"},
            "parameter 'disable_notification' must be true or false",
        ),
        ("sendMessage", {"chat_id": YOU, "text": "\ud800"}, "strings must be encoded in UTF-8"),
        ("sendMessage", {"chat_id": 1.5, "text": "hi"}, "parameter 'chat_id' must be an integer"),
        ("sendMessage", {"chat_id": "@nobody", "text": "hi"}, "chat not found"),
        ("getUpdates", {"limit": 101}, "parameter 'limit' of getUpdates must have 1 to 100 value, not 101"),
        ("getUpdates", {"offset": "soon"}, "parameter 'offset' must be an integer"),
        (
            "getUpdates",
            {"allowed_updates": ["mesage"]},
            "unknown update 'mesage' in parameter 'allowed_updates'",
        ),
        ("editMessageText", {"text": "x", "message_id": 1}, "chat_id is empty"),
        ("editMessageText", {"text": "x", "chat_id": YOU}, "message identifier is not specified"),
        ("deleteMessage", {"chat_id": YOU}, "message identifier is not specified"),
    ],
)
async def test_parameters_are_checked(
    bot: Client, method: str, parameters: dict[str, Any], reason: str
) -> None:
    assert await bot.refusal(method, **parameters) == f"400 Bad Request: {reason}"


async def test_a_body_that_is_no_json(bot: Client) -> None:
    how = {"verb": "POST", "data": b"{", "headers": {"Content-Type": "application/json"}}
    status, body = await answer(bot, f"/bot{bot.sandbox.token}/getMe", **how)
    assert (status, body["description"]) == (400, "Bad Request: can't parse JSON object")


async def test_every_call_is_kept(bot: Client) -> None:
    await bot.send("hi")
    await bot.refusal("sendMessage", chat_id=5, text="hi")
    good, bad = list(bot.sandbox.calls)[-2:]
    assert (good.method, good.chat_id, good.status) == ("sendMessage", YOU, 200)
    assert good.parameters["text"] == "hi"
    assert (bad.chat_id, bad.status, bad.description) == (5, 400, "Bad Request: chat not found")
    assert bad.at >= good.at


async def test_only_the_last_calls_are_kept() -> None:
    assert Sandbox(calls_kept=3).calls.maxlen == 3


async def test_commands(bot: Client) -> None:
    tip = {"command": "tip", "description": "A tip"}
    assert await bot.call("setMyCommands", commands=[tip]) is True
    assert await bot.call("setMyCommands", commands=[tip | {"description": "Ein Tipp"}], language_code="de")
    assert bot.sandbox.world.commands["default:"] == [tip]
    assert bot.sandbox.world.commands["default:de"][0]["description"] == "Ein Tipp"


@pytest.mark.parametrize(
    ("commands", "reason"),
    [
        ([{"command": "Tip", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "t" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "tip", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "tip", "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "tip", "description": "x"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_commands_telegram_refuses(bot: Client, commands: Any, reason: str) -> None:
    assert await bot.refusal("setMyCommands", commands=commands) == f"400 Bad Request: {reason}"


async def test_descriptions(bot: Client) -> None:
    assert await bot.call("setMyDescription", description="x" * 512)
    assert await bot.call("setMyShortDescription", short_description="kurz", language_code="de")
    assert bot.sandbox.world.descriptions["short_description:de"] == "kurz"
    assert (await bot.refusal("setMyDescription", description="x" * 513)).startswith("400 ")
    assert (await bot.refusal("setMyDescription", language_code="german")).startswith("400 ")
