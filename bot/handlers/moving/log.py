"""Logging by button, /yesterday and /move; and for any log its receipt, reaction and undo."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects, Offer, React, Toast, with_last_message
from bot.screens import movements_shown, receipts
from jobs.actions import move_log
from messages.replies.callback_data import CannotRead
from messages.replies.moving import log as replies
from messages.replies.moving.library import library_button
from messages.replies.reply import Reply
from messages.understand.move_log.log_reader import Beyond
from storage import people
from storage.history.logged_moves import Logged
from storage.person import Person
from storage.values import Move

Step = Callable[[Connection, int, int, datetime], Logged]


async def on_log(tapped: Tapped, context: Context) -> Effects:
    """Log the tapped kind at once, in this message; a number turns the page."""
    person = await context.db.read(people.get, tapped.chat_id)
    if tapped.tap.text(0) != "kind":
        page = tapped.tap.number(0)
        return tapped.answer(await receipts.asked(tapped.chat_id, person, context, page, "ask"))
    return await _log_tapped(tapped, tapped.tap.text(1), context.now(), context)


async def on_yesterday_command(typed: Typed, context: Context) -> Effects:
    person = await context.db.read(people.get, typed.chat_id)
    return typed.answer(await _asked_yesterday(person, context, _yesterday(person, context), 0))


async def on_missed(tapped: Tapped, context: Context) -> Effects:
    """Ask what they did yesterday, in a new message: the one above is still useful."""
    person = await context.db.read(people.get, tapped.chat_id)
    return tapped.answer_below(await _asked_yesterday(person, context, _yesterday(person, context), 0))


async def on_yesterday(tapped: Tapped, context: Context) -> Effects:
    """Log a kind on a past day, or turn the page."""
    person = await context.db.read(people.get, tapped.chat_id)
    on, what = receipts.date_in(tapped, 0), tapped.tap.text(1)
    if what.isdecimal():
        return tapped.answer(await _asked_yesterday(person, context, on, tapped.tap.number(1)))
    moved_at = receipts.within(on, None, person, context.now())
    if moved_at is None:
        return tapped.answer(replies.beyond(context.say(person.language), Beyond.OLD))
    return await _log_tapped(tapped, what, moved_at, context)


async def on_move_command(typed: Typed, context: Context) -> Effects:
    """Suggest one movement now, picked and shown like a nudge, with the way to all of them."""
    return await _with_library(typed, context)


async def on_move(tapped: Tapped, context: Context) -> Effects:
    """The same, sent below the message with the button."""
    return Toast(tapped.query_id), *await _with_library(tapped, context)


async def _with_library(asked_in: Typed | Tapped, context: Context) -> Effects:
    person = await context.db.read(people.get, asked_in.chat_id)
    way = (library_button(context.say(person.language)),)
    effects = await movements_shown.one_now(asked_in, context)
    if not any(isinstance(each, Offer) for each in effects):
        return effects  # nothing may be offered, so nothing is to be browsed
    return with_last_message(effects, lambda reply: replace(reply, rows=(*reply.rows, way)))


async def on_unlog(tapped: Tapped, context: Context) -> Effects:
    return await _turned(tapped, context, move_log.undo)


async def on_relog(tapped: Tapped, context: Context) -> Effects:
    return await _turned(tapped, context, move_log.redo)


async def _turned(tapped: Tapped, context: Context, step: Step) -> Effects:
    message_id = tapped.tap.number()
    logged = await context.db.write(step, tapped.chat_id, message_id, context.now())
    if not logged.moves:
        raise CannotRead(tapped.tap.action)
    shown = tapped.answer(receipts.receipt(logged, message_id, context))
    if message_id == tapped.message_id:  # logged by a tap: there is no message of theirs to react to
        return shown
    return *shown, React(tapped.chat_id, message_id, None if logged.is_undone else receipts.reaction(logged))


async def _log_tapped(tapped: Tapped, what: str, moved_at: datetime, context: Context) -> Effects:
    return await receipts.log_one(
        tapped, replace(Move(moved_at), **receipts.named(what, context, tapped)), context
    )


async def _asked_yesterday(person: Person, context: Context, on: date, page: int) -> Reply:
    first = await receipts.favourites(person.chat_id, context)
    return replies.ask_yesterday(context.say(person.language), first, on, receipts.page_in(page, first))


def _yesterday(person: Person, context: Context) -> date:
    return person.local_day(context.now()) - timedelta(days=1)
