"""Sandbox messages: text, HTML and buttons are accepted and refused like Telegram's."""

from typing import Any

import pytest

from bot.sandbox import Sandbox

from .conftest import ANN, YOU, Client, SteppingClock


def button(data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "✅ Done", "callback_data": data}]]}


async def test_a_message_comes_back_as_telegram_shows_it(bot: Client) -> None:
    sent = await bot.send("😀 <b>bold</b> /tip", parse_mode="HTML", reply_markup=button("d"))
    assert sent["chat"] == {"id": YOU, "type": "private", "first_name": "You"}
    assert sent["from"]["is_bot"] is True
    assert sent["date"] == 1772442000  # 2026-03-02 09:00 UTC, the sandbox's clock
    assert sent["text"] == "😀 bold /tip"
    assert sent["entities"] == [
        {"type": "bold", "offset": 3, "length": 4},
        {"type": "bot_command", "offset": 8, "length": 4},
    ]
    shown = bot.sandbox.messages(YOU)[-1]
    assert (shown.from_bot, shown.labels, shown.silent) == (True, ["✅ Done"], False)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("a <i>b</i>", "a b", [("italic", 2, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [("strikethrough", n, 1) for n in range(3)]),
        ("<b>a<em>b</em></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("&lt;&gt;&amp;&quot;&#65;&#x42;", '<>&"AB', []),
        ("a & b &nbsp;", "a & b &nbsp;", []),
        ("  <b> a </b> ", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("𝟙<code>𝟚</code>", "𝟙𝟚", [("code", 2, 2)]),
    ],
)
async def test_html(bot: Client, source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    sent = await bot.send(source, parse_mode="HTML")
    assert sent["text"] == text
    assert [(e["type"], e["offset"], e["length"]) for e in sent.get("entities", [])] == entities


async def test_links_and_code_with_a_language(bot: Client) -> None:
    link = await bot.send('<a href="https://x.org/?a=1&amp;b=2">x</a>', parse_mode="HTML")
    assert link["entities"] == [
        {"type": "text_link", "offset": 0, "length": 1, "url": "https://x.org/?a=1&b=2"}
    ]
    code = await bot.send('<pre><code class="language-python">x</code></pre>', parse_mode="HTML")
    assert code["entities"] == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("é <x>", 'Unsupported start tag "x" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_html_telegram_cannot_parse(bot: Client, source: str, reason: str) -> None:
    refusal = await bot.refusal("sendMessage", chat_id=YOU, text=source, parse_mode="HTML")
    assert refusal == f"400 Bad Request: can't parse entities: {reason}"


async def test_markdown_is_refused(bot: Client) -> None:
    refusal = await bot.refusal("sendMessage", chat_id=YOU, text="x", parse_mode="MarkdownV2")
    assert refusal.startswith("400 Bad Request: unsupported parse_mode")


@pytest.mark.parametrize("text", ["a" * 4096, "😀" * 2048, "<b>" + "a" * 4096 + "</b>"])
async def test_4096_units_fit(bot: Client, text: str) -> None:
    assert await bot.send(text, parse_mode="HTML")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a" * 4097, "message is too long"),
        ("😀" * 2048 + "a", "message is too long"),
        (" \n ", "message text is empty"),
        ("<b></b>", "message text is empty"),
    ],
)
async def test_texts_telegram_refuses(bot: Client, text: str, reason: str) -> None:
    assert await bot.refusal("sendMessage", chat_id=YOU, text=text, parse_mode="HTML") == (
        f"400 Bad Request: {reason}"
    )


async def test_64_bytes_of_callback_data_fit(bot: Client) -> None:
    assert await bot.send("x", reply_markup=button("é" * 32))


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (button("é" * 32 + "a"), "BUTTON_DATA_INVALID"),
        (button(""), "BUTTON_DATA_INVALID"),
        (
            {"inline_keyboard": [[{"text": "x"}]]},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"inline_keyboard": [[{"text": " ", "callback_data": "x"}]]},
            "can't parse inline keyboard button: Text must be non-empty",
        ),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]}, "REPLY_MARKUP_TOO_LONG"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}, "REPLY_MARKUP_TOO_LONG"),
        ({"inline_keyboard": [[{"text": "x", "data": "x"}]]}, "unknown parameter 'data' in inline_keyboard"),
        ({"inline_keyboard": [{"text": "x"}]}, "parameter 'inline_keyboard' must be an array"),
    ],
)
async def test_keyboards_telegram_refuses(bot: Client, markup: Any, reason: str) -> None:
    refusal = await bot.refusal("sendMessage", chat_id=YOU, text="x", reply_markup=markup)
    assert refusal == f"400 Bad Request: {reason}"


