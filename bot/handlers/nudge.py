"""The nudge's buttons and /undo: read the tap, ask for facts, choose words."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from bot.context import Context
from bot.effects import Effects
from bot.handlers.incoming import Tapped, Typed
from jobs import replan
from messages.replies import nudge as replies
from messages.replies.common import Standing
from storage.answers import LATER_MINUTES, Outcome
from storage.days import Day
from storage.tables import Answer


async def on_done(tapped: Tapped, context: Context) -> Effects:
    return await _answered(tapped, context, replan.done)


async def on_later(tapped: Tapped, context: Context) -> Effects:
    return await _answered(tapped, context, replan.later)


async def on_not_now(tapped: Tapped, context: Context) -> Effects:
    return await _answered(tapped, context, replan.not_now)


async def on_other(tapped: Tapped, context: Context) -> Effects:
    outcome = await context.db.write(
        replan.other,
        tapped.chat_id,
        tapped.tap.number(0),
        tapped.tap.number(1),
        context.now(),
        context.catalogue,
        context.random,
    )
    return _shown(tapped, context, outcome)


async def on_undo(tapped: Tapped, context: Context) -> Effects:
    nudge_id = tapped.tap.number()
    outcome = await context.db.write(replan.undo, tapped.chat_id, nudge_id, context.now())
    if outcome is None:
        return unknown_nudge(tapped, context)
    say = context.say(outcome.person.language)
    movement = context.catalogue[outcome.nudge.movement_id]
    return tapped.answer(replies.undone(say, movement, nudge_id, standing(outcome.today)))


async def on_undo_command(typed: Typed, context: Context) -> Effects:
    undone = await context.db.write(replan.undo_last, typed.chat_id, typed.message_id, context.now())
    say = context.say(undone.person.language)
    if undone.move is None:
        return typed.answer(replies.nothing_to_undo(say))
    movement = context.catalogue[undone.move.movement_id]
    reply = replies.undone(say, movement, undone.move.nudge_id, standing(undone.today))
    return typed.answer(reply)


def standing(today: Day) -> Standing:
    return Standing(today.moves, today.goal, today.streak.days)


async def _answered(
    tapped: Tapped,
    context: Context,
    step: Callable[[Connection, int, int, datetime], Outcome | None],
) -> Effects:
    nudge_id = tapped.tap.number()
    return _shown(tapped, context, await context.db.write(step, tapped.chat_id, nudge_id, context.now()))


def unknown_nudge(tapped: Tapped, context: Context) -> Effects:
    """Nobody's nudge, or somebody else's: nothing is told about it."""
    return tapped.remark(context.say_to_stranger(tapped.language_code)("old-button"))


def _shown(tapped: Tapped, context: Context, outcome: Outcome | None) -> Effects:
    """The message as the nudge stands now, whichever tap brought us here."""
    if outcome is None:
        return unknown_nudge(tapped, context)
    say = context.say(outcome.person.language)
    nudge = outcome.nudge
    movement = context.catalogue[nudge.movement_id]
    match nudge.answer:
        case Answer.DONE:
            return tapped.answer(replies.done(say, movement, nudge.id, standing(outcome.today)))
        case Answer.NOT_NOW:
            return tapped.answer(replies.not_now(say, nudge.id))
        case Answer.LATER:
            at = outcome.person.local(outcome.person.later_until_at)
            if at is None:  # it has come again already, in a message of its own
                return tapped.remark(say("old-button"))
            return tapped.answer(replies.later(say, movement, nudge.id, at))
        case _ if not outcome.fresh and tapped.tap.action == "other":
            return tapped.remark(say("no-other"))
        case _ if tapped.tap.action == "later":
            return tapped.answer(replies.later_no_more(say, nudge.id))
    may_put_off = nudge.later_step < len(LATER_MINUTES)
    return tapped.answer(replies.nudge(say, movement, nudge.id, others=nudge.others, may_put_off=may_put_off))
