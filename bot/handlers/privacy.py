"""/privacy and /delete: what is stored, and erasing all of it on request."""

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects
from bot.screens.house import house_shown
from messages.language import Language
from messages.replies import privacy as replies
from messages.replies.reply import Reply
from storage import people


async def on_privacy(typed: Typed, context: Context) -> Effects:
    """For anyone who asks, even before the first /start."""
    person = await context.db.read(people.find, typed.chat_id)
    operator = await house_shown.operator(context)
    if person is None:
        return typed.answer(replies.privacy(context.say_to_stranger(typed.language_code), operator, None))
    return typed.answer(replies.privacy(context.say(person.language), operator, typed.chat_id))


async def on_delete_command(typed: Typed, context: Context) -> Effects:
    person = await context.db.read(people.find, typed.chat_id)
    if person is None:
        return typed.answer(replies.nothing(context.say_to_stranger(typed.language_code)))
    return typed.answer(replies.sure(context.say(person.language), person.presence.joined_at))


async def on_delete(tapped: Tapped, context: Context) -> Effects:
    """Ask, or carry out the answer; a yes delivered twice deletes once and confirms twice."""
    person = await context.db.read(people.find, tapped.chat_id)
    answer = tapped.tap.arguments[0] if tapped.tap.arguments else None
    if person is None:
        say = context.say_to_stranger(tapped.language_code)
        return tapped.answer(replies.nothing(say) if answer is None else await _gone(tapped, say, context))
    say = context.say(person.language)
    if answer is None:
        return tapped.answer_below(replies.sure(say, person.presence.joined_at))
    if answer == replies.KEEP:
        return tapped.answer(replies.kept(say))
    if not replies.is_about(person.presence.joined_at, answer):
        return tapped.remark(say("old-button"))
    await context.farewell.forget(tapped.chat_id, context.now())
    return tapped.answer(await _gone(tapped, say, context))


async def _gone(tapped: Tapped, say: Language, context: Context) -> Reply:
    """Goodbye, with the way back that there is."""
    return replies.gone(say, may_return=await house_shown.refusal(tapped.chat_id, context) is None)
