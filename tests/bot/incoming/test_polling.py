"""Bad getUpdates answers: the bot survives, other people are answered, and the offset moves past them."""

import asyncio
import gzip
import json
import logging
import tracemalloc
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.app import App
from bot.settings import Settings
from tests import databases
from tests.bot.loopback import Loopback, Says, loopback, page, says
from tests.clock import SteppingClock
from tests.people import until

TOKEN = "123456:loopback-token-that-opens-nothing-at-all"
DEEP = 50_000


def hello(update_id: Any, chat_id: int = 7) -> dict[str, Any]:
    """/start from one person; every update with its own message."""
    person = {"id": chat_id, "is_bot": False, "first_name": "Ann"}
    message = {"message_id": 1, "date": 1, "chat": {"id": chat_id, "type": "private"}, "from": person}
    return {"update_id": update_id, "message": message | {"text": "/start"}}


def raw(text: str) -> Says:
    return Says(text.encode())


def gives(*updates: Any) -> Says:
    return says({"ok": True, "result": list(updates)})


def deep(update_id: int) -> str:
    """An update nested deeper than any JSON parser goes."""
    return f'{{"update_id":{update_id},"message":{"[" * DEEP}{"]" * DEEP}}}'


@pytest.fixture
async def telegram() -> AsyncIterator[Loopback]:
    async with loopback() as server:
        yield server


@pytest.fixture
async def app(telegram: Loopback, settings: Settings, clock: SteppingClock) -> AsyncIterator[App]:
    databases.migrate(settings.database_url, clock.now())
    app = App(settings, TOKEN, telegram.root.removesuffix("/bot"), clock)
    await app.connect()
    yield app
    await app.close()


async def answered(app: App, telegram: Loopback, *script: Says) -> None:
    """Poll through the script, and then until a /start is answered."""
    telegram.polls.extend([*script, gives(hello(900, 9))])
    intake = asyncio.create_task(app.intake.run())
    try:
        await until(lambda: confirmed(telegram) == 901 or intake.done())
        assert not intake.done(), intake.exception()
    finally:
        intake.cancel()


def greeted(telegram: Loopback, chat_id: int) -> bool:
    sent = (*telegram.to("sendMessage"), *telegram.to("sendAnimation"))
    return any(call.fields["chat_id"] == str(chat_id) for call in sent)


def offsets(telegram: Loopback) -> list[int]:
    return [int(call.fields["offset"]) for call in telegram.to("getUpdates")]


def confirmed(telegram: Loopback) -> int:
    """The first unconfirmed update; every poll confirms what is done by then."""
    return max(offsets(telegram), default=0)


def unreadable(app: App) -> int:
    """The count of unreadable polls and updates."""
    lines = app.metrics.page(None).decode().splitlines()
    names = ("psoas_unreadable_polls_total ", 'psoas_updates_total{outcome="unreadable"} ')
    return sum(int(float(line.rpartition(" ")[2])) for line in lines if line.startswith(names))


WHOLE = {
    "null": raw('{"ok":true,"result":null}'),
    "true": raw('{"ok":true,"result":true}'),
    "a number": raw('{"ok":true,"result":7}'),
    "an object": raw('{"ok":true,"result":{"update_id":5}}'),
    "a text": raw('{"ok":true,"result":"5"}'),
    "no result": raw('{"ok":true}'),
    "a list": raw("[]"),
    "not JSON": raw("ok"),
    "empty": raw(""),
    "truncated": raw('{"ok":true,"result":[{"update_id":5,"message":{"text":"a }]}'),
    "HTML": page(200),
    "HTML with 502": page(502),
    "deep": raw(f'{{"ok":true,"result":{"[" * DEEP}{"]" * DEEP}}}'),
    "deep and cut": raw('{"ok":true,"result":' + "[" * DEEP),
    "not UTF-8": Says(b'{"ok":true,"result":["\xff"]}'),
    "a long number": raw('{"ok":true,"result":' + "9" * 5000 + "}"),
    "a refusal with a list": says({"ok": False, "error_code": 400, "parameters": [1]}, 400),
    "a refusal in numbers": says({"ok": False, "error_code": "x", "description": 5}, 400),
    "only items without an id": gives({}, None, 5, [], {"update_id": None}),
}


@pytest.mark.parametrize("answer", WHOLE.values(), ids=WHOLE)
async def test_an_answer_that_cannot_be_read_is_passed_over(
    app: App, telegram: Loopback, answer: Says, caplog: pytest.LogCaptureFixture
) -> None:
    await answered(app, telegram, answer)
    told = [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]
    assert len(told) == 1, told
    assert told[0].startswith("no updates: ")
    assert offsets(telegram)[:2] == [0, 0]
    if answer.kind != "text/html" and answer.status == 200:
        assert unreadable(app) >= 1


