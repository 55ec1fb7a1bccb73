"""/start and the first minute, greetings, welcome back, and being blocked or added to a group."""

from telegram import ChatMemberUpdated
from telegram.constants import ChatMemberStatus, ChatType

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects, Leave, Send
from bot.screens import first_minute, places
from bot.screens.house import house_shown
from jobs.actions import first_minute as answers
from jobs.actions import presence
from jobs.actions.first_minute import ON_REQUEST
from jobs.actions.house import joining
from jobs.actions.presence import Back
from jobs.schedule.time_zones import likely
from messages.content.limits import SEATS, WHEELCHAIR
from messages.language import best_of
from messages.replies import common
from messages.replies import start as replies
from messages.replies.callback_data import CannotRead
from messages.replies.preferences.zone import ask_place
from messages.understand.greeting import Greeting
from messages.understand.interpretation import Courtesy, FirstAnswer
from storage import people
from storage.history import day_totals
from storage.person import ZONE, FirstMinute, Person
from storage.values import Refusal

MOST_AT_FIRST = 6  # a day; more can be set once they have begun


async def on_start(typed: Typed, context: Context) -> Effects:
    """Welcome a new person with a movement, or a known one where they were; /start never resets anything.

    What follows it is the code of an invite link. Who is not let in gets one line.
    """
    now = context.now()
    language = best_of(context.languages, typed.language_code)
    zone = likely(typed.language_code, context.default_zone)
    step = typed.chat_id, typed.words, language, zone, context.door, now
    person = await context.db.write(joining.come, *step)
    if isinstance(person, Refusal):
        return await house_shown.turned_away(typed, person, context)
    say = context.say(person.language)
    if person.first_minute is FirstMinute.MOVE:
        own_words = await house_shown.welcome_line(typed.chat_id, context)
        return *own_words, *await first_minute.movement(typed, person, context, replies.hello)
    if not person.has_begun:
        return await first_minute.open_question(typed, person, context)
    today = await context.db.read(day_totals.at, person, person.local_day(now))
    next_at = person.local(person.plan.next_nudge_at)
    return typed.answer(replies.hello_again(say, today, next_at, person.local(now)))


def on_back(back: Back, context: Context) -> Effects:
    """Welcome back after a fortnight or more away, whatever they do first."""
    person, now = back.person, context.now()
    say, next_at = context.say(person.language), person.local(person.plan.next_nudge_at)
    if person.is_paused(now):
        # A pause says by itself when it ends; only after a long one do they hear that nothing is lost.
        if not back.is_long:
            return ()
        reply = replies.back_paused(say, back.today)
    else:
        reply = replies.back(say, back.today, next_at, person.local(now), is_long=back.is_long)
    return (Send(person.chat_id, reply),)


async def on_courtesy(typed: Typed, meant: Courtesy, person: Person, context: Context) -> Effects:
    """Greet back; a newcomer who says hello is asked the open question again."""
    if not person.has_begun and meant.greeting is Greeting.HELLO:
        return await first_minute.open_question(typed, person, context)
    say = context.say(person.language)
    return typed.answer(common.greeting(say, meant.greeting, person.body.wheelchair))


async def on_many(tapped: Tapped, context: Context) -> Effects:
    """How many a day; without a number they want fewer than six."""
    person = await context.db.read(people.get, tapped.chat_id)
    say = context.say(person.language)
    if person.has_begun:
        return tapped.remark(say("old-button"))
    if not tapped.tap.arguments:
        return tapped.answer(replies.fewer(say))
    wanted = tapped.tap.number()
    if not ON_REQUEST <= wanted <= MOST_AT_FIRST:
        raise CannotRead(tapped.tap.action)
    person = await context.db.write(answers.want, tapped.chat_id, wanted, context.now())
    return tapped.answer(first_minute.question(person, context))


async def on_seat(tapped: Tapped, context: Context) -> Effects:
    """Where they sit: they have begun."""
    person = await context.db.read(people.get, tapped.chat_id)
    where = tapped.tap.text()
    if where not in SEATS:
        raise CannotRead(tapped.tap.action)
    if person.has_begun and not _is_again(person, where):
        return tapped.remark(context.say(person.language)("old-button"))
    await context.db.write(answers.sit, tapped.chat_id, where, context.now())
    return tapped.answer(await first_minute.begun(tapped.chat_id, context))


def _is_again(person: Person, where: str) -> bool:
    """What stands already: the tap was handled before."""
    return person.body.wheelchair if where == WHEELCHAIR else person.body.place == where


async def on_answer(typed: Typed, meant: FirstAnswer, person: Person, context: Context) -> Effects:
    """A question of the first minute, answered in words."""
    chat_id, now, say = typed.chat_id, context.now(), context.say(person.language)
    await context.db.write(people.step, chat_id, typed.key, people.FIRST, meant.question)
    match meant:
        case FirstAnswer(answer="fewer"):
            return typed.answer(replies.fewer(say))
        case FirstAnswer(FirstMinute.HOW_MANY, number):
            person = await context.db.write(answers.want, chat_id, int(number), now)
        case FirstAnswer(answer="wrong"):
            await context.db.write(people.ask, chat_id, ZONE, now, typed.key)
            return *typed.answer(places.clocks(person, context)), *typed.answer(ask_place(say))
        case FirstAnswer(FirstMinute.CLOCK):
            person = await context.db.write(answers.reach, chat_id, FirstMinute.SEAT, now)
        case _:
            await context.db.write(answers.sit, chat_id, meant.answer, now)
            return typed.answer(await first_minute.begun(chat_id, context))
    return typed.answer(first_minute.question(person, context))


async def on_begin(tapped: Tapped, context: Context) -> Effects:
    """Begin with what is set, whatever is still open."""
    await context.db.write(presence.begin, tapped.chat_id, context.now())
    return tapped.answer(await first_minute.begun(tapped.chat_id, context))


async def on_too_young(tapped: Tapped, context: Context) -> Effects:
    """Under 16: delete everything, say goodbye. Onboarded people said otherwise, so only if asked again."""
    person = await context.db.read(people.find, tapped.chat_id)
    if person is None:  # redelivered tap: already deleted
        return tapped.answer(replies.goodbye(context.say_to_stranger(tapped.language_code)))
    if person.has_begun and tapped.tap.arguments != (replies.ASKED,):
        return tapped.remark(context.say(person.language)("old-button"))
    await context.farewell.forget(tapped.chat_id, context.now())
    return tapped.answer(replies.goodbye(context.say(person.language)))


async def on_member(change: ChatMemberUpdated, context: Context) -> Effects:
    """They blocked or unblocked us; or the bot was added to a group, which it leaves."""
    status = change.new_chat_member.status
    if change.chat.type == ChatType.PRIVATE:
        if status == ChatMemberStatus.BANNED:
            await context.db.write(people.unreachable, change.chat.id, context.now())
        elif status == ChatMemberStatus.MEMBER:
            await context.db.write(presence.unblocked, change.chat.id, context.now())
        return ()
    if status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT):
        return ()  # already out: Telegram reports our own leaving too
    leave = Leave(change.chat.id)
    if change.chat.type == ChatType.CHANNEL:
        return (leave,)  # a line there would reach all its readers
    say = context.say_to_stranger(change.from_user.language_code)
    return Send(change.chat.id, replies.only_in_private(say)), leave
