"""/today, /streak, /week, the pictures, /pause and /resume."""

from dataclasses import replace
from datetime import timedelta

from bot.context import Context
from bot.handlers.moving.nudge import standing
from bot.handlers.preferences.settings import chosen
from bot.handlers.preferences.settings_in_words import on_ordered, ordered
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects
from jobs.actions import replan
from jobs.review import charts, weekly
from jobs.schedule import nudge_plan
from messages.content.limits import GOALS, LEAST_PAUSED_MINUTES, PACES_MINUTES
from messages.replies.callback_data import CannotRead
from messages.replies.common import enough_pictures
from messages.replies.moving import progress as replies
from messages.replies.moving import weekly_review as week_replies
from messages.replies.preferences import settings as settings_replies
from messages.replies.preferences.resting import with_way_back
from messages.replies.reply import Again, Reply
from messages.understand.values.numbers import NoNumber, minutes, whole
from storage import people
from storage.history import chart_data as facts
from storage.history import progress, strength
from storage.history.day_totals import Mark
from storage.pauses import MOST_DAYS, Length
from storage.people import Person
from storage.tables import SuggestionKind

MINUTES_A_DAY = 24 * 60
OPEN_ENDED = "open"


async def on_today(typed: Typed, context: Context) -> Effects:
    now = context.now()
    today = await context.db.read(progress.today, typed.chat_id, now)
    person = today.person
    say, local = context.say(person.language), person.local(now)
    if person.is_paused(now):
        until = person.local(person.paused_until_at)
        coming = replies.is_paused(say, until, local)
    else:
        next_at = person.local(person.next_nudge_at)
        coming = replies.next_nudge(say, next_at, local)
    shown = [(person.local(move.moved_at), move.kind or move.movement_id or "") for move in today.moves]
    missed = nudge_plan.missed_yesterday(person, now)
    reply = replies.today(say, today.day.on, standing(today.day), shown, coming, missed)
    return typed.answer(with_way_back(say, reply) if person.is_paused(now) else reply)


async def on_streak(typed: Typed, context: Context) -> Effects:
    now = context.now()
    week = await context.db.read(progress.week, typed.chat_id, now)
    streak = week.day.streak
    reply = replies.streak(
        context.say(week.person.language),
        streak.days,
        streak.best,
        streak.passes_left(week.day.on),
        [charts.MARKS[mark] for mark in week.marks],
        strength.points(week.day.strength),
        asks_yesterday=week.marks[-2] in (Mark.MISSED, Mark.PASS),
    )
    return typed.answer(reply)


async def on_week(typed: Typed, context: Context) -> Effects:
    """In words, too, when there is no picture any more for a while."""
    reply = await _picture(typed.chat_id, "week", context)
    again_at = context.pictures.spend(typed.chat_id, context.now())
    return typed.answer(reply if again_at is None else replace(reply, picture=None, again=None))


async def on_picture(tapped: Tapped, context: Context) -> Effects:
    """One of the four pictures, in a message of its own."""
    now = context.now()
    if (again_at := context.pictures.spend(tapped.chat_id, now)) is not None:
        person = await context.db.read(people.get, tapped.chat_id)
        say = context.say(person.language)
        return tapped.answer_below(enough_pictures(say, person.local(again_at), person.local(now)))
    return tapped.answer_below(await _picture(tapped.chat_id, tapped.tap.text(), context))


async def picture_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    return await _picture(chat_id, arguments[0], context)


async def _picture(chat_id: int, which: str, context: Context) -> Reply:
    """A picture is never kept: only which one is wanted."""
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
    raise CannotRead("picture")


async def on_aim(tapped: Tapped, context: Context) -> Effects:
    """The suggested goal is taken; a second tap says so again and changes nothing."""
    goal = tapped.tap.number()
    if goal not in GOALS:
        raise CannotRead(tapped.tap.action)
    kind = SuggestionKind.GOAL
    person = await context.db.write(replan.take_up, tapped.chat_id, kind, context.now(), goal=goal)
    return tapped.answer_below(week_replies.taken_up(context.say(person.language), goal, None))


async def on_slow(tapped: Tapped, context: Context) -> Effects:
    """The suggested pace is taken."""
    pace = tapped.tap.number()
    if pace not in PACES_MINUTES:
        raise CannotRead(tapped.tap.action)
    kind = SuggestionKind.PACE
    person = await context.db.write(replan.take_up, tapped.chat_id, kind, context.now(), pace_minutes=pace)
    return tapped.answer_below(week_replies.taken_up(context.say(person.language), None, pace))


async def on_other_hours(tapped: Tapped, context: Context) -> Effects:
    """A look is all it takes: they decide there."""
    person = await context.db.write(replan.take_up, tapped.chat_id, SuggestionKind.HOURS, context.now())
    shown = chosen(person, context.now())
    return tapped.answer_below(settings_replies.hours(context.say(person.language), shown))


async def on_pause_command(typed: Typed, context: Context) -> Effects:
    """/pause asks for how long; "/pause 3" is so many days, "/pause till Monday" an order."""
    person = await context.db.read(people.get, typed.chat_id)
    say = context.say(person.language)
    if not typed.words:
        return typed.answer(_pause_ask(person, context))
    length = _length(typed.words)
    order = None
    if length is NoNumber.UNREADABLE:
        order = await ordered(f"pause {typed.words}", person, context)
    if order is not None:
        return await on_ordered(typed, order, person, context)
    if isinstance(length, NoNumber):
        return typed.answer(replies.pause_hint(say, length, MOST_DAYS, LEAST_PAUSED_MINUTES))
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


async def pause(chat_id: int, length: Length, context: Context) -> Reply:
    now = context.now()
    person = await context.db.write(replan.pause, chat_id, length, now)
    until = person.local(person.paused_until_at)
    return replies.paused(context.say(person.language), until, person.local(now))


def _pause_ask(person: Person, context: Context) -> Reply:
    return replies.pause_ask(context.say(person.language), person.is_paused(context.now()))


async def on_resume_command(typed: Typed, context: Context) -> Effects:
    return typed.answer(await _resume(typed.chat_id, context))


async def on_resume(tapped: Tapped, context: Context) -> Effects:
    return tapped.answer(await _resume(tapped.chat_id, context))


async def _resume(chat_id: int, context: Context) -> Reply:
    now = context.now()
    person = await context.db.write(replan.resume, chat_id, now)
    next_at = person.local(person.next_nudge_at)
    return replies.resumed(context.say(person.language), next_at, person.local(now))
