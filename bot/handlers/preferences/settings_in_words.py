"""Settings in words: what was understood, carried out at once, with the way back under it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from bot.context import Context
from bot.handlers.preferences import language, zone
from bot.handlers.preferences.settings import chosen
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects
from jobs.actions import settings_in_words
from jobs.actions.settings_in_words import Impossible
from jobs.schedule.time_zones import by_territory
from messages.language import Language
from messages.replies.callback_data import CannotRead
from messages.replies.moving.progress import pause_ask
from messages.replies.preferences import settings_in_words as replies
from messages.replies.preferences.settings_in_words import Stands
from messages.replies.reply import Reply
from messages.understand.settings_change.kinds import Order, Speak, Why
from messages.understand.settings_change.settings_reader import read
from messages.understand.values.places import find_places
from storage import people
from storage.people import Person

Ordered = tuple[Order, ...] | Why


async def ordered(words: str, person: Person, context: Context) -> Ordered | None:
    """The order in what somebody typed, in their language or else in another of ours."""
    # Never in the loop: the names of places are read from disk with the first one.
    return await context.reading.apart(person.chat_id, lambda: _ordered(words, person, context))


def _ordered(words: str, person: Person, context: Context) -> Ordered | None:
    now = person.local(context.now())
    languages = list(_languages(person, context))
    zone_of = partial(_zone_of, codes=[say.code for say in languages], now=now)
    found = (read(words, now, say.orders, zone_of) for say in languages)
    what = next((each for each in found if each is not None), None)
    if isinstance(what, tuple) and any(_is_foreign(each, context) for each in what):
        return Why.LANGUAGE
    return what


async def on_ordered(typed: Typed, what: Ordered, person: Person, context: Context) -> Effects:
    """Carry it out and say so; what cannot be done gets a question and changes nothing."""
    if what is Why.PLACE:
        return await _which_place(typed, person, context)
    if isinstance(what, Why):
        return typed.answer(_question(what, person, context))
    now = context.now()
    try:
        done = await context.db.write(settings_in_words.carry_out, typed.chat_id, typed.message_id, what, now)
    except Impossible as error:
        return typed.answer(_question(error.why, person, context))
    say = context.say(done.person.language)
    reply = replies.carried_out(say, what, _stands(done.person, now), typed.message_id, done.can_be_undone)
    speaks = any(isinstance(each, Speak) for each in what)
    menus = (language.menu(typed.chat_id, done.person.language, context),) if speaks else ()
    return *typed.answer(reply), *menus


def _menu_of(before: Person, after: Person, context: Context) -> Effects:
    """The commands, in the language that is spoken from now on."""
    is_same = before.language == after.language
    return () if is_same else (language.menu(after.chat_id, after.language, context),)


async def _which_place(typed: Typed, person: Person, context: Context) -> Effects:
    """Those that may be meant, as buttons; nothing has changed."""
    candidates = await zone.on_place_in_words(typed, person, context)
    candidates = candidates or await zone.on_slips(typed, person, context)
    return candidates or typed.answer(_question(Why.PLACE, person, context))


async def on_unorder(tapped: Tapped, context: Context) -> Effects:
    """As it was before that message, but for what they changed since."""
    now = context.now()
    before = await context.db.read(people.get, tapped.chat_id)
    returned = await context.db.write(settings_in_words.take_back, tapped.chat_id, tapped.tap.number(), now)
    if returned is None:
        raise CannotRead(tapped.tap.action)
    say = context.say(returned.person.language)
    stands = _stands(returned.person, now)
    reply = replies.taken_back(say, stands, returned.is_pause_kept, returned.is_newer_kept)
    return *tapped.answer(reply), *_menu_of(before, returned.person, context)


def _zone_of(place: str, codes: Sequence[str], now: datetime) -> str | None:
    """The zone of a place that is called just so, and is the only one."""
    found = find_places(place, codes, by_territory(), now, may_say_more=False)
    return found.places[0].zone if found.is_sure else None


def _languages(person: Person, context: Context) -> Iterator[Language]:
    """Theirs first."""
    own = context.say(person.language)
    yield own
    yield from (say for say in context.languages.values() if say is not own)


def _is_foreign(order: Order, context: Context) -> bool:
    return isinstance(order, Speak) and order.language not in context.languages


def _question(why: Why, person: Person, context: Context) -> Reply:
    say = context.say(person.language)
    if why is Why.HOW_LONG:
        return pause_ask(say)
    names = [each.locale.get_display_name(say.locale) or each.code for each in context.languages.values()]
    return replies.question(say, why, names)


def _stands(person: Person, now: datetime) -> Stands:
    return Stands(
        chosen=chosen(person, now),
        around=person.around,
        is_paused=person.is_paused(now),
        is_safety_paused=person.is_safety_paused,
        paused_until=person.local(person.paused_until_at),
    )
