"""Everyday words through the whole bot: which of the most frequent words of a language raise something."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

from telegram import Update

from bot.app import App
from bot.handlers import handle
from bot.outgoing.effects import Effects, Send
from bot.settings import Settings
from jobs.actions import pausing, presence
from jobs.clock import Clock
from messages.understand.text import frequencies
from tests import databases

MOST_FREQUENT = 20_000
TOGETHER = 8  # among many more, one that denies could hide one that alarms
FRAMES = {
    "en": ("{}", "i {} it", "my {} today"),
    "de": ("{}", "hab {} gemacht", "mein {} heute"),
    "es": ("{}", "lo {} ayer", "mi {} hoy"),
    "fr": ("{}", "je {} ça", "mon {} aujourd'hui"),
    "ru": ("{}", "я {} это", "мой {} сегодня"),
}
CHAT = 7


def everyday_words(language: str) -> list[str]:
    """The most frequent words of a language, plain."""
    return frequencies.load()[language].by_frequency()[:MOST_FREQUENT]


class Replay:
    """A person who types to the real bot's handlers, one text after another."""

    def __init__(self, app: App, language: str) -> None:
        self._app = app
        self._language = language
        self._numbers = count(1)

    async def types(self, text: str) -> Effects:
        number = next(self._numbers)
        user = {"id": CHAT, "is_bot": False, "first_name": "Ann", "language_code": self._language}
        message = {
            "message_id": number,
            "date": int(self._app.clock.now().timestamp()),
            "chat": {"id": CHAT, "type": "private"},
            "from": user,
            "text": text,
        }
        update = Update.de_json({"update_id": number, "message": message}, self._app.bot)
        return await handle(update, self._app.parts.at(self._app.clock.now()))

    async def is_raised_by(self, text: str) -> bool:
        """Whether a safety text is the answer; the nudges go on after it."""
        raised = any(isinstance(each, Send) and each.is_urgent for each in await self.types(text))
        if raised:
            await self._app.db.write(pausing.resume, CHAT, self._app.clock.now())
        return raised

    async def raising(self, texts: Sequence[str]) -> list[str]:
        """The texts that raise something; several are typed as sentences of one message, until one does."""
        found: list[str] = []
        for begin in range(0, len(texts), TOGETHER):
            found += await self._raising_of(texts[begin : begin + TOGETHER])
        return found

    async def _raising_of(self, together: Sequence[str]) -> list[str]:
        if not await self.is_raised_by(". ".join(together)):
            return []
        if len(together) == 1:
            return list(together)
        half = len(together) // 2
        return [*await self._raising_of(together[:half]), *await self._raising_of(together[half:])]


@asynccontextmanager
async def replaying(folder: Path, language: str, clock: Clock) -> AsyncIterator[Replay]:
    """The bot with its own database and one person who has begun; nothing is sent."""
    settings = Settings.from_env({"DATABASE_URL": f"sqlite:///{folder}/data/psoas.db"})
    databases.migrate(settings.database_url, clock.now())
    app = App(settings, f"{CHAT}:nobody", "http://127.0.0.1:9", clock)
    try:
        for step in (presence.welcome, presence.begin):
            given = (language, "Etc/UTC", clock.now()) if step is presence.welcome else (clock.now(),)
            await app.db.write(step, CHAT, *given)
        yield Replay(app, language)
    finally:
        await app.close()
