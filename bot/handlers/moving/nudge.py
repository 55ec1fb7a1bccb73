"""Nudge buttons, /go, /later and /undo."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Edit, Effects, Follow, Offer, Send, Toast
from bot.screens import desk_shown, first_minute, movements_shown, open_nudge, path_shown, plans_shown
from jobs.actions import answer, offer
from messages.replies.callback_data import Tap
from messages.replies.moving import follow_along as follow_replies
from messages.replies.moving import nudge as replies
from messages.replies.moving.log import name_of
from messages.replies.moving.nudge import Pictured
from messages.replies.preferences import resting
from messages.replies.reply import Reply
from storage import people
from storage.person import Person
from storage.sent import answers, follow_alongs
from storage.sent.answers import Outcome
from storage.tables import Answer


async def on_done(tapped: Tapped, context: Context) -> Effects:
    return await _answered(tapped, context, partial(answer.done, kinds=context.kinds))


async def on_later(tapped: Tapped, context: Context) -> Effects:
    return await _answered(tapped, context, answer.later)


async def on_not_now(tapped: Tapped, context: Context) -> Effects:
    return await _answered(tapped, context, answer.not_now)


async def on_later_command(typed: Typed, context: Context) -> Effects:
    if (at_a_desk := await desk_shown.answered_in_words(typed, Answer.NOT_NOW, context)) is not None:
        return at_a_desk  # it comes again by itself
    return await _answered_in_words(typed, context, answer.later, "later")


async def on_not_now_in_words(typed: Typed, context: Context) -> Effects:
    if (at_a_desk := await desk_shown.answered_in_words(typed, Answer.NOT_NOW, context)) is not None:
        return at_a_desk
    return await _answered_in_words(typed, context, answer.not_now, "not-now")


async def on_go_command(typed: Typed, context: Context) -> Effects:
    """Start the follow-along of the newest nudge, in that nudge's message."""
    person = await context.db.read(people.get, typed.chat_id)
    nudge = await context.db.read(follow_alongs.latest, typed.chat_id)
    if person.is_safety_paused:
        return typed.answer(resting.no_movement(context.say(person.language)))
    if nudge is None or not follow_alongs.may_follow(nudge):
        return typed.answer(follow_replies.nothing_to_follow(context.say(person.language)))
    if (left_out := _why_not(nudge.movement_id, person, context)) is not None:
        return typed.answer(left_out)
    start = Follow(typed.chat_id, nudge.message_id, nudge.id, nudge.movement_id, person.language)
    return (replace(start, has_media=nudge.has_media),)


async def on_show_command(typed: Typed, context: Context) -> Effects:
    """Show the newest nudge again with its loop, in a new message; whatever they chose, they ask for it."""
    person = await context.db.read(people.get, typed.chat_id)
    nudge = await context.db.read(follow_alongs.latest, typed.chat_id)
    say = context.say(person.language)
    if person.is_safety_paused:
        return typed.answer(resting.no_movement(say))
    if nudge is None or not nudge.is_open or not nudge.movement_id:
        return typed.answer(replies.nothing_to_show(say))
    if (left_out := _why_not(nudge.movement_id, person, context)) is not None:
        return typed.answer(left_out)
    if nudge.movement_id not in context.loops:
        return typed.answer(replies.nothing_to_show(say))
    await context.following.make_room(typed.chat_id)
    reply = open_nudge.worded(nudge, person, context, Pictured.MOVING)
    return (Offer(typed.chat_id, reply, nudge.id, nudge.message_id),)


async def on_go(tapped: Tapped, context: Context) -> Effects:
    """Start the follow-along in the tapped message."""
    outcome = await _outcome(tapped, context)
    if outcome is None or not follow_alongs.may_follow(outcome.nudge):
        return await _shown(tapped, context, outcome)
    nudge = outcome.nudge
    if (left_out := _why_not(nudge.movement_id, outcome.person, context)) is not None:
        return tapped.answer_below(left_out)
    follow = Follow(tapped.chat_id, tapped.message_id, nudge.id, nudge.movement_id, outcome.person.language)
    return Toast(tapped.query_id), replace(follow, has_media=tapped.has_media)


def _why_not(movement_id: str, person: Person, context: Context) -> Reply | None:
    """Why this one is not led or shown any more: it is left out by now, or waits for an open offer."""
    why = movements_shown.why_not(context.catalogue[movement_id], person, context)
    return Reply(why) if why else None


async def on_stop(tapped: Tapped, context: Context) -> Effects:
    outcome = await _outcome(tapped, context)
    if outcome is None or not follow_alongs.may_follow(outcome.nudge):
        return await _shown(tapped, context, outcome)
    await context.following.end(tapped.chat_id, outcome.nudge.id)
    movement = context.catalogue[outcome.nudge.movement_id]
    say = context.say(outcome.person.language)
    return tapped.answer(follow_replies.stopped(say, movement, outcome.nudge.id))


async def _outcome(tapped: Tapped, context: Context) -> Outcome | None:
    """The nudge's current state; the tap itself does not answer it."""
    return await context.db.read(answers.find, tapped.chat_id, tapped.tap.number(), context.now())


async def on_other(tapped: Tapped, context: Context) -> Effects:
    await context.following.end(tapped.chat_id, tapped.tap.number(0))
    outcome = await context.db.write(
        offer.another,
        tapped.chat_id,
        tapped.tap.number(0),
        tapped.tap.number(1),
        context.now(),
        context.catalogue,
        context.random,
        context.loops,
        bool(tapped.has_media),
    )
    return await _shown(tapped, context, outcome)


