"""/language: changes the texts and the command menu at once."""

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects
from bot.screens.menus import menu
from jobs.actions import settings
from messages.replies.callback_data import CannotRead
from messages.replies.preferences import language as replies
from messages.replies.reply import Reply
from storage import people
from storage.person import Person


async def on_language_command(typed: Typed, context: Context) -> Effects:
    """/language asks; "/language Deutsch" switches directly."""
    person = await context.db.read(people.get, typed.chat_id)
    code = _called(typed.words, context)
    if code is None:
        return typed.answer(_asked(person, context))
    person = await context.db.write(settings.choose, typed.chat_id, context.now(), language=code)
    return *typed.answer(_asked(person, context)), menu(typed.chat_id, code, context)


def _called(words: str, context: Context) -> str | None:
    """The supported language with this name, in any of our languages, or this code."""
    known = [each.settings_words for each in context.lexicons.values()]
    names = [each.languages.get(tuple(each.tokens(words))) for each in known]
    return next((each for each in [*names, words.lower()] if each in context.languages), None)


async def on_language(tapped: Tapped, context: Context) -> Effects:
    """Ask, or switch: this message and the menu then appear in the new language."""
    if not tapped.tap.arguments:
        return tapped.answer(_asked(await context.db.read(people.get, tapped.chat_id), context))
    code = tapped.tap.text()
    if code not in context.languages:
        raise CannotRead(tapped.tap.action)
    person = await context.db.write(settings.choose, tapped.chat_id, context.now(), language=code)
    return *tapped.answer(_asked(person, context)), menu(tapped.chat_id, code, context)


def _asked(person: Person, context: Context) -> Reply:
    return replies.ask(context.say(person.language), context.languages.values())
