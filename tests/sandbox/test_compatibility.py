"""Sandbox compatibility with python-telegram-bot."""

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, ReactionTypeCustomEmoji
from telegram.error import BadRequest, Forbidden

from bot.sandbox import Sandbox

from .conftest import ANN, YOU


async def test_python_telegram_bot(sandbox: Sandbox) -> None:
    async with Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as bot:
        assert bot.first_name == "Save Our Psoas"
        assert await bot.delete_webhook()
        assert await bot.set_my_commands([BotCommand("tip", "A tip")], language_code="en")
        assert await bot.set_my_description("Gets you out of your chair")
        (start,) = await bot.get_updates(timeout=1, allowed_updates=["message", "callback_query"])
        assert start.message is not None
        assert start.message.text == "/start"
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("✅ Done", callback_data="d")]])
        sent = await bot.send_message(YOU, "<b>Up!</b>", parse_mode="HTML", reply_markup=keyboard)
        assert sent.text_html == "<b>Up!</b>"
        sandbox.tap(YOU, sent.message_id, "d")
        (tapped,) = await bot.get_updates(offset=start.update_id + 1)
        assert tapped.callback_query is not None
        assert tapped.callback_query.message == sent
        await tapped.callback_query.edit_message_text("Done")
        assert await tapped.callback_query.answer("Counted")
        with pytest.raises(BadRequest, match="not modified"):
            await bot.edit_message_text("Done", YOU, sent.message_id)
        with pytest.raises(Forbidden, match="can't initiate"):
            await bot.send_message(ANN, "hi")
        assert await bot.delete_message(YOU, sent.message_id)


async def test_reactions_are_as_strict_as_telegram(sandbox: Sandbox) -> None:
    async with Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as bot:
        written = sandbox.messages(YOU)[-1]
        assert await bot.set_message_reaction(YOU, written.id, "👏")
        assert sandbox.messages(YOU)[-1].reaction == "👏"
        for wrong in ("✅", "hello", ReactionTypeCustomEmoji("5")):
            with pytest.raises(BadRequest, match=r"(?i)reaction_invalid"):
                await bot.set_message_reaction(YOU, written.id, wrong)
        with pytest.raises(BadRequest, match=r"(?i)too_many"):
            await bot.set_message_reaction(YOU, written.id, ["👏", "🎉"])
        with pytest.raises(BadRequest, match=r"(?i)not found"):
            await bot.set_message_reaction(YOU, 999, "👏")
        assert sandbox.messages(YOU)[-1].reaction == "👏"
        assert await bot.set_message_reaction(YOU, written.id, [])
        assert sandbox.messages(YOU)[-1].reaction is None
