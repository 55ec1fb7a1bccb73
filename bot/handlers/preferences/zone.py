"""Time zone: chosen by a clock, a place in words, or a shared location that is not kept."""

import asyncio

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects, Send
from bot.screens import places
from bot.understanding import understood
from jobs.schedule import time_zones
from jobs.schedule.time_zones import by_offset, canonical
from messages.replies import start as start_replies
from messages.replies.callback_data import CannotRead
from messages.replies.preferences import zone as replies
from messages.replies.preferences.zone import CITIES_ON_A_PAGE
from messages.replies.reply import Reply
from messages.understand.interpretation import NoSuchPlace, Whereabouts
from messages.understand.ranking import PLACE
from messages.understand.values.places import Place
from storage import people
from storage.history.calendar_day import zone_of
from storage.person import ANSWERED, ZONE, FirstMinute, Person


async def on_zone_command(typed: Typed, context: Context) -> Effects:
    """/zone asks; "/zone Lisbon" answers at once."""
    person = await context.db.read(people.get, typed.chat_id)
    if typed.words:
        what = await understood(typed, person, context, PLACE)
        if isinstance(what.meaning, Whereabouts):
            return await places.place(typed, what.meaning, person, context)
        return await on_no_such_place(typed, NoSuchPlace(), person, context)
    await context.db.write(people.ask, typed.chat_id, ZONE, context.now(), typed.key)
    say = context.say(person.language)
    return *typed.answer(places.clocks(person, context)), *typed.answer(replies.ask_place(say))


async def on_clock(tapped: Tapped, context: Context) -> Effects:
    """What time is it for you? Then: which of these places?"""
    person = await context.db.read(people.get, tapped.chat_id)
    say = context.say(person.language)
    if not tapped.tap.arguments:
        shown = tapped.answer(places.clocks(person, context))
        if person.conversation.asked == ZONE and person.did(tapped.key, people.ASKED) is None:
            return shown  # the other ways stand there already
        await context.db.write(people.ask, tapped.chat_id, ZONE, context.now(), tapped.key)
        return *shown, Send(tapped.chat_id, replies.ask_place(say))
    minutes, page = tapped.tap.number(0), tapped.tap.number(1)
    offsets = by_offset(context.now())
    if not 0 <= page * CITIES_ON_A_PAGE < len(offsets.get(minutes, ())):
        raise CannotRead(tapped.tap.action)
    return tapped.answer(replies.which_city(say, minutes, page, offsets[minutes]))


async def on_clocks(tapped: Tapped, context: Context) -> Effects:
    """The second tap on the clock: those between two distances from UTC."""
    person, now = await context.db.read(people.get, tapped.chat_id), context.now()
    first, last = tapped.tap.number(0), tapped.tap.number(1)
    close = [minutes for minutes in by_offset(now) if first <= minutes <= last]
    if not close:
        raise CannotRead(tapped.tap.action)
    return tapped.answer(places.exact_clocks(person, context, close))


async def on_time(tapped: Tapped, context: Context) -> Effects:
    """What time it is there: the zone of the biggest city with that clock, unless they pick another."""
    person = await context.db.read(people.get, tapped.chat_id)
    shown = await places.by_clock(tapped, tapped.tap.number(), person, context)
    if shown is None:  # its clocks have changed since
        raise CannotRead(tapped.tap.action)
    return shown


async def on_zone(tapped: Tapped, context: Context) -> Effects:
    """A zone was chosen; newcomers see the plan next, everybody else the settings."""
    if not tapped.tap.arguments:
        return await on_clock(tapped, context)
    zone = tapped.tap.text()
    before = await context.db.read(people.get, tapped.chat_id)
    if before.has_begun and tapped.tap.arguments[1:] == (start_replies.FIRST,):
        return tapped.remark(context.say(before.language)("old-button"))
    if zone not in canonical() and zone not in (context.default_zone, before.zone):
        raise CannotRead(tapped.tap.action)
    was_asked = before.conversation.asked == ZONE or before.did(tapped.key, ANSWERED) == ZONE
    is_answer = tapped.tap.arguments[1:] == (start_replies.FIRST,)
    person = await places.choose(tapped.chat_id, zone, tapped.key, context, is_answer=is_answer)
    say = context.say(person.language)
    if before.first_minute is FirstMinute.SEAT and not is_answer and not was_asked:
        return tapped.answer(replies.now_in(say, say.city(zone), person.local(context.now())))
    shown = tapped.answer(places.next_screen(person, context))
    if not was_asked:
        return shown
    name = context.say(person.language).city(zone)
    return *shown, Send(tapped.chat_id, places.settled(person, name, context))


async def on_location(typed: Typed, context: Context) -> Effects:
    """Only the zone of the place is kept."""
    person = await context.db.read(people.get, typed.chat_id)
    # The borders are read from disk with the first of them.
    zone = None if typed.place is None else await asyncio.to_thread(time_zones.at, *typed.place)
    if zone is None:
        return typed.answer(replies.at_sea(context.say(person.language)))
    return await places.settle(typed, zone, context.say(person.language).city(zone), context)


async def on_no_such_place(typed: Typed, meant: NoSuchPlace, person: Person, context: Context) -> Effects:
    return typed.answer(replies.no_such_place(context.say(person.language)))


async def zone_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    """By the name of its zone: what they called the place is not kept."""
    person = await context.db.read(people.get, chat_id)
    return places.settled(person, context.say(person.language).city(person.zone), context)


async def places_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    person, now = await context.db.read(people.get, chat_id), context.now()
    say = context.say(person.language)
    shown = [(Place(say.city(zone), zone), now.astimezone(zone_of(zone))) for zone in arguments]
    return replies.which_place(say, shown)


async def clocks_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    return places.clocks(await context.db.read(people.get, chat_id), context)
