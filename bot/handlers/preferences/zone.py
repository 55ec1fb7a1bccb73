"""Which time zone? Chosen by a clock, a place in words, or a location that is shared and not kept."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import partial

from bot.context import Context
from bot.handlers.preferences.settings import chosen
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects, Send
from jobs.actions import replan
from jobs.schedule import time_zones
from jobs.schedule.time_zones import by_offset, by_territory, canonical
from messages.language import Language
from messages.replies import start as start_replies
from messages.replies.callback_data import CannotRead
from messages.replies.preferences import settings as settings_replies
from messages.replies.preferences import zone as replies
from messages.replies.preferences.zone import CITIES_ON_A_PAGE
from messages.replies.reply import Reply
from messages.understand.text.tokens import tokens
from messages.understand.values import clock_times, places, wall_times, whereabouts
from messages.understand.values.places import Found, Place
from messages.understand.values.wall_times import WallTime
from storage import people
from storage.history.calendar_day import zone_of
from storage.people import ZONE, Person

DAY, NOON = timedelta(days=1), timedelta(hours=12)
WORDS_OF_A_NAME = 3
HALF_A_YEAR = timedelta(days=182)
CLOSE = timedelta(minutes=7)  # between a time they type and ours: clocks are a quarter of an hour apart


async def on_zone_command(typed: Typed, context: Context) -> Effects:
    """/zone asks; "/zone Lisbon" answers at once."""
    person = await context.db.read(people.get, typed.chat_id)
    if typed.words:
        found = await on_place_in_words(typed, person, context) or await on_slips(typed, person, context)
        return found or unknown(typed, person, context)
    await context.db.write(people.ask, typed.chat_id, ZONE, context.now(), typed.key)
    say = context.say(person.language)
    return *typed.answer(_clocks(person, context)), *typed.answer(replies.ask_place(say))


async def on_clock(tapped: Tapped, context: Context) -> Effects:
    """What time is it for you? Then: which of these places?"""
    person = await context.db.read(people.get, tapped.chat_id)
    say = context.say(person.language)
    if not tapped.tap.arguments:
        shown = tapped.answer(_clocks(person, context))
        if person.asked == ZONE and person.did(tapped.key, people.ASKED) is None:
            return shown  # the other ways stand there already
        await context.db.write(people.ask, tapped.chat_id, ZONE, context.now(), tapped.key)
        return *shown, Send(tapped.chat_id, replies.ask_place(say))
    minutes, page = tapped.tap.number(0), tapped.tap.number(1)
    offsets = by_offset(context.now())
    if not 0 <= page * CITIES_ON_A_PAGE < len(offsets.get(minutes, ())):
        raise CannotRead(tapped.tap.action)
    return tapped.answer(replies.which_city(say, minutes, page, offsets[minutes]))


async def on_zone(tapped: Tapped, context: Context) -> Effects:
    """A zone was chosen; newcomers see the plan next, everybody else the settings."""
    if not tapped.tap.arguments:
        return await on_clock(tapped, context)
    zone = tapped.tap.text()
    before = await context.db.read(people.get, tapped.chat_id)
    if before.onboarded_at is not None and tapped.tap.arguments[1:] == (start_replies.FIRST,):
        return tapped.remark(context.say(before.language)("old-button"))
    if zone not in canonical() and zone not in (context.default_zone, before.zone):
        raise CannotRead(tapped.tap.action)
    was_asked = before.asked == ZONE or before.did(tapped.key, people.ANSWERED) == ZONE
    person = await _choose(tapped.chat_id, zone, tapped.key, context)
    shown = tapped.answer(_next(person, context))
    if not was_asked:
        return shown
    name = context.say(person.language).city(zone)
    return *shown, Send(tapped.chat_id, _settled(person, name, context))


async def on_location(typed: Typed, context: Context) -> Effects:
    """Only the zone of the place is kept."""
    person = await context.db.read(people.get, typed.chat_id)
    # The borders are read from disk with the first of them.
    zone = None if typed.place is None else await asyncio.to_thread(time_zones.at, *typed.place)
    if zone is None:
        return typed.answer(replies.at_sea(context.say(person.language)))
    return await _settle(typed, zone, context.say(person.language).city(zone), context)


async def on_place_in_words(typed: Typed, person: Person, context: Context) -> Effects | None:
    """A time or a place, spelt right, and nothing more; None: it is neither."""
    minutes = whereabouts.offset_minutes(typed.words)
    if minutes is not None:
        return typed.answer(_at_that_offset(minutes, person, context))
    clock = wall_times.alone(typed.words) or _in_words(typed.words, context.say(person.language))
    if clock is not None:
        return typed.answer(_at_that_time(clock, person, context))
    codes = (person.language, typed.language_code or "")
    # Never in the loop: the names of a language are read from disk with the first question.
    find = partial(places.find_places, typed.words, codes, by_territory(), context.now())
    found = await context.reading.apart(typed.chat_id, find)
    if found.is_sure:
        return await _settle(typed, found.places[0].zone, found.places[0].name, context)
    return _asked_which(typed, found, person, context)


async def on_slips(typed: Typed, person: Person, context: Context) -> Effects | None:
    """A place with a slip in it, perhaps: it is asked about first."""
    codes = (person.language, typed.language_code or "")
    like = partial(places.like, typed.words, codes, by_territory(), context.now())
    found = await context.reading.apart(typed.chat_id, like)
    return _asked_which(typed, found, person, context)


def may_be_a_name(words: str) -> bool:
    """Short, and no question of another kind: then it is worth saying that no such place is known."""
    return len(words.split()) <= WORDS_OF_A_NAME and (
        not words.rstrip().endswith("?") or len(words.split()) == 1
    )


def unknown(typed: Typed, person: Person, context: Context) -> Effects:
    return typed.answer(replies.no_such_place(context.say(person.language)))


def _asked_which(typed: Typed, found: Found, person: Person, context: Context) -> Effects | None:
    if not found.places:
        return None
    shown = [(each, context.now().astimezone(zone_of(each.zone))) for each in found.places]
    return typed.answer(replies.which_place(context.say(person.language), shown))


def _at_that_time(clock: WallTime, person: Person, context: Context) -> Reply:
    """The places where it is about that time, or all clocks where it is that time nowhere."""
    now, say = context.now(), context.say(person.language)
    offsets = by_offset(now)
    close = [minutes for minutes in offsets if _shows(now + timedelta(minutes=minutes), clock)]
    if len(close) == 1:
        return replies.which_city(say, close[0], 0, offsets[close[0]])
    return _clocks(person, context, close) if close else _clocks(person, context, nowhere=clock.at)


def _at_that_offset(minutes: int, person: Person, context: Context) -> Reply:
    """The places that are so far from UTC now, or else in the other half of the year."""
    now, say = context.now(), context.say(person.language)
    for at in (now, now + HALF_A_YEAR):
        if minutes in (offsets := by_offset(at)):
            return replies.which_city(say, minutes, 0, offsets[minutes])
    return replies.no_such_offset(_clocks(person, context), say, minutes)


def _in_words(words: str, say: Language) -> WallTime | None:
    """ "Halb elf", where it is all they typed."""
    said = tokens(words, say.reading.spelling)
    found = clock_times.clock(said, 0, say.reading)
    if found is None or found.size != len(said):
        return None
    return WallTime(time(found.hour % 24, found.minute), found.is_vague, 0, len(words))


def _shows(local: datetime, clock: WallTime) -> bool:
    """Whether a clock on a wall tells about this time where it is `local`."""
    told = local.replace(hour=clock.at.hour, minute=clock.at.minute)
    ways = (told, told + NOON) if clock.is_half_day else (told,)
    return any(min((way - local) % DAY, (local - way) % DAY) <= CLOSE for way in ways)


def _clocks(
    person: Person, context: Context, only: Sequence[int] | None = None, nowhere: time | None = None
) -> Reply:
    now = context.now()
    offsets = by_offset(now)
    clocks = [(minutes, now.astimezone(zone_of(offsets[minutes][0]))) for minutes in only or offsets]
    return replies.which_time(context.say(person.language), clocks, nowhere)


async def _choose(chat_id: int, zone: str, key: str, context: Context) -> Person:
    person: Person = await context.db.write(replan.choose_zone, chat_id, zone, key, context.now())
    return person


async def _settle(typed: Typed, zone: str, name: str, context: Context) -> Effects:
    """It was said in words, or shared: said back, and for newcomers the plan comes next."""
    person = await _choose(typed.chat_id, zone, typed.key, context)
    said = typed.answer(_settled(person, name, context))
    return said if person.onboarded_at is not None else (*said, *typed.answer(_next(person, context)))


async def zone_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    """By the name of its zone: what they called the place is not kept."""
    person = await context.db.read(people.get, chat_id)
    return _settled(person, context.say(person.language).city(person.zone), context)


async def places_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    person, now = await context.db.read(people.get, chat_id), context.now()
    say = context.say(person.language)
    shown = [(Place(say.city(zone), zone), now.astimezone(zone_of(zone))) for zone in arguments]
    return replies.which_place(say, shown)


async def clocks_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    return _clocks(await context.db.read(people.get, chat_id), context)


def _settled(person: Person, name: str, context: Context) -> Reply:
    has_begun = person.onboarded_at is not None
    return replies.chosen(context.say(person.language), name, person.local(context.now()), has_begun)


def _next(person: Person, context: Context) -> Reply:
    say, shown = context.say(person.language), chosen(person, context.now())
    return (
        start_replies.offer(say, shown) if person.onboarded_at is None else settings_replies.hub(say, shown)
    )
