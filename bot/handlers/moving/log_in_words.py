"""A log in words: counted, asked about, or told what of it does not count."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects, React
from bot.screens.path_shown import with_notch
from bot.screens.receipts import (
    as_shown,
    asked,
    called_off,
    date_in,
    log_one,
    moves_of,
    named,
    reaction,
    receipt,
    within,
)
from bot.understanding import understood
from jobs.actions import move_log
from messages.replies.callback_data import CannotRead
from messages.replies.moving import log as replies
from messages.replies.moving import log_questions as questions
from messages.replies.reply import Reply
from messages.understand.follow_up import kept_meaning
from messages.understand.interpretation import MoveLog
from messages.understand.move_log.language_guess import hear_beside_pain
from messages.understand.move_log.log_reader import (
    MOST_METRES,
    MOST_MINUTES,
    MOST_STEPS,
    Beyond,
    Doubt,
    Log,
    Ticked,
    ToldMove,
    Unclear,
)
from messages.understand.ranking import ANY_LOG
from storage import people, talks
from storage.history.calendar_day import is_loggable, loggable_days
from storage.history.logged_moves import Logged
from storage.person import Person
from storage.values import Mention, Move, Subject

MOST_TOLD = (MOST_MINUTES, MOST_STEPS, MOST_METRES)


async def keep_silently(typed: Typed, context: Context) -> None:
    """Count what was surely done in a message that calls for a doctor: it is answered about that alone.

    No receipt, no reaction and no streak; the day shows it when they look.
    """
    person = await context.db.read(people.find, typed.chat_id)
    if person is None or not person.has_begun or (typed.command or "log") != "log":
        return
    said_at = typed.said_at(context.now())
    now, lexicons = person.local(said_at), context.lexicons_of(person.language)
    own, *others = (each.log_words for each in lexicons)
    log = await context.reading(person.chat_id, hear_beside_pain, typed.words, now, own, others)
    if log is not None:
        await _log_told(typed, log.parts, said_at, context)


async def on_log(typed: Typed, meant: MoveLog, person: Person, context: Context) -> Effects:
    """Count it, react to it, and say what was understood; what was not is asked about first."""
    said_at = typed.said_at(context.now())
    unused: tuple[int, ...] = ()
    match meant.heard:
        case Log(parts, _, unused):
            logged = await _log_told(typed, parts, said_at, context)
        case Ticked(minutes, count):
            move = Move(said_at, minutes=minutes, count=count)
            step = typed.chat_id, typed.message_id, move, context.now(), context.kinds
            done = await context.db.write(move_log.done, *step)
            if done is None:
                if minutes is not None or count is not None:
                    await _kept_doubt(typed, meant, context)
                return typed.answer(await asked(typed.chat_id, person, context, 0, "what"))
            logged = done
        case Unclear(parts, _, doubt):
            await _kept_doubt(typed, meant, context)
            return typed.answer(_doubt(parts, doubt, said_at, person, context))
        case Beyond() as bound:
            return typed.answer(replies.beyond(context.say(person.language), bound))
    reply = receipt(logged, typed.message_id, context, unused)
    names = [each.movement_id for each in logged.moves if each.undone_at is None]
    say = context.say(person.language)
    shown = typed.answer(await with_notch(reply, logged.person, names, say, context))
    if not logged.moves:
        return shown
    react = React(typed.chat_id, typed.message_id, reaction(logged))
    return (react, *await called_off(logged, context), *shown)


async def _log_told(typed: Typed, parts: Sequence[ToldMove], said_at: datetime, context: Context) -> Logged:
    moves = moves_of(parts, said_at)
    return await context.db.write(
        move_log.add, typed.chat_id, typed.message_id, moves, context.now(), said_at, context.kinds
    )


async def _kept_doubt(typed: Typed, meant: MoveLog, context: Context) -> None:
    """The next words may say what is missing."""
    question = Mention(Subject.QUESTION, context.now(), (str(typed.message_id),), kept_meaning.written(meant))
    await context.db.write(talks.mention, typed.chat_id, typed.message_id, question)


def _doubt(
    parts: Sequence[ToldMove], doubt: Doubt, said_at: datetime, person: Person, context: Context
) -> Reply:
    """What was understood, and what to tap or type; too long ago is too long ago, whatever else is open."""
    say, now = context.say(person.language), context.now()
    moves = moves_of(parts, said_at)
    shown = [as_shown(each, person) for each in moves]
    if not any(is_loggable(each.moved_at, said_at, person.zone) for each in moves):
        return questions.too_old(say, shown)
    days = loggable_days(person.local_day(now))
    on = person.local_day(moves[0].moved_at)
    return questions.unclear(say, doubt, shown, days, on)


async def on_log_command(typed: Typed, context: Context) -> Effects:
    """/log shows what to tap; "/log 20 min walk" is a log like any other."""
    person = await context.db.read(people.get, typed.chat_id)
    if not typed.words:
        return typed.answer(await asked(typed.chat_id, person, context, 0, "ask"))
    what = await understood(typed, person, context, (ANY_LOG,))
    if not isinstance(what.meaning, MoveLog):
        return typed.answer(await asked(typed.chat_id, person, context, 0, "unclear"))
    return await on_log(typed, what.meaning, person, context)


async def on_told(tapped: Tapped, context: Context) -> Effects:
    """What was understood of their words counts, as they said with this button."""
    person, now = await context.db.read(people.get, tapped.chat_id), context.now()
    on, what = date_in(tapped, 0), named(tapped.tap.text(1), context, tapped)
    amounts = [tapped.tap.number(n) or None for n in (2, 3, 4)]
    if any(not 0 < each <= most for each, most in zip(amounts, MOST_TOLD, strict=True) if each is not None):
        raise CannotRead(tapped.tap.action)
    moved_at = now if on == person.local_day(now) else within(on, None, person, now)
    if moved_at is None:
        return tapped.answer(replies.beyond(context.say(person.language), Beyond.OLD))
    minutes, count, metres = amounts
    move = replace(Move(moved_at, minutes=minutes, count=count, metres=metres), **what)
    return await log_one(tapped, move, context)
