"""Messages without readable words (stickers, voice, photos) and edited messages."""

from dataclasses import replace
from datetime import timedelta

from bot.context import Context
from bot.incoming.updates import Typed
from bot.outgoing.effects import Effects
from bot.screens import receipts
from bot.understanding import greeting_in, understood
from jobs.actions import move_log
from messages.replies import brought as replies
from messages.understand.interpretation import MoveLog
from messages.understand.move_log.log_reader import Heard, Log
from messages.understand.ranking import ANY_LOG
from storage import people
from storage.history import logged_moves
from storage.history.logged_moves import Logged
from storage.person import Person

CHANGED_WITHIN = timedelta(hours=49)  # Telegram lets people edit for 48 h; a later edit is not theirs


async def on_brought(typed: Typed, context: Context) -> Effects:
    """Reply with the line for this kind of message."""
    person = await context.db.read(people.get, typed.chat_id)
    return typed.answer(replies.brought(context.say(person.language), typed.brings))


async def on_edited(typed: Typed, context: Context) -> Effects:
    """Update the log entry made from this message, or say that it stays; an unchanged reading is ignored."""
    now = context.now()
    if typed.written_at is None or now - typed.written_at > CHANGED_WITHIN:
        return ()
    person = await context.db.read(people.get, typed.chat_id)
    before = await context.db.read(logged_moves.shown, typed.chat_id, typed.message_id, now)
    is_told = typed.command in (None, "log") and bool(typed.words)
    what = await _log_in(typed, person, context) if is_told else None
    if isinstance(what, Log) and not before.is_undone and (before.moves or what.is_sure):
        return await _followed(typed, what, before, context)
    if before.moves:
        stays = replies.stays(
            context.say(person.language), receipts.receipt(before, typed.message_id, context)
        )
        return typed.answer(stays)
    return _unfollowed(typed, person, context)


async def _log_in(typed: Typed, person: Person, context: Context) -> Heard | None:
    meant = (await understood(typed, person, context, (ANY_LOG,))).meaning
    return meant.heard if isinstance(meant, MoveLog) else None


async def _followed(typed: Typed, what: Log, before: Logged, context: Context) -> Effects:
    moves = receipts.moves_of(what.parts, typed.said_at(context.now()))
    now = context.now()
    step = typed.chat_id, typed.message_id, moves, now, typed.said_at(now), context.kinds
    logged = await context.db.write(move_log.revise, *step)
    if before.moves and logged.moves == before.moves:
        return ()  # Telegram also reports edits without a visible change
    shown = receipts.receipt(logged, typed.message_id, context, what.unused)
    say = context.say(logged.person.language)
    called_off = await receipts.called_off(logged, context)
    return *called_off, *typed.answer(replies.follows(say, shown) if before.moves else shown)


def _unfollowed(typed: Typed, person: Person, context: Context) -> Effects:
    if greeting_in(replace(typed, command=None), context) is not None:
        return ()
    return typed.answer(replies.unfollowed(context.say(person.language)))
