"""Echo bots to compare with, as their documentation shows them; run by `tests.bench.answers`."""

import asyncio
import logging
import sys
from typing import Any

TOKEN = "1000001:" + "a" * 35


def ptb(root: str) -> None:
    """python-telegram-bot as it comes."""
    from telegram import Update
    from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

    async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "")

    async def tapped(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query is not None
        await update.callback_query.answer()
        await update.callback_query.edit_message_text("Done")

    app = Application.builder().token(TOKEN).base_url(f"{root}/bot").build()
    app.add_handler(MessageHandler(filters.ALL, echo))
    app.add_handler(CallbackQueryHandler(tapped))
    app.run_polling()


def aiogram(root: str) -> None:
    """aiogram as it comes; not among our own requirements."""
    from aiogram import Bot, Dispatcher  # type: ignore[import-not-found]
    from aiogram.client.session.aiohttp import AiohttpSession  # type: ignore[import-not-found]
    from aiogram.client.telegram import TelegramAPIServer  # type: ignore[import-not-found]

    talk = Dispatcher()

    @talk.message()  # type: ignore[untyped-decorator]
    async def echo(message: Any) -> None:
        await message.answer(message.text)

    @talk.callback_query()  # type: ignore[untyped-decorator]
    async def tapped(query: Any) -> None:
        await query.answer()
        await query.message.edit_text("Done")

    session = AiohttpSession(api=TelegramAPIServer.from_base(root))
    asyncio.run(talk.start_polling(Bot(TOKEN, session=session)))


PEERS = {"ptb": ptb, "aiogram": aiogram}

if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    PEERS[sys.argv[1]](sys.argv[2])
