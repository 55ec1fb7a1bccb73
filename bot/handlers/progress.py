"""/today, /streak, /pause and /resume."""

from datetime import timedelta

from bot.context import Context
from bot.effects import Effects
from bot.handlers.incoming import Tapped, Typed
from bot.handlers.nudge import standing
from jobs import plan, replan
from messages.numbers import NoNumber, minutes, whole
from messages.replies import progress as replies
from messages.replies.progress import DayMark
from messages.reply import Reply
from messages.taps import CannotRead
from storage import people, progress
from storage.days import Mark

PAUSES_DAYS = (1, 3, 7)
MOST_PAUSED_DAYS = 90  # typed; for longer there is "until I say"
LEAST_PAUSED_MINUTES = 15  # less than that is no pause at this pace of writing
MINUTES_A_DAY = 24 * 60
OPEN_ENDED = "open"

MARKS = {
    Mark.MOVED: DayMark.MOVED,
    Mark.PASS: DayMark.PASS,
    Mark.MISSED: DayMark.MISSED,
    Mark.NEUTRAL: DayMark.OFF,
    Mark.OPEN: DayMark.OPEN,
}


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
    missed = plan.missed_yesterday(person, now)
    return typed.answer(replies.today(say, today.day.on, standing(today.day), shown, coming, missed))


async def on_streak(typed: Typed, context: Context) -> Effects:
    now = context.now()
    week = await context.db.read(progress.week, typed.chat_id, now)
    streak = week.day.streak
    reply = replies.streak(
        context.say(week.person.language),
        streak.days,
        streak.best,
        streak.passes_left(week.day.on),
        [MARKS[mark] for mark in week.marks],
        asks_yesterday=week.marks[-2] in (Mark.MISSED, Mark.PASS),
    )
    return typed.answer(reply)


async def on_pause_command(typed: Typed, context: Context) -> Effects:
    """/pause asks for how long; "/pause 3" is so many days, "/pause 1h30" so much time."""
    person = await context.db.read(people.get, typed.chat_id)
    say, now = context.say(person.language), context.now()
    if not typed.words:
        return typed.answer(replies.pause_ask(say))
    length = _length(typed.words)
    if isinstance(length, NoNumber):
        return typed.answer(replies.pause_hint(say, length, MOST_PAUSED_DAYS, LEAST_PAUSED_MINUTES))
    person = await context.db.write(replan.pause, typed.chat_id, length, now)
    return typed.answer(replies.paused(say, person.local(person.paused_until_at), person.local(now)))


def _length(words: str) -> int | timedelta | NoNumber:
    """Days, or a shorter time that carries its unit."""
    days = whole(words, 1, MOST_PAUSED_DAYS)
    if days is not NoNumber.UNREADABLE:
        return days
    length = minutes(words, LEAST_PAUSED_MINUTES, MINUTES_A_DAY)
    return length if isinstance(length, NoNumber) else timedelta(minutes=length)


async def on_pause(tapped: Tapped, context: Context) -> Effects:
    if not tapped.tap.arguments:
        person = await context.db.read(people.get, tapped.chat_id)
        return tapped.answer(replies.pause_ask(context.say(person.language)))
    length = None if tapped.tap.text() == OPEN_ENDED else tapped.tap.number()
    if length is not None and length not in PAUSES_DAYS:
        raise CannotRead(tapped.tap.action)
    now = context.now()
    person = await context.db.write(replan.pause, tapped.chat_id, length, now)
    until = person.local(person.paused_until_at)
    return tapped.answer(replies.paused(context.say(person.language), until, person.local(now)))


async def on_resume_command(typed: Typed, context: Context) -> Effects:
    return typed.answer(await _resume(typed.chat_id, context))


async def on_resume(tapped: Tapped, context: Context) -> Effects:
    return tapped.answer(await _resume(tapped.chat_id, context))


async def _resume(chat_id: int, context: Context) -> Reply:
    now = context.now()
    person = await context.db.write(replan.resume, chat_id, now)
    next_at = person.local(person.next_nudge_at)
    return replies.resumed(context.say(person.language), next_at, person.local(now))
