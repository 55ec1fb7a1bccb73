"""Conversation: the handlers as the intake sees them, each update at the one instant it is handled."""

from collections.abc import Callable

from telegram import Update
from telegram.constants import ChatType

from bot.context import Parts
from bot.handlers import COMMANDS, again
from bot.handlers import handle as by_handlers
from bot.outgoing.effects import Effects, Send, Toast
from bot.outgoing.outcomes import UpdateOutcome
from jobs.clock import Clock
from messages.content.locales import FALLBACK
from messages.language import Language
from messages.replies import common as replies
from messages.replies.reply import Again, Reply
from messages.understand.red_flags import gate
from messages.understand.text.cleaning import clean_text


class HandlersPort:
    """The intake's `Port`."""

    def __init__(self, parts: Parts, clock: Clock, count: Callable[[UpdateOutcome], None]) -> None:
        self._parts = parts
        self._clock = clock
        self._count = count

    @property
    def is_stored(self) -> bool:
        return self._parts.db.has_its_file

    async def handle(self, update: Update) -> Effects:
        return await by_handlers(update, self._parts.at(self._clock.now()))

    async def remake(self, chat_id: int, how: Again) -> Reply | None:
        return await again.remake(chat_id, how, self._parts.at(self._clock.now()))

    async def is_alarming(self, person: int, text: str) -> bool:
        """True if the text is an emergency; a bare command never is."""
        if text[1:] in COMMANDS:
            return False
        return await self._parts.reading.late(person, _flag_of, clean_text(text)) is not None

    def is_greedy(self, person: int) -> bool:
        return self._parts.reading.is_greedy(person)

    def sorry(self, update: Update) -> Effects:
        return self._apology(update, replies.sorry)

    def too_much(self, update: Update) -> Effects:
        return self._apology(update, replies.too_much)

    def too_fast(self, language_code: str | None) -> str:
        return replies.too_fast(self._parts.say_to_stranger(language_code))

    def count(self, outcome: UpdateOutcome) -> None:
        self._count(outcome)

    def _apology(self, update: Update, reply: Callable[[Language], Reply]) -> Effects:
        """A word to the person who wrote or tapped, in a private chat; nothing elsewhere."""
        chat, user = update.effective_chat, update.effective_user
        if chat is None or user is None or chat.type != ChatType.PRIVATE:
            return ()
        toast = (Toast(update.callback_query.id),) if update.callback_query else ()
        topic_id = getattr(update.effective_message, "message_thread_id", None)
        words = reply(self._parts.say_to_stranger(user.language_code))
        return (*toast, Send(chat.id, words, topic_id=topic_id))


def _flag_of(text: str) -> gate.Flag | None:
    return gate.check(text, FALLBACK)
