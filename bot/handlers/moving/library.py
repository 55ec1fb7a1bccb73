"""The library: shelves, names and cards in one message, and ▶️ ✅ 🚫 ⭐ on a card."""

from dataclasses import dataclass

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects, Follow, Send, Toast
from bot.screens import library_shown, movements_shown, path_shown
from jobs.actions import body, cards
from messages.content.library import Facet, Filter, NoSuchFilter
from messages.content.movements import Movement
from messages.replies.callback_data import CannotRead
from messages.replies.moving import cards as card_replies
from messages.replies.moving import library as replies
from messages.replies.moving import nudge as nudge_replies
from messages.replies.moving.cards import Card
from messages.replies.preferences import body as body_replies
from messages.replies.preferences import resting
from messages.replies.preferences.body import OFF, ON
from messages.replies.reply import Reply
from messages.understand.interpretation import LibraryRequest
from storage import people
from storage.person import Person
from storage.sent import follow_alongs
from storage.sent.answers import Outcome


async def on_asked(typed: Typed, meant: LibraryRequest, person: Person, context: Context) -> Effects:
    """The shelves, or the first card of what was asked for in words."""
    if person.is_safety_paused:
        return typed.answer(resting.no_movement(context.say(person.language)))
    return typed.answer(await library_shown.opened(typed, person, meant.chosen, context))


async def on_below(tapped: Tapped, context: Context) -> Effects:
    """The library in a message of its own: the one above is still useful."""
    person = await context.db.read(people.get, tapped.chat_id)
    return tapped.answer_below(await library_shown.opened(tapped, person, _filter(tapped), context))


async def on_library(tapped: Tapped, context: Context) -> Effects:
    person = await context.db.read(people.get, tapped.chat_id)
    shelf = library_shown.library_of(person, context)
    return tapped.answer(replies.shelves(context.say(person.language), shelf, _filter(tapped)))


async def on_facet(tapped: Tapped, context: Context) -> Effects:
    person = await context.db.read(people.get, tapped.chat_id)
    name = tapped.tap.text(1)
    if name not in set(Facet):
        raise CannotRead(tapped.tap.action)
    shelf = library_shown.library_of(person, context)
    return tapped.answer(replies.facet(context.say(person.language), shelf, _filter(tapped), Facet(name)))


async def on_names(tapped: Tapped, context: Context) -> Effects:
    person, page = await context.db.read(people.get, tapped.chat_id), tapped.tap.number(1)
    if page < 0:
        raise CannotRead(tapped.tap.action)
    shelf = library_shown.library_of(person, context)
    return tapped.answer(replies.names(context.say(person.language), shelf, _filter(tapped), page))


async def on_card(tapped: Tapped, context: Context) -> Effects:
    """Turn to a card; one that is gone has another in its place, and that is said."""
    person = await context.db.read(people.get, tapped.chat_id)
    movement_id = tapped.tap.text(2) if len(tapped.tap.arguments) > 2 else ""
    return await _turned(tapped, person, _filter(tapped), movement_id, tapped.tap.number(1), context)


async def _turned(
    tapped: Tapped, person: Person, chosen: Filter, movement_id: str, at: int, context: Context
) -> Effects:
    say, shelf = context.say(person.language), library_shown.library_of(person, context)
    found = library_shown.found(shelf.deck(chosen), movement_id, at)
    if found is None:
        return tapped.answer(replies.shelves(say, shelf, chosen))
    shown = tapped.answer(await library_shown.card(tapped, person, shelf, found.movement, chosen, context))
    return (Toast(tapped.query_id, say("card-gone")), *shown[1:]) if found.is_another else shown


async def on_go(tapped: Tapped, context: Context) -> Effects:
    """Start the follow-along in a message of its own, so that the cards stay; a second tap finds it.

    One that must not be offered any more has another card in its place, and below it why.
    """
    on = await _tapped_card(tapped, context)
    if why := movements_shown.why_not(on.card.movement, on.person, context):
        turned = await _turned(tapped, on.person, on.card.chosen, on.card.movement.id, 0, context)
        return *turned, Send(tapped.chat_id, Reply(why))
    step = tapped.chat_id, on.card.movement, on.card.shown_at, context.now()
    outcome = await context.db.write(cards.opened, *step)
    if outcome is None:
        raise CannotRead(tapped.tap.action)
    nudge = outcome.nudge
    if not follow_alongs.may_follow(nudge):
        return await _done(tapped, on, outcome, context)
    follow = Follow(tapped.chat_id, nudge.message_id, nudge.id, nudge.movement_id, outcome.person.language)
    return Toast(tapped.query_id), follow


async def on_done(tapped: Tapped, context: Context) -> Effects:
    """Count it, once for each time the card was shown."""
    on = await _tapped_card(tapped, context)
    step = tapped.chat_id, on.card.movement, on.card.shown_at, context.now(), context.kinds
    outcome = await context.db.write(cards.done, *step)
    if outcome is None:
        raise CannotRead(tapped.tap.action)
    await context.following.end(tapped.chat_id, outcome.nudge.id)
    return await _done(tapped, on, outcome, context)


