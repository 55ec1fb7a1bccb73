"""Sandbox limits: bots that send too fast are told to wait, and again if they do not."""

import pytest

from bot.sandbox import Limits, Sandbox
from bot.sandbox.api.limits import RateLimiter
from bot.sandbox.api.refusal import Refused

from .conftest import YOU, Client


def wait_of(limiter: RateLimiter, at: float, chat_id: int = 1, **more: bool) -> int:
    """Seconds a send at this time has to wait; 0 if it is accepted."""
    try:
        limiter.check_granted_waits(("bot", ("chat", chat_id)), at)
        limiter.admit_send(chat_id, more.get("is_group", False), more.get("is_paid", False), at)
    except Refused as refusal:
        return refusal.parameters["retry_after"]
    return 0


def test_three_at_once_to_a_chat_then_one_a_second() -> None:
    limiter = RateLimiter(Limits())
    assert [wait_of(limiter, 10.0) for _ in range(4)] == [0, 0, 0, 1]
    assert wait_of(limiter, 11.0) == 0
    assert wait_of(limiter, 11.0) == 1


def test_thirty_a_second_for_the_whole_bot() -> None:
    limiter = RateLimiter(Limits())
    assert [wait_of(limiter, 10.0, chat) for chat in range(30)] == [0] * 30
    assert wait_of(limiter, 10.5, 99) == 1
    assert wait_of(limiter, 11.6, 99) == 0


def test_a_thousand_a_second_when_paid() -> None:
    limiter = RateLimiter(Limits())
    assert [wait_of(limiter, 10.0, chat, is_paid=True) for chat in range(1000)] == [0] * 1000
    assert wait_of(limiter, 10.0, 1001, is_paid=True) == 1


def test_twenty_a_minute_to_a_group() -> None:
    limiter = RateLimiter(Limits())
    assert [wait_of(limiter, 10.0 + second, is_group=True) for second in range(20)] == [0] * 20
    assert wait_of(limiter, 31.0, is_group=True) == 39


def test_those_who_come_too_early_are_counted() -> None:
    limiter = RateLimiter(Limits())
    assert [wait_of(limiter, 10.0) for _ in range(4)] == [0, 0, 0, 1]
    assert limiter.too_early == 0
    assert wait_of(limiter, 10.4) == 1
    assert limiter.too_early == 1
    assert wait_of(limiter, 11.0) == 0


def test_limits_can_be_off() -> None:
    limiter = RateLimiter(Limits(enabled=False))
    assert [wait_of(limiter, 10.0) for _ in range(100)] == [0] * 100


async def test_429_on_the_wire(bot: Client, sandbox: Sandbox) -> None:
    for _ in range(3):
        await bot.send("x")
    expected = {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    assert await bot.answer("sendMessage", chat_id=YOU, text="x") == (429, expected)
    assert sandbox.too_early == 0
    assert await bot.answer("sendMessage", chat_id=YOU, text="x") == (429, expected)
    assert sandbox.too_early == 1


@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
async def test_other_calls_are_not_held_back(bot: Client, sandbox: Sandbox, method: str) -> None:
    for _ in range(4):
        await bot.answer("sendMessage", chat_id=YOU, text="x")
    await bot.call(method)
    assert sandbox.too_early == 0
