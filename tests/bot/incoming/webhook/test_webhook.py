"""Webhook: the conversation as by polling, and nothing for whoever does not know the secret."""

import asyncio
import hmac
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot.incoming.webhook.receiver import LARGEST_BYTES
from bot.sandbox import Sandbox
from storage import people
from storage.engine.database import Database
from storage.engine.unavailable import Unavailable
from storage.tables import ArrivalRow, MoveRow, PersonRow, SettledRow
from tests import databases
from tests.bot.incoming.webhook.conftest import Hooked
from tests.people import Human, until

pytestmark = databases.only_on_a_file  # with several processes: tests/chaos


def counted(tx: Connection, row: type[Any]) -> int:
    return tx.scalar(select(func.count()).select_from(row)) or 0


def typed(update_id: int, text: str, person: int = 7) -> dict[str, Any]:
    user = {"id": person, "is_bot": False, "first_name": "Ann", "language_code": "en"}
    chat = {"id": person, "type": "private", "first_name": "Ann"}
    message = {"message_id": 1_000 + update_id, "date": 1_709_539_200, "from": user, "chat": chat}
    return {"update_id": update_id, "message": message | {"text": text}}


async def test_a_conversation_by_webhook_is_the_same_as_by_polling(
    hooked: Hooked, ann: Human, sandbox: Sandbox
) -> None:
    await ann.begins()
    assert "Logged" in await ann.types("walked 20 min")
    assert not any(call.method == "getUpdates" for call in sandbox.calls)
    assert await hooked.app.db.read(counted, ArrivalRow) == 0
    assert await hooked.app.db.read(counted, SettledRow) == len(await updates(hooked))


async def updates(hooked: Hooked) -> list[int]:
    return list(await hooked.app.db.read(lambda tx: tx.execute(select(SettledRow.update_id)).scalars().all()))


async def test_telegram_is_told_a_secret_and_a_path_that_nobody_guesses(
    hooked: Hooked, sandbox: Sandbox
) -> None:
    [call] = [each for each in sandbox.calls if each.method == "setWebhook"]
    secret, url = str(call.parameters["secret_token"]), str(call.parameters["url"])
    assert len(secret) >= 32
    assert len(url.rpartition("/")[2]) == 64
    assert secret not in url
    assert not call.parameters.get("drop_pending_updates")
    await hooked.intake._look()  # Telegram knows it already
    assert len([each for each in sandbox.calls if each.method == "setWebhook"]) == 1


async def test_without_the_secret_or_the_path_it_is_403_and_nothing_is_stored(hooked: Hooked) -> None:
    update = typed(900, "/start")
    elsewhere = hooked.address[:-1] + ("0" if hooked.address[-1] != "0" else "1")
    assert await hooked.post(update, secret="") == 403
    assert await hooked.post(update, secret="x" * 48) == 403
    assert await hooked.post(update, secret=hooked.secret[:-1]) == 403
    assert await hooked.post(update, secret="ü" * 48) == 403
    assert await hooked.post(update, address=elsewhere) == 403
    for row in (PersonRow, SettledRow, ArrivalRow):
        assert await hooked.app.db.read(counted, row) == 0
    assert await hooked.post(update) == 200
    assert await hooked.app.db.read(counted, PersonRow) == 1


async def test_the_secret_is_compared_in_constant_time(
    hooked: Hooked, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[bytes, bytes]] = []
    compare = hmac.compare_digest

    def digest(a: bytes, b: bytes) -> bool:
        compared.append((a, b))
        return compare(a, b)

    monkeypatch.setattr(hmac, "compare_digest", digest)
    assert await hooked.post(typed(900, "/start"), secret="wrong") == 403
    assert len(compared) == 2  # of the path and of the secret, whatever the first one says


async def test_a_megabyte_is_taken_and_more_is_not(hooked: Hooked) -> None:
    empty = len(b'{"update_id": 901, "message": ""}')
    assert (
        await hooked.post(b'{"update_id": 901, "message": "' + b"x" * (LARGEST_BYTES - empty) + b'"}') == 200
    )
    assert await hooked.post(b'{"update_id": 902, "message": "' + b"x" * LARGEST_BYTES + b'"}') == 413


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"nonsense", b'{"update_id": "x"}', b"[" * 100_000])
async def test_what_can_never_be_read_need_not_come_again(hooked: Hooked, body: bytes) -> None:
    assert await hooked.post(body) == 200
    assert await hooked.app.db.read(counted, SettledRow) == 0


async def test_an_update_delivered_twice_is_answered_once(
    hooked: Hooked, ann: Human, sandbox: Sandbox
) -> None:
    await ann.begins()
    before = len(ann.messages)
    twice = typed(901, "walked 20 min")
    assert {*await asyncio.gather(*(hooked.post(twice) for _ in range(3)))} == {200}
    assert await hooked.post(twice) == 200
    assert len(ann.messages) == before + 1
    assert await hooked.app.db.read(counted, MoveRow) == 1


async def test_updates_that_cross_are_answered_by_their_numbers(
    hooked: Hooked, ann: Human, sandbox: Sandbox
) -> None:
    await ann.begins()
    before = len(ann.messages)
    later = asyncio.create_task(hooked.post(typed(902, "walked 22 min")))
    await asyncio.sleep(0.01)
    assert {await hooked.post(typed(901, "walked 21 min")), await later} == {200}
    assert ["21 min" in ann.messages[before].text, "22 min" in ann.messages[before + 1].text] == [True, True]


async def test_it_is_503_when_full_and_while_the_database_is_away_and_telegram_comes_again(
    hooked: Hooked, ann: Human, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooked.intake.most = 0
    assert await hooked.post(typed(901, "/start")) == 503
    sandbox.write(ann.chat_id, "/start")
    await until(lambda: sandbox.world.webhook.about().get("last_error_message", "").endswith("Unavailable"))
    assert ann.messages == []
    hooked.intake.most = 100
    await ann.until_dealt_with()
    assert ann.messages

    async def away(self: Database, *_: object, **__: object) -> None:
        raise Unavailable("away")

    with monkeypatch.context() as patched:
        patched.setattr(Database, "write", away)
        assert await hooked.post(typed(903, "walked 20 min")) == 503
    assert await hooked.post(typed(903, "walked 20 min")) == 200
    assert await hooked.app.db.read(people.find, ann.chat_id) is not None


async def test_after_a_stop_it_takes_nothing_more(hooked: Hooked) -> None:
    await hooked.intake.finish(2)
    assert await hooked.post(typed(901, "/start")) == 503
