"""Port of the intake: what it needs from the handlers, which know what updates mean."""

from typing import Protocol

from telegram import Update

from bot.outgoing.effects import Effects
from bot.outgoing.outcomes import UpdateOutcome
from messages.replies.reply import Again, Reply


class Port(Protocol):
    """Port of the intake to the handlers; order and limits are the intake's own."""

    @property
    def is_stored(self) -> bool:
        """False if the database file is gone: nothing may be confirmed."""

    async def handle(self, update: Update) -> Effects:
        """Commit the facts and return the effects. Raises `Unavailable`: then nothing is committed."""

    async def remake(self, chat_id: int, how: Again) -> Reply | None:
        """A stored reply, made again from current facts; None if there is nothing left to say."""

    async def is_alarming(self, person: int, text: str) -> bool:
        """True if a text is an emergency, which is answered over any limit."""

    def is_greedy(self, person: int) -> bool:
        """True if a person sent far more text than others lately, so theirs can wait."""

    def sorry(self, update: Update) -> Effects:
        """The apology for a failed handler."""

    def too_much(self, update: Update) -> Effects:
        """The answer to the first message over the limit."""

    def too_fast(self, language_code: str | None) -> str:
        """A short remark for a tap over the limit."""

    def count(self, outcome: UpdateOutcome) -> None:
        """Count the outcome of an update."""
