"""Movements on request: one picked now, or one that was named, as an open nudge with ✅ and ▶️."""

from collections.abc import Sequence

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects, Offer, Send
from jobs.actions import offer
from jobs.choose.loops import pictured_as
from jobs.choose.suitability import Fit, is_meant_for, suiting
from messages.content.learning.tips import Tip
from messages.content.movements import Movement
from messages.replies.moving import log as log_replies
from messages.replies.moving import nudge as nudge_replies
from messages.replies.moving import shown as replies
from messages.replies.moving.nudge import Pictured
from messages.replies.preferences import resting
from messages.replies.reply import Rows
from storage import people, talks
from storage.person import Person
from storage.values import Mention, Subject, holding


async def one_now(asked_in: Typed | Tapped, context: Context) -> Effects:
    """One movement now, picked and shown like a nudge."""
    chat_id, key = asked_in.chat_id, asked_in.key
    person = await context.db.read(people.get, chat_id)
    say = context.say(person.language)
    if person.is_safety_paused:
        return (Send(chat_id, resting.no_movement(say)),)
    asked = await context.db.write(
        offer.one_now, chat_id, key, context.now(), context.catalogue, context.random, context.loops
    )
    if asked is None:
        return (Send(chat_id, log_replies.nothing_to_offer(say)),)
    await context.following.make_room(chat_id)
    movement = context.catalogue[asked.movement_id]
    await noted(asked_in, movement, context)
    reply = nudge_replies.nudge(
        say,
        movement,
        asked.nudge_id,
        others=0,
        may_put_off=True,
        line=asked.line,
        conditions=person.conditions_at(context.now()),
        pictured=pictured_as(asked.has_media, person.showing.pictures, movement.id, context.loops),
    )
    return (Offer(chat_id, reply, asked.nudge_id, asked.replaces_message_id),)


async def shown(
    movements: Sequence[Movement],
    asked_in: Typed | Tapped,
    person: Person,
    context: Context,
    *,
    head: str = "",
    near: Tip | None = None,
    more: Rows = (),
) -> Effects:
    """The first of these movements, which is open from now on, and the others as buttons.

    Only for movements that this person may be offered.
    """
    asked = await context.db.write(
        offer.this_now, person.chat_id, asked_in.key, movements[0], context.now(), context.loops
    )
    first = context.catalogue[asked.movement_id]  # of an update handled twice, what it got at first
    others = [each for each in movements[1:] if each != first]
    await noted(asked_in, first, context)
    await context.following.make_room(person.chat_id)
    reply = replies.shown(
        context.say(person.language),
        first,
        asked.nudge_id,
        head=head,
        others=others,
        near=near,
        conditions=person.conditions_at(context.now()),
        more=more,
        pictured=Pictured.MOVING if asked.has_media else Pictured.IN_WORDS,
    )
    return (Offer(person.chat_id, reply, asked.nudge_id, None),)


def allowed(person: Person, context: Context) -> Sequence[Movement]:
    """All that the body allows, wherever they are now; none while safety has the word."""
    if person.is_safety_paused:
        return ()
    return suiting(context.catalogue, Fit.of(person, context.now()).anywhere())


def why_not(movement: Movement, person: Person, context: Context) -> str:
    """Why this person must not be offered the movement, in words; empty: they may."""
    if movement in allowed(person, context):
        return ""
    now = context.now()
    fit, conditions = Fit.of(person, now), person.conditions_at(now)
    is_a_walk = movement.id in context.catalogue.walks_only
    is_against = not {*movement.kept_from}.isdisjoint(conditions)
    return replies.left_out(
        context.say(person.language),
        movement,
        conditions,
        movement.id in person.body.vetoes and not is_against,
        person.body.wheelchair,
        rests=movement.id in holding(person.for_now.resting, person.local_day(now)),
        is_open=person.is_minding(now) and not is_a_walk,
        walks_only=fit.walks_only and not is_a_walk,
    )


def fitting(person: Person, context: Context) -> Sequence[Movement]:
    """All that may be brought unnamed: without what is for company or heat where there is none."""
    fit = Fit.of(person, context.now())
    return [each for each in allowed(person, context) if is_meant_for(each, fit, context.catalogue)]


async def noted(asked_in: Typed | Tapped, movement: Movement, context: Context) -> None:
    """The talk is about this movement now."""
    new = Mention(Subject.MOVEMENT, context.now(), (movement.id,))
    await context.db.write(talks.mention, asked_in.chat_id, asked_in.message_id, new)
