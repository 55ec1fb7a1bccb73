"""Transport: what AiohttpRequest sends, how long it waits, and that it never leaks the token."""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, InputMediaPhoto
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.ext import ExtBot
from telegram.request import RequestData

from bot.outgoing.telegram_errors import NotSent, NotSentTimedOut
from bot.outgoing.transport import AiohttpRequest
from tests.bot.loopback import Loopback, Step, Trouble, loopback, page, refuses

TOKEN = "42:AAcanary-canary-canary"


@pytest.fixture
async def server() -> AsyncIterator[Loopback]:
    async with loopback() as server:
        yield server


@pytest.fixture
async def wire() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest(read_timeout=0.3, pool_timeout=0.1, connect_timeout=0.2) as wire:
        yield wire


def bot_at(root: str, wire: AiohttpRequest) -> ExtBot[None]:
    return ExtBot(TOKEN, base_url=root, request=wire, get_updates_request=wire)


async def test_a_message_arrives_as_it_was_written(server: Loopback, wire: AiohttpRequest) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("✅ Done & dusted = +1", callback_data="d")]])
    sent = await bot_at(server.root, wire).send_message(
        7, "Встань & пройдись + 100 % = ü", reply_markup=keyboard
    )
    (call,) = server.calls
    assert call.fields["chat_id"] == "7"
    assert call.fields["text"] == sent.text == "Встань & пройдись + 100 % = ü"
    assert '"callback_data": "d"' in call.fields["reply_markup"]


async def test_a_picture_arrives_with_its_name_and_its_caption(
    server: Loopback, wire: AiohttpRequest
) -> None:
    picture = bytes(range(256)) * 2000
    bot = bot_at(server.root, wire)
    await bot.send_document(7, picture, caption="Woche", filename='Wöche "1".png')
    (call,) = server.calls
    assert call.files["document"] == ('Wöche "1".png', "image/png", picture)
    assert call.fields == {"chat_id": "7", "caption": "Woche"}


async def test_a_replaced_picture_is_attached(server: Loopback, wire: AiohttpRequest) -> None:
    media = InputMediaPhoto(InputFile(b"png", filename="week.png", attach=True), caption="Week")
    await bot_at(server.root, wire).edit_message_media(media, 7, 1)
    (call,) = server.calls
    ((name, file),) = call.files.items()
    assert f'"attach://{name}"' in call.fields["media"]
    assert file[2] == b"png"


async def test_a_call_without_parameters_and_a_download(server: Loopback, wire: AiohttpRequest) -> None:
    assert (await bot_at(server.root, wire).get_me()).username == "psoas_bot"
    server.script.append(page(200, "any bytes"))
    assert await wire.retrieve(f"{server.root}{TOKEN}/file") == b"any bytes"


async def test_connections_are_kept_and_one_the_server_closed_is_not_used(
    server: Loopback, wire: AiohttpRequest
) -> None:
    bot = bot_at(server.root, wire)
    for _ in range(3):
        await bot.send_message(7, "Stand up")
    assert server.connections == 1
    server.hang_up()
    await asyncio.sleep(0.05)
    await bot.send_message(7, "Stand up")
    assert server.connections == 2


async def test_a_kept_connection_that_dies_under_a_call_is_not_tried_again_by_itself(
    server: Loopback, wire: AiohttpRequest
) -> None:
    bot = bot_at(server.root, wire)
    await bot.send_message(7, "first")
    server.script.append(Trouble.CLOSE)
    with pytest.raises(NetworkError) as caught:
        await bot.send_message(7, "second")
    assert not isinstance(caught.value, NotSent)
    assert [call.fields["text"] for call in server.to("sendMessage")] == ["first", "second"]


async def test_a_cookie_is_not_kept_and_a_redirect_not_followed(
    server: Loopback, wire: AiohttpRequest
) -> None:
    server.script.append(page(302, Location=f"{server.root}elsewhere", **{"Set-Cookie": "a=b"}))
    bot = bot_at(server.root.replace("127.0.0.1", "localhost"), wire)  # addresses get no cookies anyway
    with pytest.raises(NotSent):
        await bot.send_message(7, "Stand up")
    await bot.send_message(7, "Stand up")
    assert [call.cookie for call in server.calls] == ["", ""]


async def test_a_long_poll_may_last_longer_than_other_calls(server: Loopback, wire: AiohttpRequest) -> None:
    server.delay_seconds = 0.5
    bot = bot_at(server.root, wire)
    assert await bot.get_updates(timeout=1) == ()
    with pytest.raises(TimedOut):
        await bot.send_message(7, "Stand up")
    await bot.send_message(7, "Stand up", read_timeout=2)


