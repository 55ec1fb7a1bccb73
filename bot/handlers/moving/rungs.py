"""The path's buttons: on and off, and a notch more, back or not at all."""

from bot.context import Context
from bot.incoming.updates import Tapped
from bot.outgoing.effects import Effects
from jobs.actions import path, settings
from messages.replies.callback_data import CannotRead
from messages.replies.moving import path as replies
from storage import people


async def on_switch(tapped: Tapped, context: Context) -> Effects:
    """The programme on, where it was, or off."""
    wanted = tapped.tap.text()
    if wanted not in (replies.ON, replies.OFF):
        raise CannotRead(tapped.tap.action)
    on_path = wanted == replies.ON
    person = await context.db.write(settings.choose, tapped.chat_id, context.now(), on_path=on_path)
    return tapped.answer_below(replies.chosen(context.say(person.language), on_path=on_path))


async def on_notch(tapped: Tapped, context: Context) -> Effects:
    """A notch more, as they agreed; a second tap repeats the answer."""
    ladder, next_id = tapped.tap.text(0), tapped.tap.text(1)
    step = tapped.chat_id, ladder, next_id, context.now(), context.catalogue
    if not await context.db.write(path.a_notch_more, *step):
        raise CannotRead(tapped.tap.action)
    before = await context.db.read(path.rung_below, *step)
    person = await context.db.read(people.get, tapped.chat_id)
    return tapped.answer_below(replies.taken(context.say(person.language), ladder, next_id, before))


async def on_stay(tapped: Tapped, context: Context) -> Effects:
    """They stay; nobody asks about this ladder for four weeks."""
    step = tapped.chat_id, tapped.tap.text(), context.now(), context.catalogue, path.STAYS
    on = await context.db.write(path.stay, *step)
    if on is None:
        raise CannotRead(tapped.tap.action)
    person = await context.db.read(people.get, tapped.chat_id)
    return tapped.answer_below(replies.stays(context.say(person.language), on))


async def on_rung(tapped: Tapped, context: Context) -> Effects:
    """A notch taken back."""
    ladder, movement_id = tapped.tap.text(0), tapped.tap.text(1)
    step = tapped.chat_id, ladder, movement_id, context.now(), context.catalogue
    if not await context.db.write(path.back_down, *step):
        raise CannotRead(tapped.tap.action)
    person = await context.db.read(people.get, tapped.chat_id)
    return tapped.answer(replies.back(context.say(person.language), movement_id))
