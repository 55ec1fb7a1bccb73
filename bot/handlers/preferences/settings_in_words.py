"""Settings in words: carried out or asked about, and the button that takes them back."""

from bot.context import Context
from bot.incoming.updates import Tapped
from bot.outgoing.effects import Effects
from bot.screens.menus import menu
from bot.screens.settings_shown import stands
from jobs.actions import settings_in_words
from messages.replies.callback_data import CannotRead
from messages.replies.preferences import settings_in_words as replies
from storage import people
from storage.people import Person


async def on_unorder(tapped: Tapped, context: Context) -> Effects:
    """As it was before that message, but for what they changed since."""
    now = context.now()
    before = await context.db.read(people.get, tapped.chat_id)
    returned = await context.db.write(settings_in_words.take_back, tapped.chat_id, tapped.tap.number(), now)
    if returned is None:
        raise CannotRead(tapped.tap.action)
    say = context.say(returned.person.language)
    reply = replies.taken_back(
        say, stands(returned.person, now), returned.is_pause_kept, returned.is_newer_kept
    )
    return *tapped.answer(reply), *_menu_of(before, returned.person, context)


def _menu_of(before: Person, after: Person, context: Context) -> Effects:
    """The commands, in the language that is spoken from now on."""
    is_same = before.language == after.language
    return () if is_same else (menu(after.chat_id, after.language, context),)
