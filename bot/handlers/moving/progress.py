"""/today, /streak, /week, /path and the pictures."""

from dataclasses import replace

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects
from bot.screens import path_shown, plans_shown
from jobs.actions import settings
from jobs.review import charts, weekly
from jobs.schedule import nudge_decision
from messages.replies.callback_data import CannotRead
from messages.replies.common import enough_pictures
from messages.replies.moving import progress as replies
from messages.replies.preferences import settings as settings_replies
from messages.replies.preferences.resting import with_way_back
from messages.replies.reply import Again, Reply
from storage import people
from storage.history import chart_data as facts
from storage.history import progress
from storage.tables import SuggestionKind
from storage.values import DayState


async def on_today(typed: Typed, context: Context) -> Effects:
    now = context.now()
    today = await context.db.read(progress.today, typed.chat_id, now)
    person = today.person
    say, local = context.say(person.language), person.local(now)
    if person.is_paused(now):
        until = person.local(person.pause.paused_until_at)
        coming = replies.is_paused(say, until, local)
    else:
        next_at = person.local(person.plan.next_nudge_at)
        coming = replies.next_nudge(say, next_at, local)
    shown = [replace(each, moved_at=person.local(each.moved_at)) for each in today.moves]
    missed = nudge_decision.missed_yesterday(person, now)
    reply = replies.today(say, today.day, shown, coming, missed)
    return typed.answer(with_way_back(say, reply) if person.is_paused(now) else reply)


async def on_streak(typed: Typed, context: Context) -> Effects:
    now = context.now()
    week = await context.db.read(progress.week, typed.chat_id, now)
    missed = week.states[-2] in (DayState.MISSED, DayState.PASS)
    reply = replies.streak(context.say(week.person.language), week.day, week.states, missed)
    return typed.answer(reply)


async def on_week(typed: Typed, context: Context) -> Effects:
    """The week as a picture; in words only once the picture quota is used up."""
    reply = await _picture(typed.chat_id, "week", context)
    again_at = context.pictures.spend(typed.chat_id, context.now())
    return typed.answer(reply if again_at is None else replace(reply, picture=None, again=None))


async def on_path(typed: Typed, context: Context) -> Effects:
    """Where they are in the twelve weeks, as a picture and in words."""
    reply = await _picture(typed.chat_id, "path", context)
    if reply.picture is None:  # no programme, and nothing to draw
        return typed.answer(replace(reply, again=None))
    again_at = context.pictures.spend(typed.chat_id, context.now())
    return typed.answer(reply if again_at is None else replace(reply, picture=None, again=None))


async def on_picture(tapped: Tapped, context: Context) -> Effects:
    """Send one of the pictures as a new message."""
    now = context.now()
    if (again_at := context.pictures.spend(tapped.chat_id, now)) is not None:
        person = await context.db.read(people.get, tapped.chat_id)
        say = context.say(person.language)
        return tapped.answer_below(enough_pictures(say, person.local(again_at), person.local(now)))
    return tapped.answer_below(await _picture(tapped.chat_id, tapped.tap.text(), context))


async def picture_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    return await _picture(chat_id, arguments[0], context)


async def _picture(chat_id: int, which: str, context: Context) -> Reply:
    """The picture; while it waits, only the request for it is stored, never the image."""
    return replace(await _drawn(chat_id, which, context), again=Again("picture", (which,)))


async def _drawn(chat_id: int, which: str, context: Context) -> Reply:
    now = context.now()
    match which:
        case "year":
            year = await context.db.read(facts.year, chat_id, now)
            return charts.year(context.say(year.person.language), year)
        case "week":
            week = await context.db.read(facts.week, chat_id, now)
            return weekly.week(context.say(week.person.language), week, context.catalogue)
        case "strength":
            curve = await context.db.read(facts.curve, chat_id, now)
            return charts.strength(context.say(curve.person.language), curve)
        case "variety":
            variety = await context.db.read(facts.variety, chat_id, now)
            return charts.variety(context.say(variety.person.language), variety, context.catalogue)
        case "path":
            return await path_shown.path(chat_id, context)
    raise CannotRead("picture")


async def on_own_plans(tapped: Tapped, context: Context) -> Effects:
    """Open the plans; looking counts as taking up the suggestion."""
    person = await context.db.write(settings.take_up, tapped.chat_id, SuggestionKind.PLANS, context.now())
    return tapped.answer_below(await plans_shown.hub(person, context))


async def on_other_hours(tapped: Tapped, context: Context) -> Effects:
    """Open the hours settings; looking counts as taking up the suggestion."""
    person = await context.db.write(settings.take_up, tapped.chat_id, SuggestionKind.HOURS, context.now())
    return tapped.answer_below(settings_replies.hours(context.say(person.language), person.settings))
