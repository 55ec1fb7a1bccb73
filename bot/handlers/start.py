"""/start and onboarding, greetings, welcome back, and being blocked or added to a group."""

from telegram import ChatMemberUpdated
from telegram.constants import ChatMemberStatus, ChatType

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects, Leave, Send
from jobs.actions import presence
from jobs.actions.presence import Back
from jobs.schedule.time_zones import likely
from messages.language import best_of
from messages.replies import common
from messages.replies import start as replies
from messages.understand.interpretation import Courtesy
from storage import people
from storage.history import day_totals
from storage.people import Person


async def on_start(typed: Typed, context: Context) -> Effects:
    """Welcome a new person or greet a known one; /start never resets anything."""
    now = context.now()
    language = best_of(context.languages, typed.language_code)
    zone = likely(typed.language_code, context.default_zone)
    person = await context.db.write(presence.welcome, typed.chat_id, language, zone, now)
    say = context.say(person.language)
    if not person.has_begun:
        return typed.answer(replies.hello(say, person.zone, person.local(now)))
    today = await context.db.read(day_totals.at, person, person.local_day(now))
    next_at = person.local(person.plan.next_nudge_at)
    return typed.answer(replies.hello_again(say, today, next_at, person.local(now)))


def on_back(back: Back, context: Context) -> Effects:
    """Welcome back after a month or more away, whatever they do first."""
    person, now = back.person, context.now()
    say, next_at = context.say(person.language), person.local(person.plan.next_nudge_at)
    if person.is_paused(now):
        reply = replies.back_paused(say, back.today)
    else:
        reply = replies.back(say, back.today, next_at, person.local(now))
    return (Send(person.chat_id, reply),)


async def on_courtesy(typed: Typed, meant: Courtesy, person: Person, context: Context) -> Effects:
    """Greet back; a newcomer is asked the open onboarding question again."""
    say = context.say(person.language)
    if not person.has_begun:
        return typed.answer(replies.hello_short(say, person.zone, person.local(context.now())))
    return typed.answer(common.greeting(say, meant.greeting))


async def on_begin(tapped: Tapped, context: Context) -> Effects:
    now = context.now()
    person = await context.db.write(presence.begin, tapped.chat_id, now)
    say = context.say(person.language)
    next_at = person.local(person.plan.next_nudge_at)
    return tapped.answer(replies.begun(say, next_at, person.local(now)))


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