async def on_undo(tapped: Tapped, context: Context) -> Effects:
    nudge_id = tapped.tap.number()
    outcome = await context.db.write(answer.undo, tapped.chat_id, nudge_id, context.now())
    if outcome is None:
        return unknown_nudge(tapped, context)
    if outcome.nudge.intention is not None:
        return await plans_shown.answered(tapped, context, outcome)
    say = context.say(outcome.person.language)
    movement = context.catalogue[outcome.nudge.movement_id]
    return tapped.answer(replies.undone(say, movement, nudge_id, outcome.today))


async def on_undo_command(typed: Typed, context: Context) -> Effects:
    undone = await context.db.write(answer.undo_last, typed.chat_id, typed.message_id, context.now())
    say = context.say(undone.person.language)
    if undone.move is None:
        return typed.answer(replies.nothing_to_undo(say))
    move = undone.move
    if move.nudge_id is None or move.movement_id is None:
        name = name_of(say, move.name)
        return typed.answer(replies.undone_by_name(say, name, undone.today))
    movement = context.catalogue[move.movement_id]
    return typed.answer(replies.undone(say, movement, move.nudge_id, undone.today))


async def _answered(
    tapped: Tapped,
    context: Context,
    step: Callable[[Connection, int, int, datetime], Outcome | None],
) -> Effects:
    nudge_id = tapped.tap.number()
    outcome = await context.db.write(step, tapped.chat_id, nudge_id, context.now())
    await context.following.end(tapped.chat_id, nudge_id)
    shown = await _shown(tapped, context, outcome)
    if outcome is None or outcome.person.has_begun:
        return shown
    has_moved = outcome.nudge.answer is Answer.DONE
    below = (
        ()
        if outcome.nudge.answer is Answer.LATER
        else await first_minute.after_a_movement(outcome.person, context, has_moved=has_moved)
    )
    return *shown, *below


async def _answered_in_words(
    typed: Typed,
    context: Context,
    step: Callable[[Connection, int, int, datetime], Outcome | None],
    action: str,
) -> Effects:
    """Answer the open nudge as a tap would: edit its message and repeat the outcome below."""
    person = await context.db.read(people.get, typed.chat_id)
    nudge_id = int(person.did(typed.key, action) or person.sent.open_nudge_id or 0)
    outcome = await context.db.read(answers.find, typed.chat_id, nudge_id, context.now())
    nothing = typed.answer(follow_replies.nothing_to_follow(context.say(person.language)))
    if outcome is None or outcome.nudge.message_id is None or person.is_safety_paused:
        return nothing
    tap = Tap(action, (str(outcome.nudge.id),))
    nudge, code = outcome.nudge, typed.language_code
    tapped = Tapped(typed.key, typed.chat_id, outcome.nudge.message_id, code, "", tap, nudge.has_media)
    noted = answer.in_words(step, typed.key, action)
    effects = await _answered(tapped, context, noted)
    shown = [each for each in effects if isinstance(each, Edit)]
    below = [each for each in effects if isinstance(each, Send)]
    # Without an edit there is only a toast, which needs a tap: the nudge was put off and has come again.
    return (*shown, *(Send(typed.chat_id, each.reply) for each in shown), *below) if shown else nothing


def unknown_nudge(tapped: Tapped, context: Context) -> Effects:
    """The nudge does not exist or belongs to another person: reveal nothing about it."""
    return tapped.remark(context.say_to_stranger(tapped.language_code)("old-button"))


def _is_another(tapped: Tapped, outcome: Outcome) -> bool:
    """True if this tap swapped the movement, now or on its first delivery."""
    return outcome.fresh or outcome.nudge.others > tapped.tap.number(1)


async def _shown(tapped: Tapped, context: Context, outcome: Outcome | None) -> Effects:
    """The nudge's message in its current state, whichever tap led here."""
    if outcome is None:
        return unknown_nudge(tapped, context)
    say = context.say(outcome.person.language)
    nudge = outcome.nudge
    if nudge.intention is not None:
        return await plans_shown.answered(tapped, context, outcome)
    movement = context.catalogue[nudge.movement_id]
    match nudge.answer:
        case Answer.DONE:
            today, reached = outcome.today, outcome.milestone
            done = replies.done(say, movement, nudge.id, today, reached, praise=nudge.praise)
            step = outcome.person, [movement.id], say, context
            return tapped.answer(await path_shown.with_notch(done, *step))
        case Answer.NOT_NOW:
            return tapped.answer(replies.not_now(say, nudge.id))
        case Answer.LATER:
            at = outcome.person.local(outcome.person.plan.later_until_at)
            if at is None:  # already sent again, as a new message
                return tapped.remark(say("old-button"))
            return tapped.answer(replies.later(say, movement, nudge.id, at))
        case _ if tapped.tap.action == "other" and not _is_another(tapped, outcome):
            return tapped.remark(say("no-other"))
        case _ if tapped.tap.action == "later":
            return tapped.answer(replies.later_no_more(say, nudge.id))
    return _open(tapped, context, outcome)


def _open(tapped: Tapped, context: Context, outcome: Outcome) -> Effects:
    """The open nudge, in the tapped message; where that has a loop and the movement none, in a new one."""
    nudge, person = outcome.nudge, outcome.person
    reply = open_nudge.worded(nudge, person, context)
    if tapped.tap.action != "other":
        return tapped.answer(reply, shows=nudge.movement_id if tapped.has_media else "")
    if tapped.has_media and not reply.loop:
        return Toast(tapped.query_id), Offer(tapped.chat_id, reply, nudge.id, tapped.message_id)
    return tapped.answer(reply)
