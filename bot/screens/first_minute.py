"""First minute: the question that is open, as a reply or below what was just done."""

from collections.abc import Callable
from datetime import datetime

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects, Offer, Send
from bot.screens.settings_shown import stands
from jobs.actions import first_minute, presence
from messages.content.limits import SEATS
from messages.content.movements import Movement
from messages.language import Language
from messages.replies import start as replies
from messages.replies.preferences import resting
from messages.replies.reply import Reply
from messages.understand.interpretation import Meaning, MoveLog, SettingsChange, Unknown
from messages.understand.settings_change.kinds import Place, Switch, Switched
from storage import people
from storage.history import day_totals
from storage.person import FirstMinute, Person

Showing = Callable[[Language, Movement, int], Reply]  # of the first movement


async def movement(asked_in: Typed | Tapped, person: Person, context: Context, shown: Showing) -> Effects:
    """The first movement, open from now on; without one the next question."""
    say, now = context.say(person.language), context.now()
    if person.is_safety_paused:
        return (Send(person.chat_id, resting.no_movement(say)),)
    step = person.chat_id, asked_in.key, context.catalogue, now
    offered = await context.db.write(first_minute.meet, *step)
    if offered is None:
        return (Send(person.chat_id, await how_many(person, context, has_moved=False)),)
    await context.following.make_room(person.chat_id)
    reply = shown(say, context.catalogue[offered.movement_id], offered.nudge_id)
    return (Offer(person.chat_id, reply, offered.nudge_id, offered.replaces_message_id),)


async def open_question(asked_in: Typed | Tapped, person: Person, context: Context) -> Effects:
    """The question they stopped at, once more."""
    if person.first_minute is FirstMinute.MOVE:
        return await movement(asked_in, person, context, replies.first_again)
    return (Send(person.chat_id, question(person, context)),)


def question(person: Person, context: Context) -> Reply:
    """The question that is open after the first movement."""
    say = context.say(person.language)
    match person.first_minute:
        case FirstMinute.CLOCK:
            return replies.clock(say, person.zone, person.local(context.now()))
        case FirstMinute.SEAT:
            return replies.seat(say, SEATS)
    return replies.how_many(say, has_moved=person.presence.moved_at is not None)


async def how_many(person: Person, context: Context, *, has_moved: bool) -> Reply:
    step = person.chat_id, FirstMinute.HOW_MANY, context.now()
    await context.db.write(first_minute.reach, *step)
    return replies.how_many(context.say(person.language), has_moved)


async def after_a_movement(person: Person, context: Context, *, has_moved: bool) -> Effects:
    """Below the first movement, done or not: how many of these they would like a day."""
    is_early = person.first_minute in (FirstMinute.MOVE, FirstMinute.HOW_MANY)
    if not is_early or person.is_safety_paused:
        return ()
    return (Send(person.chat_id, await how_many(person, context, has_moved=has_moved)),)


async def further(typed: Typed, meant: Meaning, context: Context) -> Effects:
    """Below the answer to other words of theirs: the question that these bring about, or leave open."""
    person = await context.db.read(people.get, typed.chat_id)
    has_said = person.did(typed.key, people.FIRST) is not None  # in an update that is handled twice
    if person.is_safety_paused or (person.has_begun and not has_said):
        return ()
    match meant:
        case MoveLog() if person.presence.moved_at is not None:
            return await after_a_movement(person, context, has_moved=True)
        case SettingsChange(changes) if _says_where(changes) and (
            has_said or person.first_minute is FirstMinute.SEAT
        ):
            await context.db.write(people.step, typed.chat_id, typed.key, people.FIRST, FirstMinute.SEAT)
            await context.db.write(presence.begin, typed.chat_id, context.now())
            return (Send(typed.chat_id, await begun(typed.chat_id, context)),)
        case Unknown() if person.first_minute is not FirstMinute.MOVE:
            return (Send(typed.chat_id, question(person, context)),)
    return ()


def _says_where(changes: tuple[object, ...]) -> bool:
    is_rolling = Switched(Switch.WHEELCHAIR, is_on=True) in changes
    return is_rolling or any(isinstance(each, Place) for each in changes)


async def begun(chat_id: int, context: Context) -> Reply:
    """The plan of somebody who has begun."""
    now: datetime = context.now()
    person = await context.db.read(people.get, chat_id)
    today = await context.db.read(day_totals.at, person, person.local_day(now))
    say = context.say(person.language)
    return replies.begun(say, stands(person, now), today, person.body)
