"""Follow-ups: a log put right, what is taken back, another movement, and what is asked first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects, React
from bot.screens import receipts, settings_changed
from bot.screens.settings_shown import stands
from jobs.actions import move_log, settings_in_words
from jobs.actions.settings_columns import Impossible
from messages.replies import talk as replies
from messages.replies.callback_data import CannotRead
from messages.replies.moving import log as log_replies
from messages.replies.reply import Reply
from messages.understand.follow_up import kept_meaning
from messages.understand.interpretation import (
    Acknowledged,
    Announced,
    CannotChange,
    Dangling,
    Declined,
    Exchanged,
    LogCorrection,
    Meaning,
    MoveLog,
    MovementByName,
    PutBack,
    SettingsChange,
    TakeBack,
    WhichMove,
)
from messages.understand.move_log.log_reader import Beyond, Log, ToldMove
from messages.understand.movement_request.name_words import Want
from messages.understand.settings_change.kinds import LeaveOut, Setting
from storage import talks
from storage.history import logged_moves
from storage.history.calendar_day import is_loggable
from storage.history.logged_moves import Correction, Logged
from storage.person import Person
from storage.values import Mention, Subject


async def on_correction(typed: Typed, meant: LogCorrection, person: Person, context: Context) -> Effects:
    """The same entry as it really was; its new receipt."""
    columns = _columns(meant.told, typed.said_at(context.now()))
    at, now = columns.get("moved_at"), context.now()
    if at is not None and not is_loggable(at, now, person.zone):
        return typed.answer(log_replies.beyond(context.say(person.language), Beyond.OLD))
    logged = await _put_right(typed, meant, columns, person, context)
    receipt = receipts.receipt(logged, meant.message_id, context)
    return typed.answer(replies.put_right(context.say(person.language), receipt))


async def on_exchanged(typed: Typed, meant: Exchanged, person: Person, context: Context) -> Effects:
    """Both moves, each as it is meant now."""
    said_at = typed.said_at(context.now())
    await _put_right(typed, meant.as_before, _columns(meant.as_before.told, said_at), person, context)
    return await on_correction(typed, meant.instead, person, context)


async def _put_right(
    typed: Typed, meant: LogCorrection, columns: Correction, person: Person, context: Context
) -> Logged:
    """The move put right; as it was before is kept for the talk."""
    now = context.now()
    shown = await context.db.read(logged_moves.shown, typed.chat_id, meant.message_id, now)
    stood = shown.moves[meant.part] if meant.part < len(shown.moves) else None
    before = (
        "" if stood is None else kept_meaning.written(replace(meant, told=receipts.told_of(stood, person)))
    )
    step = typed.chat_id, typed.message_id, meant.message_id, meant.part, now, before
    return await context.db.write(partial(move_log.put_right, **columns), *step)


def _columns(told: ToldMove, said_at: datetime) -> Correction:
    (move,) = receipts.moves_of([told], said_at)
    columns: Correction = {
        "kind": move.kind,
        "movement_id": move.movement_id,
        "minutes": move.minutes,
        "count": move.count,
        "metres": move.metres,
    }
    return columns if told.at is None else {**columns, "moved_at": move.moved_at}


async def on_which(typed: Typed, meant: WhichMove, person: Person, context: Context) -> Effects:
    """Ask which of the moves is meant."""
    logged = await context.db.read(logged_moves.shown, typed.chat_id, meant.message_id, context.now())
    moves = [receipts.as_shown(each, person) for each in logged.moves]
    say, now = context.say(person.language), person.local(context.now())
    return typed.answer(log_replies.fix_which(say, meant.message_id, moves, now))


async def on_take_back(typed: Typed, meant: TakeBack, person: Person, context: Context) -> Effects:
    if meant.is_setting:
        return await settings_changed.taken_back(typed, meant.message_id, person, context)
    step = typed.chat_id, typed.message_id, meant.message_id, meant.part, context.now()
    logged = await context.db.write(move_log.take_back, *step)
    if not logged.moves:
        return typed.answer(replies.nothing_to_take_back(context.say(person.language)))
    shown = typed.answer(receipts.receipt(logged, meant.message_id, context))
    return (*shown, React(typed.chat_id, meant.message_id, None)) if logged.is_undone else shown


async def on_put_back(typed: Typed, meant: PutBack, person: Person, context: Context) -> Effects:
    step = typed.chat_id, typed.message_id, meant.message_id, context.now()
    logged = await context.db.write(move_log.put_back, *step)
    if not logged.moves:
        return typed.answer(replies.nothing_to_take_back(context.say(person.language)))
    react = React(typed.chat_id, meant.message_id, receipts.reaction(logged))
    return (*typed.answer(receipts.receipt(logged, meant.message_id, context)), react)


async def on_announced(typed: Typed, meant: Announced, person: Person, context: Context) -> Effects:
    """Nothing counts yet; what they say when they are back belongs to it."""
    await keep_question(typed, MoveLog(Log((meant.told,), is_sure=False)), context)
    return typed.answer(replies.announced(context.say(person.language)))


async def on_dangling(typed: Typed, meant: Dangling, person: Person, context: Context) -> Effects:
    say = context.say(person.language)
    if meant.takes_back:
        return typed.answer(replies.nothing_to_take_back(say))
    return typed.answer(replies.dangling(say, meant.number))


async def on_acknowledged(typed: Typed, _: Acknowledged, person: Person, context: Context) -> Effects:
    return typed.answer(replies.acknowledged(context.say(person.language)))


async def on_declined(typed: Typed, _: Declined, person: Person, context: Context) -> Effects:
    return typed.answer(replies.declined(context.say(person.language)))


async def asked_first(typed: Typed, meant: Meaning, person: Person, context: Context) -> Effects | None:
    """The question whether that is meant, kept with its values; None: there is none for this meaning."""
    say, now, message_id = context.say(person.language), context.now(), typed.message_id
    match meant:
        case MoveLog(Log(parts, others=others)):
            told = (receipts.moves_of(each, typed.said_at(now)) for each in (parts, *others))
            readings = [[receipts.as_shown(move, person) for move in moves] for moves in told]
            reply = replies.likely_log(say, readings, person.local(now), message_id)
        case LogCorrection(told=told):
            (move,) = receipts.moves_of([told], typed.said_at(now))
            local = receipts.as_shown(move, person)
            reply = replies.likely_correction(say, local, person.local(now), message_id)
        case SettingsChange(changes) if changes:
            try:
                reply = _likely_settings(changes, message_id, person, context)
            except Impossible as error:
                return await settings_changed.shown(typed, CannotChange(error.why), person, context)
        case MovementByName(movements, Want.NEVER) if movements:
            reply = _likely_settings((LeaveOut(movements),), message_id, person, context)
        case _:
            return None
    await keep_question(typed, meant, context)
    return typed.answer(reply)


def _likely_settings(changes: Sequence[Setting], message_id: int, person: Person, context: Context) -> Reply:
    now = context.now()
    would = settings_in_words.would_stand(person, changes, now, context.catalogue)
    return replies.likely_settings(context.say(person.language), changes, stands(would, now), message_id)


async def keep_question(typed: Typed, meant: Meaning, context: Context) -> None:
    """From now on a yes means this."""
    question = Mention(Subject.QUESTION, context.now(), (str(typed.message_id),), kept_meaning.written(meant))
    await context.db.write(talks.mention, typed.chat_id, typed.message_id, question)


async def question_of(tapped: Tapped, context: Context) -> tuple[int, Meaning]:
    """The message that was asked about and what a yes means; raises `CannotRead` if that is over."""
    step = tapped.chat_id, tapped.message_id, context.now()
    question = (await context.db.read(talks.of, *step)).last(Subject.QUESTION)
    message_id = tapped.tap.number(1)
    meant = None if question is None else kept_meaning.read(question.about)
    if meant is None or question is None or question.refs != (str(message_id),):
        raise CannotRead(tapped.tap.action)
    return message_id, meant


async def settled(chat_id: int, message_id: int, context: Context) -> None:
    """The question is answered by that message."""
    await context.db.write(talks.settle, chat_id, message_id, context.now())