async def test_a_reply_keyboard_stays_until_it_is_removed(bot: Client) -> None:
    keyboard = {"keyboard": [[{"text": "Here", "request_location": True}]]}
    await bot.send("Where?", reply_markup=keyboard)
    assert bot.sandbox.person(YOU).reply_keyboard == keyboard
    await bot.send("Thanks", reply_markup={"remove_keyboard": True})
    assert bot.sandbox.person(YOU).reply_keyboard is None


@pytest.mark.parametrize(
    ("keyboard", "reason"),
    [
        ([], "reply keyboard must have at least one button"),
        ([[{"text": " "}]], "keyboard button text must be non-empty"),
    ],
)
async def test_reply_keyboards_telegram_refuses(bot: Client, keyboard: Any, reason: str) -> None:
    markup = {"keyboard": keyboard}
    assert (
        await bot.refusal("sendMessage", chat_id=YOU, text="x", reply_markup=markup)
        == f"400 Bad Request: {reason}"
    )
    assert bot.sandbox.person(YOU).reply_keyboard is None


async def test_a_group_is_never_asked_for_its_location(bot: Client, sandbox: Sandbox) -> None:
    sandbox.add_group(-5, "Movers")
    markup = {"keyboard": [[{"text": "Here", "request_location": True}]]}
    refusal = await bot.refusal("sendMessage", chat_id=-5, text="Where?", reply_markup=markup)
    assert refusal == "400 Bad Request: location can be requested in private chats only"


async def test_people_who_cannot_be_reached(bot: Client, sandbox: Sandbox) -> None:
    async def refusal(chat_id: int) -> str:
        return await bot.refusal("sendMessage", chat_id=chat_id, text="hi")

    assert await refusal(5) == "400 Bad Request: chat not found"
    assert await refusal(ANN) == "403 Forbidden: bot can't initiate conversation with a user"
    sandbox.block(YOU)
    assert await refusal(YOU) == "403 Forbidden: bot was blocked by the user"
    sandbox.unblock(YOU)
    assert await bot.send("hi")
    sandbox.deactivate(YOU)
    assert await refusal(YOU) == "403 Forbidden: user is deactivated"


async def test_a_migrated_group_says_where_it_went(bot: Client, sandbox: Sandbox) -> None:
    sandbox.add_group(-5, "Movers")
    assert (await bot.send("hi", -5))["chat"] == {"id": -5, "type": "group", "title": "Movers"}
    sandbox.migrate(-5, -1000000000005)
    status, body = await bot.answer("sendMessage", chat_id=-5, text="hi")
    assert (status, body["parameters"]) == (400, {"migrate_to_chat_id": -1000000000005})
    assert (await bot.send("hi", -1000000000005))["chat"]["type"] == "supergroup"


async def test_edits(bot: Client, clock: SteppingClock) -> None:
    sent = await bot.send("one", reply_markup=button("d"))
    where = {"chat_id": YOU, "message_id": sent["message_id"]}
    clock.step(minutes=1)
    edited = await bot.call("editMessageText", text="<b>two</b>", parse_mode="HTML", **where)
    assert (edited["text"], edited["edit_date"] - edited["date"]) == ("two", 60)
    assert "reply_markup" not in edited
    assert await bot.call("editMessageReplyMarkup", reply_markup=button("e"), **where)
    shown = bot.sandbox.messages(YOU)[-1]
    assert (shown.text, shown.labels, shown.edited_at) == ("two", ["✅ Done"], clock.now())


async def test_edits_telegram_refuses(bot: Client, sandbox: Sandbox) -> None:
    sent = await bot.send("<b>one</b>", parse_mode="HTML")
    where = {"chat_id": YOU, "message_id": sent["message_id"]}
    unchanged = (
        "400 Bad Request: message is not modified: specified new message content and reply markup "
        "are exactly the same as a current content and reply markup of the message"
    )
    assert await bot.refusal("editMessageText", text="<b>one</b>", parse_mode="HTML", **where) == unchanged
    assert await bot.refusal("editMessageReplyMarkup", **where) == unchanged
    where["message_id"] = 99
    assert (
        await bot.refusal("editMessageText", text="x", **where)
        == "400 Bad Request: message to edit not found"
    )
    where["message_id"] = sandbox.messages(YOU)[0].id
    assert (
        await bot.refusal("editMessageText", text="x", **where) == "400 Bad Request: message can't be edited"
    )