IDS: list[Any] = ["x", "", " 5", -5, 0, 2**31, 2**63, 1e3, 1e999, True, False, None, [5], {"n": 5}, "9" * 30]


@pytest.mark.parametrize("bad", IDS, ids=repr)
async def test_an_item_without_a_usable_id_does_not_block_the_others(
    app: App, telegram: Loopback, bad: Any, caplog: pytest.LogCaptureFixture
) -> None:
    await answered(app, telegram, gives(hello(5), hello(bad, 8), hello(6, 10)))
    assert greeted(telegram, 7)
    assert greeted(telegram, 10)
    assert not greeted(telegram, 8)
    assert confirmed(telegram) >= 7
    assert unreadable(app) == 1


async def test_an_id_in_quotes_is_an_id(app: App, telegram: Loopback) -> None:
    await answered(app, telegram, gives(hello("5")))
    assert greeted(telegram, 7)
    assert confirmed(telegram) >= 6


ITEMS: dict[str, str] = {
    "deep": deep(6),
    "nothing in it": '{"update_id":6}',
    "a message that is a list": '{"update_id":6,"message":[1]}',
    "a message of nobody": '{"update_id":6,"message":{"text":"?"}}',
    "an endless id": json.dumps(hello(6)).replace('"id": 7, "is_bot"', '"id": 1e999, "is_bot"'),
    "a person who is a list": json.dumps(hello(6)).replace('"id": 7, "is_bot"', '"id": [7], "is_bot"'),
    "an endless tap": (
        '{"update_id":6,"callback_query":'
        '{"id":"1","from":{"id":1e999},"message":{"message_id":1},"data":"1:move"}}'
    ),
    "a chat that is a word": json.dumps(hello(6)).replace('"chat": {"id": 7', '"chat": {"id": "seven"'),
}


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
async def test_an_update_that_cannot_be_read_is_confirmed_with_its_neighbours(
    app: App, telegram: Loopback, item: str, caplog: pytest.LogCaptureFixture
) -> None:
    good = [json.dumps(hello(n, chat_id)) for n, chat_id in ((5, 7), (7, 10))]
    await answered(app, telegram, raw(f'{{"ok":true,"result":[{good[0]},{item},{good[1]}]}}'))
    assert greeted(telegram, 7)
    assert greeted(telegram, 10)
    assert confirmed(telegram) >= 8
    assert unreadable(app) == 1
    told = [r.getMessage() for r in caplog.records if "unreadable" in r.getMessage()]
    assert told[0].startswith("update 6 is unreadable")


@pytest.mark.parametrize("code", [5, [1], {"a": 1}])
async def test_a_handler_that_stumbles_and_cannot_apologise_ends_nothing(
    app: App, telegram: Loopback, code: Any
) -> None:
    update = hello(5)
    update["message"]["from"]["language_code"] = code
    await answered(app, telegram, gives(update))
    assert confirmed(telegram) >= 6


async def test_it_says_so_once_a_minute(
    app: App, telegram: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    bad = [{"update_id": n, "message": [1]} for n in range(1, 50)]
    await answered(app, telegram, gives(*bad), gives(*[each | {"update_id": 99} for each in bad[:1]]))
    assert unreadable(app) == 50
    assert len([r for r in caplog.records if "unreadable" in r.getMessage()]) == 1


async def test_a_small_body_cannot_become_a_huge_one(app: App, telegram: Loopback) -> None:
    bomb = Says(gzip.compress(b" " * 300_000_000), headers=(("Content-Encoding", "gzip"),))
    assert len(bomb.body) < 400_000
    tracemalloc.start()
    try:
        await answered(app, telegram, bomb)
        assert tracemalloc.get_traced_memory()[1] < 150_000_000
    finally:
        tracemalloc.stop()
    assert unreadable(app) == 1


async def test_what_is_packed_within_reason_is_read(app: App, telegram: Loopback) -> None:
    packed = Says(gzip.compress(gives(hello(5)).body), headers=(("Content-Encoding", "gzip"),))
    await answered(app, telegram, packed)
    assert greeted(telegram, 7)


async def test_a_body_without_end_is_cut(app: App, telegram: Loopback) -> None:
    await answered(app, telegram, raw('{"ok":true,"result":[' + " " * 17_000_000 + "]}"))
    assert unreadable(app) == 1
