"""Command menus and bot descriptions shown by Telegram: nice to have, so failures are only logged."""

import logging
from collections.abc import Collection, Mapping
from typing import Any

from telegram import BotCommand, BotCommandScopeChat
from telegram.error import TelegramError
from telegram.ext import ExtBot

from messages.content.locales import FALLBACK
from messages.language import Language
from messages.replies import common as replies

logger = logging.getLogger(__name__)


class CommandMenus:
    """One menu per language, and a longer one for every admin."""

    def __init__(self, bot: ExtBot[Any], languages: Mapping[str, Language], admins: Collection[int]) -> None:
        self._bot = bot
        self._languages = languages
        self._admins = admins

    async def set(self) -> None:
        for code, say in self._languages.items():
            # Everyone whose language has no folder sees English.
            language_code = None if code == FALLBACK else code
            commands = [BotCommand(name, what) for name, what in replies.menu(say)]
            try:
                await self._bot.set_my_commands(commands, language_code=language_code)
                await self._bot.set_my_description(say("description"), language_code)
                await self._bot.set_my_short_description(say("short-description"), language_code)
            except TelegramError as error:
                logger.warning("the command menu for %s is not set: %s", code, type(error).__name__)
            for chat_id in self._admins:
                await self._set_for_admin(chat_id, say, language_code)

    async def _set_for_admin(self, chat_id: int, say: Language, language_code: str | None) -> None:
        commands = [BotCommand(name, what) for name, what in replies.admin_menu(say)]
        try:
            await self._bot.set_my_commands(commands, BotCommandScopeChat(chat_id), language_code)
        except TelegramError as error:  # for example an admin who has not started the bot yet
            logger.warning("the command menu of an admin is not set: %s", type(error).__name__)
