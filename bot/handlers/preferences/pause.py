"""The buttons of being away, and the line that tells whoever writes meanwhile how to come back."""

from datetime import date, datetime, timedelta
from functools import partial

from bot.context import Context
from bot.handlers.moving.progress import pause
from bot.incoming.updates import Tapped
from bot.outgoing.effects import Edit, Effects, Follow, Offer, React, Send, with_last_message
from jobs.actions import replan
from messages.replies import safety as safety_replies
from messages.replies.callback_data import CannotRead
from messages.replies.preferences import pause as replies
from messages.replies.preferences import resting
from messages.replies.preferences.resting import Rest
from storage import people
from storage.pauses import MOST_DAYS
from storage.people import Person


async def on_pause_minutes(tapped: Tapped, context: Context) -> Effects:
    minutes = tapped.tap.number()
    if minutes not in [hours * 60 for hours in replies.HOURS]:
        raise CannotRead(tapped.tap.action)
    return tapped.answer(await pause(tapped.chat_id, timedelta(minutes=minutes), context))


async def on_holiday(tapped: Tapped, context: Context) -> Effects:
    """Days to come back on, a page of them."""
    page = tapped.tap.number()
    if not 0 <= page < replies.holiday_pages(MOST_DAYS):
        raise CannotRead(tapped.tap.action)
    person = await context.db.read(people.get, tapped.chat_id)
    today = person.local_day(context.now())
    return tapped.answer(replies.holiday(context.say(person.language), today, page, MOST_DAYS))


async def on_holiday_until(tapped: Tapped, context: Context) -> Effects:
    """The day they are back; one that has come meanwhile is a button from another time."""
    person = await context.db.read(people.get, tapped.chat_id)
    try:
        days = (date.fromisoformat(tapped.tap.text()) - person.local_day(context.now())).days
    except ValueError:
        raise CannotRead(tapped.tap.action) from None
    if not 1 <= days <= MOST_DAYS:
        raise CannotRead(tapped.tap.action)
    return tapped.answer(await pause(tapped.chat_id, days, context))


async def on_wake(tapped: Tapped, context: Context) -> Effects:
    """Back to nudging, said below: what stands above the button is still wanted."""
    person = await context.db.write(replan.resume, tapped.chat_id, context.now())
    say, next_at = context.say(person.language), person.local(person.next_nudge_at)
    return tapped.answer_below(safety_replies.resumed(say, next_at, person.local(context.now())))


async def told_to_be_paused(effects: Effects, chat_id: int, context: Context) -> Effects:
    """The answer to what was typed, with a line and the way back for whoever is paused.

    Logs and movements always bring it, under a pause for safety also what has buttons; all else once a day.
    """
    person, typed_at = await context.db.read(people.find, chat_id), context.now()
    if person is None or not effects or not _was_paused(person, typed_at):
        return effects
    shown = [each.reply for each in effects if isinstance(each, Send | Edit | Offer)]
    if any(map(resting.speaks_for_itself, shown)):
        return effects
    key = "paused", chat_id, person.local_day(typed_at)
    if not context.told_paused(key) and not _is_worth_it(effects, person):
        return effects
    say = context.say(person.language)
    rest = Rest(person.is_safety_paused, person.local(person.paused_until_at), person.local(typed_at))
    told = with_last_message(effects, partial(resting.told, say, rest))
    return told if told != effects else (*effects, Send(chat_id, resting.alone(say, rest)))


def _was_paused(person: Person, at: datetime) -> bool:
    """They were before they wrote: a pause that they have just asked for says so itself."""
    began_at = person.paused_from_at
    return began_at is not None and began_at < at and person.is_paused(at)


def _is_worth_it(effects: Effects, person: Person) -> bool:
    if any(isinstance(each, React | Offer | Follow) for each in effects):
        return True
    has_buttons = any(isinstance(each, Send) and each.reply.rows for each in effects)
    return person.is_safety_paused and has_buttons
