"""Wire: text that Telegram cannot parse goes out as plain text, with its buttons."""

import logging
from typing import Any

import pytest
from telegram.ext import ExtBot

from bot.outgoing import send_queue
from bot.outgoing.delivery import Courier
from bot.outgoing.effects import Edit, Send
from bot.outgoing.rate_limiter import Pacing
from bot.outgoing.transport import AiohttpRequest
from bot.outgoing.wire import plain
from messages.replies.reply import Button, Document, Reply
from tests.bot.loopback import Loopback, loopback, refuses

CANNOT = refuses(400, 'Bad Request: can\'t parse entities: Unsupported start tag "canary" at byte offset 3')
BROKEN = Reply("<b>5 &lt; 6</b> &amp; <canary", ((Button("✅ Done", "1:done:3"),),))
PLAIN = "5 < 6 & <canary"


@pytest.fixture
async def server() -> Any:
    async with loopback() as server:
        yield server


@pytest.fixture
async def courier(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(send_queue, "CHAT_GAP", 0.0)
    bot: ExtBot[Any] = ExtBot(
        "1:token", base_url=server.root, request=AiohttpRequest(), rate_limiter=Pacing(100)
    )
    await bot.initialize()
    counted: list[int] = []

    async def gone(_: int) -> None:
        raise AssertionError("nobody is gone")

    courier = Courier(bot, gone, lambda: None, on_plain=lambda: counted.append(1))
    yield courier, counted
    await bot.shutdown()


@pytest.mark.parametrize(
    ("effect", "method", "field"),
    [
        (Send(7, BROKEN), "sendMessage", "text"),
        (Edit(7, 12, BROKEN), "editMessageText", "text"),
        (
            Send(7, Reply(BROKEN.text, BROKEN.rows, document=Document("a.csv", b"1"))),
            "sendDocument",
            "caption",
        ),
    ],
    ids=["message", "edit", "caption"],
)
async def test_what_cannot_be_parsed_goes_out_as_plain_text_with_its_buttons(
    server: Loopback, courier: Any, caplog: pytest.LogCaptureFixture, effect: Any, method: str, field: str
) -> None:
    carrier, counted = courier
    server.script.append(CANNOT)
    assert await carrier.carry(effect) is None
    first, second = server.to(method)
    assert first.fields["parse_mode"] == "HTML"
    assert "parse_mode" not in second.fields
    assert second.fields[field] == PLAIN
    assert "1:done:3" in second.fields["reply_markup"]
    assert counted == [1]
    said = [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]
    assert said == ["text is not valid HTML; sent as plain text"]


async def test_it_is_said_once_a_minute_and_counted_each_time(
    server: Loopback, courier: Any, caplog: pytest.LogCaptureFixture
) -> None:
    carrier, counted = courier
    for _ in range(3):
        server.script.append(CANNOT)
        await carrier.carry(Send(7, BROKEN))
    assert counted == [1, 1, 1]
    assert len([r for r in caplog.records if r.levelno >= logging.WARNING]) == 1


async def test_any_other_refusal_is_no_reason_for_plain_text(server: Loopback, courier: Any) -> None:
    carrier, counted = courier
    server.script.append(refuses(400, "Bad Request: message is too long"))
    await carrier.carry(Send(7, BROKEN))
    assert len(server.to("sendMessage")) == 1
    assert counted == []


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<b>one</b> &amp; <i>two</i>", "one & two"),
        ('<a href="https://example.org/?a=1&amp;b=2">here</a>', "here"),
        ("<blockquote expandable>how</blockquote>", "how"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ("&lt;b&gt; is bold", "<b> is bold"),
    ],
)
def test_tags_go_and_words_stay(html: str, words: str) -> None:
    assert plain(Reply(html)).text == words
