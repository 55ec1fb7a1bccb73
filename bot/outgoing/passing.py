"""Passing effects: toasts, reactions and menus, one attempt each, in parallel to the messages."""

from collections.abc import Callable
from typing import Any

from telegram import BotCommand, BotCommandScopeChat
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.outgoing.effects import Menu, React, Toast
from bot.outgoing.telegram_errors import Failure


class Passing:
    """Carries out effects worth a single attempt; `judge` classifies and logs failures."""

    def __init__(
        self,
        bot: ExtBot[Any],
        judge: Callable[[str, TelegramError], Failure],
        count_toast: Callable[[Failure | None], None],
    ) -> None:
        self._bot = bot
        self._judge = judge
        self._count_toast = count_toast

    async def carry(self, effect: Toast | React | Menu) -> None:
        match effect:
            case Toast():
                await self._answered(effect)
            case React():
                await self._reacted(effect)
            case Menu():
                await self._listed(effect)

    async def _answered(self, toast: Toast) -> None:
        """Stop the spinner; a query too old for that needs no answer."""
        try:
            await self._bot.answer_callback_query(toast.query_id, toast.text or None)
        except TelegramError as error:
            self._count_toast(self._judge("toast", error))
        else:
            self._count_toast(None)

    async def _reacted(self, react: React) -> None:
        """React; a failure is ignored, as the answer in words comes anyway."""
        try:
            await self._bot.set_message_reaction(react.chat_id, react.message_id, react.emoji or [])
        except TelegramError as error:
            self._judge("reaction", error)

    async def _listed(self, menu: Menu) -> None:
        """Set the menu; a failure is ignored, as it is only a convenience."""
        commands = [BotCommand(name, what) for name, what in menu.commands]
        try:
            await self._bot.set_my_commands(commands, scope=BotCommandScopeChat(menu.chat_id))
        except TelegramError as error:
            self._judge("menu", error)
