"""Senders to compare with: each sends as many messages as it is asked for by "/nudge FIRST COUNT".

`python -m tests.bench.senders KIND ROOT [PEOPLE]`: bare aiohttp; aiogram as it comes; python-telegram-bot as
it comes, with a job of its own for each person. What else is written comes back as an echo.
"""

import asyncio
import logging
import re
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

TOKEN = "1000001:" + "a" * 35
TEXT = "Stand up. " * 80  # as long as a nudge with its buttons
AT_ONCE = 64
ORDER = re.compile(r"/nudge (\d+) (\d+)")
AN_HOUR = timedelta(hours=1)


def asked(text: str | None) -> range | None:
    """The chats of an order; None if it is none."""
    found = ORDER.match(text or "")
    return range(int(found[1]), int(found[1]) + int(found[2])) if found else None


async def all_at_once(chats: range, send: Callable[[int], Awaitable[object]]) -> None:
    room = asyncio.Semaphore(AT_ONCE)

    async def one(chat_id: int) -> None:
        async with room:
            await send(chat_id)

    await asyncio.gather(*map(one, chats))


def bare(root: str, _people: int) -> None:
    """aiohttp alone: the least that any client in Python has to do."""
    asyncio.run(_bare(f"{root}/bot{TOKEN}"))


async def _bare(url: str) -> None:
    import aiohttp

    offset = 0
    async with aiohttp.ClientSession() as session:

        async def call(method: str, **form: object) -> Any:
            values = {name: str(each) for name, each in form.items()}
            async with session.post(f"{url}/{method}", data=values) as answer:
                return (await answer.json())["result"]

        while True:
            for update in await call("getUpdates", offset=offset, timeout=20):
                offset = update["update_id"] + 1
                message = update["message"]
                if chats := asked(message["text"]):
                    await all_at_once(chats, lambda each: call("sendMessage", chat_id=each, text=TEXT))
                else:
                    await call("sendMessage", chat_id=message["chat"]["id"], text=message["text"])


def aiogram(root: str, _people: int) -> None:
    from aiogram import Bot, Dispatcher  # type: ignore[import-not-found]
    from aiogram.client.session.aiohttp import AiohttpSession  # type: ignore[import-not-found]
    from aiogram.client.telegram import TelegramAPIServer  # type: ignore[import-not-found]

    talk, bot = Dispatcher(), Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(root)))

    @talk.message()  # type: ignore[untyped-decorator]
    async def heard(message: Any) -> None:
        if chats := asked(message.text):
            await all_at_once(chats, lambda each: bot.send_message(each, TEXT))
        else:
            await message.answer(message.text)

    asyncio.run(talk.start_polling(bot))


def ptb(root: str, people: int) -> None:
    from telegram import Update
    from telegram.ext import Application, ContextTypes, MessageHandler, filters

    async def nudge(context: ContextTypes.DEFAULT_TYPE) -> None:
        assert context.job is not None and context.job.chat_id is not None
        await context.bot.send_message(context.job.chat_id, TEXT)

    async def heard(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None and context.job_queue is not None
        if chats := asked(update.message.text):
            for chat_id in chats:
                context.job_queue.run_once(nudge, 0, chat_id=chat_id)
        else:
            await update.message.reply_text(update.message.text or "")

    app = Application.builder().token(TOKEN).base_url(f"{root}/bot").build()
    app.add_handler(MessageHandler(filters.ALL, heard))
    assert app.job_queue is not None
    for n in range(people):  # spread over the hour after next, so that none runs while it is measured
        app.job_queue.run_repeating(nudge, AN_HOUR, first=AN_HOUR * (1 + n / people), chat_id=n + 1)
    app.run_polling()


KINDS = {"aiohttp": bare, "aiogram": aiogram, "ptb": ptb}

if __name__ == "__main__":
    logging.basicConfig(level=logging.CRITICAL)
    KINDS[sys.argv[1]](sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 0)
