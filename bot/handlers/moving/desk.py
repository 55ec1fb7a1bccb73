"""Desk that goes up: its buttons, "desk is up" and "desk down" in words; and sitting down on a shop floor."""

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects
from bot.screens.desk_shown import down, spell, stands
from jobs.actions import desk
from messages.replies.moving import desk as replies
from storage.tables import Answer, NudgeKind


async def on_up(tapped: Tapped, context: Context) -> Effects:
    """It is up, as this nudge asked for."""
    step = tapped.chat_id, tapped.tap.number(), tapped.key, context.now()
    person = await context.db.write(desk.raised_for, *step)
    return _old(tapped, context) if person is None else tapped.answer(stands(person, context))


async def on_up_in_words(typed: Typed, context: Context) -> Effects:
    person = await context.db.write(desk.raised, typed.chat_id, typed.key, context.now())
    return typed.answer(stands(person, context))


async def on_down(tapped: Tapped, context: Context) -> Effects:
    """It is down; what they stood counts, in this message."""
    nudge_id, now = tapped.tap.number(), context.now()
    if nudge_id != replies.AT_ONCE:
        kinds = (NudgeKind.DESK_DOWN,)
        step = tapped.chat_id, nudge_id, Answer.DONE, now, kinds
        if await context.db.write(desk.answered, *step) is None:
            return _old(tapped, context)
    lowered = await context.db.write(desk.lowered, tapped.chat_id, tapped.message_id, now)
    return tapped.answer(spell(lowered, tapped.message_id, context))


async def on_down_in_words(typed: Typed, context: Context) -> Effects:
    return typed.answer(await down(typed, context.now(), context))


async def on_never(tapped: Tapped, context: Context) -> Effects:
    """It was not up after all."""
    person = await context.db.write(desk.never_up, tapped.chat_id, context.now())
    return tapped.answer(replies.never_up(context.say(person.language)))


async def on_sit_down(tapped: Tapped, context: Context) -> Effects:
    """They sit, for once."""
    kinds = (NudgeKind.SIT_DOWN,)
    step = tapped.chat_id, tapped.tap.number(), Answer.DONE, context.now(), kinds
    person = await context.db.write(desk.answered, *step)
    if person is None:
        return _old(tapped, context)
    return tapped.answer(replies.sits(context.say(person.language)))


async def on_not_now(tapped: Tapped, context: Context) -> Effects:
    step = tapped.chat_id, tapped.tap.number(), Answer.NOT_NOW, context.now()
    person = await context.db.write(desk.answered, *step)
    if person is None:
        return _old(tapped, context)
    return tapped.answer(replies.not_now(context.say(person.language)))


def _old(tapped: Tapped, context: Context) -> Effects:
    """The nudge does not exist or belongs to another person: reveal nothing about it."""
    return tapped.remark(context.say_to_stranger(tapped.language_code)("old-button"))
