"""Log corrections by buttons under the receipt: length, kind and day."""

from typing import Unpack

from bot.context import Context
from bot.incoming.updates import Tapped
from bot.outgoing.effects import Effects
from bot.screens import receipts
from jobs.actions import move_log
from messages.replies.callback_data import CannotRead
from messages.replies.moving import log as replies
from messages.replies.moving.log import MINUTES
from messages.understand.move_log.log_reader import Beyond
from storage.history import logged_moves
from storage.history.calendar_day import loggable_days
from storage.history.logged_moves import Correction, Logged
from storage.values import Move


async def on_receipt(tapped: Tapped, context: Context) -> Effects:
    """Leave the corrections and show the receipt again."""
    logged = await _shown(tapped, context)
    return tapped.answer(receipts.receipt(logged, tapped.tap.number(), context))


async def on_fix(tapped: Tapped, context: Context) -> Effects:
    """Ask what to correct; with several movements, ask which one first."""
    logged = await _shown(tapped, context)
    say, now = context.say(logged.person.language), logged.person.local(context.now())
    if logged.is_undone:
        return tapped.answer(replies.fix_gone(say))
    message_id = tapped.tap.number(0)
    if len(logged.moves) > 1 and len(tapped.tap.arguments) == 1:
        moves = [receipts.as_shown(each, logged.person) for each in logged.moves]
        return tapped.answer(replies.fix_which(say, message_id, moves, now))
    part, shown = _part(tapped, logged)
    return tapped.answer(replies.fix(say, message_id, part, shown, now))


async def on_fix_minutes(tapped: Tapped, context: Context) -> Effects:
    logged = await _shown(tapped, context)
    part, shown = _part(tapped, logged)
    if len(tapped.tap.arguments) < 3:
        say, now = context.say(logged.person.language), logged.person.local(context.now())
        return tapped.answer(replies.fix_minutes(say, tapped.tap.number(0), part, shown, now))
    minutes = tapped.tap.number(2)
    if minutes not in MINUTES:
        raise CannotRead(tapped.tap.action)
    return await _fixed(tapped, part, context, minutes=minutes)


async def on_fix_kind(tapped: Tapped, context: Context) -> Effects:
    logged = await _shown(tapped, context)
    part, shown = _part(tapped, logged)
    what = tapped.tap.text(2)
    if not what.isdecimal():
        return await _fixed(tapped, part, context, **receipts.named(what, context, tapped))
    say, now = context.say(logged.person.language), logged.person.local(context.now())
    first = await receipts.favourites(tapped.chat_id, context)
    page = receipts.page_in(tapped.tap.number(2), first)
    return tapped.answer(replies.fix_kind(say, tapped.tap.number(0), part, shown, first, page, now))


async def on_fix_day(tapped: Tapped, context: Context) -> Effects:
    logged = await _shown(tapped, context)
    part, shown = _part(tapped, logged)
    person, now = logged.person, context.now()
    if len(tapped.tap.arguments) < 3:
        days = loggable_days(person.local_day(now))
        days = tuple(on for on in days if receipts.within(on, shown.moved_at, person, now) is not None)
        say = context.say(person.language)
        return tapped.answer(replies.fix_day(say, tapped.tap.number(0), part, shown, days, person.local(now)))
    moved_at = receipts.within(receipts.date_in(tapped, 2), shown.moved_at, person, now)
    if moved_at is None:
        return tapped.answer(replies.beyond(context.say(person.language), Beyond.OLD))
    return await _fixed(tapped, part, context, moved_at=moved_at)


async def _fixed(tapped: Tapped, part: int, context: Context, **columns: Unpack[Correction]) -> Effects:
    message_id = tapped.tap.number(0)
    logged = await context.db.write(
        move_log.correct, tapped.chat_id, message_id, part, context.now(), **columns
    )
    return tapped.answer(receipts.receipt(logged, message_id, context))


async def _shown(tapped: Tapped, context: Context) -> Logged:
    logged = await context.db.read(logged_moves.shown, tapped.chat_id, tapped.tap.number(0), context.now())
    if not logged.moves:
        raise CannotRead(tapped.tap.action)
    return logged


def _part(tapped: Tapped, logged: Logged) -> tuple[int, Move]:
    part = tapped.tap.number(1) if len(tapped.tap.arguments) > 1 else 0
    if not 0 <= part < len(logged.moves):
        raise CannotRead(tapped.tap.action)
    return part, receipts.as_shown(logged.moves[part], logged.person)
