"""Hot days: one of the movements for the heat, once somebody says that it is hot."""

from bot.context import Context
from bot.incoming.updates import Typed
from bot.outgoing.effects import Effects
from bot.screens import movements_shown
from jobs.choose.suitability import Fit, cooling
from messages.replies.moving import desk as replies
from messages.replies.preferences import resting
from storage import people


async def on_hot(typed: Typed, context: Context) -> Effects:
    person = await context.db.read(people.get, typed.chat_id)
    say = context.say(person.language)
    if person.is_safety_paused:
        return typed.answer(resting.no_movement(say))
    found = cooling(context.catalogue, Fit.of(person, context.now()))
    if not found:
        return typed.answer(replies.hot_nothing(say))
    return await movements_shown.shown([context.random.choice(found)], typed, person, context)