async def test_messages_can_be_deleted_for_48_hours(bot: Client, clock: SteppingClock) -> None:
    young, old = [(await bot.send("x"))["message_id"] for _ in range(2)]
    clock.step(hours=48)
    assert await bot.call("deleteMessage", chat_id=YOU, message_id=young) is True
    clock.step(seconds=1)
    too_old = "400 Bad Request: message can't be deleted for everyone"
    assert await bot.refusal("deleteMessage", chat_id=YOU, message_id=old) == too_old
    gone = "400 Bad Request: message to delete not found"
    assert await bot.refusal("deleteMessage", chat_id=YOU, message_id=young) == gone


async def test_replies_quote_what_is_there(bot: Client, sandbox: Sandbox) -> None:
    first = sandbox.messages(YOU)[0].id
    assert (await bot.send("hi", reply_parameters={"message_id": first}))["reply_to_message"][
        "text"
    ] == "/start"
    refusal = await bot.refusal("sendMessage", chat_id=YOU, text="x", reply_parameters={"message_id": 99})
    assert refusal == "400 Bad Request: message to be replied not found"


async def test_taps_are_answered_within_15_minutes(
    bot: Client, sandbox: Sandbox, clock: SteppingClock
) -> None:
    sent = await bot.send("x", reply_markup=button("d"))
    tap = sandbox.tap(YOU, sent["message_id"], "d")
    too_old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    long = await bot.refusal("answerCallbackQuery", callback_query_id=tap.id, text="x" * 201)
    assert long == "400 Bad Request: MESSAGE_TOO_LONG"
    assert await bot.call("answerCallbackQuery", callback_query_id=tap.id, text="x" * 200) is True
    assert await bot.refusal("answerCallbackQuery", callback_query_id="7") == too_old
    clock.step(minutes=15, seconds=1)
    assert await bot.refusal("answerCallbackQuery", callback_query_id=tap.id) == too_old


async def test_old_messages_go_when_there_are_many() -> None:
    sandbox = Sandbox(messages_kept=3)
    for number in range(5):
        sandbox.write(YOU, str(number))
    assert [message.text for message in sandbox.messages(YOU)] == ["2", "3", "4"]


async def test_a_group_can_be_left_once(bot: Client, sandbox: Sandbox) -> None:
    sandbox.add_group(-5, "Movers")
    sandbox.add_group(-1000000000006, "Shakers")
    sandbox.invite(YOU, -5)
    assert await bot.call("leaveChat", chat_id=-5) is True
    assert await bot.call("leaveChat", chat_id=-1000000000006) is True
    invited, left, _ = (each["my_chat_member"] for each in await bot.call("getUpdates", offset=2))
    assert (invited["from"]["id"], invited["new_chat_member"]["status"]) == (YOU, "member")
    assert (left["from"]["is_bot"], left["chat"]["id"]) == (True, -5)
    assert (left["old_chat_member"]["status"], left["new_chat_member"]["status"]) == ("member", "left")
    outside = "403 Forbidden: bot is not a member of the group chat"
    assert await bot.refusal("leaveChat", chat_id=-5) == outside
    assert await bot.refusal("sendMessage", chat_id=-5, text="hi") == outside
    assert "the supergroup chat" in await bot.refusal("sendMessage", chat_id=-1000000000006, text="hi")
    sandbox.invite(YOU, -5)
    assert await bot.send("hi again", -5)


async def test_what_cannot_be_left(bot: Client, sandbox: Sandbox) -> None:
    private = "400 Bad Request: chat member status can't be changed in private chats"
    assert await bot.refusal("leaveChat", chat_id=YOU) == private
    assert await bot.refusal("leaveChat", chat_id=-7) == "400 Bad Request: chat not found"
    assert await bot.refusal("leaveChat") == "400 Bad Request: chat_id is empty"
    assert await bot.page("invite", {"chat_id": YOU, "group_id": ANN}) == (
        400,
        {"error": "Ann is not a group"},
    )
    sandbox.add_group(-5, "Movers")
    assert await bot.page("invite", {"chat_id": YOU, "group_id": -5}) == (200, {})
