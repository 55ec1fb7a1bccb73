"""Places: the time zone a person may mean, by an offset, a clock or a name, and the choice of one."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects, Send
from bot.screens import first_minute
from bot.screens.settings_shown import stands
from jobs.actions import first_minute as answers
from jobs.actions import settings
from jobs.schedule.time_zones import biggest, by_offset, likely
from messages.replies.preferences import settings as settings_replies
from messages.replies.preferences import zone as replies
from messages.replies.reply import Reply
from messages.understand.interpretation import Whereabouts
from messages.understand.values.clock_times import Clock
from messages.understand.values.places import Found
from storage.history.calendar_day import zone_of
from storage.person import FirstMinute, Person

DAY, NOON = timedelta(days=1), timedelta(hours=12)
TWO_DIGITS = 10  # an hour of two digits is hardly meant twelve hours later
HALF_A_YEAR = timedelta(days=182)
CLOSE = timedelta(minutes=7)  # between a time they type and ours: clocks are a quarter of an hour apart


async def place(typed: Typed, meant: Whereabouts, person: Person, context: Context) -> Effects:
    """The answer to where a person is: settled where it is sure, else asked about with buttons."""
    match meant.where:
        case int() as minutes:
            return typed.answer(_at_that_offset(minutes, person, context))
        case Clock() as clock:
            close = _close_to(clock, context.now(), person)
            only = await by_clock(typed, close[0], person, context) if len(close) == 1 else None
            nowhere = None if close else clock.wall
            return only or typed.answer(clocks(person, context, close, nowhere))
        case Found(places, is_sure=True):
            return await settle(typed, places[0].zone, places[0].name, context)
        case Found(places):
            shown = [(each, context.now().astimezone(zone_of(each.zone))) for each in places]
            return typed.answer(replies.which_place(context.say(person.language), shown))


async def settle(typed: Typed, zone: str, name: str, context: Context) -> Effects:
    """It was said in words, or shared: said back, and for newcomers the plan comes next."""
    person = await choose(typed.chat_id, zone, typed.key, context)
    said = typed.answer(settled(person, name, context))
    return said if person.has_begun else (*said, *await first_minute.open_question(typed, person, context))


async def choose(chat_id: int, zone: str, key: str, context: Context, *, is_answer: bool = False) -> Person:
    """The zone; where it answers the clock question of the first minute (`is_answer`), the next is open."""
    person: Person = await context.db.write(settings.choose_zone, chat_id, zone, key, context.now())
    if is_answer or person.first_minute is FirstMinute.CLOCK:
        person = await context.db.write(answers.reach, chat_id, FirstMinute.SEAT, context.now())
    return person


def settled(person: Person, name: str, context: Context) -> Reply:
    has_begun = person.has_begun
    return replies.chosen(context.say(person.language), name, person.local(context.now()), has_begun)


def next_screen(person: Person, context: Context) -> Reply:
    say, shown = context.say(person.language), stands(person, context.now())
    return settings_replies.hub(say, shown) if person.has_begun else first_minute.question(person, context)


def clocks(
    person: Person, context: Context, only: Sequence[int] | None = None, nowhere: time | None = None
) -> Reply:
    now = context.now()
    offsets = by_offset(now)
    clocks = [(minutes, now.astimezone(zone_of(offsets[minutes][0]))) for minutes in only or offsets]
    return replies.which_time(context.say(person.language), clocks, nowhere)


def exact_clocks(person: Person, context: Context, only: Sequence[int]) -> Reply:
    now, offsets = context.now(), by_offset(context.now())
    clocks = [(minutes, now.astimezone(zone_of(offsets[minutes][0]))) for minutes in only]
    return replies.which_exactly(context.say(person.language), clocks)


async def by_clock(
    asked_in: Typed | Tapped, minutes: int, person: Person, context: Context
) -> Effects | None:
    """The zone of the biggest city so far from UTC, unless they pick another; None: nobody is there."""
    rather = person.zone, likely(asked_in.language_code, context.default_zone)
    zone = biggest(minutes, context.now(), rather)
    if zone is None:
        return None
    person = await choose(person.chat_id, zone, asked_in.key, context)
    say = context.say(person.language)
    shown = asked_in.answer(replies.by_clock(say, say.city(zone), minutes, person.has_begun))
    told = Send(person.chat_id, settled(person, say.city(zone), context))
    further = () if person.has_begun else await first_minute.open_question(asked_in, person, context)
    return *shown, told, *further


def _close_to(clock: Clock, now: datetime, person: Person) -> list[int]:
    """The distances from UTC, in minutes, at which it is about that time; their own if it is one of them."""
    close = [minutes for minutes in by_offset(now) if _shows(now + timedelta(minutes=minutes), clock)]
    own = person.local(now).utcoffset() or timedelta()
    return [each for each in close if timedelta(minutes=each) == own] or close


def _at_that_offset(minutes: int, person: Person, context: Context) -> Reply:
    """The places that are so far from UTC now, or else in the other half of the year."""
    now, say = context.now(), context.say(person.language)
    for at in (now, now + HALF_A_YEAR):
        if minutes in (offsets := by_offset(at)):
            return replies.which_city(say, minutes, 0, offsets[minutes])
    return replies.no_such_offset(clocks(person, context), say, minutes)


def _shows(local: datetime, clock: Clock) -> bool:
    """Whether a clock on a wall tells about this time where it is `local`."""
    told = local.replace(hour=clock.wall.hour, minute=clock.wall.minute)
    ways = (told, told + NOON) if clock.is_vague and clock.hour < TWO_DIGITS else (told,)
    return any(min((way - local) % DAY, (local - way) % DAY) <= CLOSE for way in ways)
