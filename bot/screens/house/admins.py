"""What all screens of admins need: their language, a line in the log, and the question their text answers."""

import logging
from datetime import timedelta

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from messages.language import Language
from storage import people
from storage.house import questions
from storage.house.questions import HouseQuestion

logger = logging.getLogger(__name__)

ASKED_FOR = timedelta(minutes=15)  # after that, text is no longer taken as the answer


async def say_to(asked: Typed | Tapped, context: Context) -> Language:
    """The admin's language; an admin need not have started."""
    person = await context.db.read(people.find, asked.chat_id)
    if person is None:
        return context.say_to_stranger(asked.language_code)
    return context.say(person.language)


def log(what: str, is_new: bool = True) -> None:
    """A line about what an admin did: no id, no text; none for what stood already."""
    if is_new:
        logger.info("admin did=%s", what)


async def ask(tapped: Tapped, what: str, context: Context) -> None:
    """Take the admin's next text as the answer to this."""
    await context.db.write(questions.ask, tapped.chat_id, what, context.now())


async def awaited(typed: Typed, context: Context) -> HouseQuestion | None:
    """The question that this text answers; None if it is about something else."""
    since = context.now() - ASKED_FOR
    return await context.db.read(questions.of_text, typed.chat_id, typed.key, since)