async def on_undo(tapped: Tapped, context: Context) -> Effects:
    """Take the move back and show the card again, which is a new one."""
    on = await _tapped_card(tapped, context)
    outcome = await context.db.write(cards.undo, tapped.chat_id, on.card.shown_at, context.now())
    if outcome is None:
        raise CannotRead(tapped.tap.action)
    say = context.say(on.person.language)
    return await _shown_again(
        tapped, on, context, nudge_replies.undone_text(say, on.card.movement, outcome.today)
    )


async def on_veto(tapped: Tapped, context: Context) -> Effects:
    on = await _tapped_card(tapped, context)
    step = tapped.chat_id, on.card.movement.id, on.card.shown_at, context.now()
    declined = await context.db.write(cards.leave_out, *step)
    if declined is not None:
        await context.following.end(tapped.chat_id, declined.nudge.id)
    person = await context.db.read(people.get, tapped.chat_id)
    say = context.say(person.language)
    reply = body_replies.vetoed(say, on.card.movement)
    shelf = library_shown.library_of(person, context)
    return tapped.answer(card_replies.on_with(say, shelf, on.card, reply, "card-unveto"))


async def on_unveto(tapped: Tapped, context: Context) -> Effects:
    on = await _tapped_card(tapped, context)
    person = await context.db.write(body.take_back, tapped.chat_id, on.card.movement.id, context.now())
    return await _shown_again(tapped, _On(person, on.card), context)


async def on_star(tapped: Tapped, context: Context) -> Effects:
    """A favourite or not, by what the button says; the card stays, with the other button."""
    on = await _tapped_card(tapped, context)
    is_starred = _is_on(tapped, 3)
    person = await context.db.write(
        cards.star, tapped.chat_id, on.card.movement.id, is_starred, context.now()
    )
    return await _shown_again(tapped, _On(person, on.card), context)


async def on_favourite(tapped: Tapped, context: Context) -> Effects:
    """The same under the receipt of a favourite that was named in words."""
    movement = _movement(tapped, 0, context)
    is_starred = _is_on(tapped, 1)
    person = await context.db.write(cards.star, tapped.chat_id, movement.id, is_starred, context.now())
    return tapped.answer(replies.starred(context.say(person.language), movement, is_starred))


@dataclass(frozen=True)
class _On:
    """A tapped card, and who tapped it."""

    person: Person
    card: Card


async def _tapped_card(tapped: Tapped, context: Context) -> _On:
    movement, shown_at = _movement(tapped, 1, context), card_replies.stamped(tapped.tap.text(2))
    if shown_at > context.now():
        raise CannotRead(tapped.tap.action)
    person = await context.db.read(people.get, tapped.chat_id)
    return _On(person, Card(movement, _filter(tapped), shown_at))


async def _done(tapped: Tapped, on: _On, outcome: Outcome, context: Context) -> Effects:
    """The receipt on the card; like that of a nudge, it asks about the notch that has become ready."""
    say, shelf = context.say(outcome.person.language), library_shown.library_of(outcome.person, context)
    nudge, milestone = outcome.nudge, outcome.milestone
    reply = nudge_replies.done(say, on.card.movement, nudge.id, outcome.today, milestone, praise=nudge.praise)
    receipt = card_replies.on_with(say, shelf, on.card, reply, "card-undo")
    step = outcome.person, [on.card.movement.id], say, context
    return tapped.answer(await path_shown.with_notch(receipt, *step))


async def _shown_again(tapped: Tapped, on: _On, context: Context, above: str = "") -> Effects:
    """The card once more; while safety has the word, why there is none."""
    person, chosen, movement = on.person, on.card.chosen, on.card.movement
    if person.is_safety_paused:
        return tapped.answer(resting.no_movement(context.say(person.language)))
    shelf = library_shown.library_of(person, context)
    if movement not in shelf.deck(chosen):
        return await _turned(tapped, person, chosen, movement.id, 0, context)
    return tapped.answer(await library_shown.card(tapped, person, shelf, movement, chosen, context, above))


def _filter(tapped: Tapped) -> Filter:
    try:
        return Filter.parse(tapped.tap.text(0))
    except NoSuchFilter:
        raise CannotRead(tapped.tap.action) from None


def _movement(tapped: Tapped, position: int, context: Context) -> Movement:
    movement_id = tapped.tap.text(position)
    if movement_id not in context.catalogue:
        raise CannotRead(tapped.tap.action)
    return context.catalogue[movement_id]


def _is_on(tapped: Tapped, position: int) -> bool:
    state = tapped.tap.number(position)
    if state not in (ON, OFF):
        raise CannotRead(tapped.tap.action)
    return state == ON
