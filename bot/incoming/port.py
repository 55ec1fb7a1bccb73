"""Port of the intake: what it asks of those who know what an update means."""

from typing import Protocol

from telegram import Update

from bot.outgoing.effects import Effects
from bot.outgoing.outcomes import UpdateOutcome
from messages.replies.reply import Again, Reply


class Port(Protocol):
    """What the intake needs to know about content; order and limits are its own."""

    @property
    def is_stored(self) -> bool:
        """False when facts would go to a file that nobody finds: nothing may be confirmed."""

    async def handle(self, update: Update) -> Effects:
        """Commit the facts, and return what is to be shown. Raises `Unavailable`: then none of them stand."""

    async def remake(self, chat_id: int, how: Again) -> Reply | None:
        """A reply that has waited, made from today's facts; None when there is nothing to say any more."""

    async def is_alarming(self, person: int, text: str) -> bool:
        """Whether a text is answered whatever else holds."""

    def is_greedy(self, person: int) -> bool:
        """Whether a person gave us far more to read lately than others, so that their texts can wait."""

    def sorry(self, update: Update) -> Effects:
        """The apology for a handler that has failed."""

    def too_much(self, update: Update) -> Effects:
        """The answer to the first message above the limit."""

    def too_fast(self, language_code: str | None) -> str:
        """A few words for a tap above the limit."""

    def count(self, outcome: UpdateOutcome) -> None:
        """Count how the work on an update ended."""
