"""Open nudge: the one that is out, with another movement once its own does not fit any more.

Whatever changes what fits (a condition, a chair, a place, company, a veto) holds from that second on, so all
of it comes here: taps by `then_fitting`, words by the end of `free_text`.
"""

from collections.abc import Awaitable, Callable

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Edit, Effects, Offer
from jobs.actions import offer
from jobs.choose.loops import pictured_as
from jobs.choose.suitability import Fit, may_be_offered
from messages.replies.moving import nudge as nudge_replies
from messages.replies.moving.nudge import Pictured
from messages.replies.preferences import health as replies
from messages.replies.reply import Reply
from storage import people
from storage.person import Person
from storage.sent import follow_alongs
from storage.sent.answers import LATER_MINUTES, Outcome
from storage.sent.nudges import Nudge
from storage.tables import Answer

OnTapped = Callable[[Tapped, Context], Awaitable[Effects]]


def then_fitting(handler: OnTapped) -> OnTapped:
    """Wrap a button that may change what fits: the nudge that is out fits again afterwards."""

    async def on_tap(tapped: Tapped, context: Context) -> Effects:
        before = await context.db.read(people.find, tapped.chat_id)
        effects = await handler(tapped, context)
        return effects if before is None else (*effects, *await kept_fitting(tapped, before, context))

    return on_tap


async def kept_fitting(asked_in: Typed | Tapped, before: Person, context: Context) -> Effects:
    """The nudge that is out with another movement if its own does not fit any more, as it did `before`.

    A follow-along of a movement that must not be offered any more ends, whatever nudge it belongs to.
    """
    chat_id, now = asked_in.chat_id, context.now()
    step = chat_id, asked_in.key, before, now, context.catalogue, context.random, context.loops
    outcome = await context.db.write(offer.keep_fitting, *step)
    swapped = () if outcome is None else await _shown(outcome, context)
    return *swapped, *await _no_longer_led(chat_id, context)


async def _shown(outcome: Outcome, context: Context) -> Effects:
    nudge, person = outcome.nudge, outcome.person
    await context.following.end(person.chat_id, nudge.id)
    if nudge.message_id is None:
        return ()
    if nudge.answer is Answer.NOT_NOW:
        gone = replies.nothing_else(context.say(person.language))
        return (Edit(person.chat_id, nudge.message_id, gone, has_media=nudge.has_media),)
    reply = worded(nudge, person, context)
    if reply.loop:
        return (Offer(person.chat_id, reply, nudge.id, nudge.message_id),)
    return (Edit(person.chat_id, nudge.message_id, reply),)


def worded(nudge: Nudge, person: Person, context: Context, pictured: Pictured | None = None) -> Reply:
    """An open nudge as it is shown again: with another movement, after an undo, or by /show."""
    if pictured is None:
        pictured = pictured_as(nudge.has_media, person.showing.pictures, nudge.movement_id, context.loops)
    return nudge_replies.nudge(
        context.say(person.language),
        context.catalogue[nudge.movement_id],
        nudge.id,
        others=nudge.others,
        may_put_off=nudge.later_step < len(LATER_MINUTES),
        line=nudge.wording,
        conditions=person.conditions_at(context.now()),
        pictured=pictured,
    )


async def _no_longer_led(chat_id: int, context: Context) -> Effects:
    """The follow-along of an older nudge ends, too, if the body does not allow its movement."""
    led = await context.db.read(follow_alongs.running, chat_id)
    if led is None or led.movement_id not in context.catalogue:
        return ()
    person = await context.db.read(people.get, chat_id)
    if may_be_offered(context.catalogue, led.movement_id, Fit.of(person, context.now())):
        return ()
    await context.following.end(chat_id, led.id)
    if led.message_id is None:
        return ()
    gone = replies.nothing_else(context.say(person.language))
    return (Edit(chat_id, led.message_id, gone, has_media=led.has_media),)
