"""Health offers: what people told about their body, and the buttons and typed answers under it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Edit, Effect, Effects, Send, Toast
from bot.screens import health_offers, open_nudge
from bot.screens.open_nudge import then_fitting
from jobs.actions.health import offers as actions
from messages.content import health
from messages.content.vocabulary import CONDITIONS
from messages.replies import callback_data
from messages.replies.callback_data import CannotRead
from messages.replies.preferences import health as replies
from messages.replies.preferences.health import LEGS, NO, YES, Tail
from messages.replies.reply import Rows
from messages.understand.follow_up.follow_up_words import Word
from messages.understand.interpretation import HealthTold
from storage import people
from storage.person import Person

BELOW = 0  # stands for the message that is not there yet: a typed answer is answered below
KNOWN = (*sorted(CONDITIONS), health.WALKS_ONLY, health.CHAIR_ONLY)
AGREES = {"health-yes", "health-keep", "health-back"}
YES_ANSWERS = {"yes", "now", "treated", "steady"}  # to a question that comes first
NO_ANSWERS = {"no", "not-yet", "long-ago", "over", "not-steady"}


async def on_told(typed: Typed, meant: HealthTold, person: Person, context: Context) -> Effects:
    return await health_offers.offered(meant, person, context)


async def on_ask(tapped: Tapped, context: Context) -> Effects:
    """An answer to what comes first: the offer that it leads to, or nothing."""
    asked = health.load().questions.get(tapped.tap.text(0))
    answer, tail = tapped.tap.text(1), Tail.read(tapped.tap, 2)
    if asked is None or answer not in asked.answers:
        raise CannotRead(tapped.tap.action)
    if not asked.answers[answer]:
        person = await _declined(tapped, tail, context)
        said = tapped.answer(replies.nothing_changes(context.say(person.language)))
        return *said, *await health_offers.next_offer(tail, person, context)
    person = await context.db.read(people.get, tapped.chat_id)
    reply = health_offers.reply_to(asked.answers[answer], tail, person, context)
    context.open_offers.keep(tapped.chat_id, reply.rows, context.now())
    return tapped.answer(reply)


async def on_yes(tapped: Tapped, context: Context) -> Effects:
    return await _accepted(tapped, context, actions.accept)


async def on_keep(tapped: Tapped, context: Context) -> Effects:
    """Yes to keeping conditions at all, and to the offer that waits for it."""
    return await _accepted(tapped, context, actions.consent_and_accept)


async def _accepted(tapped: Tapped, context: Context, step: Callable[..., actions.Kept | None]) -> Effects:
    """The offer holds from now on, also for the nudge that is out."""
    tail, chat_id, now = Tail.read(tapped.tap, 1), tapped.chat_id, context.now()
    accepted = health_offers.accepted_of(tapped.tap.text(0), tail)
    before = await context.db.read(people.get, chat_id)
    say, is_last = context.say(before.language), not tail.rest
    arguments = chat_id, tapped.key, accepted, now, context.catalogue, is_last
    kept = await context.db.write(step, *arguments)
    if kept is None:
        reply = replies.consent(say, accepted.offer, tail)
        context.open_offers.keep(chat_id, reply.rows, now)
        return tapped.answer(reply)
    person = kept.person
    reply = replies.kept(
        say,
        accepted.offer,
        tail,
        kept.new,
        before.settings.budget,
        accepted.pause_ends_on or accepted.until_on(person.local_day(now)),
        asks_again=accepted.offer.asks_again and person.settings.week_from is not None,
    )
    nudge = await open_nudge.kept_fitting(tapped, before, context)
    return *tapped.answer(reply), *nudge, *await health_offers.next_offer(tail, person, context)


async def on_when(tapped: Tapped, context: Context) -> Effects:
    """The day of an operation that is still to come, or that it is not known yet."""
    topic, tail = tapped.tap.text(0), Tail.read(tapped.tap, 1)
    person = await context.db.read(people.get, tapped.chat_id)
    if tail.on is None:
        health_offers.accepted_of(topic, tail)
        person = await _declined(tapped, tail, context)
        said = tapped.answer(replies.no_day_yet(context.say(person.language)))
        return *said, *await health_offers.next_offer(tail, person, context)
    reply = health_offers.reply_to(topic, tail, person, context)
    context.open_offers.keep(tapped.chat_id, reply.rows, context.now())
    return tapped.answer(reply)


async def on_no(tapped: Tapped, context: Context) -> Effects:
    rest = tapped.tap.text(0)
    tail = Tail(rest=() if rest == replies.NOTHING else tuple(rest.split("+")))
    person = await _declined(tapped, tail, context)
    said = tapped.answer(replies.declined(context.say(person.language)))
    return *said, *await health_offers.next_offer(tail, person, context)


async def _declined(tapped: Tapped, tail: Tail, context: Context) -> Person:
    return await context.db.write(actions.decline, tapped.chat_id, context.now(), not tail.rest)


async def on_undo(tapped: Tapped, context: Context) -> Effects:
    tap = tapped.tap
    tail = Tail.read(replace(tap, arguments=(*tap.arguments[:3], replies.NOTHING)), 1)
    accepted = health_offers.accepted_of(tap.text(0), tail)
    step = tapped.chat_id, accepted, tap.number(3), tap.number(4), context.now(), context.catalogue
    person = await context.db.write(actions.undo, *step)
    return tapped.answer(replies.undone(context.say(person.language)))


async def on_back(tapped: Tapped, context: Context) -> Effects:
    """Bring back what was left out."""
    codes = replies.codes_in(tapped.tap, 0, KNOWN)
    person = await context.db.write(actions.bring_back, tapped.chat_id, codes, context.now())
    return tapped.answer(replies.back(context.say(person.language)))


async def on_still(tapped: Tapped, context: Context) -> Effects:
    """The answer, six weeks later; below the weekly review, which stays."""
    codes, still = replies.codes_in(tapped.tap, 1, KNOWN), tapped.tap.number(0)
    if still not in (YES, NO):
        raise CannotRead(tapped.tap.action)
    step = actions.still_so if still else actions.bring_back
    person = await context.db.write(step, tapped.chat_id, codes, context.now())
    say = context.say(person.language)
    return tapped.answer_below(replies.stays(say) if still else replies.back(say))


async def on_weeks(tapped: Tapped, context: Context) -> Effects:
    """Whether week 13 of a pregnancy has begun."""
    begun = tapped.tap.number(0)
    if begun not in (YES, NO):
        raise CannotRead(tapped.tap.action)
    person = await context.db.write(actions.later_weeks, tapped.chat_id, context.now(), bool(begun))
    return tapped.answer_below(replies.weeks(context.say(person.language), bool(begun)))


async def on_legs(tapped: Tapped, context: Context) -> Effects:
    legs = tapped.tap.text(0)
    if legs not in LEGS:
        raise CannotRead(tapped.tap.action)
    kept = LEGS_KEPT[legs]
    person = await context.db.write(actions.say_legs, tapped.chat_id, kept, context.now())
    return tapped.answer(replies.legs_noted(context.say(person.language)))


LEGS_KEPT = {"yes": "yes", "little": "a little", "no": "no"}


async def on_words(typed: Typed, person: Person, context: Context) -> Effects | None:
    """A typed yes or no as the tap that it stands for; None if it is neither, or nothing is open."""
    rows = context.open_offers.take(person.chat_id, typed.key, context.now())
    if not rows:
        return None
    word = None if typed.command else context.lexicon(person.language).follow_up_words.word(typed.words)
    if word not in (Word.YES, Word.NO):
        return None
    data = _meant(rows, is_yes=word is Word.YES)
    if data is None:
        return typed.answer(replies.tap_above(context.say(person.language)))
    tap = callback_data.read(data)
    tapped = Tapped(typed.key, typed.chat_id, BELOW, typed.language_code, "", tap)
    effects = await TAPS[tap.action](tapped, context)
    return tuple(_below(each) for each in effects if not isinstance(each, Toast))


def _below(effect: Effect) -> Effect:
    if isinstance(effect, Edit) and effect.message_id == BELOW:
        return Send(effect.chat_id, effect.reply)
    return effect


def _meant(rows: Rows, *, is_yes: bool) -> str | None:
    """The button that a yes or a no means; None where the answers are others."""
    for button in (each for row in rows for each in row):
        tap = callback_data.read(button.data)
        if tap.action == "health-ask":
            means = tap.text(1) in (YES_ANSWERS if is_yes else NO_ANSWERS)
        else:
            means = tap.action in AGREES if is_yes else tap.action == "health-no"
        if means:
            return button.data
    return None


TAPS: Mapping[str, Callable[[Tapped, Context], Awaitable[Effects]]] = {
    "health-ask": on_ask,
    "health-when": on_when,
    "health-yes": on_yes,
    "health-keep": on_keep,
    "health-no": on_no,
    "health-undo": then_fitting(on_undo),
    "health-back": then_fitting(on_back),
    "health-still": then_fitting(on_still),
    "health-weeks": then_fitting(on_weeks),
    "health-legs": then_fitting(on_legs),
}
