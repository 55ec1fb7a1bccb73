"""Sandbox updates: getUpdates redelivers, confirms, waits and conflicts like Telegram's."""

import asyncio
import time
from typing import Any

import pytest

from bot.sandbox import CannotDo, Sandbox

from .conftest import ANN, YOU, Client


def ids(updates: list[dict[str, Any]]) -> list[int]:
    return [update["update_id"] for update in updates]


async def test_a_text_arrives_with_its_commands(bot: Client, sandbox: Sandbox) -> None:
    sandbox.write(YOU, "😀 /tip@save_our_psoas_bot and/or /log")
    update = (await bot.call("getUpdates"))[-1]
    assert update["message"]["from"] == {
        "id": YOU,
        "is_bot": False,
        "first_name": "You",
        "language_code": "en",
    }
    assert update["message"]["entities"] == [
        {"type": "bot_command", "offset": 3, "length": 23},
        {"type": "bot_command", "offset": 34, "length": 4},
    ]


async def test_unconfirmed_updates_come_again(bot: Client, sandbox: Sandbox) -> None:
    for text in "abc":
        sandbox.write(YOU, text)
    assert ids(await bot.call("getUpdates")) == [1, 2, 3, 4]
    assert ids(await bot.call("getUpdates", limit=2)) == [1, 2]
    assert ids(await bot.call("getUpdates", offset=3)) == [3, 4]
    assert ids(await bot.call("getUpdates", offset=1)) == [3, 4]
    assert ids(await bot.call("getUpdates", offset=-1)) == [4]
    assert ids(await bot.call("getUpdates")) == [4]
    assert ids(await bot.call("getUpdates", offset=5)) == []


async def test_waiting_ends_when_something_arrives(bot: Client, sandbox: Sandbox) -> None:
    begun = time.monotonic()
    waiting = asyncio.create_task(bot.call("getUpdates", offset=2, timeout=30))
    await asyncio.sleep(0.05)
    sandbox.write(YOU, "here")
    assert (await waiting)[0]["message"]["text"] == "here"
    assert time.monotonic() - begun < 1


async def test_waiting_ends_with_nothing_when_the_time_is_over(bot: Client) -> None:
    begun = time.monotonic()
    assert await bot.call("getUpdates", offset=2, timeout=1) == []
    assert 0.9 < time.monotonic() - begun < 1.5


async def test_the_earlier_of_two_waiting_gives_way(bot: Client, sandbox: Sandbox) -> None:
    earlier = asyncio.create_task(bot.refusal("getUpdates", offset=2, timeout=30))
    await asyncio.sleep(0.05)
    later = asyncio.create_task(bot.call("getUpdates", offset=2, timeout=30))
    assert await earlier == (
        "409 Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    sandbox.write(YOU, "here")
    assert ids(await later) == [2]


async def test_allowed_updates_are_remembered(bot: Client, sandbox: Sandbox) -> None:
    await bot.call("getUpdates", offset=2, allowed_updates=["message"])
    sandbox.block(YOU)
    sandbox.unblock(YOU)
    assert await bot.call("getUpdates") == []
    await bot.call("getUpdates", allowed_updates=["my_chat_member"])
    sandbox.block(YOU)
    (update,) = await bot.call("getUpdates")
    assert update["my_chat_member"]["old_chat_member"]["status"] == "member"
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    await bot.call("getUpdates", allowed_updates=[])
    sandbox.write(ANN, "hi")
    assert "message" in (await bot.call("getUpdates"))[-1]


async def test_delete_webhook_can_drop_what_is_pending(bot: Client) -> None:
    assert await bot.call("deleteWebhook") is True
    assert len(await bot.call("getUpdates")) == 1
    assert await bot.call("deleteWebhook", drop_pending_updates=True) is True
    assert await bot.call("getUpdates") == []


async def test_a_tap_arrives_with_its_message(bot: Client, sandbox: Sandbox) -> None:
    markup = {"inline_keyboard": [[{"text": "Done", "callback_data": "done:1"}]]}
    sent = await bot.send("Stand up", reply_markup=markup)
    tap = sandbox.tap(YOU, sent["message_id"], "done:1")
    query = (await bot.call("getUpdates"))[-1]["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (tap.id, "done:1", YOU)
    assert query["message"] == sent


async def test_taps_on_what_is_gone(bot: Client, sandbox: Sandbox) -> None:
    with pytest.raises(CannotDo, match="no button with the data 'done:9'"):
        sandbox.tap(YOU, 1, "done:9")
    sandbox.tap(YOU, 77, "done:9", even_if_gone=True)
    query = (await bot.call("getUpdates"))[-1]["callback_query"]
    assert query["message"] == {
        "chat": {"id": YOU, "type": "private", "first_name": "You"},
        "message_id": 77,
        "date": 0,
    }


async def test_a_place_arrives(bot: Client, sandbox: Sandbox) -> None:
    sandbox.share_location(YOU, 48.2, 16.37)
    message = (await bot.call("getUpdates"))[-1]["message"]
    assert message["location"] == {"latitude": 48.2, "longitude": 16.37}
    assert "text" not in message


async def test_those_who_cannot_write(sandbox: Sandbox) -> None:
    sandbox.block(YOU)
    with pytest.raises(CannotDo, match="blocks the bot"):
        sandbox.write(YOU, "hi")
    with pytest.raises(CannotDo, match="no chat"):
        sandbox.write(5, "hi")
    with pytest.raises(CannotDo, match="1 to 4096"):
        sandbox.write(ANN, "😀" * 2049)
