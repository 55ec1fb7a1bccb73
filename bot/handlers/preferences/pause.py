"""/pause and /resume, their buttons, and the line that tells a paused person who writes how to come back."""

from datetime import date, datetime, timedelta
from functools import partial

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Edit, Effects, Follow, Offer, React, Send, with_last_message
from bot.screens import settings_changed
from bot.understanding import understood
from jobs.actions import pausing
from jobs.schedule import nudge_decision
from messages.content.limits import LEAST_PAUSED_MINUTES
from messages.replies import safety as safety_replies
from messages.replies.callback_data import CannotRead
from messages.replies.moving import progress as progress_replies
from messages.replies.preferences import pause as replies
from messages.replies.preferences import resting
from messages.replies.preferences.resting import Rest
from messages.replies.reply import Reply
from messages.understand.interpretation import CannotChange, SettingsChange
from messages.understand.ranking import ANY_SETTINGS
from messages.understand.values.numbers import NoNumber, minutes, whole
from storage import people
from storage.pauses import MOST_DAYS, Length
from storage.person import Person

MINUTES_A_DAY = 24 * 60
OPEN_ENDED = "open"


async def pause(chat_id: int, length: Length, context: Context) -> Reply:
    now = context.now()
    person = await context.db.write(pausing.pause, chat_id, length, now)
    until = person.local(person.pause.paused_until_at)
    return progress_replies.paused(context.say(person.language), until, person.local(now))


async def on_pause_command(typed: Typed, context: Context) -> Effects:
    """/pause asks for how long; "/pause 3" is so many days, "/pause till Monday" an order."""
    person = await context.db.read(people.get, typed.chat_id)
    say = context.say(person.language)
    if not typed.words:
        return typed.answer(_pause_ask(person, context))
    length = _length(typed.words)
    if length is NoNumber.UNREADABLE:
        what = await understood(typed, person, context, (ANY_SETTINGS,), f"pause {typed.words}")
        if isinstance(what.meaning, SettingsChange | CannotChange):
            return await settings_changed.shown(typed, what.meaning, person, context)
    if isinstance(length, NoNumber):
        return typed.answer(progress_replies.pause_hint(say, length, MOST_DAYS, LEAST_PAUSED_MINUTES))
    return typed.answer(await pause(typed.chat_id, length, context))


def _length(words: str) -> int | timedelta | NoNumber:
    """Days, or a shorter time that carries its unit."""
    days = whole(words, 1, MOST_DAYS)
    if days is not NoNumber.UNREADABLE:
        return days
    length = minutes(words, LEAST_PAUSED_MINUTES, MINUTES_A_DAY)
    return length if isinstance(length, NoNumber) else timedelta(minutes=length)


async def on_pause(tapped: Tapped, context: Context) -> Effects:
    if not tapped.tap.arguments:
        person = await context.db.read(people.get, tapped.chat_id)
        return tapped.answer(_pause_ask(person, context))
    length = None if tapped.tap.text() == OPEN_ENDED else tapped.tap.number()
    if length is not None and not 1 <= length <= MOST_DAYS:
        raise CannotRead(tapped.tap.action)
    return tapped.answer(await pause(tapped.chat_id, length, context))


def _pause_ask(person: Person, context: Context) -> Reply:
    return progress_replies.pause_ask(context.say(person.language), person.is_paused(context.now()))


async def on_resume_command(typed: Typed, context: Context) -> Effects:
    return typed.answer(await _resume(typed.chat_id, context))


async def on_resume(tapped: Tapped, context: Context) -> Effects:
    return tapped.answer(await _resume(tapped.chat_id, context))


async def _resume(chat_id: int, context: Context) -> Reply:
    now = context.now()
    person = await context.db.write(pausing.resume, chat_id, now)
    next_at = person.local(person.plan.next_nudge_at)
    say, is_gentle = context.say(person.language), nudge_decision.is_cut(person, now)
    return progress_replies.resumed(say, next_at, person.local(now), is_gentle=is_gentle)


async def on_pause_minutes(tapped: Tapped, context: Context) -> Effects:
    minutes = tapped.tap.number()
    if minutes not in [hours * 60 for hours in replies.HOURS]:
        raise CannotRead(tapped.tap.action)
    return tapped.answer(await pause(tapped.chat_id, timedelta(minutes=minutes), context))


async def on_holiday(tapped: Tapped, context: Context) -> Effects:
    """One page of return dates."""
    page = tapped.tap.number()
    if not 0 <= page < replies.holiday_pages(MOST_DAYS):
        raise CannotRead(tapped.tap.action)
    person = await context.db.read(people.get, tapped.chat_id)
    today = person.local_day(context.now())
    return tapped.answer(replies.holiday(context.say(person.language), today, page, MOST_DAYS))


async def on_holiday_until(tapped: Tapped, context: Context) -> Effects:
    """Pause until the chosen return date; a date already reached means an outdated button."""
    person = await context.db.read(people.get, tapped.chat_id)
    try:
        days = (date.fromisoformat(tapped.tap.text()) - person.local_day(context.now())).days
    except ValueError:
        raise CannotRead(tapped.tap.action) from None
    if not 1 <= days <= MOST_DAYS:
        raise CannotRead(tapped.tap.action)
    return tapped.answer(await pause(tapped.chat_id, days, context))


async def on_wake(tapped: Tapped, context: Context) -> Effects:
    """Resume nudges and say so in a new message: the one with the button is still useful."""
    person = await context.db.write(pausing.resume, tapped.chat_id, context.now())
    say, next_at = context.say(person.language), person.local(person.plan.next_nudge_at)
    return tapped.answer_below(safety_replies.resumed(say, next_at, person.local(context.now())))


async def told_to_be_paused(effects: Effects, chat_id: int, context: Context) -> Effects:
    """Add a line and the way back to the reply, if the person is paused.

    Always added to logs and movements, and in a safety pause to any reply with buttons; else once a day.
    Never for those who began with "just when I ask": their rest is what they asked for.
    """
    person, typed_at = await context.db.read(people.find, chat_id), context.now()
    if person is None or not effects or not _was_paused(person, typed_at) or _is_on_request(person):
        return effects
    shown = [effect.reply for effect in effects if isinstance(effect, Send | Edit | Offer)]
    if any(map(resting.speaks_for_itself, shown)):
        return effects
    key = "paused", chat_id, person.local_day(typed_at)
    if not context.told_paused(key) and not _is_worth_it(effects, person):
        return effects
    say = context.say(person.language)
    rest = Rest(person.is_safety_paused, person.local(person.pause.paused_until_at), person.local(typed_at))
    told = with_last_message(effects, partial(resting.told, say, rest))
    return told if told != effects else (*effects, Send(chat_id, resting.alone(say, rest)))


def _was_paused(person: Person, at: datetime) -> bool:
    """Paused before this message: a pause they have just asked for announces itself."""
    began_at = person.pause.paused_from_at
    return began_at is not None and began_at < at and person.is_paused(at)


def _is_on_request(person: Person) -> bool:
    """They began without nudges, and have never wanted any since."""
    is_open = person.pause.paused_until_at is None and not person.is_safety_paused
    return is_open and person.pause.paused_from_at == person.presence.onboarded_at


def _is_worth_it(effects: Effects, person: Person) -> bool:
    if any(isinstance(effect, React | Offer | Follow) for effect in effects):
        return True
    has_buttons = any(isinstance(effect, Send) and effect.reply.rows for effect in effects)
    return person.is_safety_paused and has_buttons
