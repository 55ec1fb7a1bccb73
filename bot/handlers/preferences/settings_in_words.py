"""Settings in words: carried out or asked about, and the button that takes them back."""

from bot.context import Context
from bot.incoming.updates import Tapped
from bot.outgoing.effects import Effects
from bot.screens.settings_changed import menu_if_other
from bot.screens.settings_shown import stands
from jobs.actions import settings_in_words
from messages.replies.callback_data import CannotRead
from messages.replies.preferences import settings_in_words as replies
from storage import people


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
    return *tapped.answer(reply), *menu_if_other(before, returned.person, context)
