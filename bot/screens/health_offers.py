"""Health offers shown: the first of what was told, and what was told besides."""

from collections.abc import Sequence

from bot.context import Context
from bot.outgoing.effects import Effects, Send
from jobs.actions.health import offers as actions
from jobs.actions.health.columns import Accepted, is_new
from messages.content import health
from messages.content.vocabulary import CONDITIONS
from messages.replies.callback_data import CannotRead
from messages.replies.preferences import health as replies
from messages.replies.preferences.health import Tail
from messages.replies.reply import Reply
from messages.understand.health.told import Told
from messages.understand.interpretation import HealthTold
from storage.person import Person
from storage.values import holding


async def offered(meant: HealthTold, person: Person, context: Context, *, is_beside: bool = False) -> Effects:
    """What was told, offered one after the other; nothing but "an offer is open" is stored.

    Beside a log or a tip (`is_beside`), "fine again" of what was never left out needs no answer.
    """
    told = [each for each in meant.told if each.topic != health.FINE_AGAIN]
    back = [
        _fine_again(each.codes, person, context) for each in meant.told if each.topic == health.FINE_AGAIN
    ]
    replied = tuple(_shown(each, person, context) for each in back if each.rows or not is_beside)
    if not told:
        return replied
    first = _first_of(told, person, context)
    if first.rows:
        await context.db.write(actions.mind, person.chat_id, context.now())
    return *replied, _shown(first, person, context)


def _first_of(told: Sequence[Told], person: Person, context: Context) -> Reply:
    """The question or the offer for the first; of an operation to come without a day, which day it is."""
    tail = replies.tail_of(told)
    if told[0].is_ahead and tail.on is None:
        say, today = context.say(person.language), person.local_day(context.now())
        return replies.which_day(say, told[0].topic, tail, today)
    return reply_to(told[0].topic, tail, person, context)


def _shown(reply: Reply, person: Person, context: Context) -> Send:
    context.open_offers.keep(person.chat_id, reply.rows, context.now())
    return Send(person.chat_id, reply)


def reply_to(topic: str, tail: Tail, person: Person, context: Context) -> Reply:
    """The question or the offer for this, or that it holds already; raises `CannotRead`."""
    say, known = context.say(person.language), health.load()
    if (asked := known.questions.get(topic)) is not None:
        return replies.question(say, asked, tail)
    accepted = accepted_of(topic, tail)
    today = person.local_day(context.now())
    if not any(is_new(item, person, today, context.catalogue) for item in accepted.items):
        return replies.already(say)
    if accepted.on is not None:
        return replies.offer_ahead(say, accepted.offer, tail, accepted.on, accepted.pause_ends_on)
    return replies.offer(say, accepted.offer, tail, accepted.passing_days, accepted.pause_days)


def accepted_of(topic: str, tail: Tail) -> Accepted:
    """The offer of a button; raises `CannotRead` if there is none such."""
    offer_of = health.load().offers.get(topic)
    is_known = {*tail.codes} <= CONDITIONS and (tail.days is None or 0 <= tail.days <= health.MOST_DAYS)
    if offer_of is None or not is_known or (tail.on is not None and not offer_of.may_be_ahead):
        raise CannotRead(topic)
    return Accepted(offer_of, tail.days, tail.codes, tail.on)


async def next_offer(tail: Tail, person: Person, context: Context) -> Effects:
    """What was told besides; it is open already."""
    if not tail.rest:
        return ()
    first, *rest = tail.rest
    reply = reply_to(first, Tail(rest=tuple(rest)), person, context)
    return (_shown(reply, person, context),)


def _fine_again(codes: tuple[str, ...], person: Person, context: Context) -> Reply:
    passing = holding(person.for_now.passing, person.local_day(context.now()))
    left_out = tuple(each for each in codes if each in (*person.body.conditions, *passing))
    return replies.fine_again(context.say(person.language), left_out)