async def test_no_limit_means_no_limit(server: Loopback, wire: AiohttpRequest) -> None:
    server.delay_seconds = 0.5
    bot = bot_at(server.root, wire)
    await bot.send_message(7, "Stand up", read_timeout=None, connect_timeout=None)


async def test_waiting_for_a_free_connection_is_not_sending(server: Loopback) -> None:
    async with AiohttpRequest(connections=1, connect_timeout=0.1, pool_timeout=0.1) as wire:
        bot = bot_at(server.root, wire)
        server.script.append(Trouble.HANG)
        hanging = asyncio.create_task(bot.send_message(7, "first"))
        await asyncio.sleep(0.05)
        with pytest.raises(NotSentTimedOut):
            await bot.send_message(8, "second")
        hanging.cancel()
        await asyncio.wait([hanging])
    assert [call.fields["text"] for call in server.calls] == ["first"]


async def test_opening_twice_and_closing_twice_is_harmless(server: Loopback) -> None:
    wire = AiohttpRequest()
    await wire.shutdown()
    for _ in range(2):
        await wire.initialize()
        await wire.initialize()
        await bot_at(server.root, wire).send_message(7, "Stand up")
        await wire.shutdown()
        await wire.shutdown()
    with pytest.raises(NotSent):
        await bot_at(server.root, wire).send_message(7, "Stand up")


async def _silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


async def _unreachable(kind: str, server: Loopback, stack: AsyncExitStack) -> str:
    """The root of a Bot API that no call can reach."""
    if kind == "handshake never answered":
        silent = await stack.enter_async_context(await asyncio.start_server(_silent, "127.0.0.1", 0))
        return f"https://127.0.0.1:{silent.sockets[0].getsockname()[1]}/bot"
    return {
        "refused": "http://127.0.0.1:9/bot",
        "no such host": "http://nobody.invalid/bot",
        "no TLS there": server.root.replace("http", "https"),
        "no host": "http:///bot",
        "no address": "here/bot",
        "unknown scheme": "gopher://127.0.0.1/bot",
    }[kind]


UNREACHABLE = [
    "refused",
    "no such host",
    "no TLS there",
    "handshake never answered",
    "no host",
    "no address",
    "unknown scheme",
]
ECHO = f"<html>The requested URL /bot{TOKEN}/sendMessage was not found</html>"
LEAKY: list[Step] = [*Trouble, *(page(status, ECHO) for status in (200, 302, 403, 404, 429, 500, 502))]


def _everything_said(error: BaseException) -> str:
    """Everything a log could print about an error, including its causes."""
    chain: list[BaseException] = [error]
    while (before := chain[-1].__cause__ or chain[-1].__context__) is not None:
        chain.append(before)
    printed = [f"{link} {link!r} {link.args!r} {vars(link)!r}" for link in chain]
    return "\n".join([*printed, *traceback.format_exception(error)])


@pytest.mark.parametrize("kind", UNREACHABLE)
async def test_what_cannot_be_reached_was_not_sent_and_the_token_is_not_told(
    kind: str, server: Loopback, wire: AiohttpRequest, caplog: pytest.LogCaptureFixture
) -> None:
    async with AsyncExitStack() as stack:
        bot = bot_at(await _unreachable(kind, server, stack), wire)
        caplog.set_level(logging.DEBUG)  # not before: the making of an ExtBot logs the token
        with pytest.raises(NotSent) as caught:
            await bot.send_message(7, "Stand up")
    assert "canary" not in _everything_said(caught.value) + caplog.text
    assert server.calls == []


@pytest.mark.parametrize("step", LEAKY, ids=str)
async def test_no_failure_tells_the_token(
    step: Step, server: Loopback, wire: AiohttpRequest, caplog: pytest.LogCaptureFixture
) -> None:
    server.script.append(step)
    bot = bot_at(server.root, wire)
    caplog.set_level(logging.DEBUG)
    with pytest.raises(TelegramError) as caught:
        await bot.send_message(7, "Stand up")
    assert "canary" not in _everything_said(caught.value) + caplog.text


async def test_a_refused_token_is_not_told_at_the_start(
    server: Loopback, wire: AiohttpRequest, caplog: pytest.LogCaptureFixture
) -> None:
    server.script.append(refuses(401, "Unauthorized"))
    server.scripts_get_me = True
    bot = bot_at(server.root, wire)
    caplog.set_level(logging.DEBUG)
    with pytest.raises(TelegramError) as caught:
        await bot.initialize()
    assert "canary" not in _everything_said(caught.value) + caplog.text


async def test_a_download_is_not_judged_by_its_bytes_but_by_its_status(
    server: Loopback, wire: AiohttpRequest
) -> None:
    server.script.append(page(404, ECHO))
    with pytest.raises(NotSent) as caught:
        await wire.do_request(f"{server.root}{TOKEN}/file", "GET", RequestData())
    assert "canary" not in _everything_said(caught.value)
