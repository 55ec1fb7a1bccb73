"""Taps below a weekly review that take up what it offers: settings with a way back, and screens."""

from datetime import time

from bot.context import Context
from bot.incoming.updates import Tapped
from bot.outgoing.effects import Effects
from bot.screens import body_shown, library_shown
from jobs.actions import settings
from messages.content.library import EVERYTHING
from messages.content.limits import BUDGETS, GOALS, PACES_MINUTES
from messages.replies.callback_data import CannotRead
from messages.replies.moving import library as library_replies
from messages.replies.moving import sundays as replies
from messages.replies.moving import weekly_review as week_replies
from messages.replies.reply import Reply
from storage import people, settings_undo
from storage.changes import Chosen
from storage.person import Person
from storage.tables import SuggestionKind
from storage.values import Window


async def on_aim(tapped: Tapped, context: Context) -> Effects:
    """Accept the suggested goal; a second tap repeats the answer and changes nothing."""
    goal = _among(GOALS, tapped)
    person = await _taken(tapped, SuggestionKind.GOAL, {"goal": goal}, context)
    return await _receipt(tapped, week_replies.taken_up(context.say(person.language), goal, None), context)


async def on_slow(tapped: Tapped, context: Context) -> Effects:
    """Accept the suggested pace."""
    pace = _among(PACES_MINUTES, tapped)
    person = await _taken(tapped, SuggestionKind.PACE, {"pace_minutes": pace}, context)
    return await _receipt(tapped, week_replies.taken_up(context.say(person.language), None, pace), context)


async def on_fewer_nudges(tapped: Tapped, context: Context) -> Effects:
    """At most so many nudges a day from now on; offered by a weekly review or a come-back line."""
    nudges = _among(BUDGETS, tapped)
    person = await _taken(tapped, SuggestionKind.BUDGET, {"budget": nudges}, context)
    return await _receipt(
        tapped, week_replies.fewer_nudges_taken(context.say(person.language), nudges), context
    )


async def on_strengthen(tapped: Tapped, context: Context) -> Effects:
    """Two strength days a week."""
    person = await _taken(tapped, SuggestionKind.STRENGTH, {"wants_strength": True}, context)
    return await _receipt(tapped, replies.strength_taken(context.say(person.language)), context)


async def on_leave_out(tapped: Tapped, context: Context) -> Effects:
    """These hours are left out of the active ones; late, they may be free already."""
    hour, until = tapped.tap.number(0), tapped.tap.number(1)
    if not 0 <= hour < until < 24:
        raise CannotRead(tapped.tap.action)
    hours, before = Window(time(hour), time(until)), await context.db.read(people.get, tapped.chat_id)
    step = tapped.chat_id, hours, tapped.message_id, context.now()
    person = await context.db.write(settings.leave_out_hours, *step)
    windows = person.settings.windows
    were_free = windows == before.settings.windows and not await _is_kept(tapped, context)
    reply = replies.left_out(context.say(person.language), hours, windows, were_free=were_free)
    return await _receipt(tapped, reply, context)


async def on_more_of(tapped: Tapped, context: Context) -> Effects:
    """A movement that was new to them is a favourite now."""
    movement_id = tapped.tap.text()
    if movement_id not in context.catalogue:
        raise CannotRead(tapped.tap.action)
    person = await context.db.write(settings.like, tapped.chat_id, movement_id, context.now())
    say = context.say(person.language)
    return tapped.answer_below(library_replies.starred(say, context.catalogue[movement_id], is_starred=True))


async def on_other_kinds(tapped: Tapped, context: Context) -> Effects:
    """Open the library; looking counts as taking up the offer."""
    person = await _looked(tapped, SuggestionKind.KINDS, context)
    return tapped.answer_below(await library_shown.opened(tapped, person, EVERYTHING, context))


async def on_what_to_mind(tapped: Tapped, context: Context) -> Effects:
    """Open what holds for their body."""
    person = await _looked(tapped, SuggestionKind.BODY, context)
    return tapped.answer_below(body_shown.shown(person, context))


def _among(allowed: tuple[int, ...], tapped: Tapped) -> int:
    number = tapped.tap.number()
    if number not in allowed:
        raise CannotRead(tapped.tap.action)
    return number


async def _taken(tapped: Tapped, kind: SuggestionKind, chosen: Chosen, context: Context) -> Person:
    step = tapped.chat_id, kind, context.now(), tapped.message_id
    return await context.db.write(settings.take_up, *step, **chosen)


async def _looked(tapped: Tapped, kind: SuggestionKind, context: Context) -> Person:
    return await context.db.write(settings.take_up, tapped.chat_id, kind, context.now())


async def _is_kept(tapped: Tapped, context: Context) -> bool:
    """True if a tap below this message has changed something that can be put back."""
    kept = await context.db.read(settings_undo.find, tapped.chat_id, tapped.message_id)
    return kept is not None and kept.can_be_undone


async def _receipt(tapped: Tapped, reply: Reply, context: Context) -> Effects:
    """The receipt below the review, with its way back while there is one."""
    person = await context.db.read(people.get, tapped.chat_id)
    if await _is_kept(tapped, context):
        reply = replies.with_way_back(context.say(person.language), reply, tapped.message_id)
    return tapped.answer_below(reply)
