"""Telegram errors: every answer of Telegram, a proxy or the wire, really sent, and what it means."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ExtBot

from bot.outgoing.telegram_errors import (
    Failure,
    NotSent,
    TokenRefused,
    UnreadableAnswer,
    failure_of,
    held_for,
)
from bot.outgoing.transport import AiohttpRequest
from tests.bot.loopback import Loopback, Says, Step, Trouble, loopback, page, refuses, says

pytestmark = pytest.mark.telegrams_pace

F = Failure


@pytest.fixture
async def server() -> AsyncIterator[Loopback]:
    async with loopback() as server:
        yield server


@pytest.fixture
def wire() -> AiohttpRequest:
    return AiohttpRequest(read_timeout=0.3)


@pytest.fixture
async def bot(server: Loopback, wire: AiohttpRequest) -> AsyncIterator[ExtBot[None]]:
    polling = AiohttpRequest()
    async with ExtBot("1:canary", base_url=server.root, request=wire, get_updates_request=polling) as bot:
        yield bot


async def failed(bot: ExtBot[None]) -> TelegramError:
    with pytest.raises(TelegramError) as caught:
        await bot.send_message(7, "Stand up")
    return caught.value


TABLE: list[tuple[Step, Failure, type[TelegramError]]] = [
    # Telegram's own words
    (refuses(400, "Bad Request: message text is empty"), F.PERMANENT, BadRequest),
    (refuses(400, "Bad Request: can't parse entities: unclosed tag"), F.PERMANENT, BadRequest),
    (refuses(400, "Bad Request: message to edit not found"), F.PERMANENT, BadRequest),
    (refuses(400, "Bad Request: query is too old and response timeout expired"), F.PERMANENT, BadRequest),
    (refuses(400, "Bad Request: chat not found"), F.GONE, BadRequest),
    (refuses(400, "Bad Request: user not found"), F.GONE, BadRequest),
    (refuses(400, "Bad Request: PEER_ID_INVALID"), F.GONE, BadRequest),
    (refuses(400, "Bad Request: group chat was deactivated"), F.GONE, BadRequest),
    (refuses(400, "Bad Request: message is not modified: same content"), F.UNCHANGED, BadRequest),
    (refuses(400, "Bad Request: group upgraded", migrate_to_chat_id=-100200), F.MIGRATED, ChatMigrated),
    (refuses(401, "Unauthorized"), F.FATAL, TokenRefused),
    (refuses(403, "Forbidden: bot was blocked by the user"), F.GONE, Forbidden),
    (refuses(403, "Forbidden: user is deactivated"), F.GONE, Forbidden),
    (refuses(403, "Forbidden: bot can't initiate conversation with a user"), F.GONE, Forbidden),
    (refuses(403, "Forbidden: bot was kicked from the group chat"), F.GONE, Forbidden),
    (refuses(404, "Not Found"), F.FATAL, TokenRefused),
    (refuses(409, "Conflict: terminated by other getUpdates request"), F.NOT_SENT, Conflict),
    (refuses(413, "Request Entity Too Large"), F.PERMANENT, BadRequest),
    (refuses(429, "Too Many Requests: retry after 3", retry_after=3), F.HELD, RetryAfter),
    (refuses(429, "Too Many Requests"), F.HELD, RetryAfter),
    (refuses(429, "Too Many Requests", retry_after=0), F.HELD, RetryAfter),
    (refuses(500, "Internal Server Error"), F.AMBIGUOUS, NetworkError),
    (refuses(502, "Bad Gateway"), F.NOT_SENT, NotSent),
    (refuses(504, "Gateway Timeout"), F.AMBIGUOUS, NetworkError),
    # refusals in a 200
    (says({"ok": False, "error_code": 403, "description": "Forbidden: blocked"}), F.GONE, Forbidden),
    (says({"ok": False, "description": "?"}), F.AMBIGUOUS, UnreadableAnswer),
    # answers that are not Telegram's
    (page(200), F.AMBIGUOUS, UnreadableAnswer),
    (Says(b""), F.AMBIGUOUS, UnreadableAnswer),
    (Says(b"[]"), F.AMBIGUOUS, UnreadableAnswer),
    (Says(b"null"), F.AMBIGUOUS, UnreadableAnswer),
    (Says(b'{"ok":true'), F.AMBIGUOUS, UnreadableAnswer),
    (says({"ok": True}), F.AMBIGUOUS, UnreadableAnswer),
    (says({"ok": False, "error_code": "x"}), F.AMBIGUOUS, UnreadableAnswer),
    (page(302, Location="http://127.0.0.1:9/"), F.NOT_SENT, NotSent),
    (page(400), F.NOT_SENT, NotSent),
    (page(401), F.NOT_SENT, NotSent),
    (page(403), F.NOT_SENT, NotSent),
    (page(404), F.NOT_SENT, NotSent),
    (page(429), F.HELD, RetryAfter),
    (page(500), F.AMBIGUOUS, NetworkError),
    (page(502), F.NOT_SENT, NotSent),
    (page(503), F.NOT_SENT, NotSent),
    (page(504), F.AMBIGUOUS, NetworkError),
    (page(520), F.AMBIGUOUS, NetworkError),
    # no answer
    (Trouble.RESET, F.AMBIGUOUS, NetworkError),
    (Trouble.CLOSE, F.AMBIGUOUS, NetworkError),
    (Trouble.HALF, F.AMBIGUOUS, NetworkError),
    (Trouble.HANG, F.AMBIGUOUS, TimedOut),
]


@pytest.mark.parametrize(("step", "meaning", "kind"), TABLE, ids=str)
async def test_an_answer_means(
    bot: ExtBot[None], server: Loopback, step: Step, meaning: Failure, kind: type[TelegramError]
) -> None:
    server.script.append(step)
    error = await failed(bot)
    assert (failure_of(error), type(error)) == (meaning, kind)
    assert len(server.to("sendMessage")) == 1  # no layer below us sends a message twice


async def test_a_connection_reset_before_the_call_is_read_may_still_have_carried_it(
    bot: ExtBot[None], server: Loopback, wire: AiohttpRequest
) -> None:
    await wire.shutdown()
    await wire.initialize()  # so that the next call opens a connection
    server.slams = 1
    assert failure_of(await failed(bot)) is Failure.AMBIGUOUS
    assert server.to("sendMessage") == []


async def test_a_refused_connection_has_carried_nothing() -> None:
    async with AiohttpRequest() as wire:
        nobody = ExtBot("1:canary", base_url="http://127.0.0.1:9/bot", request=wire)
        assert failure_of(await failed(nobody)) is Failure.NOT_SENT


async def test_migration_tells_the_new_id(bot: ExtBot[None], server: Loopback) -> None:
    server.script.append(refuses(400, "Bad Request: group upgraded", migrate_to_chat_id=-100200))
    error = await failed(bot)
    assert isinstance(error, ChatMigrated)
    assert error.new_chat_id == -100200


@pytest.mark.parametrize(
    ("step", "seconds"),
    [
        (refuses(429, "Too Many Requests: retry after 3", retry_after=3), 3),
        (says({"ok": False, "error_code": 429}, 429, **{"Retry-After": "8"}), 8),
        (page(429, **{"Retry-After": "9"}), 9),
        (page(429, **{"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}), 5),
        (refuses(429, "Too Many Requests"), 5),
    ],
    ids=str,
)
async def test_a_hold_is_as_long_as_the_server_says(
    bot: ExtBot[None], server: Loopback, step: Step, seconds: int
) -> None:
    server.script.append(step)
    error = await failed(bot)
    assert isinstance(error, RetryAfter)
    assert held_for(error) == timedelta(seconds=seconds)


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
def test_a_hold_can_be_read_where_ptb_is_set_to_whole_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "false")
    error = RetryAfter(4)
    assert error.retry_after == 4
    assert held_for(error) == timedelta(seconds=4)


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (InvalidToken(), Failure.FATAL),
        (EndPointNotFound("Endpoint not found"), Failure.FATAL),
        (TelegramError("Something new"), Failure.AMBIGUOUS),
    ],
    ids=str,
)
def test_errors_of_another_transport(error: TelegramError, meaning: Failure) -> None:
    assert failure_of(error) is meaning


async def test_a_revoked_token_is_fatal_for_raw_polling_too(bot: ExtBot[None], server: Loopback) -> None:
    server.script.append(refuses(401, "Unauthorized"))
    with pytest.raises(TokenRefused):
        await bot.do_api_request("get__updates")  # PTB warns of the names it knows a method for


async def test_nothing_to_change_is_as_good_as_changed(bot: ExtBot[None], server: Loopback) -> None:
    server.script.append(refuses(400, "Bad Request: message is not modified"))
    with pytest.raises(BadRequest) as caught:
        await bot.edit_message_text("Done", 7, 1)
    assert failure_of(caught.value) is Failure.UNCHANGED
