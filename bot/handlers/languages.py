"""/language: the words and the menu, at once."""

from bot.context import Context
from bot.effects import Effects, Menu
from bot.handlers.incoming import Tapped, Typed
from jobs import replan
from messages.replies import common
from messages.replies import languages as replies
from messages.reply import Reply
from messages.taps import CannotRead
from storage import people
from storage.people import Person


async def on_language_command(typed: Typed, context: Context) -> Effects:
    return typed.answer(_asked(await context.db.read(people.get, typed.chat_id), context))


async def on_language(tapped: Tapped, context: Context) -> Effects:
    """Asked, or chosen: then this message and the menu are the first to speak it."""
    if not tapped.tap.arguments:
        return tapped.answer(_asked(await context.db.read(people.get, tapped.chat_id), context))
    code = tapped.tap.text()
    if code not in context.languages:
        raise CannotRead(tapped.tap.action)
    person = await context.db.write(replan.choose, tapped.chat_id, context.now(), language=code)
    menu = Menu(tapped.chat_id, tuple(common.menu(context.say(code))))
    return *tapped.answer(_asked(person, context)), menu


def _asked(person: Person, context: Context) -> Reply:
    return replies.ask(context.say(person.language), context.languages.values())
